"""The two sides of a comparison in words: what tells them apart, what they share, how their numbers lie. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from pages.parts import wording
from pages.parts.words import Words
from queries.catalogue import Edition
from queries.figure import Figure
from queries.view import DIMENSIONS, Filters

Row = Mapping[str, Any]


def side_label(figure: Figure, words: Words, side: str) -> str:
    """What tells a side from the other: "Women and girls", "2015–2019", "edition of 15 July 2021"."""
    filters: Filters = figure.facts["sides"][side]
    edition: Edition = figure.facts["editions"][side]
    parts = [_part(words, name, filters, edition) for name in figure.facts["differing"]]
    return " · ".join(dict.fromkeys(parts)) or selection(words, edition, filters)


def _part(words: Words, name: str, filters: Filters, edition: Edition) -> str:
    if name == "dataset":
        return words.label("dataset", edition.dataset)
    if name == "edition":
        return words.edition(edition.edition)
    if name == "indicator":
        return words.label("indicator", filters.indicator)
    if name in ("from", "to"):
        return period(words, edition, filters)
    if codes := getattr(filters, name):
        return _labels(words, name, codes)
    reporting = edition.kind == "figures" and words.has(f"compare.any_figures.{name}")
    return words(f"compare.any_figures.{name}" if reporting else f"compare.any.{name}")


def _labels(words: Words, name: str, codes: tuple[str, ...]) -> str:
    shown = [words.label(name, code) for code in codes[:3]]
    text = ", ".join(shown) + (f" +{len(codes) - 3}" if len(codes) > 3 else "")
    return words("subject.citizenship", label=text) if name in ("origin", "origin_region") else text


def period(words: Words, edition: Edition, filters: Filters) -> str:
    """The years a side asks for: 2015–2019; those of the edition where it asks for none."""
    return words.period(filters.from_ or edition.first_year or 0, filters.to or edition.last_year or 0)


def selection(words: Words, edition: Edition, filters: Filters) -> str:
    """A whole selection in words: "Victims detected · Europe · women and girls · 2010–2022"."""
    counted = [words.label("indicator", filters.indicator)] if edition.kind == "figures" else []
    chosen = [_labels(words, name, codes) for name in DIMENSIONS if (codes := getattr(filters, name))]
    return " · ".join([*([*counted, *chosen] or [words("compare.everything")]), period(words, edition, filters)])


def subject(figure: Figure, words: Words) -> str:
    """What both sides count: "Victims detected, Europe"; of a share, what it is a share of."""
    both = figure.view.filters.having({name: () for name in figure.facts["differing"] if name in DIMENSIONS})
    shared = replace(figure, view=replace(figure.view, filters=both))
    if figure.view.measure != "share":
        return wording.subject(shared, words)
    label = wording.selection(shared, words)
    return words("subject.share", label=label) if label else words("compare.share_subject")


def opened(label: str) -> str:
    """A label that opens a sentence or stands alone."""
    return label[:1].upper() + label[1:]


def span(low: float, high: float, write: Callable[[float], str]) -> str:
    """46,733–46,829, or the one number: four values in a sentence leave no room for "between a and b"."""
    lower, upper = write(low), write(high)
    return lower if lower == upper else f"{lower}–{upper}"


def value(figure: Figure, row: Row, words: Words) -> str:
    """The value of a row in its measure's way."""
    write = words.percent if figure.view.measure == "share" else words.number
    return span(row["value_low"], row["value_high"], write)


def times(words: Words, low: float, high: float, digits: int | None = None) -> str:
    """1.9, or both bounds: 1.86–1.94; two decimals where one would hide which is larger."""
    return span(low, high, lambda ratio: words.number(ratio, _digits(ratio) if digits is None else digits))


def _digits(ratio: float) -> int:
    return 0 if ratio >= 9.95 else 1 if ratio >= 1.05 else 2


def factor(words: Words, low: float, high: float, digits: int | None = None) -> str:
    """× 1.9, or both bounds."""
    return "×\u00a0" + times(words, low, high, digits)


def verdict(row: Row, of: str = "") -> str:
    """`apart`, `alike` (they cannot be told apart), or `none` where there are not two numbers. 95 % intervals decide
    where there are any, else the bounds of what is censored."""
    low, high = row[f"{of}difference_low"], row[f"{of}difference_high"]
    if low is None:
        return "none"
    limits = [(low, high, 0.0)]
    if row.get(f"{of}difference_ci_low") is not None:
        limits.append((row[f"{of}difference_ci_low"], row[f"{of}difference_ci_high"], 0.0))
    if row.get(f"{of}ratio_ci_low") is not None:
        limits.append((row[f"{of}ratio_ci_low"], row[f"{of}ratio_ci_high"], 1.0))
    return "alike" if any(least <= same <= most for least, most, same in limits) else "apart"


def outcome(figure: Figure, row: Row, of: str = "") -> str:
    """How side a lies to side b: `ratio`, `alike`, `equal`, `difference` (where there is no base for a factor, or the
    two are one thing told twice), or `none` where there are not two numbers."""
    said = verdict(row, of)
    if said == "alike":
        same = row[f"{of}difference_low"] == row[f"{of}difference_high"] == 0
        return "equal" if same and row.get(f"{of}difference_ci_low") is None else "alike"
    if said == "none":
        return said
    return "ratio" if row[f"{of}ratio_low"] is not None and figure.facts["relation"] != "editions" else "difference"


def against(figure: Figure, row: Row, words: Words, of: str = "") -> str:
    """Side a against side b in a few words; empty where there are not two numbers."""
    said = outcome(figure, row, of)
    if said == "none":
        return ""
    if said == "ratio":
        return factor(words, row[f"{of}ratio_low"], row[f"{of}ratio_high"])
    return words(f"compare.{said}", **({"number": difference(figure, row, words, of)} if said == "difference" else {}))


def difference(figure: Figure, row: Row, words: Words, of: str = "") -> str:
    """+1,234, −5, or both bounds; of shares in percentage points."""

    def signed(number: float) -> str:
        return f"{'+' if number > 0 else '−' if number < 0 else ''}{words.number(abs(number))}"

    text = span(row[f"{of}difference_low"], row[f"{of}difference_high"], signed)
    return words("compare.points", number=text) if figure.view.measure == "share" else text
