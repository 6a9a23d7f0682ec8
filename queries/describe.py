"""The numbers of a figure as `trends describe --json` writes them: those of the page and of its table.

Pure: from a figure to plain values. Whole numbers are integers, an interval is `[low, high]`; what is not known, or
makes no sense here, is None and never zero.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Final

import polars as pl

from queries.account import Account, Driver
from queries.catalogue import Edition
from queries.figure import Figure
from queries.interval import Interval
from queries.link import link_parameters
from queries.panels import Panel
from queries.view import View

# What the numbers of a measure are in; of the others they are counts.
IN: Final = {"share": "percent", "rate": "per_100000"}
# What every trend of one series has, in this order.
NUMBERS: Final = (
    "from", "to", "all_from", "all_to", "reporters_from", "reporters_to", "panel", "panel_exact", "entering", "leaving",
    "largest_contribution",
)  # fmt: skip


def described(figure: Figure) -> dict[str, Any]:
    """The numbers of queries.figures.trend: of its one series, or, of several, of each under `series`."""
    accounts: Mapping[str, Account] = figure.facts["accounts"]
    series = [_series(figure, one) for one in accounts.values()]
    single = not figure.view.by or len(series) == 1
    return _one(figure, series, single) | edition_and_selection(figure) | ({"series": series} if figure.view.by else {})


def _one(figure: Figure, series: list[dict[str, Any]], single: bool) -> dict[str, Any]:
    if single and series:
        return {name: value for name, value in series[0].items() if name != "code"}
    return dict.fromkeys(NUMBERS) | (_nobody() if figure.is_empty and figure.edition.kind == "victims" else {})


def _nobody() -> dict[str, Any]:
    """No record matches: that is known. Of published figures it is not: nobody gave any."""
    none = {"reporters": 0, "from": [0, 0], "to": [0, 0]}
    amounts = {name: [0, 0] for name in ("all_from", "all_to", "entering", "leaving")}
    return amounts | {"reporters_from": 0, "reporters_to": 0, "panel": none, "panel_exact": none}


def edition_and_selection(figure: Figure) -> dict[str, Any]:
    """What the numbers are of."""
    return of_edition(figure.edition, figure.view, figure.notes)


def of_edition(edition: Edition, view: View, notes: tuple[str, ...] = ()) -> dict[str, Any]:
    """What a figure's numbers are of, or would be where there is none."""
    return {
        "dataset": edition.dataset,
        "edition": edition.edition,
        "indicator": view.filters.indicator,
        "unit": edition.unit,
        "by": view.by or None,
        "measure": view.measure,
        "protection": edition.protection,
        "demonstration": edition.is_demonstration,
        "provisional_years": list(edition.provisional),
        "notes": list(notes),
    }


def _series(figure: Figure, one: Account) -> dict[str, Any]:
    """All of one series. A share has no parts, and of an edition that names nobody no part is known."""
    has_parts = one.ground != "nobody" and figure.view.measure not in ("share", "rate")
    return {
        "code": one.code,
        "from": one.first,
        "to": one.last,
        "all_from": plain(one.all_from),
        "all_to": plain(one.all_to),
        "reporters_from": one.reporters_from,
        "reporters_to": one.reporters_to,
        "panel": _panel(one.panel),
        "panel_exact": _panel(one.panel_exact),
        "entering": plain(one.entering) if has_parts else None,
        "leaving": plain(one.leaving) if has_parts else None,
        "largest_contribution": _contribution(one.largest),
        "ground": one.ground,
        "in": IN.get(figure.view.measure, "count"),
        "provisional": one.last in figure.edition.provisional,
        "largest_absent": plain(one.largest_absent),
        "leading": plain(one.leading) if has_parts else None,
        "chained": plain(one.chained) and {"ratio": plain(one.chained), "to": one.chained_to},
        "entered": list(one.entered),
        "left": list(one.left),
        "interrupted": list(one.interrupted),
        "drivers": [_contribution(driver) for driver in one.drivers],
        "finding": plain(figure.facts.get("findings", {}).get(one.code)),
        "events": plain(figure.facts.get("events", {}).get(one.code, ())),
    }


def _panel(found: Panel | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {"reporters": found.reporters, "from": plain(found.at_from), "to": plain(found.at_to)}


def _contribution(one: Driver | None) -> dict[str, Any] | None:
    if one is None:
        return None
    ends = {"from": plain(one.at_from), "to": plain(one.at_to)}
    return {"reporter": one.reporter, "share": plain(one.share), "role": one.role, **ends}


def panel(figure: Figure) -> dict[str, Any]:
    """A figure of any page in numbers: of what, the question that it asks and who answers it, and its rows."""
    asked = figure.facts.get("of", figure.view.by) or None
    return edition_and_selection(figure) | {
        "selection": selection(figure.view),
        "of": asked,
        "base": _base(figure, asked),
        "rows": rows(figure.frame, with_code=bool(figure.view.by)),
    }


def selection(view: View) -> dict[str, list[str]]:
    """The parameters of the link to a figure, without the panel that is shown alone."""
    return {name: values for name, values in link_parameters(view).items() if name != "show"}


def rows(frame: pl.DataFrame, with_code: bool = True) -> list[dict[str, Any]]:
    """The rows that are drawn, tabled and downloaded, by the names of their columns; numbers as they are counted, not
    rounded. Without a breakdown there is no `code`."""
    shown = frame if with_code else frame.drop("code", strict=False)
    return [{name: plain(value) for name, value in row.items()} for row in shown.iter_rows(named=True)]


def _base(figure: Figure, asked: str | None) -> dict[str, Any]:
    """How many records are selected, and of how many of them the answer is known; of published figures what the parts
    add up to beside the publisher's own total, where both are there. What the page does not say is None."""
    facts = figure.facts
    found: dict[str, Any] = dict.fromkeys(("records", "known", "parts", "total"))
    if figure.edition.kind == "victims":
        return found | {"records": facts["records"], "known": facts.get("known") if asked else None}
    if not facts.get("whole_high"):
        return found
    whole, parts = (facts["whole"], facts["whole_high"]), (facts["known"], facts.get("known_high") or facts["known"])
    return found | {"parts": plain(parts), "total": plain(whole)}


def plain(value: Any) -> Any:
    """A value as JSON has it: an interval as its bounds, a record as its fields, a whole number as an integer."""
    if isinstance(value, Interval):
        return [plain(value.low), plain(value.high)]
    if is_dataclass(value):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
