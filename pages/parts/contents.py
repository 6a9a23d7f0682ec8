"""The pages in the order of the navigation, and the panels of each."""

from typing import Final

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
    "signals": ("signals",),
    "quality": ("answers", "reporters", "presence"),
    "sources": (),
}  # fmt: skip
# The others keep the selection, and have nothing that it changes.
FILTERED: Final = tuple(page for page in PANELS if page not in ("home", "sources"))
