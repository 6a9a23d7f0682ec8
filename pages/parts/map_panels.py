"""The panels of the map: the world in all years or in one, and small maps, one a period."""

from dataclasses import replace
from functools import lru_cache, partial

import plotly.graph_objects as go

from pages.parts import map_controls, player
from pages.parts.charts_small_maps import small_maps
from pages.parts.here import Here
from pages.parts.maps import choropleth
from pages.parts.page import nothing
from pages.parts.panel import panel
from pages.parts.picking import picks
from pages.parts.theme import Size, Theme
from pages.parts.words import Words
from queries.figure import Figure
from queries.periods import periods


def of_places(here: Here, figure: Figure, whole: Figure) -> None:
    """The map, with its year and the part of the world it shows under it; `whole` is that of all years."""
    if figure.is_empty and not whole.is_empty:
        map_controls.no_record(here)
        return
    panel(
        here,
        figure,
        partial(choropleth, part=here.view.option("zoom")),
        on_select=picks("map"),
        hint="funnel.hint" if here.view.measure == "share" else "map.hint",
        under=partial(map_controls.under, here),
    )


class _Same:
    """A figure as a key: the very one that is asked for, not one like it."""

    def __init__(self, figure: Figure) -> None:
        self.figure = figure

    def __hash__(self) -> int:
        return id(self.figure)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.figure is other.figure


@lru_cache(maxsize=32)
def _drawn(of: _Same, words: Words, theme: Theme, size: Size, same: bool) -> go.Figure:
    """The small maps stay as they are while the year above them is turned, so they are drawn once."""
    return small_maps(of.figure, words, theme, size, same)


def of_periods(here: Here) -> None:
    """The small maps, where the years of the selection make two periods or more. While years play only what plays is
    drawn: six maps that stay as they are would take longer than the one that moves."""
    if not here.shows("periods") or player.is_on():
        return
    figure = periods(replace(here.view, year=None, options=(), show=""))
    if len(figure.facts["periods"]) > 1:
        same = here.view.option("reporters") == "same"

        def draw(found: Figure, words: Words, theme: Theme, size: Size) -> go.Figure:
            return _drawn(_Same(found), words, theme, size, same)

        panel(here, figure, draw, on_select=picks("periods"), under=partial(map_controls.only_every, here))
    elif here.on_stage:
        nothing(here, here.words("periods.too_few"))
