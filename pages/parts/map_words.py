"""What is said under every map: how small countries are drawn, and what the colours can be compared with."""

from pages.parts.words import Words
from queries.figure import Figure


def of_maps(figure: Figure, words: Words) -> list[str]:
    """The notes of a map, and of small maps."""
    return [words("map.small_states"), *_classes(figure, words)]


def _classes(figure: Figure, words: Words) -> list[str]:
    if figure.name == "map":
        return [words("map.same_classes")] if figure.view.year else []
    if figure.view.measure == "share":
        return [words("periods.classes_share")]
    return [words("periods.classes_figures" if figure.edition.kind == "figures" else "periods.classes")]
