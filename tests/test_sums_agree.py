"""Sums agree across pages: what the trend, the map, the flows and the crosstab count is one number, with what has no
year and what has no country accounted for."""

from dataclasses import replace

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from queries.catalogue import Edition, catalogue
from queries.crosstab import SEVERAL, crosstab
from queries.crosstab_link import crossing, dimensions
from queries.figures import trend
from queries.flows import can_flow, flows
from queries.places import places
from queries.slices import published, slice_of
from queries.view import DIMENSIONS, Filters, View

SLOW = (HealthCheck.function_scoped_fixture, HealthCheck.too_slow)


@st.composite
def selections(draw: st.DrawFn) -> tuple[Edition, Filters, tuple[str, str]]:
    """An edition, filters that are published together, and two dimensions for the crosstab."""
    edition = draw(st.sampled_from(list(catalogue().editions)))
    filters = Filters(edition.dataset, edition.edition)
    names = [name for name in DIMENSIONS if edition.options.get(name)]
    for name in draw(st.lists(st.sampled_from(names), max_size=2, unique=True)):
        codes = list(edition.options[name])[:12]
        chosen = filters.having(
            {name: tuple(draw(st.lists(st.sampled_from(codes), min_size=1, max_size=3, unique=True)))}
        )
        filters = chosen if published(edition, chosen, "") else filters
    years = range(edition.first_year or 2002, (edition.last_year or 2022) + 1)
    first, last = sorted(draw(st.tuples(st.sampled_from(years), st.sampled_from(years))))
    asked = draw(st.sampled_from([(None, None), (None, None), (first, last), (first, None), (None, last)]))
    crossed = draw(st.lists(st.sampled_from([*names, "year"]), min_size=2, max_size=2, unique=True))
    return edition, replace(filters, from_=asked[0], to=asked[1]), (crossed[0], crossed[1])


def crossing_of(edition: Edition, filters: Filters, crossed: tuple[str, str]) -> View:
    """The view that a link to such a crosstab opens."""
    asked = View("table", filters, by=crossed[0], options=(("across", crossed[1]),))
    return crossing(asked, edition, {}, [])


def agree(selection: tuple[Edition, Filters, tuple[str, str]]) -> None:
    edition, filters, crossed = selection
    (records_agree if edition.kind == "victims" else figures_agree)(edition, filters, crossed)


def records_agree(edition: Edition, filters: Filters, crossed: tuple[str, str]) -> None:
    series, table = trend(View("trends", filters)), crosstab(crossing_of(edition, filters, crossed))
    by_years = filters.from_ is None and filters.to is None
    total = series.facts["records"] + (series.facts["undated"] if by_years else 0)
    assert table.facts["records"] == total
    assert {name: table.facts[name] for name in ("undated", "partly")} == {
        "undated": 0 if by_years else series.facts["undated"], "partly": series.facts["partly"],
    }  # fmt: skip
    _cells_agree(table.frame, dimensions(table.view), total, series.facts["undated"] if by_years else 0)
    if not {"country"} & edition.lacks():
        world = places(View("map", filters, by="country"))
        assert world.facts["records"] == total
    if can_flow(edition, View("flows", filters, by="country")):
        pairs = flows(View("flows", filters, by="country"))
        assert pairs.facts["records"] == total
        assert sum(pairs.facts[part] for part in ("both", "only_origin", "only_country", "neither")) == total
        assert pairs.facts["both"] + pairs.facts["only_country"] == world.facts["placed"]


def _cells_agree(frame: pl.DataFrame, named: tuple[str, ...], total: int, undated: int) -> None:
    """Cells of one code a record add up to all; those of no year are those that the trend leaves out."""
    assert frame.unique(named[1])["total"].sum() >= total
    if not {*named} & {*SEVERAL}:
        assert frame["low"].sum() == total
    if "year" in named and not {*named} & {*SEVERAL}:
        assert frame.filter(pl.col("year").is_null())["low"].sum() == undated


def figures_agree(edition: Edition, filters: Filters, crossed: tuple[str, str]) -> None:
    """Published figures are compared slice by slice: a breakdown has a total of its own."""
    view = crossing_of(edition, filters, crossed)
    table, by = crosstab(view), dimensions(view)
    low, high = table.facts["known"], table.facts["known_high"]
    assert (table.frame["low"].sum(), table.frame["high"].sum()) == (low, high)
    broken_down = next((name for name in by if slice_of(filters, name) == slice_of(filters, *by)), "")
    if broken_down and broken_down != "year":
        assert trend(View("trends", filters, by=broken_down)).facts["records"] == low
    across = crosstab(crossing_of(edition, filters, ("country", "year")))
    assert places(View("map", filters, by="country")).facts["records"] == across.facts["known"]
    assert trend(View("trends", filters)).facts["records"] == across.facts["known"]
    if can_flow(edition, View("flows", filters, by="country")):
        pairs = crosstab(crossing_of(edition, filters, ("origin", "country")))
        assert flows(View("flows", filters, by="country")).facts["records"] == pairs.facts["known"]


@pytest.mark.usefixtures("demonstration")
@settings(max_examples=100, derandomize=True, suppress_health_check=SLOW)
@given(selection=st.deferred(selections))
def test_the_sums_of_the_demonstration_agree_across_pages(
    selection: tuple[Edition, Filters, tuple[str, str]],
) -> None:
    agree(selection)


@pytest.mark.real
@pytest.mark.usefixtures("publishers")
@settings(max_examples=100, derandomize=True, suppress_health_check=SLOW)
@given(selection=st.deferred(selections))
def test_the_sums_of_the_publishers_files_agree_across_pages(
    selection: tuple[Edition, Filters, tuple[str, str]],
) -> None:
    agree(selection)
