"""How far an edition can be trusted: what was set aside while it was loaded, and who reports."""

import polars as pl

from queries.catalogue import Edition
from queries.figure import Figure
from queries.figures import trend
from queries.run import table
from queries.view import View


def quarantined(edition: Edition) -> pl.DataFrame:
    """Rows set aside while loading an edition: reason, column, rows; most first."""
    return table("quarantine_by_reason", dataset=edition.dataset, edition=edition.edition)


def reporters(view: View) -> Figure:
    """How many countries published a figure, by year, in the view's selection. Published figures only.

    Frame: year_first, year_last, reporters, provisional. Facts: records, and first, last and most: (year, countries).
    """
    whole = trend(View(view.page, view.filters))
    frame = whole.frame.select("year_first", "year_last", "reporters", "provisional").sort("year_first")
    counted = list(zip(frame["year_last"], frame["reporters"], strict=True))
    facts = {"records": whole.facts["records"]}
    if counted:
        facts |= {"first": counted[0], "last": counted[-1], "most": max(counted, key=lambda pair: pair[1])}
    notes = tuple(note for note in whole.notes if note in ("demonstration", "provisional"))
    return Figure("reporters", view, whole.edition, frame, facts, notes)
