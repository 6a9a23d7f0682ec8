"""What a chart shows: gaps stay gaps, bounds stay visible, and a reader without colour can tell all of it."""

import itertools
from dataclasses import replace
from itertools import combinations
from typing import Any

import plotly.graph_objects as go
import pytest

from pages.parts.charts import answer_rates, lines
from pages.parts.labels import apart
from pages.parts.theme import DARK, LIGHT, NORMAL, PHONE, SIZES, THEMES
from pages.parts.words import words
from queries.catalogue import Break
from queries.figure import Figure
from tests.frames import COUNTED, DEMO, PLAIN, answers, trend

EN, FR = words("en"), words("fr")
YEARS = range(2010, 2020)
BREAK = (Break(2012, "iom_system"),)
THREE = {"forced_labour": {y: 100 + y - 2010 for y in YEARS}, "sexual_exploitation": dict.fromkeys(YEARS, 90),
         "other_exploitation": dict.fromkeys(YEARS, 20)}  # fmt: skip
PERIODS = {"": {(2005, 2013): 900, (2014, 2018): 1000, 2019: 300}}


def flat(value: int) -> dict[Any, Any]:
    return dict.fromkeys(range(2002, 2022), value)


def drawn(figure: Figure, **more: Any) -> go.Figure:
    return lines(figure, more.get("words", EN), more.get("theme", LIGHT), more.get("size", NORMAL))


def traces(chart: go.Figure, **having: Any) -> list[Any]:
    return [trace for trace in chart.data if all(getattr(trace, key, None) == value for key, value in having.items())]


def texts(chart: go.Figure) -> list[str]:
    return [note.text for note in chart.layout.annotations]


def points(chart: go.Figure) -> dict[Any, Any]:
    """x -> y of every point with a tooltip."""
    return {x: y for trace in traces(chart, mode="markers") for x, y in zip(trace.x, trace.y, strict=True)}


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize("size", SIZES.values(), ids=lambda size: size.name)
@pytest.mark.parametrize(
    "figure",
    [
        trend({"": {2019: 5}}),
        trend(
            THREE, by="exploitation", edition=replace(PLAIN, breaks=(Break(2012, "iom_system"),), provisional=(2019,))
        ),
        trend({f"C{n:02}": {y: n * y for y in YEARS} for n in range(12)}, by="origin", edition=DEMO),
        trend(PERIODS, edition=replace(PLAIN, provisional=(2019,))),
        trend({code: one for code in ("female", "male") for one in PERIODS.values()}, by="gender"),
        trend({"": {y: (y - 2000, y) for y in YEARS}}, edition=COUNTED),
        trend(THREE, by="exploitation", measure="share", known=lambda _: 10),
    ],
    ids=["one point", "three", "twelve", "periods", "periods by", "bounds", "withheld"],
)
def test_plotly_accepts_every_property_of_every_kind_of_chart(figure: Figure, theme: Any, size: Any) -> None:
    # Charts are built unchecked for speed; this builds them checked.
    chart = drawn(figure, theme=theme, size=size)
    checked = go.Figure(chart.to_dict())
    assert len(checked.data) == len(chart.data) > 0


def test_a_year_without_a_value_is_a_gap_and_never_zero() -> None:
    chart = drawn(trend({"": {2010: 10, 2011: None, 2012: 30, 2013: 40}}))
    assert points(chart) == {2010: 10, 2012: 30, 2013: 40}
    (line,) = traces(chart, mode="lines")
    assert (2010, 2012) not in zip(line.x, line.x[1:], strict=False)


def test_a_year_that_is_not_in_the_frame_breaks_the_line() -> None:
    (line,) = traces(drawn(trend({"": {2010: 10, 2011: 20, 2015: 30, 2016: 40}})), mode="lines")
    assert list(line.x) == [None, 2010, 2011, None, 2015, 2016]


def test_a_true_zero_is_a_point_on_the_line_of_zero() -> None:
    assert points(drawn(trend({"": {2010: 10, 2011: 0}}, known=lambda high: high + 50)))[2011] == 0


def test_the_value_axis_starts_at_zero() -> None:
    chart = drawn(trend({"": {2010: 1000, 2011: 1010}}))
    assert chart.layout.yaxis.range[0] == 0
    assert chart.layout.yaxis.range[1] > 1010


def test_a_withheld_percentage_is_dots_below_the_plot_and_no_point() -> None:
    chart = drawn(trend({"": {2010: 10, 2011: 400}}, measure="share"))
    assert list(points(chart)) == [2011]
    (dots,) = traces(chart, mode="text")
    assert list(dots.x) == [2010]
    assert dots.yaxis == "y2"
    assert "base too small" in dots.hovertext[0]


def test_bounds_are_a_ribbon_in_the_hue_of_the_line() -> None:
    chart = drawn(trend({"": {2010: (10, 14), 2011: (20, 28)}}, edition=COUNTED))
    (ribbon,) = traces(chart, fill="toself")
    assert set(zip(ribbon.x[:-1], ribbon.y[:-1], strict=True)) == {(2010, 14), (2011, 28), (2011, 20), (2010, 10)}
    assert ribbon.fillcolor.startswith("rgba(11,93,102")


def test_exact_values_have_no_ribbon() -> None:
    assert not traces(drawn(trend({"": {2010: 10, 2011: 20}})), fill="toself")


def test_provisional_years_are_dashed_and_hollow() -> None:
    chart = drawn(trend({"": {2017: 10, 2018: 20, 2019: 15}}, edition=replace(PLAIN, provisional=(2019,))))
    solid, dashed = traces(chart, mode="lines")
    assert (list(solid.x), solid.line.dash) == ([None, 2017, 2018], None)
    assert (list(dashed.x), dashed.line.dash) == ([None, 2018, 2019], "dot")
    (marks,) = traces(chart, mode="markers")
    assert list(marks.marker.color) == [LIGHT.series[0], LIGHT.series[0], LIGHT.paper]
    assert "provisional" in texts(chart)


def test_a_break_is_a_rule_with_a_word_and_its_reason_on_hover() -> None:
    edition = replace(PLAIN, breaks=(Break(2015, "hotline_enters"), Break(1999, "iom_system")))
    chart = drawn(trend({"": dict.fromkeys(YEARS, 5)}, edition=edition))
    (rule,) = chart.layout.shapes
    assert (rule.x0, rule.x1) == (2014.5, 2014.5)
    (word,) = [note for note in chart.layout.annotations if note.text == "break"]
    assert "Polaris" in word.hovertext


def test_up_to_six_series_are_labelled_where_they_end_and_need_no_legend() -> None:
    chart = drawn(trend(THREE, by="exploitation"))
    assert chart.layout.showlegend is False
    assert [text.split("> ")[-1] for text in texts(chart)] == [
        "Forced labour", "Sexual exploitation", "Other exploitation",
    ]  # fmt: skip


def test_every_series_has_a_colour_and_a_symbol_of_its_own_and_its_label_shows_the_symbol() -> None:
    chart = drawn(trend(THREE, by="exploitation"))
    marks = traces(chart, mode="markers")
    assert len({trace.marker.symbol for trace in marks}) == len({trace.marker.line.color for trace in marks}) == 3
    assert ["●" in texts(chart)[0], "■" in texts(chart)[1], "◆" in texts(chart)[2]] == [True] * 3


def test_labels_that_would_overlap_are_moved_apart() -> None:
    moved = apart([50, 51, 52, 200], [20, 20, 20, 20], 0, 300)
    assert min(abs(a - b) for a, b in combinations(moved, 2)) >= 20
    assert moved[3] == 200


def spans(chart: go.Figure, plot: float) -> list[tuple[float, float]]:
    """Bottom and top of each end label in pixels, where the plot area is so high."""
    found = []
    for note in chart.layout.annotations:
        if note.yref == "y domain":
            size = note.font.size or chart.layout.font.size
            high = size * 1.25 * (note.text.count("<br>") + 1)
            middle = note.y * plot + note.yshift
            found.append((middle - high / 2, middle + high / 2))
    return sorted(found)


ANSWERS = ("forced_labour", "sexual_exploitation", "other_exploitation", "forced_marriage", "organ_removal", "mixed")
SIX = {name: {2018: 50 + n, 2019: 51 + n} for n, name in enumerate(ANSWERS)}


@pytest.mark.parametrize("height", [380, 450, 560, 820, 1000])
@pytest.mark.parametrize("figure", [
    trend(SIX, by="exploitation"),
    trend({code: {2018: 5, 2019: n * n} for n, code in enumerate(SIX)}, by="exploitation", known=lambda _: 900),
])  # fmt: skip
def test_end_labels_overlap_on_no_stage(figure: Figure, height: int) -> None:
    chart = drawn(figure, size=SIZES["stage"])
    margin = chart.layout.margin
    found = spans(chart, height - margin.t - margin.b)
    assert len(found) == 6
    assert all(after[0] >= before[1] - 1 for before, after in itertools.pairwise(found))
    assert all(note.font.size >= 13 for note in chart.layout.annotations if note.yref == "y domain")


def test_further_lines_of_an_end_label_are_set_in() -> None:
    chart = drawn(trend({"other_exploitation": {2018: 5}, "forced_labour": {2018: 6}}, by="exploitation"), size=PHONE)
    (text,) = [text for text in texts(chart) if "<br>" in text]
    first, second = text.split("<br>")
    assert second.startswith('<span style="color:transparent">■</span> ')
    assert "■" in first


def test_breaks_close_to_each_other_have_a_mark_each_and_a_word_beside_them() -> None:
    edition = replace(PLAIN, breaks=tuple(Break(year, "iom_system") for year in (2014, 2015, 2016)))
    chart = drawn(trend({"": flat(5)}, edition=edition), size=SIZES["stage"])
    assert texts(chart) == ["▾", "▾", "▾", "breaks"]
    word = chart.layout.annotations[-1]
    assert (word.x, word.xanchor) == (2013.5, "right")


def test_the_word_stands_after_breaks_at_the_left_edge() -> None:
    edition = replace(PLAIN, breaks=(Break(2003, "iom_system"), Break(2004, "philippines")))
    chart = drawn(trend({"": flat(5)}, edition=edition), size=SIZES["stage"])
    assert (chart.layout.annotations[-1].x, chart.layout.annotations[-1].xanchor) == (2003.5, "left")


def test_breaks_far_apart_have_a_word_each() -> None:
    edition = replace(PLAIN, breaks=(Break(2006, "iom_system"), Break(2018, "philippines")))
    chart = drawn(trend({"": flat(5)}, edition=edition))
    assert texts(chart) == ["break", "break"]


def panels_with_rule(figure: Figure) -> list[str]:
    """The titles of the panels that a rule is drawn in."""
    chart = drawn(figure)
    titles = {note.xref.removesuffix(" domain"): note.text.strip("<>/b") for note in chart.layout.annotations
              if note.text != "▾"}  # fmt: skip
    return sorted(titles[rule.xref] for rule in chart.layout.shapes)


PLACES = ("PAK", "GBR", "USA", "FRA", "ITA", "ESP", "DEU", "IND")


def test_a_break_of_a_place_is_drawn_in_its_own_panel() -> None:
    breaks = (Break(2012, "pakistan_enters", "PAK"),)
    by_country = trend({code: flat(9) for code in PLACES}, by="country",
                       edition=replace(COUNTED, breaks=breaks))  # fmt: skip
    assert panels_with_rule(by_country) == ["Pakistan"]


def test_a_break_of_a_region_is_drawn_in_the_panels_of_its_countries() -> None:
    edition = replace(COUNTED, breaks=(Break(2012, "iom_system", "asia"),))
    figure = trend({code: flat(9) for code in PLACES}, by="country", edition=edition)
    assert panels_with_rule(figure) == ["India", "Pakistan"]


@pytest.mark.parametrize(("by", "place"), [("country", ""), ("origin", "PAK")])
def test_a_break_of_no_panels_own_place_is_drawn_in_all(by: str, place: str) -> None:
    edition = replace(COUNTED, breaks=(Break(2012, "iom_system", place),))
    figure = trend({code: flat(9) for code in PLACES}, by=by, edition=edition)
    assert len(panels_with_rule(figure)) == len(PLACES)


def boxes(chart: go.Figure, width: float, height: float) -> list[tuple[float, float, float, float]]:
    """Left, right, bottom and top of each panel's title in pixels, in a figure of that size."""
    layout = chart.layout
    wide, high = width - layout.margin.l - layout.margin.r, height - layout.margin.t - layout.margin.b
    found = []
    for note in layout.annotations:
        axis = layout["xaxis" + note.xref.removesuffix(" domain")[1:]]
        upright = layout["yaxis" + note.yref.removesuffix(" domain")[1:]]
        lines = note.text.removeprefix("<b>").removesuffix("</b>").split("<br>")
        left = axis.domain[0] * wide
        right = left + max(len(line) for line in lines) * note.font.size * 0.54
        bottom = upright.domain[1] * high + note.yshift
        found.append((left, right, bottom, bottom + len(lines) * note.font.size * 1.25))
    return found


LONG = ("PSE", "BIH", "COD", "ARE", "GBR", "USA", "VCT", "PRK", "LAO", "TTO", "CAF", "DOM")


@pytest.mark.parametrize(("size", "width", "height"), [
    ("phone", 328, None), ("phone", 358, None), ("normal", 700, None), ("normal", 1100, None), ("stage", 1180, 380),
    ("stage", 1800, 820),
])  # fmt: skip
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("count", [7, 12])
def test_titles_of_panels_overlap_neither_each_other_nor_a_plot(
    size: str, width: int, height: int | None, language: str, count: int
) -> None:
    figure = trend({code: {2018: 50_000, 2019: 65_880} for code in LONG[:count]}, by="origin")
    chart = drawn(figure, size=SIZES[size], words=words(language))
    axis_room = SIZES[size].text_width(7)  # the labels of the values, which Plotly makes room for
    high = height or chart.layout.height
    found = boxes(chart, width - axis_room, high)
    for one, other in combinations(found, 2):
        beside = one[1] <= other[0] or other[1] <= one[0]
        above = one[2] >= other[3] - 1 or other[2] >= one[3] - 1
        assert beside or above
    inside = high - chart.layout.margin.t - chart.layout.margin.b
    plots = [tuple(edge * inside for edge in chart.layout[name].domain) for name in chart.layout if name[:5] == "yaxis"]
    for _, right, bottom, top in found:
        assert right <= width - axis_room
        assert top <= inside + chart.layout.margin.t + 1
        assert all(low >= top - 1 or end <= bottom + 1 for low, end in plots)


@pytest.mark.parametrize(("size", "width"), [("phone", 328), ("normal", 700), ("stage", 1180)])
def test_the_years_of_neighbouring_panels_do_not_touch(size: str, width: int) -> None:
    figure = trend({code: {2007: 50_000, 2022: 65_880} for code in LONG}, by="origin")
    chart = drawn(figure, size=SIZES[size])
    axis_room = SIZES[size].text_width(7)
    wide = width - axis_room - chart.layout.margin.l - chart.layout.margin.r
    first, second = chart.layout.xaxis.domain, chart.layout.xaxis2.domain
    four_digits = 4 * 0.5 * chart.layout.font.size
    assert (second[0] - first[1]) * wide > four_digits


def test_labels_stay_inside_the_plot() -> None:
    assert apart([1, 299], [20, 20], 0, 300) == [10, 290]


def test_more_labels_than_there_is_room_for_overlap_evenly() -> None:
    moved = apart([5, 5, 5, 5], [20, 20, 20, 20], 0, 40)
    assert moved == [5, 15, 25, 35]


def test_more_than_six_series_become_panels_on_one_scale() -> None:
    chart = drawn(trend({f"C{n:02}": dict.fromkeys(YEARS, n + 1) for n in range(8)}, by="origin"))
    axes = [chart.layout[name] for name in chart.layout if name.startswith("yaxis")]
    assert len(axes) == 8
    assert len({tuple(one.range) for one in axes}) == 1
    assert sum(bool(one.showticklabels) for one in axes) == 2


def test_a_panel_shows_its_own_series_before_all_others_in_grey() -> None:
    chart = drawn(trend({f"C{n:02}": dict.fromkeys(YEARS, n + 1) for n in range(8)}, by="origin"))
    first = [trace for trace in chart.data if trace.xaxis == "x"]
    assert first[0].y.count(None) == 7
    assert {trace.marker.line.color for trace in first if trace.mode == "markers"} == {LIGHT.series[0]}


def test_panels_fold_to_two_columns_on_a_phone() -> None:
    chart = drawn(trend({f"C{n:02}": {2019: n + 1} for n in range(8)}, by="origin"), size=PHONE)
    assert len({tuple(chart.layout[name].domain) for name in chart.layout if name.startswith("xaxis")}) == 2


def test_unequal_periods_are_bars_as_wide_as_their_years_and_as_high_as_a_year_of_them() -> None:
    (bars,) = traces(drawn(trend(PERIODS)), type="bar")
    assert [round(width) for width in bars.width] == [9, 5, 1]
    assert list(bars.x) == [2009, 2016, 2019]
    assert list(bars.y) == [100, 200, 300]
    assert "100 per year (900 in the 9 years)" in bars.hovertext[0]


def test_a_provisional_period_is_hatched() -> None:
    chart = drawn(trend(PERIODS, edition=replace(PLAIN, provisional=(2019,))))
    assert [bars.marker.pattern.shape for bars in traces(chart, type="bar")] == [None, "/"]


def test_a_tooltip_tells_value_bounds_answers_and_reporters() -> None:
    figure = trend({"forced_labour": {2019: (400, 404)}}, by="exploitation", measure="share", reporters={2019: 36})
    (text,) = traces(drawn(figure), mode="markers")[0].text
    assert "<b>Forced labour</b>  2019" in text
    assert "between 400 and 404 of 808 with an answer" in text
    assert "known for 100%" in text
    assert "36 reporters" in text
    assert "contains a figure under 5" in text


def test_thousands_are_written_as_the_reader_writes_them() -> None:
    figure = trend({"": {2019: 193_025}})
    assert "193\u202f025" in traces(drawn(figure, words=FR), mode="markers")[0].text[0]
    assert drawn(figure, words=FR).layout.separators == ",\u202f"


def test_the_stage_doubles_type_and_lines() -> None:
    figure = trend({"": {2018: 5, 2019: 6}})
    normal, stage = drawn(figure), drawn(figure, size=SIZES["stage"])
    assert stage.layout.font.size == 2 * normal.layout.font.size
    assert traces(stage, mode="lines")[0].line.width == 2 * traces(normal, mode="lines")[0].line.width


@pytest.mark.parametrize("figure", [
    trend({"": {2019: 5}}, edition=DEMO),
    trend({f"C{n}": {2019: n + 1} for n in range(8)}, by="origin", edition=DEMO),
    trend(PERIODS, edition=DEMO),
])  # fmt: skip
def test_every_picture_of_the_demonstration_says_so_on_itself(figure: Figure) -> None:
    assert "Demonstration data, made up" in texts(drawn(figure))
    assert "Données de démonstration, fictives" in texts(drawn(figure, words=FR))


def test_no_other_picture_says_demonstration() -> None:
    assert not [text for text in texts(drawn(trend({"": {2019: 5}}))) if "emonstration" in text]


RATES = {"gender": {2018: (50, 100), 2019: (0, 0), None: (1, 4)}, "means": {2018: (0, 10), 2019: (3, 10), None: (1, 4)}}


def test_answer_rates_are_printed_in_their_cells_and_years_without_records_are_hatched() -> None:
    hatch, cells = answer_rates(answers(RATES), EN, LIGHT, NORMAL).data
    assert [list(row) for row in cells.z] == [[50, None, 25], [0, 30, 25]]
    assert [list(row) for row in cells.text] == [["50", "", "25"], ["0", "30", "25"]]
    assert list(hatch.x) == [1]
    assert hatch.marker.pattern.shape == "/"


def test_answer_rates_stand_upright_on_a_phone() -> None:
    chart = answer_rates(answers(RATES), FR, DARK, PHONE)
    assert [list(row) for row in chart.data[1].z] == [[50, 0], [None, 30], [25, 25]]
    assert list(chart.layout.yaxis.ticktext) == ["2018", "2019", "sans année"]


def test_plotly_accepts_the_answer_rates() -> None:
    assert go.Figure(answer_rates(answers(RATES, DEMO), EN, LIGHT, NORMAL).to_dict()).data
