"""What a share is a share of. A filter on the very dimension is never part of its own denominator: women are a share of
those whose gender is known, not of the women."""

from typing import Final

from data.codes import AGE
from queries.catalogue import Edition
from queries.view import ANSWERS, DIMENSIONS, Filters, View

# What a share can be of without a breakdown: one characteristic of the people, picked by a filter.
CHARACTERISTICS: Final = (*ANSWERS, "gender", "age")
# Minor and adult are picked as a whole; where a file has age bands, these are theirs.
_AGES: Final = {"minor": AGE[:2], "adult": AGE[2:]}


def characteristic(filters: Filters) -> str:
    """The one characteristic that the filters pick, or none."""
    chosen = [name for name in CHARACTERISTICS if getattr(filters, name)]
    return chosen[0] if len(chosen) == 1 else ""


def share_of(view: View) -> str:
    """The dimension whose filter says what the share is of; none where the whole selection is broken down."""
    if view.measure != "share":
        return ""
    of = characteristic(view.filters) if view.page == "map" or not view.by else view.by
    # What is no filter (a form of sexual exploitation) is never picked.
    return of if of in DIMENSIONS and getattr(view.filters, of) else ""


def question_of(edition: Edition, view: View) -> str:
    """What is asked of the rows for a share of a filter: minor or adult is a coarser question than the age band, and
    more records answer it."""
    of = share_of(view)
    coarse = of == "age" and edition.kind == "victims" and set(view.filters.age) <= {"minor", "adult"}
    return "majority" if coarse else of


def has_a_share(view: View) -> bool:
    """Whether there is anything to be a share of: a breakdown, or one characteristic picked by a filter. Two shares are
    compared where both are of one answer to the same question."""
    if view.page == "compare":
        return _share_a_question(view.filters, view.versus or view.filters)
    return bool(characteristic(view.filters)) or (bool(view.by) and view.page != "map")


def _share_a_question(one: Filters, other: Filters) -> bool:
    of = characteristic(one)
    return bool(of) and of == characteristic(other) and len(getattr(one, of)) == len(getattr(other, of)) == 1


def codes_of(view: View) -> list[str]:
    """The codes a share is of; minor or adult beside an age band stands for its bands."""
    of = share_of(view)
    codes: tuple[str, ...] = getattr(view.filters, of) if of else ()
    if of != "age" or set(codes) <= set(_AGES):
        return list(codes)
    return [fine for code in codes for fine in _AGES.get(code, (code,))]
