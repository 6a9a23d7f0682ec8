"""Is the change real? Under the trend: what it is made of, and whether the answer depends on the years compared."""

from pages.parts.charts_change import bridge
from pages.parts.charts_windows import moving_windows
from pages.parts.here import Here
from pages.parts.page import nothing, section
from pages.parts.panel import empty, panel
from pages.parts.picking import picks
from pages.parts.statement import statement
from queries.figure import Figure
from queries.making import made_of
from queries.moving import moving
from queries.shown_panels import says_more


def change(here: Here) -> None:
    """What the change is made of: of counts, where somebody is named who reports."""
    if here.shows("change") and _is_of_counts(here):
        figure = made_of(here.view)
        if _can_be_drawn(here, figure, here.words(f"change.{_question(here)}")):
            panel(here, figure, bridge, on_select=picks("change"))


def windows(here: Here) -> None:
    """How the answer moves with the years compared; a point chosen sets them."""
    if here.shows("windows") and _is_of_counts(here):
        figure = moving(here.view)
        if _can_be_drawn(here, figure, here.words(f"windows.{_question(here)}")):
            panel(here, figure, moving_windows, on_select=picks("windows"), hint="windows.hint")


def _is_of_counts(here: Here) -> bool:
    """On a stage a link is taken at its word: the panel was asked for, whatever the measure is."""
    return here.on_stage or here.view.measure == "count"


def _question(here: Here) -> str:
    """Both panels are of the whole selection: under a trend of its parts the question says so."""
    return "question_whole" if here.view.by else "question"


def _can_be_drawn(here: Here, figure: Figure, question: str) -> bool:
    """The question above the panel; on a stage, where there is nothing to draw, why."""
    if says_more(figure):
        if not here.on_stage:
            section(question)
        return True
    if here.on_stage:
        said = statement(figure, here.words).headline
        empty(here, figure) if figure.is_empty else nothing(here, said)
    return False
