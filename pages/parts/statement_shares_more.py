"""What the answers to a question say beside their shares: which go together, and who gives them."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from pages.parts.little_known import aside, of_rows
from pages.parts.said import Statement
from pages.parts.statement_shares import MOST_ITEMS, listed, marks_line, overlapping, question_of
from pages.parts.wording import dimension
from pages.parts.words import Words
from queries.combinations import FLOOR, MOST
from queries.figure import Figure

_FEW = 1  # combinations named


def combinations_statement(figure: Figure, words: Words) -> Statement:
    """How many give more than one answer, and the first of those combinations."""
    facts, question = figure.facts, question_of(figure, words)
    if not figure.has_values:
        key = "parts.small" if facts["answered"] else "parts.none"
        return Statement(words(key, question=question))
    if not facts["several"]:
        return Statement(words("combinations.headline_none", question=question), _rest(figure, words))
    few = aside(facts["answered"], facts["records"], words, "takeaway.of_all")
    told = {"question": question, "unit": words(f"unit.{figure.edition.unit}"), "few": few}
    told["percent"] = words.percent(100 * facts["several"] / facts["answered"])
    rows = figure.frame.filter(pl.col("answers") > 1).head(_FEW).to_dicts()
    if not rows:
        return Statement(words("combinations.headline", **told), _rest(figure, words))
    items = words.list([_item(figure, row, words) for row in rows])
    return Statement(words("combinations.headline_such", items=items, **told), _rest(figure, words))


def _item(figure: Figure, row: Mapping[str, Any], words: Words) -> str:
    labels = [words.inside(figure.facts["of"], code) for code in row["combination"].split("+")]
    label = " + ".join(labels) if len(labels) <= MOST_ITEMS else words("combinations.at_once", n=len(labels))
    return words("takeaway.item", label=label, value=words.percent(row["value_low"]))


def _rest(figure: Figure, words: Words) -> tuple[str, ...]:
    rest = figure.facts["rest"]
    told = {"records": figure.facts["rest_records"], "floor": FLOOR, "most": MOST}
    return (words("combinations.rest", n=rest, **told),) if rest else ()


def groups_statement(figure: Figure, words: Words) -> Statement:
    """The first answer (or the first that a filter marks) in each group; groups are named in their own order."""
    facts, question = figure.facts, question_of(figure, words)
    valued = figure.frame.filter(pl.col("value_low").is_not_null())
    if valued.is_empty():
        key = "across.small" if facts["known"] else "across.none"
        return Statement(words(key, question=question), _under(figure, words))
    shown = valued.filter("selected") if valued["selected"].any() else valued
    ordered = shown.sort(pl.col(facts["of"]) == "other", -pl.col("low"), maintain_order=True)
    answer = ordered[facts["of"]][0]
    rows = valued.filter(pl.col(facts["of"]) == answer).to_dicts()
    told = rows[: MOST_ITEMS + 1]
    items = listed(told, facts["across"], len(rows) - len(told), words)
    known = of_rows(pl.DataFrame(rows), words)
    headline = words("across.headline", answer=words.label(facts["of"], answer), items=items, known=known)
    return Statement(headline, (*overlapping(told, facts["across"], words), *_under(figure, words)))


def _under(figure: Figure, words: Words) -> tuple[str, ...]:
    facts = figure.facts
    withheld = figure.frame.filter(pl.col("status") == "U").height
    lines = [words("across.withheld", n=withheld)] if withheld else []
    if facts["unplaced"] >= 1:
        name = dimension(figure, words, facts["across"])
        lines.append(words("across.unplaced", dimension=name, percent=words.percent(facts["unplaced"])))
    if facts["across"] == "exploitation":
        lines.append(words("across.several"))
    return (*lines, *marks_line(figure, words))
