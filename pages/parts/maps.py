"""The world map: classes of a count or share by country, from our own outlines. Pure: no request leaves the machine.

No data (grey, no outline), zero (white, outlined), withheld (outlined, dotted) and a value (a step of the ramp,
outlined) differ by more than colour. Small countries are discs. A click gives the filter of the country
(pages/parts/picks.py).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import plotly.graph_objects as go
import polars as pl

from pages.parts import outlines
from pages.parts.map_key import NO_DATA, WITHHELD, colours, key, paler
from pages.parts.map_places import Place, edges_of, is_whole, place_of, sign, unknown, withheld
from pages.parts.stamp import stamped
from pages.parts.steps import ranges
from pages.parts.theme import PHONE, STAGE, Size, Theme, layout, mixed
from pages.parts.words import Words
from queries.figure import Figure

_HEIGHTS: Final = {"normal": 560, "phone": 390, "stage": 820}
_WORLD_ON_A_PHONE: Final = 250  # it is as wide as the phone, and twice as wide as high
# The parts of the world that a map can show larger: the meridian it is turned to, its longitudes and latitudes.
_PARTS: Final[Mapping[str, tuple[float, list[float], list[float]]]] = {
    # Turned so that the edge runs through the Bering Strait and no country is cut. Plotly's frame lies a dozen degrees
    # inside the range at its southern end: at -60 it cuts Tierra del Fuego.
    "world": (11, [], [-75, 86]),
    "africa": (18, [-20, 56], [-37, 39]),
    "americas": (-90, [-168, -30], [-58, 74]),
    "asia": (90, [34, 148], [-13, 58]),
    "europe": (15, [-14, 44], [33, 71]),
    "oceania": (155, [108, 190], [-50, 18]),
}
Trace = dict[str, Any]


def choropleth(figure: Figure, words: Words, theme: Theme, size: Size, part: str = "world") -> go.Figure:
    """The frame of queries.places.places as a map; intervals are coloured by their lower bound. `part`: what of the
    world is shown (the option `zoom` of queries.view)."""
    edges = edges_of(figure)
    names = ranges(edges, is_whole(figure), words, sign(figure, words))
    places = places_of(figure, words, figure.frame, edges)
    kinds = {place.kind for place in places} | _steady(figure, len(names))
    data = [
        *layer(places, theme, size, len(names)),
        *key(kinds, names, words, theme, size, withheld(figure)),
    ]
    shape = _shape(words, theme, size, part)
    return go.Figure({"data": data, "layout": stamped(shape, figure, words, theme, size, above=True)}, _validate=False)


def _steady(figure: Figure, classes: int) -> set[int]:
    """What the key names in every year, so that it stays as it is from one to the next."""
    return {*range(classes), NO_DATA} if figure.view.year else set()


def places_of(figure: Figure, words: Words, rows: pl.DataFrame, edges: Sequence[float]) -> list[Place]:
    """Every country of the world by some rows of a frame, those picked last: what is drawn later lies above, and their
    outlines are strong."""
    found = {row["code"]: place_of(figure, words, row, edges) for row in rows.iter_rows(named=True)}
    codes = sorted({*outlines.drawn(), *outlines.small(), *found})
    places = [found.get(code) or unknown(figure, words, code) for code in codes]
    return sorted(places, key=lambda place: place.picked)


def layer(places: Sequence[Place], theme: Theme, size: Size, classes: int) -> list[Trace]:
    """The traces of one map, without its key."""
    line = _Line(theme, size, marked=not all(place.picked for place in places))
    large = [place for place in places if place.code in outlines.drawn()]
    tiny = [place for place in places if place.code in outlines.small() or place.code not in outlines.drawn()]
    withheld = [place for place in large if place.kind == WITHHELD and place.code not in outlines.small()]
    return [
        _polygons(large, theme, line, classes),
        _disputed(theme),
        *_discs(tiny, theme, size, line, classes),
        _dots(withheld, theme, size),
    ]


@dataclass(frozen=True)
class _Line:
    """The outlines of countries with a value; strong around those picked, where others are not."""

    theme: Theme
    size: Size
    marked: bool

    def around(self, places: Sequence[Place], scale: float = 3.5) -> dict[str, Any]:
        return {
            "width": [self._width(place, scale) for place in places],
            "color": [self._colour(place) for place in places],
        }

    def _width(self, place: Place, scale: float) -> float:
        if place.kind == NO_DATA:
            return 0
        return self.size.line / (1.4 if self.marked and place.picked else scale)

    def _colour(self, place: Place) -> str:
        if not self.marked:
            return self.theme.outline
        return self.theme.ink if place.picked else mixed(self.theme.outline, self.theme.paper, 0.6)


def _polygons(places: Sequence[Place], theme: Theme, line: _Line, classes: int) -> Trace:
    full = colours(theme, classes)
    fills = [*full, *paler(theme, classes)] if line.marked else full
    top = len(fills) - 1
    stops = [[edge / (top + 1), colour] for at, colour in enumerate(fills) for edge in (at, at + 1)]
    return {
        "type": "choropleth",
        "geojson": outlines.URL,
        "featureidkey": "id",
        "locations": [place.code for place in places],
        "z": [place.kind - NO_DATA + (0 if place.picked else len(full)) for place in places],
        "zmin": -0.5,
        "zmax": top + 0.5,
        "colorscale": stops,
        "showscale": False,
        "text": [place.text for place in places],
        "customdata": [[place.pick] for place in places],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {"line": line.around(places)},
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _discs(places: Sequence[Place], theme: Theme, size: Size, line: _Line, classes: int) -> list[Trace]:
    """Small countries: a grey speck without data, else an outlined disc."""
    spots = [place for place in places if place.code in outlines.points()]
    fills, stand_back = colours(theme, classes), paler(theme, classes)
    specks = [place for place in spots if place.kind == NO_DATA]
    discs = [place for place in spots if place.kind != NO_DATA]
    dotted = [place for place in discs if place.kind == WITHHELD]
    colour = [(fills if place.picked else stand_back)[place.kind - NO_DATA] for place in discs]
    return [
        _marks(specks, {"color": theme.no_data, "size": size.marker * 0.5, "line": {"width": 0}}),
        _marks(discs, {"color": colour, "size": size.marker * 1.05, "line": line.around(discs, 3)}),
        _dots(dotted, theme, size),
    ]


def _dots(places: Sequence[Place], theme: Theme, size: Size) -> Trace:
    """The mark of a withheld value, on the polygon or the disc."""
    return _marks(places, {"color": theme.ink, "size": size.marker * 0.5, "symbol": "cross-thin-open",
                           "line": {"width": size.line / 2.5, "color": theme.ink}})  # fmt: skip


def _marks(places: Sequence[Place], marker: dict[str, Any]) -> Trace:
    where = [outlines.points()[place.code] for place in places]
    return {
        "type": "scattergeo",
        "mode": "markers",
        "lon": [lon for lon, _ in where],
        "lat": [lat for _, lat in where],
        "text": [place.text for place in places],
        "customdata": [[place.pick] for place in places],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {"opacity": 1, **marker},
        "showlegend": False,
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _disputed(theme: Theme) -> Trace:
    lons, lats = outlines.disputed()
    line = {"color": theme.muted, "width": 1, "dash": "3px,2px"}
    return {"type": "scattergeo", "mode": "lines", "lon": lons, "lat": lats, "line": line, "hoverinfo": "skip",
            "showlegend": False}  # fmt: skip


def _shape(words: Words, theme: Theme, size: Size, part: str) -> dict[str, Any]:
    return layout(theme, size, words) | {
        "height": _WORLD_ON_A_PHONE if size is PHONE and part == "world" else _HEIGHTS[size.name],
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "showlegend": True,
        "legend": legend(theme, size),
        "geo": geo(theme, part),
        "clickmode": "event+select",
        "dragmode": "pan" if size is not PHONE else False,
    }


def legend(theme: Theme, size: Size) -> dict[str, Any]:
    """The key, in lines under the map."""
    return {
        "orientation": "h",
        "x": 0,
        "y": 0,
        "yanchor": "top",
        "itemclick": False,
        "itemdoubleclick": False,
        "itemsizing": "trace",
        "bgcolor": "rgba(0,0,0,0)",
        "font": {"size": size.small if size is not STAGE else 26, "color": theme.ink},
    }


def geo(theme: Theme, part: str = "world") -> dict[str, Any]:
    """The projection: of equal area, without a border or a ground of its own; the whole world or a part of it."""
    middle, across, up = _PARTS[part]
    return {
        "projection": {"type": "equal earth", "rotation": {"lon": middle}},
        "showframe": False,
        "showcoastlines": False,
        "showland": False,
        "showocean": False,
        "showlakes": False,
        "showcountries": False,
        "bgcolor": theme.paper,
        "lataxis": {"range": up},
        "resolution": 110,
    } | ({"lonaxis": {"range": across}} if across else {})
