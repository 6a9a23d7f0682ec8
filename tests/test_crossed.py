"""Records by two and three dimensions: the statements against plain loops over the same rows, and counted by hand."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import store
from etl import build
from queries.catalogue import Edition, catalogue
from queries.crossed import ALL, crossable, crossed, crossed_with_margins
from queries.slices import published
from queries.view import DIMENSIONS, Filters
from tests import fabricated
from tests.recount_crossed import Cells, Row, is_in_slice, is_selected, of_figures, of_victims

SLOW = (HealthCheck.function_scoped_fixture, HealthCheck.too_slow)
Zeros = Mapping[str, set[str]]
VICTIMS = "SELECT * FROM victims WHERE dataset = $dataset::VARCHAR AND edition = $edition::VARCHAR"
FIGURES = "SELECT * FROM figures WHERE dataset = $dataset::VARCHAR AND edition = $edition::VARCHAR"
FLAGS_ASKED = """SELECT question, shown, zeros FROM questions LEFT JOIN crosswalk USING (question, code)
    WHERE dataset = $dataset::VARCHAR AND edition = $edition::VARCHAR"""


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Any]:
    """Loads files written for one test; the edition of the one data set in them."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("TRENDS_DATABASE", str(tmp_path / "trends.duckdb"))

        def load(path: Path) -> Edition:
            build.load([path])
            return catalogue().editions[0]

        yield load


@lru_cache(maxsize=16)
def rows_of(kind: str, dataset: str, edition: str, _version: str) -> tuple[list[Row], Zeros, bool]:
    """The rows as loaded; question -> the codes whose "no" is published; whether ages are asked."""
    named = {"dataset": dataset, "edition": edition}
    rows = store.query(VICTIMS if kind == "victims" else FIGURES, named).rows(named=True)
    asked = store.query(FLAGS_ASKED, named)
    zeros: dict[str, set[str]] = {}
    for question, code, has_zeros in asked.iter_rows():
        zeros.setdefault(question, set()).update({code} if has_zeros and code else ())
    return rows, zeros, "age" in zeros


def found(edition: Edition, filters: Filters, dimensions: list[str]) -> Cells:
    """What the statement says, in the form of the recount."""
    frame = crossed(edition, filters, *dimensions)
    values = ["low", "known", "total"]
    if edition.kind == "figures":
        values = ["low", "high", "known", "known_high", "total", "years"]
    else:
        assert frame["low"].equals(frame["high"])
        assert frame["known"].equals(frame["known_high"])
    keys = frame.select(dimensions).rows()
    assert len({*keys}) == len(keys)
    return dict(zip(keys, frame.select(values).rows(), strict=True))


def expected(edition: Edition, filters: Filters, dimensions: list[str]) -> Cells:
    rows, zeros, has_age = rows_of(edition.kind, edition.dataset, edition.edition, store.version())
    if edition.kind == "victims":
        chosen = {name: getattr(filters, name) for name in DIMENSIONS}
        selected = [row for row in rows if is_selected(row, chosen, (filters.from_, filters.to))]
        return of_victims(selected, dimensions, zeros.get(dimensions[0], set()), has_age)
    parts = {*dimensions} & {"exploitation", "origin", "origin_region"}
    dimension = ("exploitation" if parts == {"exploitation"} else "citizenship") if parts else "total"
    cut = dimension, "gender" in dimensions, "age" in dimensions
    inside = (row for row in rows if is_in_slice(row, filters.indicator, *cut))
    first, last = filters.from_ or 0, filters.to or 9999
    regions = filters.region
    return of_figures(
        [row for row in inside if first <= row["year"] <= last and (not regions or row["region"] in regions)],
        dimensions,
    )


@st.composite
def crossings(draw: st.DrawFn) -> tuple[Edition, Filters, list[str]]:
    edition = draw(st.sampled_from([one for one in catalogue().editions if one.rows]))
    dimensions = draw(st.lists(st.sampled_from(crossable(edition)), min_size=1, max_size=3, unique=True))
    years = st.none() | st.sampled_from(range(edition.first_year or 2002, (edition.last_year or 2022) + 1))
    filters = Filters(edition.dataset, edition.edition, from_=draw(years), to=draw(years))
    names = [name for name in DIMENSIONS if edition.options.get(name)] if edition.kind == "victims" else ["region"]
    for name in draw(st.lists(st.sampled_from(names), max_size=2, unique=True)):
        codes = st.lists(st.sampled_from(sorted(edition.options[name])), min_size=1, max_size=3, unique=True)
        filters = filters.having({name: tuple(draw(codes))})
    return edition, filters, dimensions


def agree(crossing: tuple[Edition, Filters, list[str]]) -> None:
    edition, filters, dimensions = crossing
    if published(edition, filters, *dimensions):
        assert found(edition, filters, dimensions) == expected(edition, filters, dimensions)


@pytest.mark.usefixtures("small")
@settings(max_examples=150, derandomize=True, suppress_health_check=SLOW)
@given(drawn=st.data())
def test_records_by_any_dimensions_are_those_of_the_rows(drawn: st.DataObject) -> None:
    agree(drawn.draw(crossings()))


@pytest.mark.usefixtures("demonstration")
@settings(max_examples=10, derandomize=True, suppress_health_check=SLOW)
@given(drawn=st.data())
def test_records_of_the_demonstration_are_those_of_its_rows(drawn: st.DataObject) -> None:
    agree(drawn.draw(crossings()))


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("named", [("",), ("gender", "gender"), ("gender", "age", "gender"), ("colour",), ("", "age")])
def test_what_cannot_be_crossed_is_refused(named: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="cannot be crossed"):
        crossed(catalogue().default(), Filters(), *named)


def by_key(frame: pl.DataFrame, *names: str) -> dict[Any, tuple[int, int, int]]:
    keys = frame.select(names).rows() if len(names) > 1 else frame[names[0]].to_list()
    return dict(zip(keys, frame.select("low", "known", "total").rows(), strict=True))


# Labour, sexual, other of the five people of METHODS rule 3: yes 1, no 0, unknown blank.
FIVE = [("1", "", ""), ("", "1", ""), ("", "", "1"), ("", "", ""), ("1", "1", "")]
FLAGS = ("isForcedLabour", "isSexualExploit", "isOtherExploit")


def test_where_a_flag_is_yes_or_blank_shares_are_of_those_with_any_answer(own: Any, tmp_path: Path) -> None:
    genders = ("Woman", "Woman", "Man", "Man", "Woman")
    records = [{"gender": g, **dict(zip(FLAGS, five, strict=True))} for g, five in zip(genders, FIVE, strict=True)]
    edition = own(fabricated.demo_of(tmp_path, records))
    whole = by_key(crossed(edition, Filters(), "exploitation"), "exploitation")
    assert whole == {
        "forced_labour": (2, 4, 5), "sexual_exploitation": (2, 4, 5), "other_exploitation": (1, 4, 5), None: (1, 4, 5),
    }  # fmt: skip
    apart = by_key(crossed(edition, Filters(), "exploitation", "gender"), "exploitation", "gender")
    assert apart == {
        ("forced_labour", "female"): (2, 3, 3), ("sexual_exploitation", "female"): (2, 3, 3),
        ("other_exploitation", "male"): (1, 1, 2), (None, "male"): (1, 1, 2),
    }  # fmt: skip


def test_where_a_no_is_published_a_flag_is_known_of_those_who_said_yes_or_no_to_it(own: Any, tmp_path: Path) -> None:
    answers = [("1", "0", "-99"), ("0", "0", "0"), ("-99", "1", "-99"), ("-99", "-99", "-99"), ("0", "-99", "-99")]
    genders = ("Female", "Female", "Male", "Male", "Male")
    records = [
        {"yearOfRegistration": "2012", "gender": g, **dict(zip(FLAGS, a, strict=True))}
        for g, a in zip(genders, answers, strict=True)
    ]
    edition = own(fabricated.k_anonymised_of(tmp_path, records))
    apart = by_key(crossed(edition, Filters(), "exploitation", "gender"), "exploitation", "gender")
    named = {key: value for key, value in apart.items() if key[0] in ("forced_labour", "sexual_exploitation", None)}
    assert named == {
        ("forced_labour", "female"): (1, 2, 2), ("forced_labour", "male"): (0, 1, 3),
        ("sexual_exploitation", "female"): (0, 2, 2), ("sexual_exploitation", "male"): (1, 1, 3),
        (None, "female"): (1, 1, 2), (None, "male"): (2, 1, 3),
    }  # fmt: skip
    assert apart["other_exploitation", "female"] == (0, 1, 2)  # nobody, of the one who was asked


def test_means_of_older_names_are_one_answer_and_a_box_unknown_is_none(own: Any, tmp_path: Path) -> None:
    means = ("meansOfControlPhysicalAbuse", "meansOfControlSexualAbuse", "meansOfControlNotSpecified")
    answers = [("1", "1", "-99"), ("1", "-99", "-99"), ("-99", "-99", "1")]
    records = [
        {"yearOfRegistration": "2012", "gender": "Female", **dict(zip(means, ticked, strict=True))}
        for ticked in answers
    ]
    edition = own(fabricated.k_anonymised_of(tmp_path, records))
    assert by_key(crossed(edition, Filters(), "means", "gender"), "means", "gender") == {
        ("psychological_physical_sexual_abuse", "female"): (2, 2, 3), (None, "female"): (1, 2, 3),
    }  # fmt: skip
    assert by_key(crossed(edition, Filters(), "gender", "means"), "gender", "means") == {
        ("female", "psychological_physical_sexual_abuse"): (2, 2, 2), ("female", None): (1, 1, 1),
    }  # fmt: skip


@pytest.mark.usefixtures("small")
def test_the_margins_of_a_crossing_are_the_crossings_without_a_dimension() -> None:
    edition = next(one for one in catalogue().editions if one.kind == "victims" and one.zeros)
    filters = Filters(dataset=edition.dataset, edition=edition.edition)
    first, second, third = "means", "exploitation", "gender"
    every = crossed_with_margins(edition, filters, first, second, third)
    over = {name: pl.col(name).eq_missing(ALL) for name in (second, third)}
    inner = every.filter(~over[second] & ~over[third])
    assert inner.equals(crossed(edition, filters, first, second, third))
    assert every.filter(over[second] & ~over[third]).drop(second).equals(crossed(edition, filters, first, third))
    assert every.filter(~over[second] & over[third]).drop(third).equals(crossed(edition, filters, first, second))
    assert every.filter(over[second] & over[third]).drop(second, third).equals(crossed(edition, filters, first))
    assert 0 < inner.height < every.height
