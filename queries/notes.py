"""What must be said under a figure for it not to mislead: keys of the words files, `note.*`."""

from typing import Final

import polars as pl

from queries.catalogue import Edition
from queries.view import ANSWERS, View

# Breakdowns of published figures that have totals of their own.
PARTS: Final = ("exploitation", "origin_region", "origin", "gender", "age")
# Questions that may have several answers: those that can be filtered by, and one that cannot.
_SEVERAL: Final = (*ANSWERS, "sexual_form")


def notes(edition: Edition, view: View, frame: pl.DataFrame, question: str) -> tuple[str, ...]:
    """What must be said under a figure for it not to mislead.

    `question` is what the figure breaks down or is a share of.
    """
    is_share = view.measure == "share" and question in _SEVERAL
    at_places = {"country", "region", "subregion"}
    wide = "year_first" in frame.columns and bool((frame["year_last"] > frame["year_first"]).any())
    smallest = frame.filter(pl.col("low") > 0)["low"].min()
    said = {
        "demonstration": edition.is_demonstration,
        "several_answers": edition.kind == "victims" and question in _SEVERAL,
        "zeros_lost": edition.zeros_lost and is_share and question != "means",
        "positive_only": is_share and (question == "means" or question not in edition.zeros) and not edition.zeros_lost,
        "censored": bool((frame["high"] > frame["low"]).any()),
        "provisional": "provisional" in frame.columns and bool(frame["provisional"].any()),
        "small_base": "U" in frame["status"].to_list(),
        "periods": wide,
        "noise": edition.protection == "dp-synthetic" and smallest is not None and smallest < 10,  # type: ignore[operator]
        "country_is_a_proxy": edition.kind == "victims"
        and (view.by in at_places or any(getattr(view.filters, name) for name in at_places)),
        "children_and_means": question == "means" or bool(view.filters.means),
        "parts_do_not_add_up": edition.kind == "figures" and question in PARTS,
    }
    return tuple(note for note, holds in said.items() if holds)
