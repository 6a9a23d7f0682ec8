"""The funnel: limits that are the published ones, false alarms as rare as they say, and sentences that rank nobody."""

from typing import Any

import numpy as np
import plotly.graph_objects as go
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from data import store
from pages.parts.charts_funnel import funnel_plot
from pages.parts.funnel_labels import Box, Dot, labels
from pages.parts.statement_funnel import funnel_statement
from pages.parts.tables import labelled, whole
from pages.parts.theme import LIGHT, NORMAL, PHONE, SIZES, THEMES
from pages.parts.words import words
from queries import funnel as module
from queries.figure import Figure
from queries.funnel import LEVELS, funnel, limit, limits, over_dispersion
from queries.view import Filters, View
from tests.frames import COUNTED, DEMO, PLAIN, places

EN = words("en")
WOMEN = Filters(gender=("female",))


def frame(counts: dict[str, tuple[int, int]], selected: tuple[str, ...] = ()) -> pl.DataFrame:
    """Place -> (yes, known), as queries.funnel draws it before its limits."""
    rows = [
        {"code": code, "selected": not selected or code in selected, "value_low": 100 * yes / known,
         "value_high": 100 * yes / known, "low": yes, "high": yes, "known": known, "known_high": known}
        for code, (yes, known) in counts.items()
    ]  # fmt: skip
    return pl.DataFrame(rows)


def drawn(monkeypatch: pytest.MonkeyPatch, counts: dict[str, Any], edition: Any = DEMO, **more: Any) -> Figure:
    """The funnel of a map made by hand."""
    given_map = places(counts, edition=edition, measure="share", filters=WOMEN, **more)
    with_marks = (
        given_map.frame if "selected" in given_map.frame.columns else given_map.frame.with_columns(selected=True)
    )
    figure = Figure("map", given_map.view, edition, with_marks, {**given_map.facts, "of": "gender"}, ())
    monkeypatch.setattr(module, "places", lambda _view: figure)
    return funnel.__wrapped__(given_map.view)  # type: ignore[attr-defined]


def by_definition(level: float, n: int, target: float) -> float:
    """Spiegelhalter (2005), appendix A.1.1: r is the least whole number with P(R <= r) >= p; the limit
    is (r - alpha) / n with alpha = (P(R <= r) - p) / (P(R <= r) - P(R <= r - 1))."""
    of = stats.binom(n, target)
    r = int(of.ppf(level))
    return float((r - (of.cdf(r) - level) / (of.cdf(r) - of.cdf(r - 1))) / n)


@pytest.mark.parametrize("target", [0.02, 0.3, 0.5, 0.93])
@pytest.mark.parametrize("n", [30, 77, 1000, 250_000])
@pytest.mark.parametrize("level", LEVELS.values())
def test_a_limit_is_the_interpolated_quantile_of_the_binomial(level: float, n: int, target: float) -> None:
    assert limit(level, np.array([float(n)]), target)[0] == pytest.approx(by_definition(level, n, target), abs=1e-9)


def test_the_limits_of_many_records_are_those_of_the_normal_distribution() -> None:
    n = np.array([4_000_000.0])
    found = limits(n, (0.4, 0.4), 9.0)
    for name, z in (("upper_95", 1.959964), ("upper_998", 3.090232), ("lower_95", -1.959964), ("lower_998", -3.090232)):
        assert found[name][0] == pytest.approx(100 * (0.4 + 3 * z * (0.4 * 0.6 / n[0]) ** 0.5), abs=1e-4)


@given(st.integers(30, 100_000), st.floats(0.01, 0.99), st.floats(1, 50), st.floats(1, 50))
def test_who_is_inside_stays_inside_when_the_limits_widen(n: int, target: float, phi: float, more: float) -> None:
    at = np.array([float(n)])
    narrow, wide = limits(at, (target, target), phi), limits(at, (target, target), phi * more)
    for name, level in LEVELS.items():
        outward = -1 if level < 0.5 else 1
        assert outward * (wide[name][0] - narrow[name][0]) >= -1e-9
    assert narrow["lower_998"] <= narrow["lower_95"] <= narrow["upper_95"] <= narrow["upper_998"]


@given(st.floats(0.05, 0.9), st.floats(0, 0.05))
def test_a_target_that_is_an_interval_only_ever_widens_the_limits(target: float, width: float) -> None:
    n = np.array([30.0, 400.0, 9000.0])
    exact, loose = limits(n, (target, target), 2.0), limits(n, (target, target + width), 2.0)
    assert (loose["lower_95"] <= exact["lower_95"] + 1e-9).all()
    assert (loose["upper_95"] >= exact["upper_95"] - 1e-9).all()


def simulated(seed: int, spread: float = 0.0, at: int = 80) -> pl.DataFrame:
    """Places whose shares differ by chance alone, or by a spread of their own (on the scale of the odds)."""
    random = np.random.default_rng(seed)
    known = np.exp(random.uniform(np.log(30), np.log(20_000), at)).astype(int)
    shares = 1 / (1 + np.exp(-(0.4 + spread * random.standard_normal(at))))
    return frame(
        {
            f"P{i}": (int(random.binomial(n, share)), int(n))
            for i, (n, share) in enumerate(zip(known, shares, strict=True))
        }
    )


def outside(found: pl.DataFrame) -> tuple[float, float]:
    """The parts of the places outside the 95 % limits and outside the 99.8 % ones."""
    target = module._target(found)
    placed = module._placed(found, target, over_dispersion(found, target), unlimited=False)
    return float((placed["position"] != "inside").mean()), float(placed["far"].mean())  # type: ignore[arg-type]


def test_of_places_that_differ_by_chance_alone_at_most_one_in_twenty_is_outside() -> None:
    """32,000 places: the parts are allowed two standard errors of the simulation itself."""
    parts = np.array([outside(simulated(seed)) for seed in range(400)])
    allowed = [level + 2 * (level * (1 - level) / 32_000) ** 0.5 for level in (0.05, 0.002)]
    assert (parts.mean(axis=0) <= allowed).all()
    assert parts.mean(axis=0)[0] > 0.04  # the limits are no wider than they say either


def test_where_places_differ_anyhow_the_limits_widen_and_fewer_are_outside() -> None:
    found = simulated(7, spread=0.5)
    target = module._target(found)
    phi = over_dispersion(found, target)
    assert phi > 10
    narrow = module._placed(found, target, 1.0, unlimited=False)
    assert (narrow["position"] != "inside").mean() > 0.5  # type: ignore[operator]
    assert outside(found)[0] < 0.25
    assert outside(found)[1] < 0.15


def test_over_dispersion_is_the_mean_square_with_its_outermost_tenths_drawn_in() -> None:
    """101 places of which a tenth is 10 places: SciPy's winsorising of ranks and ours of quantiles are then one."""
    found = simulated(3, spread=0.4, at=101)
    target = module._target(found)
    z = (found["value_low"] / 100 - target[0]) / (target[0] * (1 - target[0]) / found["known"]).sqrt()
    drawn_in = np.asarray(stats.mstats.winsorize(z.to_numpy(), limits=(0.1, 0.1)))
    assert over_dispersion(found, target) == pytest.approx(float((drawn_in**2).mean()), rel=1e-9)


def test_no_single_place_decides_how_wide_the_limits_are() -> None:
    found = simulated(3)
    odd = pl.concat([found, frame({"ODD": (10, 20_000)})])
    assert over_dispersion(odd, module._target(found)) < 1.2


def test_a_share_with_a_censored_value_is_outside_only_if_all_of_it_is() -> None:
    exact = simulated(5).with_columns(value_low=pl.lit(50.0), value_high=pl.lit(99.0), known=pl.lit(5000))
    placed = module._placed(exact, (0.6, 0.6), 1.0, unlimited=False)
    assert placed["position"].unique().to_list() == ["inside"]
    assert not placed["far"].any()


SPREAD: dict[str, Any] = {
    "FRA": 400,
    "ITA": 390,
    "DEU": 420,
    "ESP": 200,
    "PRT": 45,
    "POL": 700,
    "NLD": 30,
    "BEL": 3,
    "GRC": 16,
}


def known(high: int) -> int:
    """Half of the known, but for one place far above and one too small."""
    return {700: 800, 3: 9}.get(high, 2 * high)


def test_the_frame_has_the_limits_at_each_place_and_they_lie_on_the_curves(monkeypatch: pytest.MonkeyPatch) -> None:
    figure = drawn(monkeypatch, SPREAD, known=known)
    assert figure.facts["small"] == 1
    assert figure.frame.height == len(SPREAD) - 1
    curves = figure.facts["curves"]
    for name in LEVELS:
        inner = figure.frame.filter(pl.col("known") > 200)
        assert np.interp(inner["known"], curves["n"], curves[name]) == pytest.approx(inner[name].to_numpy(), abs=0.3)
    assert figure.frame.sort("code")["code"].to_list() == figure.frame["code"].to_list()


def test_synthetic_records_get_points_and_no_limits_and_are_told_why(monkeypatch: pytest.MonkeyPatch) -> None:
    figure = drawn(monkeypatch, SPREAD, edition=PLAIN, known=known)
    assert figure.facts["curves"] is None
    assert figure.frame.select("position", "far", *LEVELS).null_count().row(0) == (8,) * 6
    said = funnel_statement(figure, EN)
    assert "not tested" in said.headline
    assert "synthesis" in said.text
    assert not [trace for trace in funnel_plot(figure, EN, LIGHT, NORMAL).data if "limits" in (trace.name or "")]


def test_too_few_places_say_nothing_of_how_places_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    figure = drawn(monkeypatch, {"FRA": 400, "ITA": 390})
    assert (figure.facts["without"], figure.facts["curves"]) == ("few", None)
    nobody = drawn(monkeypatch, dict.fromkeys(("FRA", "ITA", "DEU", "ESP", "POL"), 0), known=lambda _: 90)
    assert nobody.facts["without"] == "same"


def test_the_sentence_counts_and_names_examples_by_the_alphabet_only(monkeypatch: pytest.MonkeyPatch) -> None:
    figure = drawn(monkeypatch, SPREAD, known=known)
    said = funnel_statement(figure, EN)
    assert said.headline.startswith("Women and girls: of 8 countries,")
    assert "One more country has fewer than 30 records" in said.text
    for word in ("highest", "lowest", "most", "least", "rank", "first", "worst"):
        assert word not in said.text.split()


def test_one_place_picked_is_told_against_all(monkeypatch: pytest.MonkeyPatch) -> None:
    figure = drawn(monkeypatch, SPREAD, known=known)
    alone = figure.frame.with_columns(selected=pl.col("code") == "POL")
    said = funnel_statement(Figure("funnel", figure.view, figure.edition, alone, figure.facts), EN).headline
    assert "Poland" in said
    assert "88%" in said
    assert "France" not in said


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize("size", SIZES.values(), ids=lambda size: size.name)
def test_plotly_accepts_every_property_and_the_side_is_told_by_shape(
    monkeypatch: pytest.MonkeyPatch, theme: Any, size: Any
) -> None:
    figure = drawn(monkeypatch, SPREAD | {"SWE": (100, 104)}, edition=COUNTED, known=known)
    chart = go.Figure(funnel_plot(figure, EN, theme, size).to_dict())
    points = [trace for trace in chart.data if trace.mode == "markers"]
    assert sum(len(trace.x) for trace in points) == figure.frame.height
    shapes = {trace.marker.symbol for trace in points}
    assert shapes <= {"circle", "triangle-up", "triangle-down"}
    bars = next(trace for trace in chart.data if trace.mode == "lines" and None in (trace.x or ()))
    assert len(bars.x) == 3
    assert chart.layout.xaxis.type == "log"


def test_the_table_and_the_file_have_the_rows_that_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    figure = drawn(monkeypatch, SPREAD, known=known)
    assert labelled(figure, EN).height == whole(figure, EN).height == figure.frame.height
    assert whole(figure, EN)["Position"].n_unique() >= 1
    assert whole(figure, words("fr"))["Code de position"].to_list() == figure.frame["position"].to_list()


@given(st.lists(st.tuples(st.integers(30, 90_000), st.floats(0, 100), st.integers(0, 3)), min_size=1, max_size=60))
def test_no_name_covers_another_name(points: list[tuple[int, float, int]]) -> None:
    dots = [Dot(n, share, f"Country {i}", wanted) for i, (n, share, wanted) in enumerate(points)]
    for size in (NORMAL, PHONE):
        box = Box((1.4, 5.0), (0, 104), size.width * 0.9, size.least * 0.62)
        boxes = [_box(note, box, size) for note in labels(dots, box, LIGHT, size)]
        for at, one in enumerate(boxes):
            assert not [other for other in boxes[at + 1 :] if _meet(one, other)]


def _box(note: dict[str, Any], box: Box, size: Any) -> tuple[float, float, float, float]:
    x, y = box.at(Dot(round(10 ** note["x"]), note["y"], "", 0))
    width, height = size.text_width(len(note["text"])), size.line_height
    left = {"left": x, "right": x - width, "center": x - width / 2}[note["xanchor"]] + note["xshift"]
    bottom = {"middle": y - height / 2, "bottom": y, "top": y - height}[note["yanchor"]] + note["yshift"]
    return left + 1, left + width - 1, bottom + 1, bottom + height - 1


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


def test_on_the_demonstration_every_drawn_place_has_enough_answers(
    demo_database: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(demo_database))
    assert store.version()
    figure = funnel(View("map", Filters(dataset="demo", gender=("female",)), by="country", measure="share"))
    assert figure.frame["known"].min() >= 30  # type: ignore[operator]
    assert figure.facts["without"] == ""
    yes, answered = figure.frame["low"].sum(), figure.frame["known"].sum()
    assert figure.facts["target"] == pytest.approx((100 * int(yes) / int(answered),) * 2)


def test_both_sides_are_named_in_one_line_so_that_no_stage_shows_one_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    figure = drawn(monkeypatch, SPREAD, known=known)
    sides = pl.when(pl.col("code") == "POL").then(pl.lit("above")).otherwise(pl.lit("below"))
    apart = figure.frame.with_columns(position=sides, far=pl.lit(True))
    said = funnel_statement(Figure("funnel", figure.view, figure.edition, apart, figure.facts), EN)
    assert said.headline.startswith("Women and girls: of 8 countries, 1 above and 7 below")
    assert said.lines[0] == ("Above: Poland. Below, for example, in alphabetical order: France, Germany and Greece.")
