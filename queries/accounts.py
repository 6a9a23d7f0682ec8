"""The accounts of a trend: for each of its series, what its change is made of, and the line of its constant panel."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import polars as pl

from queries.account import Account, Ground, account, unaccounted
from queries.interval import NOTHING, Interval
from queries.measures import measured
from queries.panels import chained, reports
from queries.view import View

PANEL = ("panel_low", "panel_high", "panel_reporters", "panel_value_low", "panel_value_high")


def accounts(view: View, frame: pl.DataFrame, cells: pl.DataFrame) -> dict[str, Account]:
    """Code -> its account between the first and the last year compared; codes without a value have none.

    `frame` is that of queries.figures.trend, `cells` that of queries.reporters.cells for the same selection.
    """
    found, own = {}, by_code(cells)
    for (code,), part in frame.sort("year_first").group_by("code", maintain_order=True):
        valued = part.filter(pl.col("value_low").is_not_null())
        if valued.height:
            found[str(code)] = _account(str(code), view, valued, own.get(str(code), cells.clear()))
    # An answer that nobody ever gave is nobody's in particular; who reports is known all the same.
    nobody_gave = [
        code for code, one in found.items() if one.ground == "nobody" and cells.height and not one.all_to.high
    ]
    return found | {code: replace(found[code], ground="small") for code in nobody_gave}


def by_code(cells: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Code -> its cells; a code without any is not there."""
    return {str(code): own for (code,), own in cells.partition_by("code", as_dict=True, maintain_order=True).items()}


def _account(code: str, view: View, valued: pl.DataFrame, cells: pl.DataFrame) -> Account:
    """The last year compared is the last complete one, unless the reader asked for another."""
    firm = valued if view.filters.to else valued.filter(~pl.col("provisional"))
    firm = firm if firm.height else valued
    first, last = firm.row(0, named=True), firm.row(-1, named=True)
    ends = _value(first), _value(last)
    if cells.is_empty() or first["year_first"] < first["year_last"] or last["year_first"] < last["year_last"]:
        return unaccounted(code, first["year_first"], last["year_last"], *ends)
    found = account(code, cells, first["year_first"], last["year_last"], unnamed(valued, cells))
    if view.measure not in ("share", "rate"):
        return found
    return _of_ratios(found, *ends, _lines([found], cells, view.measure))


def unnamed(valued: pl.DataFrame, cells: pl.DataFrame) -> dict[int, float]:
    """Year -> records of nobody known: what is published in the rows of a trend and in no reporter's cell."""
    named = cells.group_by(year_first="year").agg(pl.col("low").sum().alias("named"))
    joined = valued.join(named, on="year_first", how="left").with_columns(pl.col("low") - pl.col("named").fill_null(0))
    return dict(joined.filter(pl.col("low") > 0).select("year_first", "low").iter_rows())


def _of_ratios(found: Account, at_from: Interval, at_to: Interval, line: pl.DataFrame | None) -> Account:
    """The same in percent, or per 100,000 residents. A share or a rate is of its own reporters: it has no parts that
    come and go."""
    held = {} if line is None else {row["year_first"]: row for row in line.iter_rows(named=True)}
    ends = [held.get(year, {}).get("panel_value_low") is not None for year in (found.first, found.last)]
    same = found.panel and all(ends) and replace(
        found.panel, at_from=_value(held[found.first], "panel_"), at_to=_value(held[found.last], "panel_")
    )  # fmt: skip
    ground: Ground = "small" if found.ground == "panel" and not same else found.ground
    return replace(
        found, ground=ground, all_from=at_from, all_to=at_to, panel=same or None, panel_exact=None,
        entering=NOTHING, leaving=NOTHING,
        drivers=(), largest_absent=None, chained=None, chained_to=None,
    )  # fmt: skip


def _value(row: Mapping[str, float], of: str = "") -> Interval:
    return Interval(row[f"{of}value_low"], row[f"{of}value_high"])


def with_panel(frame: pl.DataFrame, cells: pl.DataFrame, found: Mapping[str, Account], measure: str) -> pl.DataFrame:
    """The frame of a trend with the line of each series' constant panel.

    New columns: panel_low, panel_high (counts), panel_reporters, panel_value_low, panel_value_high (in the measure); of
    a rate also panel_people (residents of the same reporters).
    Null where there is no panel to speak of, and in years in which a member did not report. A chained index stands in
    for a small panel where the measure is an index.
    """
    lines = _lines(found.values(), cells, measure)
    if lines is not None:
        frame = frame.join(lines, on=["code", "year_first"], how="left", maintain_order="left")
    else:
        names = (*PANEL, *(f"panel_{one}" for one in _residents(measure)))
        frame = frame.with_columns(pl.lit(None, pl.Float64).alias(name) for name in names)
    return frame if cells.is_empty() else _with_reporters(frame, cells, found)


def _lines(found: Iterable[Account], cells: pl.DataFrame, measure: str) -> pl.DataFrame | None:
    """The lines of all accounts that have one, in one frame; None where none has."""
    known = list(found)
    split = [one for one in known if one.ground in ("panel", "all", "one") and one.panel]
    small = [one for one in known if one.ground == "small"] if measure == "index" else []
    own = by_code(cells) if small else {}
    lines = [_chained(one, own.get(one.code, cells.clear())) for one in small]
    if split:
        lines.append(_summed(split, cells, measure))
    return pl.concat(lines) if lines else None


def _summed(found: Iterable[Account], cells: pl.DataFrame, measure: str) -> pl.DataFrame:
    """What the members of each panel gave, in the years in which all of them reported."""
    members = [(one.code, name, one.panel.reporters, one.first) for one in found if one.panel
               for name in one.panel.members]  # fmt: skip
    schema = {"code": pl.String, "reporter": pl.String, "members": pl.Int64, "first": pl.Int64}
    held = cells.join(pl.DataFrame(members, schema=schema, orient="row"), on=["code", "reporter"])
    summed = held.group_by("code", "year", "members", "first").agg(
        pl.len(), pl.col("low", "high", "known", "known_high", *_residents(measure)).sum()
    )
    whole = summed.filter(pl.col("len") == pl.col("members"), pl.col("year") >= pl.col("first")).sort("code", "year")
    # All of them reported: where none of their records is in the selection, that is a zero and not unknown.
    whole = whole.with_columns(pl.col("known_high").clip(lower_bound=1), year_first="year", year_last="year")
    return measured(whole, measure).select(
        "code", "year_first", panel_low="low", panel_high="high", panel_reporters=pl.col("len").cast(pl.Int64),
        panel_value_low="value_low", panel_value_high="value_high",
        **{f"panel_{one}": one for one in _residents(measure)},
    ).cast({"panel_low": pl.Int64, "panel_high": pl.Int64})  # fmt: skip


def _residents(measure: str) -> tuple[str, ...]:
    return ("people",) if measure == "rate" else ()


def _chained(one: Account, own: pl.DataFrame) -> pl.DataFrame:
    index = chained(reports(own), one.first, int(own["year"].max()))  # type: ignore[arg-type]
    return pl.DataFrame(
        {
            "code": [one.code] * len(index),
            "year_first": [*index],
            "panel_low": [None] * len(index),
            "panel_high": [None] * len(index),
            "panel_reporters": [None] * len(index),
            "panel_value_low": [100 * value.low for value in index.values()],
            "panel_value_high": [100 * value.high for value in index.values()],
        },
        schema_overrides={"year_first": pl.Int32} | dict.fromkeys(PANEL[:3], pl.Int64),
    )


def _with_reporters(frame: pl.DataFrame, cells: pl.DataFrame, found: Mapping[str, Account]) -> pl.DataFrame:
    """The number of reporters that reported in a year, also those that had nothing to count then.

    In the years compared they are those of the account: who counted somebody in one of them.
    """
    columns = {"code": pl.String, "first": pl.Int64, "last": pl.Int64}
    years = pl.DataFrame([(one.code, one.first, one.last) for one in found.values()], schema=columns, orient="row")
    given = cells.join(years, on="code").with_columns(pl.col("year").is_between("first", "last").alias("compared"))
    counts = (pl.col("high") > 0) & pl.col("compared")
    taken = given.filter(~pl.col("compared") | counts.any().over("code", "reporter"))
    counted = taken.group_by("code", year_first="year").agg(pl.len().cast(pl.Int64).alias("reporting"))
    joined = frame.join(counted, on=["code", "year_first"], how="left", maintain_order="left")
    return joined.with_columns(pl.coalesce("reporting", "reporters").alias("reporters")).drop("reporting")
