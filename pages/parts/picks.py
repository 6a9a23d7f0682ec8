"""What a mark of a chart or a row of a table stands for, spelled as the filters it becomes when it is picked. Pure.

A mark carries it as the first item of its `customdata`, a row of a table on its button.
"""

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from pages.parts.questions import in_order
from pages.parts.words import Words
from queries.crossed import CROSSABLE
from queries.figure import Figure
from queries.view import DIMENSIONS, PERPETRATORS, Filters

YEARS: Final = ("from", "to")
# A mark that is clicked looks as it did: the page that comes of it says what was picked.
UNCHANGED: Final = {"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}}}
_CITIZENSHIP: Final = ("origin", "origin_region")
_PERIODS: Final = (("year_first", "year_last"), ("first", "last"))


def spelled(codes: Mapping[str, object]) -> str:
    """`gender=female&age=9_17`, `from=2019&to=2019`; empty where a code is unknown, for nobody can filter by
    what is not known. What is no filter is left out."""
    known = {name: code for name, code in codes.items() if name in (*DIMENSIONS, *YEARS)}
    return urlencode(known) if known and all(known.values()) else ""


def read(pick: str) -> dict[str, str]:
    """Filter -> code of a spelled pick."""
    return dict(parse_qsl(pick))


def is_on(pick: str, filters: Filters) -> bool:
    """Whether a pick is what is selected already: one code among those of its dimension, several as they are."""
    wanted = read(pick)
    if len(wanted) == 1:
        ((name, code),) = wanted.items()
        return code in getattr(filters, name)
    chosen = filters.parameters()
    return all(str(chosen[name]) == code if name in YEARS else chosen[name] == [code] for name, code in wanted.items())


def labels(pick: str, words: Words) -> list[str]:
    """What a pick is called: its codes, and its years as one period."""
    wanted = read(pick)
    named = [words.label(name, code) for name, code in wanted.items() if name not in YEARS]
    return [*named, words.period(*(int(wanted[end]) for end in YEARS))] if "from" in wanted else named


def told(pick: str, words: Words) -> str:
    """The same as one text, in which a citizenship is told from a country of identification."""
    named = zip(read(pick), labels(pick, words), strict=False)
    return ", ".join(words("subject.citizenship", label=label) if name in _CITIZENSHIP else label
                     for name, label in named)  # fmt: skip


def row_picks(figure: Figure) -> list[str]:
    """The pick of every row of a figure's table, in the order of the table; empty where a row has none."""
    frame = in_order(figure.frame) if "question" in figure.frame.columns else figure.frame
    return [row_pick(figure, row) for row in frame.iter_rows(named=True)]


def row_pick(figure: Figure, row: Mapping[str, Any]) -> str:
    """What a row of a figure's frame stands for: the codes of the dimensions it is of, the country that reported, or
    its years where it is of nothing else. Empty for what nobody can filter by: an unknown, a contributor, a row of two
    selections compared."""
    if figure.view.versus is not None:
        return ""
    offered = figure.edition.options
    codes = _codes(figure, row)
    if all(name in YEARS or code in offered.get(name, {}) for name, code in codes.items()):
        return spelled(codes)
    return ""


def _codes(figure: Figure, row: Mapping[str, Any]) -> dict[str, Any]:
    # Nobody can filter by a perpetrator: such a row stands for the people it is of.
    crossed = [name for name in CROSSABLE if name in row and name not in ("year", *PERPETRATORS)]
    if crossed:
        return {name: row[name] for name in crossed} if {*crossed} <= {*DIMENSIONS} else {}
    if row.get("code") != "" and "code" in row:
        return {row.get("dimension") or figure.view.by: row["code"]}
    if "reporter" in row:
        return {"country": row["reporter"]}
    return _years(row)


def _years(row: Mapping[str, Any]) -> dict[str, Any]:
    if row.get("year"):
        first, _, last = str(row["year"]).partition("-")
        return {"from": first, "to": last or first}
    ends = next((ends for ends in _PERIODS if ends[0] in row), ())
    return dict(zip(YEARS, (row[end] for end in ends), strict=bool(ends)))
