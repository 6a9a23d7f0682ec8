"""Arcs between countries for deck.gl, over our own outlines: no tiles, and no request leaves the machine. Pure.

An arc joins the middles of two countries, from citizenship (ochre) to identification (teal), as wide as its records; it
is no route. A ring around a country's middle are its own citizens identified there: never an arc, never left out.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from pages.parts import outlines
from pages.parts.flows_words import ends, pick, told
from pages.parts.globe import STEPS, middle, over_the_globe
from pages.parts.theme import Size, Theme, mixed
from pages.parts.words import Words
from queries.figure import Figure

ARCS: Final = "arcs"
RINGS: Final = "rings"
PIXELS: Final = "'pixels'"  # in quotes of its own: pydeck takes a bare text for an expression
HEIGHTS: Final = {"normal": 480, "phone": 210, "stage": 640}
# Pixels from one edge of the flat world to the other, and across the globe: what the narrowest screen of a size holds.
_ACROSS: Final = {"normal": (820, 430), "phone": (356, 240), "stage": (1060, 480)}
_WIDEST: Final = {"normal": 14.0, "phone": 9.0, "stage": 22.0}
_LARGEST: Final = {"normal": 26.0, "phone": 13.0, "stage": 40.0}
_TILE: Final = 512  # pixels of deck.gl's flat world at zoom 0
_SEA: Final = [[-180, 90], [0, 90], [180, 90], [180, -90], [0, -90], [-180, -90]]
PIECE: Final = 3  # steps of one colour, of an arc over the globe
Mark = dict[str, Any]


@dataclass(frozen=True)
class Marks:
    """What is drawn over the land: arcs and rings, the smallest last, so that none hides another."""

    arcs: tuple[Mark, ...]
    rings: tuple[Mark, ...]


def marks(figure: Figure, words: Words, size: Size) -> Marks:
    """The drawn rows of queries.flows.flows as arcs (`source`, `target`, `width`) and rings (`position`, `radius`),
    each with its `text` for a pointer and its `pick` (pages.parts.picks)."""
    rows = [row for row in figure.frame.iter_rows(named=True) if row["drawn"]]
    rows.sort(key=lambda row: -row["value_high"])
    between = [row for row in rows if len({*ends(figure, row)}) == 2]
    internal = [row for row in rows if len({*ends(figure, row)}) == 1]
    return Marks(_arcs(figure, between, words, size), _rings(figure, internal, words, size))


def _arcs(figure: Figure, rows: Sequence[Mark], words: Words, size: Size) -> tuple[Mark, ...]:
    widest = max((row["value_high"] for row in rows), default=1)
    where = outlines.points()
    return tuple(
        _mark(figure, row, words)
        | {
            "source": list(where[origin]),
            "target": list(where[place]),
            "width": round(0.9 + (_WIDEST[size.name] - 0.9) * row["value_low"] / widest, 2),
        }
        for row in rows
        for origin, place in [ends(figure, row)]
        if origin and place
    )


def _rings(figure: Figure, rows: Sequence[Mark], words: Words, size: Size) -> tuple[Mark, ...]:
    """Their area follows the records."""
    largest = max((row["value_high"] for row in rows), default=1)
    return tuple(
        _mark(figure, row, words)
        | {
            "position": list(outlines.points()[place]),
            "radius": round(2.5 + (_LARGEST[size.name] - 2.5) * math.sqrt(row["value_low"] / largest), 2),
        }
        for row in rows
        for _, place in [ends(figure, row)]
        if place
    )


def _mark(figure: Figure, row: Mark, words: Words) -> Mark:
    return {"text": "\n".join(told(figure, row, words)), "pick": pick(figure, row)}


def deck(figure: Figure, words: Words, theme: Theme, size: Size) -> Any:
    """The frame of queries.flows.flows as a pydeck.Deck, flat or a globe (the option `shape`)."""
    import pydeck

    drawn, is_globe = marks(figure, words, size), figure.view.option("shape") == "globe"
    found = [pydeck.Layer(kind, **layer) for kind, layer in _layers(drawn, theme, size, is_globe)]
    # A wheel that turns over the map scrolls the page; two fingers, a double click and the keyboard zoom.
    hand = {"scrollZoom": False, "doubleClickZoom": True, "dragRotate": False, "touchRotate": False}
    view = pydeck.View(type="_GlobeView" if is_globe else "MapView", controller=hand)
    return pydeck.Deck(
        layers=found,
        views=[view],
        initial_view_state=pydeck.ViewState(**camera(drawn, size, is_globe)),
        map_provider=None,
        tooltip={"text": "{text}", "style": _tooltip(theme, size)},
    )


def _layers(drawn: Marks, theme: Theme, size: Size, is_globe: bool) -> list[tuple[str, Mark]]:
    sea = [("SolidPolygonLayer", _sea(theme))] if is_globe else []
    arcs = ("PathLayer", _path_layer(drawn, theme)) if is_globe else ("ArcLayer", _arc_layer(drawn, theme))
    return [*sea, ("GeoJsonLayer", _land(theme)), arcs,
            ("ScatterplotLayer", _ring_layer(drawn, theme, size))]  # fmt: skip


def _sea(theme: Theme) -> Mark:
    """The globe's own surface: it hides what lies behind."""
    return {"id": "sea", "data": [{"ring": _SEA}], "get_polygon": "ring",
            "get_fill_color": colour(mixed(theme.rule, theme.paper, 0.45)), "pickable": False}  # fmt: skip


def _land(theme: Theme) -> Mark:
    return {
        "id": "land",
        "data": outlines.COARSE,
        "filled": True,
        "stroked": True,
        "get_fill_color": colour(theme.no_data),
        "get_line_color": colour(theme.paper),
        "line_width_min_pixels": 0.7,
        "pickable": False,
    }


def _arc_layer(drawn: Marks, theme: Theme) -> Mark:
    return {
        "id": ARCS,
        "data": list(drawn.arcs),
        "get_source_position": "source",
        "get_target_position": "target",
        "get_width": "width",
        "get_source_color": [*colour(theme.series[1]), 215],
        "get_target_color": [*colour(theme.series[0]), 215],
        # On the flat map the arc lies in the plane, to one side: there and back are two arcs.
        "get_height": 0.35,
        "get_tilt": 35,
        "pickable": True,
        "auto_highlight": True,
        "highlight_color": [*colour(theme.ink), 255],
    }


def _path_layer(drawn: Marks, theme: Theme) -> Mark:
    """The same arcs over a globe, where deck.gl's own are lost after their first steps: each as pieces of one colour,
    for deck.gl cuts paths over a globe anew and gives colours by corner to the wrong ones."""
    return {
        "id": ARCS,
        "data": [piece for mark in drawn.arcs for piece in _pieces(mark, theme)],
        "get_path": "path",
        "get_color": "shade",
        "get_width": "width",
        "width_units": PIXELS,
        "billboard": True,
        "cap_rounded": True,
        "pickable": True,
    }


def _pieces(mark: Mark, theme: Theme) -> list[Mark]:
    path = over_the_globe(mark["source"], mark["target"])
    start, end = (colour(theme.series[n]) for n in (1, 0))
    kept = {name: mark[name] for name in ("text", "pick", "width")}
    return [
        kept
        | {
            "path": path[at : at + PIECE + 1],
            "shade": [round(a + (b - a) * (at + PIECE / 2) / STEPS) for a, b in zip(start, end, strict=True)],
        }
        for at in range(0, STEPS, PIECE)
    ]


def _ring_layer(drawn: Marks, theme: Theme, size: Size) -> Mark:
    return {
        "id": RINGS,
        "data": list(drawn.rings),
        "get_position": "position",
        "get_radius": "radius",
        "radius_units": PIXELS,
        "filled": True,
        "stroked": True,
        # Nearly nothing inside, so that a click meets the ring anywhere.
        "get_fill_color": [*colour(theme.series[5]), 22],
        "get_line_color": colour(theme.series[5]),
        "line_width_units": PIXELS,
        "get_line_width": size.line * 0.8,
        "pickable": True,
        "auto_highlight": True,
        "highlight_color": [*colour(theme.series[5]), 120],
    }


def camera(drawn: Marks, size: Size, is_globe: bool) -> Mark:
    """Where it looks from: the whole flat world; a globe turned to the middle of what is drawn."""
    flat, globe = _ACROSS[size.name]
    if not is_globe:
        return {
            "longitude": 8,
            "latitude": 21,
            "zoom": round(math.log2(flat / _TILE), 3),
            "min_zoom": -1,
            "max_zoom": 7,
        }
    ended = [(mark[end], mark["width"]) for mark in drawn.arcs for end in ("source", "target")]
    longitude, latitude = middle(ended + [(mark["position"], mark["radius"] / 4) for mark in drawn.rings])
    # deck.gl's globe is as wide as its flat world is high at the equator: a circle of that circumference.
    return {"longitude": longitude, "latitude": latitude, "zoom": round(math.log2(globe * math.pi / _TILE) , 3),
            "min_zoom": 0, "max_zoom": 6}  # fmt: skip


def _tooltip(theme: Theme, size: Size) -> dict[str, str]:
    return {"backgroundColor": theme.paper, "color": theme.ink, "border": f"1px solid {theme.muted}",
            "fontSize": f"{max(13, size.font)}px", "maxWidth": "24rem", "whiteSpace": "pre-line"}  # fmt: skip


def colour(name: str) -> list[int]:
    """#RRGGBB as the three numbers deck.gl asks for."""
    return [int(name[at : at + 2], 16) for at in (1, 3, 5)]
