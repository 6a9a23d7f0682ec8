"""The world map: classes of a count or share by country, from our own outlines. Pure: no request leaves the machine.

No data (grey, no outline), zero (white, outlined), withheld (outlined, dotted) and a value (a step of the ramp,
outlined) differ by more than colour. Small countries are discs. A click gives the ISO 3166-1 alpha-3 code: `location`
of a polygon, `customdata[0]` of a disc.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import plotly.graph_objects as go

from pages.parts import outlines
from pages.parts.map_key import NO_DATA, WITHHELD, ZERO, colours, key
from pages.parts.series import bases, value_of
from pages.parts.stamp import stamped
from pages.parts.steps import class_of, ranges, steps
from pages.parts.theme import PHONE, STAGE, Size, Theme, layout
from pages.parts.words import Words
from queries.figure import Figure

_MOST_CLASSES: Final = 6
_HEIGHTS: Final = {"normal": 560, "phone": 340, "stage": 820}
Trace = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """A country on the map: its class (of the ramp, or one of the three that are none) and its tooltip."""

    code: str
    kind: int
    text: str


def choropleth(figure: Figure, words: Words, theme: Theme, size: Size) -> go.Figure:
    """The frame of queries.figures.places as a map; intervals are coloured by their lower bound."""
    edges = _edges(figure)
    found = {row["code"]: _place(figure, words, row, edges) for row in figure.frame.iter_rows(named=True)}
    codes = sorted({*outlines.drawn(), *outlines.small(), *found})
    places = [found.get(code) or _unknown(code, words) for code in codes]
    names = ranges(edges, _is_whole(figure), words, _sign(figure, words))
    large = [place for place in places if place.code in outlines.drawn()]
    tiny = [place for place in places if place.code in outlines.small() or place.code not in outlines.drawn()]
    withheld = [place for place in large if place.kind == WITHHELD and place.code not in outlines.small()]
    data = [
        _polygons(large, theme, size, len(names)),
        _disputed(theme),
        *_discs(tiny, theme, size, len(names)),
        _dots(withheld, theme, size),
        *key({place.kind for place in places}, names, words, theme, size),
    ]
    shape = _shape(words, theme, size)
    return go.Figure({"data": data, "layout": stamped(shape, figure, words, theme, size, above=True)}, _validate=False)


def _edges(figure: Figure) -> list[float]:
    values = [row for row in figure.frame.select("value_low", "value_high").iter_rows() if row[0] is not None]
    # A country whose figures are all under 5 may be zero or 4: the first class must hold both.
    lowest = 5.0 if any(low == 0 < high for low, high in values) else 0.0
    highest = 99.0 if figure.view.measure == "share" else float("inf")
    return [edge for edge in steps([low for low, _ in values], _MOST_CLASSES) if lowest <= edge <= highest]


def _is_whole(figure: Figure) -> bool:
    return figure.view.measure == "count" and figure.edition.kind == "victims"


def _sign(figure: Figure, words: Words) -> str:
    return words("app.percent", number="") if figure.view.measure == "share" else ""


def _place(figure: Figure, words: Words, row: dict[str, Any], edges: Sequence[float]) -> Place:
    lines = [f"<b>{words.label('country', row['code'])}</b>", value_of(figure, words, row), *bases(figure, words, row)]
    if figure.edition.kind == "figures" and figure.view.measure == "count":
        lines.append(words("map.years", n=row["years"]))
    if row["status"] == "Q":
        lines.append(words("status.Q"))
    return Place(row["code"], _kind(row, edges), "<br>".join(lines))


def _kind(row: dict[str, Any], edges: Sequence[float]) -> int:
    if row["value_low"] is None:
        return WITHHELD if row["status"] == "U" else NO_DATA
    if row["value_high"] == 0:
        return ZERO
    return class_of(row["value_low"], edges)


def _unknown(code: str, words: Words) -> Place:
    return Place(code, NO_DATA, f"<b>{words.label('country', code)}</b><br>{words('map.no_data')}")


def _polygons(places: Sequence[Place], theme: Theme, size: Size, classes: int) -> Trace:
    fills = colours(theme, classes)
    top = classes - 1 - NO_DATA
    stops = [[edge / (top + 1), colour] for at, colour in enumerate(fills) for edge in (at, at + 1)]
    return {
        "type": "choropleth",
        "geojson": outlines.URL,
        "featureidkey": "id",
        "locations": [place.code for place in places],
        "z": [place.kind - NO_DATA for place in places],
        "zmin": -0.5,
        "zmax": top + 0.5,
        "colorscale": stops,
        "showscale": False,
        "text": [place.text for place in places],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {
            "line": {
                "width": [0 if place.kind == NO_DATA else size.line / 3.5 for place in places],
                "color": theme.outline,
            }
        },
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _discs(places: Sequence[Place], theme: Theme, size: Size, classes: int) -> list[Trace]:
    """Small countries: a grey speck without data, else an outlined disc."""
    spots = [place for place in places if place.code in outlines.points()]
    fills = colours(theme, classes)
    specks = [place for place in spots if place.kind == NO_DATA]
    discs = [place for place in spots if place.kind != NO_DATA]
    dotted = [place for place in discs if place.kind == WITHHELD]
    line = {"width": size.line / 3, "color": theme.outline}
    return [
        _marks(specks, {"color": theme.no_data, "size": size.marker * 0.5, "line": {"width": 0}}),
        _marks(discs, {"color": [fills[p.kind - NO_DATA] for p in discs], "size": size.marker * 1.05, "line": line}),
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
        "customdata": [[place.code] for place in places],
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


def _shape(words: Words, theme: Theme, size: Size) -> dict[str, Any]:
    return layout(theme, size, words) | {
        "height": _HEIGHTS[size.name],
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "showlegend": True,
        "legend": {
            "orientation": "h",
            "x": 0,
            "y": 0,
            "yanchor": "top",
            "itemclick": False,
            "itemdoubleclick": False,
            "itemsizing": "trace",
            "bgcolor": "rgba(0,0,0,0)",
            "font": {"size": size.small if size is not STAGE else 26, "color": theme.ink},
        },
        "geo": {
            # Turned so that the edge runs through the Bering Strait and no country is cut.
            "projection": {"type": "equal earth", "rotation": {"lon": 11}},
            "showframe": False,
            "showcoastlines": False,
            "showland": False,
            "showocean": False,
            "showlakes": False,
            "showcountries": False,
            "bgcolor": theme.paper,
            "lataxis": {"range": [-56, 84]},
            "resolution": 110,
        },
        "clickmode": "event+select",
        "dragmode": "pan" if size is not PHONE else False,
    }
