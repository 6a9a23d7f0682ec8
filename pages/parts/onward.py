"""Under a trend that cannot answer whether its rise is real: the one step that leads to an answer."""

from collections.abc import Mapping, Sequence

import streamlit as st

from pages.parts import address
from pages.parts.here import Here
from pages.parts.series import series
from pages.parts.statement_trend_case import case_of
from queries.figure import Figure
from queries.link import link_parameters, read_link
from queries.reporters import reporter_of
from queries.rises import answers_better

# What another data set can be asked too; the rest of a selection is in its publisher's own terms.
_SHARED = ("region", "subregion", "country", "from", "to")


def of_trends(here: Here, figure: Figure) -> None:
    """At most one step, none on stage: to figures that name who reports, or to the index that the headline tells."""
    if here.on_stage or figure.is_empty:
        return
    if not reporter_of(here.edition):
        _to_who_reports(here)
    elif _tells_a_chain(here, figure):
        _button(here.words("trends.as_index"), {"measure": ["index"]})


def _to_who_reports(here: Here) -> None:
    """The same places and years in the loaded data set that names its reporters."""
    other = answers_better(here.edition, here.loaded)
    if other is None:
        return
    link = link_parameters(here.view)
    kept = {name: values for name, values in link.items() if name in _SHARED}
    view, _ = read_link("trends", kept | {"dataset": [other.dataset]}, here.loaded)
    name = here.words.label("dataset", other.dataset)
    _button(here.words("trends.who_reports", name=name), dict.fromkeys(link) | link_parameters(view))


def _tells_a_chain(here: Here, figure: Figure) -> bool:
    """Whether the headline tells neighbouring years chained, which a chart of counts does not draw."""
    shown = [one for one in series(figure, here.words) if any(point.low is not None for point in one.points)]
    if figure.view.measure != "count" or len(shown) != 1:
        return False
    case = case_of(figure, here.words, shown[0])
    return case.account.ground == "small" and case.has_a_factor


def _button(label: str, changes: Mapping[str, Sequence[str] | None]) -> None:
    """A button, not a link: Streamlit leaves the address as it is when a link leads to the page it is on."""
    st.button(label, key="onward", icon=":material/arrow_forward:", on_click=address.turn, args=(changes,))
