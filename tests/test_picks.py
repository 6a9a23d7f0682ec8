"""What a mark or a row stands for: the filters it becomes, and that they hold what was picked."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from pages.parts import tableview
from pages.parts.charts import lines
from pages.parts.charts_change import bridge
from pages.parts.charts_funnel import funnel_plot
from pages.parts.charts_presence import presence_grid
from pages.parts.picks import YEARS, is_on, labels, read, row_pick, row_picks, spelled, told
from pages.parts.tables import labelled
from pages.parts.tableview import Button
from pages.parts.theme import LIGHT, NORMAL
from pages.parts.words import words
from queries.comparison import comparison
from queries.crosstab import crosstab
from queries.figure import Figure, edition_of, pinned
from queries.figures import answers, trend
from queries.flows import flows, matrix, regions
from queries.funnel import funnel
from queries.making import made_of
from queries.moving import moving
from queries.people import people
from queries.people_shares import by_place
from queries.periods import periods
from queries.places import places
from queries.quality import presence, reporters
from queries.run import run
from queries.signals import signals
from queries.slices import slice_of
from queries.view import DIMENSIONS, Filters, View
from tests import frames
from tests.made import FIGURES, VICTIMS

EN = words("en")
Draw = Callable[[View], Figure]
# Every figure of records by what it stands for, and the view it is drawn of.
DRAWN: tuple[tuple[Draw, View], ...] = (
    *((trend, View("trends", by=name)) for name in ("", *DIMENSIONS)),
    (trend, View("trends", by="gender", measure="share")),
    (places, View("map", by="country")), (places, View("map", by="origin")),
    (funnel, View("map", Filters(exploitation=("forced_labour",)), by="country", measure="share")),
    (made_of, View("trends")), (moving, View("trends")), (answers, View("quality")), (reporters, View("quality")),
    (presence, View("quality")), (signals, View("signals")), (crosstab, View("table", by="exploitation")),
    (flows, View("flows", by="country")), (matrix, View("flows", by="country")), (regions, View("flows", by="region")),
    (people, View("people")), (by_place, View("people")), (periods, View("map", by="country")),
)  # fmt: skip


def test_a_pick_is_spelled_as_a_link_and_read_back() -> None:
    assert spelled({"gender": "female", "age": "9_17"}) == "gender=female&age=9_17"
    assert read("gender=female&age=9_17") == {"gender": "female", "age": "9_17"}
    assert spelled({"from": 2019, "to": 2019}) == "from=2019&to=2019"


@pytest.mark.parametrize("codes", [{}, {"gender": None}, {"gender": "female", "age": None}, {"colour": "blue"}])
def test_nobody_can_filter_by_what_is_unknown_or_no_filter(codes: dict[str, object]) -> None:
    assert spelled(codes) == ""


def test_one_code_is_on_among_others_and_several_only_as_they_are() -> None:
    filters = Filters(gender=("female", "male"), age=("9_17",), from_=2019, to=2019)
    assert is_on("gender=male", filters)
    assert not is_on("gender=other", filters)
    assert not is_on("gender=female&age=9_17", filters)
    assert is_on("gender=female&age=9_17", filters.having({"gender": ("female",)}))
    assert is_on("from=2019&to=2019", filters)
    assert not is_on("from=2018&to=2019", filters)


def test_a_pick_is_told_in_words_and_a_citizenship_is_told_from_a_country() -> None:
    assert told("gender=female&age=9_17", EN) == "Women and girls, 9–17 years"
    assert told("origin=NGA&country=ITA", EN) == "Nigeria (citizenship), Italy"
    assert told("from=2005&to=2013", EN) == "2005–2013"
    assert labels("origin=NGA", EN) == ["Nigeria"]


def row(by: str = "", filters: Filters | None = None, versus: Filters | None = None, **cells: object) -> str:
    view = View("trends", filters or Filters(), by=by, versus=versus)
    return row_pick(Figure("made", view, VICTIMS, pl.DataFrame(), {}), cells)


def test_a_row_is_picked_by_the_code_of_its_breakdown_and_never_by_a_year_beside_it() -> None:
    assert row(by="gender", code="female", year_first=2019, year_last=2019) == "gender=female"
    assert row(by="gender", code=None, year_first=2019, year_last=2019) == ""
    assert row(by="gender", code="nobody", year_first=2019, year_last=2019) == ""


def test_a_row_of_several_dimensions_is_picked_by_all_of_them_or_not_at_all() -> None:
    assert row(gender="female", age="9_17", year="2019") == "gender=female&age=9_17"
    assert row(origin="NGA", country="ITA", low=5) == "country=ITA&origin=NGA"
    assert row(gender="female", age=None) == ""
    assert row(gender="female", perpetrator_role="recruiter") == "gender=female"
    assert row(gender="female", sexual_form="pornography") == ""


def test_a_row_of_a_change_is_picked_by_its_dimension_and_of_the_whole_by_its_year() -> None:
    assert row(dimension="gender", code="male", year=2015, first=2014) == "gender=male"
    assert row(dimension="", code="", year=2015, first=2014) == "from=2015&to=2015"


def test_a_row_of_a_reporter_is_picked_where_the_reporter_is_a_country() -> None:
    figure = Figure("presence", View("quality"), FIGURES, pl.DataFrame(), {})
    assert row_pick(figure, {"reporter": "PAK", "year_first": 2010, "year_last": 2020}) == "country=PAK"
    assert row_pick(figure, {"reporter": None, "year_first": 2010, "year_last": 2020}) == ""
    assert row(reporter="hotline.USA", year_first=2010, year_last=2020) == ""


def test_a_row_of_years_alone_is_picked_by_its_period() -> None:
    assert row(code="", year_first=2005, year_last=2013) == "from=2005&to=2013"
    assert row(first=2011, last=2014, reporters=7) == "from=2011&to=2014"
    assert row(question="age", year_first=None, year_last=None) == ""
    assert row(year="2005-2013", low=4) == "from=2005&to=2013"


def test_a_row_of_two_selections_compared_is_not_picked() -> None:
    assert row(versus=Filters(gender=("male",)), side="a", code="", year_first=2019, year_last=2019) == ""


def matching(figure: Figure, pick: str) -> int:
    """What the data hold of a pick alone."""
    wanted = read(pick)
    dimensions = {name: (code,) for name, code in wanted.items() if name not in YEARS}
    filters = pinned(figure.view.filters, figure.edition).having(dimensions)
    if "from" in wanted:
        filters = replace(filters, from_=int(wanted["from"]), to=int(wanted["to"]))
    kind = figure.edition.kind
    options = slice_of(filters, figure.view.by).parameters() if kind == "figures" else {"dated": False}
    return int(run(f"{kind}_matching", filters, **options)["high"][0])


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize(("draw", "view"), DRAWN)
def test_a_row_that_is_picked_leads_to_at_least_what_it_counts(draw: Draw, view: View) -> None:
    figure = draw(view)
    picks = row_picks(figure)
    assert len(picks) == figure.frame.height
    most = {pick: matching(figure, pick) for pick in {*picks} - {""}}
    rows = zip(picks, figure.frame.iter_rows(named=True), strict=True)
    if figure.name == "answers":
        assert all(most[pick] > 0 for pick in picks if pick)
        return
    assert all(most[pick] >= (one.get("low") or 0) for pick, one in rows if pick)
    if figure.view.by not in figure.edition.lacks():
        assert any(picks) == (figure.name not in ("change", "presence") and figure.frame.height > 0)


@pytest.mark.real
@pytest.mark.parametrize(("draw", "view"), [
    (trend, View("trends", by="gender")), (trend, View("trends", by="region")), (trend, View("trends", by="origin")),
    (places, View("map", by="country")), (presence, View("quality")), (made_of, View("trends")),
])  # fmt: skip
def test_a_row_of_published_figures_leads_to_at_least_what_it_counts(
    draw: Draw, view: View, real_database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(real_database))
    figure = draw(replace(view, filters=Filters(dataset="unodc-glotip")))
    picks = row_picks(figure)
    assert any(picks)
    for pick, one in zip(picks, figure.frame.iter_rows(named=True), strict=True):
        assert not pick or matching(figure, pick) >= (one.get("high") or one.get("to_high") or 0)


@pytest.mark.usefixtures("demonstration")
def test_a_comparison_has_no_picks() -> None:
    view = View("compare", Filters(gender=("female",)), versus=Filters(gender=("male",)))
    assert edition_of(view)
    assert {*row_picks(comparison(view))} == {""}


def marked(chart: object) -> list[str]:
    """The picks of the marks of a chart; each of them looks the same when it is picked."""
    traces = [trace for trace in chart.data if trace.customdata is not None]  # type: ignore[attr-defined]
    assert all(trace.selected.marker.opacity == trace.unselected.marker.opacity == 1 for trace in traces)
    return [data[0] for trace in traces for data in trace.customdata]


def test_each_point_of_a_series_picks_its_code_and_the_whole_picks_nothing() -> None:
    given = {"female": {2018: 40, 2019: 50}, "male": {2018: 30, 2019: 20}}
    assert {*marked(lines(frames.trend(given, by="gender"), EN, LIGHT, NORMAL))} == {"gender=female", "gender=male"}
    assert marked(lines(frames.trend({"": {2018: 40, 2019: 50}}), EN, LIGHT, NORMAL)) == []


def test_each_bar_of_an_uneven_period_picks_its_code() -> None:
    given = {"female": {(2005, 2013): 400, 2019: 50}, "male": {(2005, 2013): 100, 2019: 20}}
    assert {*marked(lines(frames.trend(given, by="gender"), EN, LIGHT, NORMAL))} == {"gender=female", "gender=male"}


@pytest.mark.real
def test_the_marks_of_reporters_and_of_places_pick_countries(
    real_database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(real_database))
    glotip = Filters(dataset="unodc-glotip")
    for draw, figure in ((bridge, made_of(View("trends", glotip))), (presence_grid, presence(View("quality", glotip)))):
        found = {pick for pick in marked(draw(figure, EN, LIGHT, NORMAL)) if pick}
        assert found
        assert {pick.split("=")[0] for pick in found} == {"country"}
    view = View("map", replace(glotip, exploitation=("forced_labour",)), by="country", measure="share")
    assert {pick.split("=")[0] for pick in marked(funnel_plot(funnel(view), EN, LIGHT, NORMAL))} == {"country"}


def html(monkeypatch: pytest.MonkeyPatch, figure: Figure, buttons: list[Button | None]) -> str:
    drawn: list[str] = []
    monkeypatch.setattr(tableview.st, "html", drawn.append)
    tableview.table(labelled(figure, EN), EN, buttons=buttons)
    return drawn[0]


def test_a_row_has_one_button_in_the_cell_that_names_what_is_picked(monkeypatch: pytest.MonkeyPatch) -> None:
    figure = frames.trend({"female": {2018: 40, 2019: 50}}, by="gender")
    button = Button("gender=female", "Filter by <Women> and girls", ("Women and girls",), is_on=True)
    drawn = html(monkeypatch, figure, [button, None])
    (only,) = re.findall(r"<button[^>]*>[^<]*</button>", drawn)
    assert only.endswith(">Women and girls</button>")
    for part in ('data-pick="gender=female"', 'aria-label="Filter by &lt;Women&gt; and girls"', 'aria-pressed="true"'):
        assert part in only
    assert drawn.count("<tr>") == 3


def test_one_button_of_a_table_is_reached_by_tab(monkeypatch: pytest.MonkeyPatch) -> None:
    figure = frames.trend({"female": dict.fromkeys(range(2010, 2020), 40)}, by="gender")
    one = Button("gender=female", "Filter by it", ("Women and girls",), is_on=False)
    drawn = html(monkeypatch, figure, [None, *[one] * 9])
    assert re.findall(r'tabindex="(-?\d)" title', drawn) == ["0", *["-1"] * 8]


def test_a_table_without_anything_to_pick_has_no_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    figure = frames.trend({"": {2018: 40}})
    assert EN("filters.pick_hint") not in html(monkeypatch, figure, [None])
    assert "<button" not in html(monkeypatch, figure, [])
