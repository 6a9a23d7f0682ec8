"""What a comparison says: both values, how they lie to each other as published and in the same reporters, how sure."""

from pages.parts import compare_rows as rows
from pages.parts.compare_rows import Pair
from pages.parts.compare_words import against, factor, opened, side_label, span, subject, value, verdict
from pages.parts.said import Statement
from pages.parts.words import Words
from queries.comparison_panels import Held
from queries.figure import Figure
from queries.measures import SMALL_BASE
from queries.reporters import reporter_of
from queries.uncertainty import may_test


def compare_statement(figure: Figure, words: Words) -> Statement:
    """Of the figure of queries.comparison.comparison; the refusal where the two cannot be on one scale."""
    facts = figure.facts
    if facts["refused"]:
        return Statement(words("compare.refused.headline"), (words(f"compare.refused.{facts['refused']}"),))
    pair = rows.last(figure)
    if pair is None:
        return Statement(words("compare.no_common"))
    lines = (_coverage(figure, words), *_own_changes(figure, words), _certainty(figure, pair, words),
             *_moved(figure, words), _overlap(figure, words), _provisional(figure, pair, words))  # fmt: skip
    return Statement(_headline(figure, pair, words), tuple(line for line in lines if line))


def _headline(figure: Figure, pair: Pair, words: Words) -> str:
    values = {
        "subject": subject(figure, words),
        "when": when(figure, pair, words),
        "a": _item(figure, pair[0], words),
        "b": _item(figure, pair[1], words),
    }
    if figure.view.measure == "index":
        return words("compare.headline_index", **values)
    told = against(figure, pair[0], words)
    held: Held = figure.facts["held"]
    same = against(figure, pair[0], words, "panel_") if held.ground == "panel" else ""
    if not told:
        return words("compare.headline_plain", **values)
    if not same:
        return words("compare.headline", ratio=told, **values)
    return words("compare.headline_panel", ratio=told, reporters=held_text(figure, words), panel=same, **values)


def _item(figure: Figure, row: rows.Row, words: Words) -> str:
    """A side and its value; a colon between where the label ends in a year."""
    label = named(figure, words, row["side"])
    key, name = ("app.pair", "name") if label[-1:].isdigit() else ("takeaway.item", "label")
    return words(key, value=value(figure, row, words), **{name: label})


def named(figure: Figure, words: Words, side: str) -> str:
    """A side's label as it stands inside a sentence: a lone common noun loses its capital."""
    changed = figure.facts["differing"]
    codes = getattr(figure.facts["sides"][side], changed[0], ()) if len(changed) == 1 else ()
    if len(codes) == 1 and isinstance(codes, tuple):
        return words.inside(changed[0], codes[0])
    return side_label(figure, words, side)


def when(figure: Figure, pair: Pair, words: Words) -> str:
    """Which year the values are of, or that they are averages."""
    if pair[0]["average"]:
        return words("compare.whole_period" if figure.view.measure == "share" else "compare.per_year")
    return words.period(pair[0]["year_first"], pair[0]["year_last"])


def held_text(figure: Figure, words: Words) -> str:
    """Who is held constant: "the same 32 countries", "the constant panel of each side (41 and 12 countries)"."""
    held: Held = figure.facts["held"]
    kind = "country" if reporter_of(figure.edition) == "country" else "reporter"
    a, b = (len(members) for members in held.members)
    if held.shared:
        return words(f"compare.in_same_{kind}", n=a)
    return words("compare.in_own", a=a, b=b)


def _coverage(figure: Figure, words: Words) -> str:
    held: Held = figure.facts["held"]
    windows = figure.facts["windows"]
    if not windows["a"]:
        return ""
    if held.ground != "panel":
        return words(f"compare.held.{held.ground}", period=words.period(*windows["a"]))
    periods = words.list(list(dict.fromkeys(words.period(*windows[side]) for side in "ab")))
    last = words.list(list(dict.fromkeys(str(windows[side][1]) for side in "ab")))
    parts = {f"{side}_part": words.percent(100 * part) for side, part in zip("ab", held.parts, strict=True)}
    labels = {f"{side}_label": named(figure, words, side) for side in "ab"}
    key = "compare.held.shared" if held.shared else "compare.held.own"
    return words(key, period=periods, last=last, **parts, **labels)


def _own_changes(figure: Figure, words: Words) -> list[str]:
    """Where each side has its own panel, how each changed in it: their levels say who reports, and no more."""
    held: Held = figure.facts["held"]
    if held.shared or held.ground != "panel" or figure.view.measure != "count":
        return []
    changes = {side: rows.panel_ends(figure, side) for side in "ab"}
    told = [
        words("compare.own_change", label=opened(named(figure, words, side)),
              a=span(ends[0]["panel_value_low"], ends[0]["panel_value_high"], words.number),
              b=span(ends[1]["panel_value_low"], ends[1]["panel_value_high"], words.number),
              ratio=_change(ends, words))
        for side, ends in changes.items() if ends
    ]  # fmt: skip
    return [words("compare.own_changes", items=words("takeaway.separator").join(told))] if told else []


def _change(ends: Pair, words: Words) -> str:
    low, high = ends[0]["panel_value_low"], ends[0]["panel_value_high"]
    if low < SMALL_BASE:
        return words("compare.small_base")
    return factor(words, ends[1]["panel_value_low"] / high, ends[1]["panel_value_high"] / low)


def _moved(figure: Figure, words: Words) -> list[str]:
    """What it was in the first year, and over all of them."""
    said = []
    start, whole = rows.first(figure), rows.averages(figure)
    if start and figure.view.measure != "index" and (told := against(figure, start[0], words)):
        said.append(words("compare.first_year", period=when(figure, start, words), a=value(figure, start[0], words),
                          b=value(figure, start[1], words), ratio=told))  # fmt: skip
    if start and whole and (told := against(figure, whole[0], words)):
        key = "compare.over_share" if figure.view.measure == "share" else "compare.over"
        said.append(words(key, period=words.period(*figure.facts["windows"]["a"]), a=value(figure, whole[0], words),
                          b=value(figure, whole[1], words), ratio=told))  # fmt: skip
    return said


def _certainty(figure: Figure, pair: Pair, words: Words) -> str:
    """The 95 % interval of the ratio, or why there is none."""
    if figure.view.measure == "index" or verdict(pair[0]) == "none":
        return ""
    if not all(may_test(edition) for edition in figure.facts["editions"].values()):
        return words("compare.no_interval")
    found = {of: (pair[0][f"{of}ratio_ci_low"], pair[0][f"{of}ratio_ci_high"]) for of in ("", "panel_")}
    if found[""][0] is None:
        return ""
    told = factor(words, *found[""], digits=2)
    if found["panel_"][0] is None or figure.facts["held"].ground != "panel":
        return words("compare.interval", ratio=told)
    return words("compare.interval_panel", ratio=told, panel=factor(words, *found["panel_"], digits=2))


def _overlap(figure: Figure, words: Words) -> str:
    lie = figure.facts["relation"]
    return words(f"compare.relation.{lie}") if lie != "apart" else ""


def _provisional(figure: Figure, pair: Pair, words: Words) -> str:
    pending = [side for side, row in zip("ab", pair, strict=True) if row["provisional"]]
    if not pending:
        return ""
    labels = words.list([opened(side_label(figure, words, side)) for side in pending])
    return words("compare.provisional", labels=labels)
