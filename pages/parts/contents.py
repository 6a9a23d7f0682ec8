"""The pages as they stand in the navigation."""

from typing import Final

from queries.catalogue import Catalogue
from queries.shown import PANELS as PANELS

# The others keep the selection, and have nothing that it changes.
FILTERED: Final = tuple(page for page in PANELS if page not in ("home", "sources"))


def in_navigation(page: str, current: str, loaded: Catalogue) -> bool:
    """Whether a page stands in the navigation: that of the SDG indicator where there is something to show on it."""
    has_figures = any(one.kind == "figures" for one in loaded.editions)
    return page != "sdg" or page == current or (loaded.population is not None and has_figures)
