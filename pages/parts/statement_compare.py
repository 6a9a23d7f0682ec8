"""What a comparison says: both values, how they lie to each other as published and in the same reporters, how sure."""

from pages.parts import compare_rows as rows
from pages.parts.compare_coverage import coverage, held_text, kind, of_side, own_changes
from pages.parts.compare_rows import Pair
from pages.parts.compare_words import against, difference, outcome, span, subject, times, value, verdict
from pages.parts.little_known import aside
from pages.parts.said import Statement
from pages.parts.words import Words
from queries.comparison_panels import Held
from queries.figure import Figure
from queries.uncertainty import may_test


def compare_statement(figure: Figure, words: Words) -> Statement:
    """Of the figure of queries.comparison.comparison; the refusal where the two cannot be on one scale."""
    facts = figure.facts
    if facts["refused"]:
        return Statement(words("compare.refused.headline"), (words(f"compare.refused.{facts['refused']}"),))
    pair = rows.last(figure)
    if pair is None:
        return Statement(words("compare.no_common"))
    lines = (*coverage(figure, words), *own_changes(figure, words), *_certainty(figure, pair, words),
             *_moved(figure, words), _overlap(figure, words), _provisional(figure, pair, words))  # fmt: skip
    return Statement(_headline(figure, pair, words), tuple(line for line in lines if line))


def _headline(figure: Figure, pair: Pair, words: Words) -> str:
    values = {
        "what": _what(figure, pair, words),
        "a": _item(figure, pair[0], words),
        "b": _item(figure, pair[1], words),
    }
    if figure.view.measure == "index":
        return _indices(figure, pair, values, words)
    if _is_pending(figure, pair):
        years = words.list([str(year) for year in rows.pending(figure)])
        return words("compare.headline_pending", years=years, **values)
    if outcome(figure, pair[0]) == "none":
        return words("compare.headline_plain", **values)
    told = _clause(figure, pair, words)
    if not _has_panel(figure) or outcome(figure, pair[0], "panel_") == "none":
        return words("compare.headline", told=told, **values)
    same = _in_panel(figure, pair, words)
    return words("compare.headline_panel", told=told, reporters=held_text(figure, words), panel=same, **values)


def _is_pending(figure: Figure, pair: Pair) -> bool:
    """Whether nothing is compared because records of a year on one side are still to come."""
    return (
        figure.edition.kind == "victims" and not figure.facts["same_years"] and any(row["provisional"] for row in pair)
    )


def _has_panel(figure: Figure) -> bool:
    held: Held = figure.facts["held"]
    return held.ground == "panel"


def _indices(figure: Figure, pair: Pair, values: dict[str, str], words: Words) -> str:
    if not _has_panel(figure) or any(row["panel_value_low"] is None for row in pair):
        return words("compare.headline_index", **values)
    same = {name: span(row["panel_value_low"], row["panel_value_high"], words.number)
            for name, row in zip(("c", "d"), pair, strict=True)}  # fmt: skip
    return words("compare.headline_index_panel", reporters=held_text(figure, words), **same, **values)


def _clause(figure: Figure, pair: Pair, words: Words) -> str:
    """How the first lies to the second as published, as a part of a sentence."""
    said, row = outcome(figure, pair[0]), pair[0]
    if said != "ratio":
        number = difference(figure, row, words)
        return words(f"compare.told.{said}", **({"number": number} if said == "difference" else {}))
    ratio = times(words, row["ratio_low"], row["ratio_high"])
    if not _are_periods(figure):
        return words("compare.told.ratio", ratio=ratio)
    key = "compare.told.ratio_share" if figure.view.measure == "share" else "compare.told.ratio_years"
    labels = {side: of_side(figure, words, side) for side in "ab"}
    return words(key, ratio=ratio, **labels)


def _in_panel(figure: Figure, pair: Pair, words: Words) -> str:
    """The same in the same reporters, in fewer words."""
    if outcome(figure, pair[0], "panel_") == "ratio":
        return words("compare.told.times", ratio=times(words, pair[0]["panel_ratio_low"], pair[0]["panel_ratio_high"]))
    return against(figure, pair[0], words, "panel_")


def _are_periods(figure: Figure) -> bool:
    """Whether the two are the same in all but their years: then these are their names."""
    return {*figure.facts["differing"]} <= {"from", "to"}


def _what(figure: Figure, pair: Pair, words: Words) -> str:
    """What is counted, and when."""
    told = subject(figure, words)
    if not pair[0]["average"]:
        year = words.period(pair[0]["year_first"], pair[0]["year_last"])
        when = year if figure.facts["same_years"] else words("compare.at_end")
        return words("compare.counted", subject=told, when=when)
    if all(row["year_first"] == row["year_last"] for row in pair):
        return told
    when = "compare.whole_period" if figure.view.measure == "share" else "compare.per_year"
    return words("compare.counted", subject=told, when=words(when))


def _item(figure: Figure, row: rows.Row, words: Words) -> str:
    """A side and its value; what part of it its own panel holds, before anything is said of a ratio."""
    label, told = of_side(figure, words, row["side"]), value(figure, row, words)
    told += aside(row["known"], row["total"], words) if figure.view.measure == "share" else ""
    held: Held = figure.facts["held"]
    if _are_periods(figure):
        return words("compare.item_years", label=label, value=told)
    key, name = ("app.pair", "name") if label[-1:].isdigit() else ("takeaway.item", "label")
    item = words(key, value=told, **{name: label})
    if held.shared or not _has_panel(figure) or figure.view.measure != "count":
        return item
    at = "ab".index(row["side"])
    part = words.percent(100 * held.parts[at])
    return words(f"compare.item_own_{kind(figure)}", item=item, part=part, n=len(held.members[at]))


def _moved(figure: Figure, words: Words) -> list[str]:
    """What it was in the first year, and over all of them."""
    said = []
    start, whole = rows.first(figure), rows.averages(figure)
    if start and figure.view.measure != "index" and (told := against(figure, start[0], words)):
        period = words.period(start[0]["year_first"], start[0]["year_last"])
        said.append(words("compare.first_year", period=period, a=value(figure, start[0], words),
                          b=value(figure, start[1], words), ratio=told))  # fmt: skip
    if start and whole and (told := against(figure, whole[0], words)):
        key = "compare.over_share" if figure.view.measure == "share" else "compare.over"
        said.append(words(key, period=words.period(*figure.facts["windows"]["a"]), a=value(figure, whole[0], words),
                          b=value(figure, whole[1], words), ratio=told))  # fmt: skip
    return said


def _certainty(figure: Figure, pair: Pair, words: Words) -> list[str]:
    """Whether the two can be told apart, with the 95 % interval of the ratio; or why there is none."""
    if figure.view.measure == "index" or verdict(pair[0]) == "none":
        return []
    if not all(may_test(edition) for edition in figure.facts["editions"].values()):
        return [words("compare.no_interval")]
    where = {"": words("compare.as_published")}
    if _has_panel(figure):
        where["panel_"] = held_text(figure, words)
    return [_interval(pair[0], of, told, words) for of, told in where.items() if pair[0][f"{of}ratio_ci_low"]]


def _interval(row: rows.Row, of: str, where: str, words: Words) -> str:
    low, high = (words.number(row[f"{of}ratio_ci_{end}"], 2) for end in ("low", "high"))
    return words(f"compare.interval_{verdict(row, of)}", where=where[:1].upper() + where[1:], low=low, high=high)


def _overlap(figure: Figure, words: Words) -> str:
    lie = figure.facts["relation"]
    return words(f"compare.relation.{lie}") if lie != "apart" else ""


def _provisional(figure: Figure, pair: Pair, words: Words) -> str:
    if _is_pending(figure, pair) or not (years := rows.pending(figure)):
        return ""
    return words("compare.provisional", years=words.list([str(year) for year in years]))
