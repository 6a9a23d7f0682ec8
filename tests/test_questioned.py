"""Questions with several answers: shares with their own base, which go together, and who gave them."""

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import product
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from data.codes import MEANS_CROSSWALK
from etl import build
from etl.datasets.ctdc_flags import FLAGS
from queries.combinations import FLOOR, MOST, combinations
from queries.parts_of import across, parts
from queries.questioned import ACROSS, QUESTIONS, Asked, filter_of
from queries.uncertainty import wilson
from queries.view import DIMENSIONS, PAGE_OPTIONS, Filters
from tests import fabricated

SYNTHETIC, K_2017 = {"dataset": "ctdc-synthetic"}, {"dataset": "ctdc-k-anonymised", "edition": "2017-11-27"}
SECTORS = ("typeOfLabourAgriculture", "typeOfLabourConstruction", "typeOfLabourDomesticWork")
CODES = ("agriculture", "construction", "domestic_work")
# Three flags of the five people of METHODS rule 3: yes 1, unknown blank.
FIVE = [("1", "", ""), ("", "1", ""), ("", "", "1"), ("", "", ""), ("1", "1", "")]
Made = Callable[[Path], None]


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Made:
    """Loads one file into a database of its own."""
    monkeypatch.setenv("TRENDS_DATABASE", str(tmp_path / "own.duckdb"))

    def load(path: Path) -> None:
        build.load([path])

    return load


def asked(question: str, dimension: str = "", **chosen: Any) -> Asked:
    return Asked("sectors", Filters(**chosen), question, dimension)


def five(times: int, folder: Path) -> Path:
    records = [dict(zip(SECTORS, one, strict=True)) for one in FIVE] * times
    return fabricated.demo_of(folder, records)


def by(frame: pl.DataFrame, key: str, *columns: str) -> dict[str, Any]:
    return {row[0]: row[1:] for row in frame.select(key, *columns).rows()}


@pytest.mark.parametrize(("times", "shares"), [(1, (None, None, None)), (10, (50.0, 50.0, 25.0))])
def test_the_five_people_of_the_methods(made: Made, tmp_path: Path, times: int, shares: tuple[Any, ...]) -> None:
    made(five(times, tmp_path))
    figure = parts(asked("sector"))
    counted = by(figure.frame, "sector", "low", "known", "total")
    assert [counted[code] for code in CODES] == [(n * times, 4 * times, 5 * times) for n in (2, 2, 1)]
    values = by(figure.frame, "sector", "value_low")
    assert tuple(values[code][0] for code in CODES) == shares  # so few: the arithmetic holds, no percentage is shown
    assert counted["hospitality"] == (0, 4 * times, 5 * times)  # nobody, and not unknown: it stays on the chart


def test_what_goes_together_is_everything_a_record_says_at_once(made: Made, tmp_path: Path) -> None:
    made(five(12, tmp_path))
    figure = combinations(asked("sector"))
    assert by(figure.frame, "combination", "answers", "low", "known") == {
        "agriculture": (1, 12, 48), "construction": (1, 12, 48), "domestic_work": (1, 12, 48),
        "agriculture+construction": (2, 12, 48),
    }  # fmt: skip
    assert (figure.facts["answered"], figure.facts["several"], figure.facts["rest"]) == (48, 12, 0)


def test_a_combination_under_the_floor_is_not_drawn_but_told(made: Made, tmp_path: Path) -> None:
    made(five(FLOOR - 1, tmp_path))
    figure = combinations(asked("sector"))
    assert figure.frame.is_empty()
    assert (figure.facts["rest"], figure.facts["rest_records"]) == (4, 4 * (FLOOR - 1))


def test_where_a_no_is_published_a_share_is_of_the_yes_and_no_to_that_answer(made: Made, tmp_path: Path) -> None:
    answers = [("1", "0", "-99")] * 30 + [("0", "0", "0")] * 20 + [("-99", "1", "-99")] * 5 + [("-99",) * 3] * 7
    records = [{"gender": "Female", **dict(zip(SECTORS, one, strict=True))} for one in answers]
    made(fabricated.k_anonymised_of(tmp_path, records))
    shown = by(parts(asked("sector")).frame, "sector", "low", "known", "value_low")
    assert shown["agriculture"] == (30, 50, 60.0)
    assert shown["construction"] == (5, 55, 100 * 5 / 55)
    assert shown["domestic_work"] == (0, 20, None)
    crossing = across(asked("sector", "gender")).frame
    assert by(crossing, "sector", "low", "known")["construction"] == (5, 55)


def test_a_group_without_an_answer_has_none_and_no_zero(made: Made, tmp_path: Path) -> None:
    records = [{"gender": "Woman", SECTORS[0]: "1"}] * 40 + [{"gender": "Man"}] * 40
    made(fabricated.demo_of(tmp_path, records))
    figure = across(asked("sector", "gender"))
    cells = {(sector, gender): told for sector, gender, *told in figure.frame.select(
        "sector", "gender", "low", "known", "status", "value_low").rows()}  # fmt: skip
    assert cells["agriculture", "female"] == [40, 40, "A", 100.0]
    assert cells["construction", "female"] == [0, 40, "A", 0.0]
    assert cells["agriculture", "male"] == [None, 0, "M", None]


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_filter_on_the_question_marks_its_answers_and_takes_nothing_away(question: str) -> None:
    own, plain = filter_of(question), parts(asked(question)).frame
    code = plain[question][0]
    chosen: dict[str, Any] = {own: (code,)} if own else {}
    marked = parts(asked(question, **chosen)).frame
    assert marked.drop("selected").equals(plain.drop("selected"))
    assert marked.filter("selected")[question].to_list() == ([code] if own else plain[question].to_list())


@pytest.mark.usefixtures("demonstration")
def test_a_filter_on_what_a_question_is_set_against_marks_its_groups() -> None:
    plain, marked = across(asked("means", "gender")), across(asked("means", "gender", gender=("male",)))
    assert marked.frame.drop("selected").equals(plain.frame.drop("selected"))
    assert set(marked.frame.filter("selected")["gender"]) == {"male"}
    finer = across(asked("means", "age", age=("minor",)))  # no band of age: it selects the records
    assert set(finer.frame["age"]) == {"0_8", "9_17"}
    assert finer.frame["selected"].all()
    assert "country_is_a_proxy" in across(asked("means", "region")).notes


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize(("question", "dimension"), [*product(("sector", "means"), ("gender", "majority", "region"))])
def test_groups_of_one_value_a_record_and_those_without_add_up_to_all(question: str, dimension: str) -> None:
    whole, apart = parts(asked(question)).frame, across(asked(question, dimension))
    summed = by(apart.frame.group_by(question).agg(pl.col("low").fill_null(0).sum(), pl.col("known").sum()),
                question, "low", "known")  # fmt: skip
    for code, (low, known) in by(whole, question, "low", "known").items():
        assert summed[code][0] <= low
        assert summed[code][1] == pytest.approx(known * (1 - apart.facts["unplaced"] / 100))


@pytest.mark.usefixtures("demonstration")
def test_whiskers_are_wilson_s_where_an_interval_means_anything() -> None:
    row = parts(asked("means")).frame.row(0, named=True)
    low, high = wilson(row["low"], row["known"]).low, wilson(row["low"], row["known"]).high
    assert (row["ci_low"], row["ci_high"]) == pytest.approx((100 * low, 100 * high))


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("question", QUESTIONS)
def test_of_combinations_the_largest_are_drawn_and_all_are_counted(question: str) -> None:
    figure = combinations(asked(question))
    assert figure.frame.height <= MOST
    assert figure.frame["low"].is_sorted(descending=True)
    assert figure.frame["low"].sum() + figure.facts["rest_records"] == figure.facts["answered"]
    assert "several_answers" not in figure.notes


def test_every_option_of_the_pages_can_be_drawn() -> None:
    assert set(PAGE_OPTIONS["sectors"]["across"]) == set(ACROSS)
    assert set(QUESTIONS) - set(DIMENSIONS) == {"sexual_form"}


def flags_of(question: str, header: Iterable[str]) -> dict[str, str]:
    """Column of a real file -> code, for the answers to one question; boxes unknown left out."""
    known = {column[:32].lower(): (about, code) for column, (about, code) in FLAGS.items()}
    found = {name: known[name[:32].lower()] for name in header if name[:32].lower() in known}
    return {name: code for name, (about, code) in found.items()
            if about == question and code not in ("unknown", "not_specified")}  # fmt: skip


@pytest.mark.real
@pytest.mark.usefixtures("publishers")
@pytest.mark.parametrize("question", ["sector", "recruiter"])
def test_the_file_of_2017_counted_flag_by_flag(question: str, real_data: Path) -> None:
    lines = pl.read_csv(real_data / "ctdc" / "The Global Dataset 27 Nov 2017.csv", infer_schema=False)
    columns = flags_of(question, lines.columns)
    box = {"sector": "typeOfLabourNotSpecified", "recruiter": "recruiterRelationUnknown"}[question]
    shown = by(parts(asked(question, **K_2017)).frame, question, "low", "known")
    ticked = [dict(zip(lines.columns, row, strict=True)) for row in lines.rows()]
    for column, code in columns.items():
        yes = sum(row[column] == "1" for row in ticked)
        no = sum(row[column] == "0" and row[box] != "1" for row in ticked)
        assert shown[code] == (yes, yes + no), column


@pytest.mark.real
@pytest.mark.usefixtures("publishers")
@pytest.mark.parametrize("question", ["sector", "sexual_form", "recruiter", "means"])
def test_the_synthetic_file_counted_row_by_row(question: str, real_data: Path) -> None:
    lines = pl.read_csv(real_data / "ctdc" / "CTDC_synthetic_20210825.tsv", separator="\t", infer_schema=False)
    columns = flags_of(question, lines.columns)
    said, sets, women = Counter[str](), Counter[str](), Counter[str]()
    answered = known_women = 0
    for row in lines.select("gender", *columns).iter_rows(named=True):
        codes = {MEANS_CROSSWALK.get(code, code) for name, code in columns.items() if row[name] == "1"}
        if codes:
            answered += 1
            said.update(codes)
            sets["+".join(sorted(codes))] += 1
            if row["gender"] == "Female":
                known_women += 1
                women.update(codes)
    frame = parts(asked(question, **SYNTHETIC)).frame
    assert by(frame, question, "low", "known") == {code: (n, answered) for code, n in said.items()}
    assert frame["ci_low"].count() == 0  # a synthesiser's rows: no interval
    together = combinations(asked(question, **SYNTHETIC))
    assert by(together.frame, "combination", "low") == {
        name: (n,) for name, n in sets.items() if name in set(together.frame["combination"])
    }
    assert len(sets) - together.frame.height == together.facts["rest"]
    apart = across(asked(question, "gender", **SYNTHETIC)).frame.filter(gender="female")
    assert by(apart, question, "low", "known") == {code: (women[code], known_women) for code in said}
