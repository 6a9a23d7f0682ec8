"""A change in words: with its sign, and both bounds where they differ."""

from pages.parts.words import Words


def gained(low: float, high: float, words: Words) -> str:
    """+32,022; −3,520; +34,818–34,838; from −3 to +5."""
    if low == high:
        return _signed(low, words)
    if low >= 0 or high <= 0:
        near, far = sorted((abs(low), abs(high)))
        sign = "+" if low >= 0 else "\u2212"
        return sign + words("map.range", low=words.number(near), high=words.number(far))
    return words("change.range", low=_signed(low, words), high=_signed(high, words))


def _signed(value: float, words: Words) -> str:
    sign = "+" if value > 0 else "\u2212" if value < 0 else ""
    return sign + words.number(abs(value))


def amount(low: float, high: float, words: Words) -> str:
    """46,284–46,332: bounds that stand in a sentence as one number."""
    return words.number(low) if low == high else words("map.range", low=words.number(low), high=words.number(high))


def part_of(share: float, words: Words) -> str:
    """A part of a change in percent: it may be negative, and more than the whole."""
    size = abs(share)
    written = words.percent(size) if size <= 100 else words("app.percent", number=words.number(size, 0))
    return ("\u2212" if share < 0 else "") + written
