"""The pages in the order of the navigation, and the panels of each."""

from typing import Final

# The pages, and on each the panels that can be shown alone.
PANELS: Final = {
    "home": ("story",),
    "trends": ("trend", "change", "windows"),
    "map": ("map", "funnel"),
    "flows": (),
    "people": (),
    "sectors": (),
    "recruitment": (),
    "perpetrators": (),
    "compare": ("compare", "revision"),
    "table": (),
    "signals": ("signals",),
    "quality": ("answers", "reporters", "presence"),
    "sources": (),
}
# The others keep the selection, and have nothing that it changes.
FILTERED: Final = tuple(page for page in PANELS if page not in ("home", "sources"))
