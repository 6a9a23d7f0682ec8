"""The pages in the order of the navigation, and the panels of each."""

from typing import Final

from queries.catalogue import Catalogue

# The pages, and on each the panels that can be shown alone.
PANELS: Final = {
    "home": ("story",),
    "trends": ("trend", "change", "windows"),
    "map": ("map", "funnel", "periods"),
    "flows": ("flows", "exchange", "matrix", "regions"),
    "people": ("people", "stages", "children_by_year", "genders_by_year", "people_places"),
    "sectors": ("sector", "sector-combinations", "sector-years", "sector-across",
                "sexual_form", "sexual_form-combinations", "sexual_form-years", "sexual_form-across"),
    "recruitment": ("recruiter", "recruiter-combinations", "recruiter-years", "recruiter-across",
                    "method", "method-combinations", "method-years", "method-across",
                    "means", "means-combinations", "means-years", "means-across"),
    "perpetrators": ("perpetrators", "perpetrator_periods", "perpetrators_across"),
    "compare": ("compare", "revision"),
    "table": ("crosstab",),
    "sdg": ("sdg",),
    "signals": ("signals",),
    "quality": ("answers", "reporters", "presence"),
    "sources": (),
}  # fmt: skip
# The others keep the selection, and have nothing that it changes.
FILTERED: Final = tuple(page for page in PANELS if page not in ("home", "sources"))


def in_navigation(page: str, current: str, loaded: Catalogue) -> bool:
    """Whether a page stands in the navigation: that of the SDG indicator where there is something to show on it."""
    has_figures = any(one.kind == "figures" for one in loaded.editions)
    return page != "sdg" or page == current or (loaded.population is not None and has_figures)
