"""What every picture of the demonstration says on itself: that its data are made up."""

from typing import Any

from pages.parts.theme import Size, Theme
from pages.parts.words import Words
from queries.figure import Figure


def stamped(
    shape: dict[str, Any], figure: Figure, words: Words, theme: Theme, size: Size, above: bool = False
) -> dict[str, Any]:
    """The layout with a line under the plot, or above it, where the data are made up; unchanged otherwise."""
    if not figure.edition.is_demonstration:
        return shape
    margin, side = shape["margin"], "t" if above else "b"
    line = {
        "text": words("app.demonstration"),
        "font": {"size": size.small, "color": theme.muted},
        "showarrow": False,
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "yref": "paper",
        "y": 1 if above else 0,
        "yanchor": "bottom" if above else "top",
        "yshift": margin["t"] if above else -margin["b"],
    }
    room = round(size.line_height) + 4
    return shape | {
        "annotations": [*shape.get("annotations", ()), line],
        "margin": margin | {side: margin[side] + room},
        "height": shape["height"] + room,
    }
