"""Two selections on one scale: as published and in the same reporters, their difference and their ratio."""

from dataclasses import dataclass, replace
from typing import Any, Final, Literal

import polars as pl

from queries.account import Account
from queries.accounts import unnamed
from queries.catalogue import Edition
from queries.comparison_chance import Bases
from queries.comparison_panels import COLUMNS, NOBODY, Held, Window, held, line
from queries.comparison_periods import averaged
from queries.comparison_rules import differing, refusal, relation, same_places, same_years, sides
from queries.comparison_scale import against
from queries.figure import Figure, kept
from queries.figures import trend
from queries.reporters import cells
from queries.shares import characteristic, question_of, share_of
from queries.uncertainty import may_test
from queries.view import Filters, View

_OF_A_TREND: Final = (
    "year_first", "year_last", "low", "high", "known", "known_high", "total", "reporters", "provisional", "status",
    "value_low", "value_high", "ci_low", "ci_high",
)  # fmt: skip


@dataclass(frozen=True)
class Side:
    """One of the two selections: its trend, what each reporter gave, and the years it is compared over (None where it
    has no value at all)."""

    name: Literal["a", "b"]
    edition: Edition
    filters: Filters
    figure: Figure
    cells: pl.DataFrame
    years: tuple[int, int] | None

    @property
    def window(self) -> Window | None:
        if not self.years:
            return None
        published = self.figure.frame.filter(pl.col("low").is_not_null())
        return Window(self.cells, *self.years, unnamed(published, self.cells))


@kept
def comparison(view: View) -> Figure:
    """The selection of a view (side a) against another one (side b), in `view.measure`.

    Frame, a row a side and period, and a last row a side with `average` true: the whole years compared, per year of it
    (an index has none). Columns: side, average, those of queries.figures.trend, `step` (the year of the period, 1 the
    first), the panel's line (queries.comparison_panels), and on the rows of side a, against side b in the same year:
    difference_low and _high (a - b), ratio_low and _high (a / b), the same after `panel_`, and 95 % intervals
    difference_ci_*, ratio_ci_* where they may be given. Where the two are of different years only the averages are
    compared.

    Facts: `refused` (queries.comparison_rules.refusal; the frame is then empty), `differing`, `relation`, `same_years`,
    `tested` (whether 95 % intervals may be given), `held` (queries.comparison_panels.Held), `editions` and `windows` by
    side, `records`, `nothing` (the sides without a record). Raises LookupError where an edition is not loaded.
    """
    (first, one), (second, other) = sides(view)
    refused = refusal(view)
    told: dict[str, Any] = {"refused": refused, "differing": differing(one, other), "records": 1}
    told |= {"sides": {"a": one, "b": other}, "editions": {"a": first, "b": second}}
    if refused:
        return Figure("compare", view, first, pl.DataFrame(), told)
    together = same_years(one, other)
    span = _span(one, other)
    pair = _side("a", first, one, view.measure, span), _side("b", second, other, view.measure, span)
    pair = _same_window(*pair) if together else pair
    windows = pair[0].window, pair[1].window
    same = NOBODY
    if windows[0] and windows[1]:
        shared = same_places(one, other)
        levels = shared or view.measure == "share"
        same = held(windows[0], windows[1], shared, levels=levels, periods=not together)
    frame = pl.concat([_rows(side, same, view.measure) for side in pair], how="diagonal")
    facts = told | _facts(pair, same)
    bases = _bases(view, told["differing"]) if facts["tested"] else None
    frame = against(frame, together, view.measure, bases, first.kind == "victims", same.shared)
    return Figure("compare", view, first, frame, facts, _notes(pair))


def _span(one: Filters, other: Filters) -> tuple[int | None, int | None]:
    """The years of both: who reports in the one period and has nobody to count in the other reports a zero there."""
    starts, ends = [year for year in (one.from_, other.from_) if year], [year for year in (one.to, other.to) if year]
    return min(starts) if len(starts) == 2 else None, max(ends) if len(ends) == 2 else None


def _side(
    name: Literal["a", "b"], edition: Edition, filters: Filters, measure: str, span: tuple[int | None, int | None]
) -> Side:
    """The trend of one selection, and the cells behind it, in the years of both: of a share, those of its question."""
    view = View("trends", filters, measure=measure)
    figure = trend(replace(view, page="map") if measure == "share" else view)
    of = share_of(replace(view, page="map"))
    asked = filters.having({of: ()}) if of else filters
    found = cells(edition, replace(asked, from_=span[0], to=span[1]), question_of(edition, replace(view, page="map")))
    found = found.filter(pl.col("code").is_in(figure.frame["code"].unique().to_list()))
    accounts: dict[str, Account] = figure.facts["accounts"]
    account = next(iter(accounts.values()), None)
    return Side(name, edition, filters, figure, found, (account.first, account.last) if account else None)


def _same_window(one: Side, other: Side) -> tuple[Side, Side]:
    """Both over the years that both have."""
    if not one.years or not other.years:
        return one, other
    first, last = max(one.years[0], other.years[0]), min(one.years[1], other.years[1])
    years = (first, last) if first <= last else None
    return replace(one, years=years), replace(other, years=years)


def _rows(side: Side, same: Held, measure: str) -> pl.DataFrame:
    """The rows of one side: its years, and their average."""
    columns = [name for name in _OF_A_TREND if name in side.figure.frame.columns]
    start = side.filters.from_ or (side.years[0] if side.years else 0)
    frame = side.figure.frame.select(columns).with_columns(
        pl.lit(side.name).alias("side"), pl.lit(False).alias("average"),
        (pl.col("year_first") - start + 1).cast(pl.Int64).alias("step"),
        (pl.col("year_last") - pl.col("year_first") + 1).cast(pl.Int64).alias("_width"),
    )  # fmt: skip
    frame = _with_line(frame, side, same, measure)
    if side.years and measure != "index":
        frame = pl.concat([frame, averaged(frame, side.years, measure)], how="diagonal")
    return frame.sort("average", "year_first")


def _with_line(frame: pl.DataFrame, side: Side, same: Held, measure: str) -> pl.DataFrame:
    none = [pl.lit(None, pl.Int64).alias(name) for name in ("_known", "_known_high", *COLUMNS)]
    if not same.is_drawn or side.window is None:
        return frame.with_columns(none).cast({"panel_value_low": pl.Float64, "panel_value_high": pl.Float64})
    panel = line(side.window, same.members["ab".index(side.name)], measure)
    panel = panel.rename({"known": "_known", "known_high": "_known_high"})
    return frame.join(panel, on="year_first", how="left", maintain_order="left")


def _facts(pair: tuple[Side, Side], same: Held) -> dict[str, Any]:
    lie = relation(pair[0].filters, pair[1].filters)
    allowed = all(may_test(side.edition) for side in pair) and lie in ("apart", "overlap")
    records = {side.name: side.figure.facts["records"] for side in pair}
    nothing = tuple(side.name for side in pair if side.figure.is_empty)
    return {
        "relation": lie,
        "tested": allowed,
        "same_years": same_years(pair[0].filters, pair[1].filters),
        "held": same,
        "windows": {side.name: side.years for side in pair},
        "records": 0 if nothing else max(1, *records.values()),
        "nothing": nothing,
        "known": None,
        "undated": pair[0].figure.facts["undated"],
    }


def _bases(view: View, changed: tuple[str, ...]) -> Bases:
    """Whether two shares are of the very same people: where they differ in nothing but the answer."""
    return "one" if changed == (characteristic(view.filters),) else "two"


def _notes(pair: tuple[Side, Side]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(note for side in pair for note in side.figure.notes))
