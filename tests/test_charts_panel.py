"""The same reporters beside what was published: which line is strong, what stands under it, what the data show."""

from dataclasses import replace
from typing import Any

import plotly.graph_objects as go
import polars as pl
import pytest

from pages.parts.bridge import steps
from pages.parts.charts import lines
from pages.parts.charts_change import bridge
from pages.parts.charts_windows import moving_windows
from pages.parts.gained import gained
from pages.parts.same import can_be_told_apart
from pages.parts.theme import DARK, LIGHT, NORMAL, PHONE, SIZES, THEMES
from pages.parts.words import words
from queries.accounts import with_panel
from queries.catalogue import Break
from queries.events import Event
from queries.figure import Figure
from queries.interval import Interval
from queries.making import parts
from queries.moving import around
from queries.panels import reports
from queries.view import View
from tests.frames import COUNTED, DEMO, cells, reported, trend

EN, FR = words("en"), words("fr")
YEARS = range(2010, 2016)
STEADY = {name: dict.fromkeys(YEARS, value) for name, value in (("AUT", 100), ("BEL", 120), ("CHE", 90))}
ENTERING: Any = STEADY | {"PAK": {2014: 900, 2015: (950, 954)}}
SMALL: Any = {"AUT": STEADY["AUT"], "PAK": {2013: 900, 2014: 900, 2015: 900}, "IND": {2010: 800, 2011: 800}}


def figure_of(given: Any, edition: Any = COUNTED, measure: str = "count", **options: Any) -> Figure:
    """A trend over reporters with the line of its panel, as queries.figures.trend gives it."""
    figure = reported(given, edition=edition, measure=measure, **options)
    frame = figure.frame.drop([name for name in figure.frame.columns if name.startswith("panel_")])
    return replace(figure, frame=with_panel(frame, cells(given), figure.facts["accounts"], measure))


def off(figure: Figure) -> Figure:
    return replace(figure, view=replace(figure.view, options=(("panel", "off"),)))


def drawn(figure: Figure, **more: Any) -> go.Figure:
    return lines(figure, more.get("words", EN), more.get("theme", LIGHT), more.get("size", NORMAL))


def marked(chart: go.Figure) -> dict[str, dict[int, float]]:
    """Colour of the marks -> their points."""
    return {trace.marker.line.color: dict(zip(trace.x, trace.y, strict=True)) for trace in chart.data
            if trace.type == "scatter" and trace.mode == "markers"}  # fmt: skip


def said(chart: go.Figure) -> str:
    return " | ".join(note.text for note in chart.layout.annotations)


def test_as_published_is_thin_and_grey_and_the_same_reporters_are_strong_and_coloured() -> None:
    chart = drawn(figure_of(ENTERING))
    points = marked(chart)
    assert points[LIGHT.rest][2015] == 1260
    assert points[LIGHT.series[0]] == dict.fromkeys(YEARS, 310)
    width = {
        trace.line.color: trace.line.width
        for trace in chart.data
        if trace.type == "scatter" and trace.mode == "lines" and trace.line.color
    }
    assert width[LIGHT.rest] < width[LIGHT.series[0]]
    assert "as published" in said(chart)
    assert "same 3 countries" in said(chart)


def test_the_strong_line_is_drawn_over_the_grey_one() -> None:
    colours = [
        trace.marker.line.color
        for trace in drawn(figure_of(ENTERING)).data
        if trace.type == "scatter" and trace.mode == "markers"
    ]
    assert colours == [LIGHT.rest, LIGHT.series[0]]


def test_without_the_panel_there_is_one_line_and_no_second_label() -> None:
    chart = drawn(off(figure_of(ENTERING)))
    assert list(marked(chart)) == [LIGHT.series[0]]
    assert "same" not in said(chart)


@pytest.mark.parametrize("given", [STEADY, {"AUT": STEADY["AUT"]}], ids=["all the same", "one"])
def test_where_nothing_is_to_be_told_apart_one_strong_line_stands_alone(given: Any) -> None:
    figure = figure_of(given)
    assert list(marked(drawn(figure))) == [LIGHT.series[0]]
    assert not can_be_told_apart(figure)
    assert "as published" not in said(drawn(figure))


def test_where_nobody_is_named_one_strong_line_stands_alone() -> None:
    chart = drawn(trend({"": dict.fromkeys(YEARS, 100)}))
    assert list(marked(chart)) == [LIGHT.series[0]]
    assert "yaxis3" not in chart.layout.to_plotly_json()


def test_a_panel_too_small_to_speak_leaves_the_published_line_in_grey_and_says_what_it_is() -> None:
    figure = figure_of(SMALL)
    assert figure.facts["accounts"][""].ground == "small"
    chart = drawn(figure)
    assert list(marked(chart)) == [LIGHT.rest]
    assert "as published" in said(chart)


def test_an_index_over_a_small_panel_is_chained_and_says_so() -> None:
    chart = drawn(figure_of(SMALL, measure="index"))
    assert set(marked(chart)) == {LIGHT.rest, LIGHT.series[0]}
    assert "chained" in said(chart).replace("<br>", " ")


def test_the_axis_starts_at_zero_and_holds_both_lines() -> None:
    low, high = drawn(figure_of(ENTERING)).layout.yaxis.range
    assert low == 0
    assert high > 1264


def strip(chart: go.Figure) -> list[Any]:
    return [trace for trace in chart.data if trace.type == "bar" and trace.yaxis == "y3"]


def test_the_strip_counts_who_reports_and_the_same_among_them() -> None:
    whole, same = strip(drawn(figure_of(ENTERING)))
    assert list(whole.y) == [3, 3, 3, 3, 4, 4]
    assert list(same.y) == [3] * 6
    assert list(whole.text) == ["3", "3", "3", "3", "4", "4"]


def test_the_strip_stays_without_the_panel_and_tells_nobody_apart() -> None:
    (whole,) = strip(drawn(off(figure_of(ENTERING))))
    assert list(whole.y) == [3, 3, 3, 3, 4, 4]


def test_one_reporter_has_no_strip() -> None:
    assert strip(drawn(figure_of({"AUT": STEADY["AUT"]}))) == []


def test_a_phone_shows_the_numbers_it_has_room_for() -> None:
    years = range(2000, 2023)
    given: Any = {f"C{n}": dict.fromkeys(years, 50) for n in range(120)} | {"PAK": {2010: 900, 2011: 900}}
    (whole, _) = strip(drawn(figure_of(given), size=PHONE))
    shown = {year: text for year, text in zip(whole.x, whole.text, strict=True) if text}
    assert shown == {2000: "120", 2010: "121", 2022: "120"}


def test_a_stage_has_the_title_of_the_strip_beside_it_and_leaves_the_height_to_the_lines() -> None:
    def share(size: Any) -> float:
        layout = drawn(figure_of(ENTERING), size=size).layout
        return float(layout.yaxis.domain[0])

    beside = [note for note in drawn(figure_of(ENTERING), size=SIZES["stage"]).layout.annotations
              if note.text.startswith("Reporters") or note.text.startswith("Countries")]  # fmt: skip
    assert [(note.xref, note.x, note.xanchor) for note in beside] == [("paper", 1, "left")]
    assert share(SIZES["stage"]) < 0.25


def test_the_strip_and_the_plot_share_no_height() -> None:
    for size in SIZES.values():
        layout = drawn(figure_of(ENTERING), size=size).layout
        assert layout.yaxis3.domain[1] < layout.yaxis.domain[0]
        assert layout.yaxis.domain[1] == 1


def several(measure: str = "count") -> Figure:
    one, other = (figure_of(given, measure=measure) for given in (ENTERING, SMALL))
    both = {"asia": one, "europe": other}
    frames = [figure.frame.with_columns(code=pl.lit(code)) for code, figure in both.items()]
    accounts = {code: replace(figure.facts["accounts"][""], code=code) for code, figure in both.items()}
    joined = pl.concat(frames, how="diagonal_relaxed")
    return replace(one, view=replace(one.view, by="region"), frame=joined, facts={**one.facts, "accounts": accounts})


def test_several_series_with_a_panel_are_small_multiples_with_both_lines() -> None:
    chart = drawn(several())
    first = [
        trace.marker.line.color
        for trace in chart.data
        if trace.type == "scatter" and trace.mode == "markers" and trace.xaxis == "x"
    ]
    second = [
        trace.marker.line.color
        for trace in chart.data
        if trace.type == "scatter" and trace.mode == "markers" and trace.xaxis == "x2"
    ]
    assert first == [LIGHT.rest, LIGHT.series[0]]
    assert second == [LIGHT.rest]
    assert "same 3 countries" in said(chart)
    assert "as published only" in said(chart)


def test_several_series_without_the_panel_share_one_plot() -> None:
    assert "xaxis2" not in drawn(off(several())).layout.to_plotly_json()


def test_a_tooltip_tells_the_panel_beside_the_reporters() -> None:
    grey, strong = (
        trace for trace in drawn(figure_of(ENTERING)).data if trace.type == "scatter" and trace.mode == "markers"
    )
    assert "4 reporters<br>3 of them in every year, 2010–2015" in grey.text[-1]
    assert "between 1,260 and 1,264" in grey.text[-1]
    assert strong.text[-1].startswith("<b>same 3 countries</b>  2015<br>310")


def with_interval(figure: Figure, half: float) -> Figure:
    low, high = figure.frame["value_low"] - half, figure.frame["value_low"] + half
    return replace(figure, frame=figure.frame.with_columns(ci_low=low, ci_high=high))


def test_an_interval_is_a_whisker_where_it_can_be_seen() -> None:
    figure = trend({"": dict.fromkeys(YEARS, 40)})
    (marks,) = [
        trace for trace in drawn(with_interval(figure, 12)).data if trace.type == "scatter" and trace.mode == "markers"
    ]
    assert list(marks.error_y.array) == [12] * 6
    assert "95% interval: 28 to 52" in marks.text[0]
    (marks,) = [
        trace for trace in drawn(with_interval(figure, 0.1)).data if trace.type == "scatter" and trace.mode == "markers"
    ]
    assert marks.error_y.array is None


# --------------------------------------------------------------------------------------------- what the data show


def event(year: int, reporter: str, share: float, described: bool = False) -> Event:
    return Event(year, "enters", reporter, "reporter", None, Interval(900, 900), share, described)


def with_events(*found: Event, breaks: tuple[Break, ...] = ()) -> go.Figure:
    return drawn(trend({"": dict.fromkeys(range(2000, 2020), 5)}, edition=replace(COUNTED, breaks=breaks),
                       events={"": found}))  # fmt: skip


def test_an_event_is_a_rule_with_a_name_and_its_number_on_hover() -> None:
    chart = with_events(event(2010, "PAK", 0.4))
    assert [rule.x0 for rule in chart.layout.shapes] == [2009.5]
    (note,) = [note for note in chart.layout.annotations if note.hovertext]
    assert (note.text, note.hovertext) == ("Pakistan", "<b>2010</b>  Pakistan enters: 900")


def test_what_a_break_describes_is_not_drawn_twice() -> None:
    chart = with_events(event(2010, "PAK", 0.4, described=True), breaks=(Break(2010, "pakistan_enters", "PAK"),))
    (note,) = [note for note in chart.layout.annotations if note.hovertext]
    assert note.hovertext.count("<br>") == 0


def test_a_handful_of_rules_is_drawn_the_largest() -> None:
    codes = ("AUT", "BEL", "CHE", "DEU", "ESP", "FRA", "GBR")
    found = [event(2001 + 2 * n, code, 0.1 + n / 100) for n, code in enumerate(codes)]
    assert sorted(rule.x0 for rule in with_events(*found).layout.shapes) == [2004.5, 2006.5, 2008.5, 2010.5, 2012.5]
    described = (Break(2003, "iom_system"), Break(2005, "iom_system"))
    rules = {rule.x0 for rule in with_events(*found, breaks=described).layout.shapes}
    assert rules == {2002.5, 2004.5, 2008.5, 2010.5, 2012.5}


def test_of_one_country_an_event_says_what_happened_and_not_the_name_of_all_that_is_drawn() -> None:
    alone = figure_of({"AUT": {year: 601 if year < 2013 else 5138 for year in YEARS}})
    found = Event(2013, "jumps", "AUT", "reporter", Interval(601, 601), Interval(5138, 5138), 0.9)
    alone = replace(alone, facts={**alone.facts, "events": {"": (found,)}})
    assert "jump: 601 to 5,138" in said(drawn(alone))
    among = figure_of(ENTERING)
    among = replace(among, facts={**among.facts, "events": {"": (found,)}})
    assert "Austria" in said(drawn(among))


def with_entries(*entries: tuple[int, str]) -> Figure:
    found = tuple(event(year, code, 0.3) for year, code in entries)
    return trend({"": dict.fromkeys(range(2000, 2020), 5)}, events={"": found})


def test_a_phone_writes_the_year_where_a_word_has_no_room() -> None:
    chart = drawn(with_entries((2005, "AUT"), (2008, "GBR")), size=PHONE)
    assert [note.text for note in chart.layout.annotations if note.hovertext] == ["Austria", "2008"]


def test_a_phone_has_no_marks_that_only_a_pointer_can_read() -> None:
    figure = with_entries((2005, "AUT"), (2006, "GBR"))
    assert "▾" in said(drawn(figure))
    assert "▾" not in said(drawn(figure, size=PHONE))
    assert "▾" not in said(drawn(several(), size=PHONE))


# --------------------------------------------------------------------------------------------- the two panels below


def change(given: Any, edition: Any = COUNTED) -> Figure:
    account = figure_of(given).facts["accounts"][""]
    return Figure("change", View("trends"), edition, parts(account), {"records": 1, "account": account})


def test_a_bridge_leads_from_the_first_number_to_the_last_without_a_gap() -> None:
    found = steps(change(ENTERING), EN, on_stage=False)
    heads = [step for step in found if not step.is_detail]
    assert (heads[0].end, heads[-1].end) == (310, 1260)
    at = heads[0].end
    for step in heads[1:-1]:
        assert step.start == at
        at = step.end
    assert at == heads[-1].end


def test_a_part_with_one_reporter_is_drawn_once_and_pieces_walk_through_their_part() -> None:
    wide = ENTERING | {"IND": {2015: 50}}
    labels = [step.label for step in steps(change(wide), EN, on_stage=False)]
    assert labels == ["2010, as published", "The same 3 countries", "2 other countries, in 2015", "Pakistan", "India",
                      "2015, as published"]  # fmt: skip
    pieces = [step for step in steps(change(wide), EN, on_stage=False) if step.is_detail]
    assert (pieces[0].start, pieces[0].end, pieces[1].end) == (310, 1260, 1310)


def test_a_hall_sees_the_reporters_that_matter() -> None:
    labels = [step.label for step in steps(change(ENTERING | {"IND": {2015: 5}}), EN, on_stage=True)]
    assert "Pakistan" in labels
    assert "India" not in labels


@pytest.mark.parametrize(("low", "high", "text"), [
    (5, 5, "+5"), (-1200, -1200, "−1,200"), (5, 9, "+5–9"), (-9, -5, "−5–9"), (-3, 5, "from −3 to +5"), (0, 0, "0"),
])  # fmt: skip
def test_a_change_has_its_sign(low: int, high: int, text: str) -> None:
    assert gained(low, high, EN) == text


def windows(given: Any, first: int, last: int, edition: Any = COUNTED) -> Figure:
    frame = around(reports(cells(given)), first, last, edition)
    return Figure("windows", View("trends"), edition, frame, {"records": 1})


def test_each_point_of_the_windows_leads_to_its_years_and_the_one_compared_is_ringed() -> None:
    chart = moving_windows(windows(ENTERING, 2011, 2014), EN, LIGHT, NORMAL)
    left, right = (trace for trace in chart.data if trace.type == "scatter" and trace.mode == "markers")
    assert [pick for (pick,) in left.customdata] == [f"from=2011&to={year}" for year in range(2012, 2016)]
    assert [pick for (pick,) in right.customdata] == [f"from={year}&to=2014" for year in range(2010, 2014)]
    assert list(left.marker.color) == [LIGHT.series[0], LIGHT.series[0], LIGHT.paper, LIGHT.series[0]]


def test_windows_stand_one_under_the_other_on_a_phone() -> None:
    figure = windows(ENTERING, 2011, 2014)
    beside, under = (moving_windows(figure, EN, LIGHT, size).layout for size in (NORMAL, PHONE))
    assert beside.xaxis.domain != beside.xaxis3.domain
    assert under.xaxis.domain == under.xaxis3.domain
    assert under.yaxis4.domain[0] < under.yaxis2.domain[0]


def test_a_side_without_a_factor_is_left_out() -> None:
    late: Any = {name: dict.fromkeys(range(2012, 2016), 100) for name in ("AUT", "BEL", "CHE")}
    early: Any = {name: dict.fromkeys(YEARS, 100) for name in ("DEU", "ESP")}
    chart = moving_windows(windows(late | early, 2010, 2015), EN, LIGHT, NORMAL)
    assert "From … to 2015" in said(chart)
    assert "From 2010" not in said(chart)


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize("size", SIZES.values(), ids=lambda size: size.name)
def test_plotly_accepts_every_property_of_the_new_charts(theme: Any, size: Any) -> None:
    charts = [
        drawn(figure_of(ENTERING), theme=theme, size=size),
        drawn(several(), theme=theme, size=size, words=FR),
        drawn(with_interval(figure_of(STEADY), 9), theme=theme, size=size),
        bridge(change(ENTERING | {"IND": {2010: 5, 2011: 7}}), FR, theme, size),
        bridge(change(ENTERING, DEMO), EN, theme, size),
        moving_windows(windows(ENTERING, 2011, 2014), FR, theme, size),
        moving_windows(windows(ENTERING, 2010, 2015, DEMO), EN, DARK, size),
    ]
    for chart in charts:
        assert len(go.Figure(chart.to_dict()).data) == len(chart.data) > 0


def test_pictures_of_the_demonstration_say_so_on_themselves() -> None:
    for chart in (bridge(change(ENTERING, DEMO), EN, LIGHT, NORMAL),
                  moving_windows(windows(ENTERING, 2010, 2014, DEMO), EN, LIGHT, NORMAL)):  # fmt: skip
        assert "Demonstration data, made up" in said(chart)
