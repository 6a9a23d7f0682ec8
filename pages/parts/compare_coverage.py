"""Who is held constant in a comparison, and how much of each side that is, in words. Pure."""

from pages.parts import compare_rows as rows
from pages.parts.compare_rows import Pair
from pages.parts.compare_words import factor, opened, side_label, span
from pages.parts.words import Words
from queries.comparison_panels import Held
from queries.figure import Figure
from queries.measures import SMALL_BASE
from queries.panels import LEAST_PART
from queries.reporters import reporter_of


def kind(figure: Figure) -> str:
    """What a reporter is called: `country` or `reporter`."""
    return "country" if reporter_of(figure.edition) == "country" else "reporter"


def of_side(figure: Figure, words: Words, side: str) -> str:
    """A side's label as it stands inside a sentence: a lone common noun loses its capital."""
    changed = figure.facts["differing"]
    codes = getattr(figure.facts["sides"][side], changed[0], ()) if len(changed) == 1 else ()
    if len(codes) == 1 and isinstance(codes, tuple):
        return words.inside(changed[0], codes[0])
    return side_label(figure, words, side)


def held_text(figure: Figure, words: Words) -> str:
    """Who is held constant: "in the same 32 countries", "in the countries that reported every year (16 and 28)"."""
    held: Held = figure.facts["held"]
    a, b = (len(members) for members in held.members)
    if held.shared:
        return words(f"compare.in_same_{kind(figure)}", n=a)
    return words(f"compare.in_own_{kind(figure)}", a=a, b=b)


def coverage(figure: Figure, words: Words) -> list[str]:
    """How much of each side those held constant stand for, or why nobody is."""
    held: Held = figure.facts["held"]
    if not all(figure.facts["windows"].values()):
        return []
    if held.ground == "small":
        return [_small(figure, held, words)]
    if held.ground != "panel":
        return [words(f"compare.held.{held.ground}")]
    if held.shared or figure.view.measure != "count":
        n = len(held.members[0]) if held.shared else 0
        key = f"compare.held.shared_{kind(figure)}" if held.shared else f"compare.held.own_{kind(figure)}"
        return [words(key, n=n, years=_years(figure, words), parts=_parts(figure, held, words))]
    few = [side for side, part in zip("ab", held.parts, strict=True) if part < LEAST_PART]
    labels = words.list([of_side(figure, words, side) for side in few])
    weak = [words(f"compare.held.weak_{kind(figure)}", labels=labels)] if few else []
    return [*weak, words(f"compare.held.apart_{kind(figure)}")]


def _small(figure: Figure, held: Held, words: Words) -> str:
    n = len(held.members[0])
    if held.shared and not n:
        return words(f"compare.held.none_{kind(figure)}", years=_years(figure, words))
    key = f"compare.held.few_{kind(figure)}" if held.shared else f"compare.held.few_own_{kind(figure)}"
    return words(key, n=n, years=_years(figure, words), parts=_parts(figure, held, words))


def _years(figure: Figure, words: Words) -> str:
    """When they reported: "both in every year of 2010–2021", "in 2018 and in 2019"."""
    windows = figure.facts["windows"]
    both = "both_" if figure.facts["same_years"] and figure.facts["held"].shared else ""
    told = [
        words(f"compare.held.{both}{'year' if years[0] == years[1] else 'years'}", period=words.period(*years))
        for years in windows.values()
    ]
    return words.list(list(dict.fromkeys(told)))


def _parts(figure: Figure, held: Held, words: Words) -> str:
    """How much they are of each side, in the last year where the two are compared year by year."""
    windows, same = figure.facts["windows"], figure.facts["same_years"]
    told = []
    for side, part in zip("ab", held.parts, strict=True):
        key = "compare.held.part_in" if same else "compare.held.part"
        when = {"last_year": windows[side][1]} if same else {}
        told.append(words(key, part=words.percent(100 * part), label=of_side(figure, words, side), **when))
    return words.list(told)


def own_changes(figure: Figure, words: Words) -> list[str]:
    """Where each side has its own panel, how each changed in it: their levels say who reports, and no more."""
    held: Held = figure.facts["held"]
    if held.shared or held.ground != "panel" or figure.view.measure != "count":
        return []
    found = {side: ends for side in "ab" if (ends := rows.panel_ends(figure, side))}
    told = [_change(figure, side, ends, words) for side, ends in found.items()]
    items = words("takeaway.separator").join(told)
    return [words(f"compare.own_changes_{kind(figure)}", items=items)] if told else []


def _change(figure: Figure, side: str, ends: Pair, words: Words) -> str:
    start, end = ends
    low, high = start["panel_value_low"], start["panel_value_high"]
    few = low < SMALL_BASE
    ratio = factor(words, end["panel_value_low"] / high, end["panel_value_high"] / low) if not few else ""
    return words(
        "compare.own_change", label=opened(of_side(figure, words, side)), first_year=start["year_first"],
        last_year=end["year_last"], a=span(low, high, words.number),
        b=span(end["panel_value_low"], end["panel_value_high"], words.number),
        ratio=words("compare.small_base") if few else ratio,
    )  # fmt: skip
