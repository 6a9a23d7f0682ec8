"""What a selection can be compared with: for each kind of difference a first choice that the reader may change. Pure.

A choice is a change of the address. What would not open, or would be refused, is not offered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from queries.catalogue import Catalogue, Edition
from queries.comparison_rules import differing, refusal, sides
from queries.figure import edition_of, pinned
from queries.figures import trend
from queries.link import SELECTION, VERSUS, link_parameters, read_link
from queries.view import DIMENSIONS, Filters, View

Changes = Mapping[str, Sequence[str] | None]
YEARS: Final = "period"
# What differs, in the order it is offered; dimensions the edition cannot answer are left out.
KINDS: Final = (
    "region", "subregion", "country", "gender", "age", "exploitation", "origin_region", "origin", "sector", "recruiter",
    "method", "means", YEARS, "edition", "dataset",
)  # fmt: skip
EXAMPLES: Final = ("gender", "region", YEARS, "edition", "exploitation")
MOST_EXAMPLES: Final = 4
_TOGETHER: Final = (("region", "subregion", "country"), ("origin_region", "origin"))
_NATURAL: Final = {"gender": ("female", "male")}
_PERIOD: Final = 5  # years of each of two periods


def without() -> dict[str, None]:
    """The change that takes the second selection off."""
    return dict.fromkeys(VERSUS + name for name in SELECTION)


def swapped(view: View) -> Changes:
    """The change that makes the second selection the first, and the first the second."""
    turned = link_parameters(replace(view, filters=view.versus or view.filters, versus=view.filters))
    return dict.fromkeys(SELECTION) | without() | turned


def kind_of(view: View, loaded: Catalogue) -> str:
    """What the two selections of a view differ in: one of KINDS; empty without a second one."""
    if view.versus is None:
        return ""
    changed = differing(*(one for _, one in sides(view, loaded)))
    names = [YEARS if name in ("from", "to") else name for name in changed]
    return next((name for name in ("dataset", "edition", *names) if name in names and name in KINDS), "")


def first_choice(kind: str, view: View, loaded: Catalogue) -> Changes | None:
    """The change that gives the view a second selection which differs in `kind`; None where there is none to be had.

    Raises NoDatabaseError where nothing is loaded.
    """
    edition = edition_of(view, loaded)
    changes = _changes(kind, view, edition, loaded)
    if changes is None:
        return None
    whole = without() | dict(changes)
    link = {name: values for name, values in (link_parameters(view) | whole).items() if values}
    there, dropped = read_link(view.page, link, loaded)
    return whole if there.versus and not dropped and _opens(kind, there, loaded) else None


def _opens(kind: str, view: View, loaded: Catalogue) -> bool:
    """Another data set is opened even if it is refused: the reader asked, and the reason is worth reading."""
    return kind == "dataset" or not refusal(view, loaded)


def _changes(kind: str, view: View, edition: Edition, loaded: Catalogue) -> Changes | None:
    if kind == YEARS:
        return _two_periods(view, edition)
    if kind == "edition":
        others = [one for one in loaded.editions if one.dataset == edition.dataset and one != edition]
        return {"with_edition": [others[0].edition]} if others else None
    if kind == "dataset":
        found = [one for one in loaded.editions if one.dataset != edition.dataset]
        return {"with_dataset": [found[0].dataset], "with_edition": [found[0].edition]} if found else None
    return _two_codes(kind, view.filters, edition)


def _two_codes(dimension: str, filters: Filters, edition: Edition) -> Changes | None:
    """What is selected against the most frequent other; where nothing is, the two most frequent ones."""
    offered = [*edition.options.get(dimension, {})]
    usual = _NATURAL.get(dimension, ())
    if set(usual) <= set(offered):
        offered = [*usual, *(code for code in offered if code not in usual)]
    if dimension == "age":  # bands and their sums: minors and adults
        offered = [code for code in ("minor", "adult") if code in offered] or offered
    chosen = [*getattr(filters, dimension)] or offered[:1]
    others = [code for code in offered if code not in chosen]
    if not chosen or not others:
        return None
    near = next((group for group in _TOGETHER if dimension in group), ())
    cleared = dict.fromkeys(name for name in near if name != dimension)
    return cleared | {dimension: chosen, VERSUS + dimension: others[:1]}


def _two_periods(view: View, edition: Edition) -> Changes | None:
    """The last complete years against the first, five of each where there are as many."""
    frame = trend(View("trends", pinned(Filters(indicator=view.filters.indicator), edition))).frame
    whole = frame.filter(~frame["provisional"])
    if whole.is_empty() or bool((whole["year_first"] < whole["year_last"]).any()):
        return None
    years = whole["year_first"].to_list()
    first, last = max(min(years), view.filters.from_ or 0), min(max(years), view.filters.to or 9999)
    width = min(_PERIOD, (last - first + 1) // 2)
    if width < 1:
        return None
    return {"from": [str(last - width + 1)], "to": [str(last)],
            "with_from": [str(first)], "with_to": [str(first + width - 1)]}  # fmt: skip


def kinds(view: View, loaded: Catalogue) -> list[str]:
    """What can differ: the kinds that the edition answers, and the one that is chosen."""
    edition = edition_of(view, loaded)
    chosen = kind_of(view, loaded)
    several = {
        "edition": sum(one.dataset == edition.dataset for one in loaded.editions) > 1,
        "dataset": len(loaded.datasets()) > 1,
        YEARS: edition.first_year != edition.last_year,
    }
    return [kind for kind in KINDS if kind == chosen or several.get(kind, _has_two(edition, kind))]


def _has_two(edition: Edition, kind: str) -> bool:
    return kind in DIMENSIONS and kind not in edition.lacks() and len(edition.options.get(kind, {})) > 1


def examples(view: View, loaded: Catalogue) -> dict[str, Changes]:
    """Kind -> the change that opens a ready comparison; four at most."""
    found = {kind: changes for kind in EXAMPLES if (changes := first_choice(kind, view, loaded))}
    return dict([*found.items()][:MOST_EXAMPLES])
