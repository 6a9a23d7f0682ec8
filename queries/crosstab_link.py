"""Which dimensions a crosstab crosses: what its link asks for, as far as the data set has it and it is published."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from queries.catalogue import Edition
from queries.crossed import crossable
from queries.slices import published
from queries.view import PAGE_OPTIONS, Dropped, View

# What stands in the columns where nothing is asked, the first that goes with the rows.
_DEFAULTS: Final = ("gender", "age", "exploitation", "region", "year")
_ROWS: Final = ("exploitation", "gender", "age", "region", "country", "year")
# Dimensions whose codes the catalogue does not list; a column of them is taken by its spelling.
_CODE: Final = re.compile(r"[a-z0-9_-]{1,60}")


def dimensions(view: View) -> tuple[str, ...]:
    """Rows, columns and, where there are any, layers."""
    found = view.by, view.option("across"), view.option("within")
    return tuple(name for name in found if name)


def offered(edition: Edition, view: View, key: str) -> dict[str, str]:
    """What can stand in the rows (`by`), columns (`across`) or layers (`within`) of a view -> why not, or nothing:
    `twice` where it stands elsewhere, `not_together` where the publisher does not give it with the others."""
    others = [name for name in _others(view, key) if name]
    return {name: _refusal(edition, view, others, name) for name in crossable(edition)}


def _others(view: View, key: str) -> tuple[str, ...]:
    placed = {"by": view.by, "across": view.option("across"), "within": view.option("within")}
    return tuple(name for other, name in placed.items() if other != key)


def _refusal(edition: Edition, view: View, others: Sequence[str], name: str) -> str:
    if name in others:
        return "twice"
    return "" if published(edition, view.filters, name, *others) else "not_together"


def columns_of(link: Mapping[str, Sequence[str]], edition: Edition) -> tuple[str, ...]:
    """The column that a link sorts by, if it is the code of one: beside the orders that every table has."""
    across = (link.get("across") or [PAGE_OPTIONS["table"]["across"][0]])[-1]
    asked = (link.get("sort") or [""])[-1]
    known = edition.options.get(across)
    is_code = asked in known if known is not None else bool(_CODE.fullmatch(asked))
    return (asked,) if is_code else ()


def crossing(view: View, edition: Edition, asked: Mapping[str, Sequence[str]], dropped: list[Dropped]) -> View:
    """The view with dimensions that can be crossed, each once; what is asked and cannot be is said."""
    by = _first(view, edition, (view.by, *_ROWS), ())
    across = _first(view, edition, (view.option("across"), *_DEFAULTS), (by,))
    within = _first(view, edition, (view.option("within"),), (by, across))
    chosen = {"by": by, "across": across, "within": within}
    dropped += _said(view, edition, asked, chosen)
    defaults = PAGE_OPTIONS["table"]
    kept = [(name, value) for name, value in view.options if name not in chosen]
    named = [(name, chosen[name]) for name in ("across", "within") if chosen[name] != defaults[name][0]]
    order = list(defaults)
    return replace(view, by=by, options=tuple(sorted((*kept, *named), key=lambda option: order.index(option[0]))))


def _first(view: View, edition: Edition, wanted: Sequence[str], beside: tuple[str, ...]) -> str:
    """The first of the wanted that the edition answers, is not there yet and is published with those that are."""
    able = crossable(edition)
    found = (name for name in wanted if name in able and not _refusal(edition, view, beside, name))
    return next(found, "")


def _said(
    view: View, edition: Edition, asked: Mapping[str, Sequence[str]], chosen: Mapping[str, str]
) -> Iterator[Dropped]:
    placed: list[str] = []
    for key, name in chosen.items():
        wanted = (asked.get(key) or [""])[-1]
        if wanted and wanted != name and wanted in PAGE_OPTIONS["table"]["across"]:
            lacking = wanted not in crossable(edition)
            yield Dropped(key, wanted, "lacking" if lacking else _refusal(edition, view, placed, wanted))
        placed.append(name)
