"""What a dimension is called: a source that counts what countries report has its own words for some."""

from pages.parts.here import Here
from queries.catalogue import Edition
from queries.view import DIMENSIONS


def dimension_label(here: Here, dimension: str) -> str:
    own = f"dimension_{here.edition.kind}.{dimension}"
    return here.words(own if here.words.has(own) else f"dimension.{dimension}")


def dataset_label(here: Here) -> str:
    """The data set of the view, by name."""
    return here.words.label("dataset", here.edition.dataset)


def _answers(edition: Edition, question: str) -> bool:
    """Whether an edition has a dimension, or any other question of its file."""
    return question not in edition.lacks() if question in DIMENSIONS else question in edition.answers


def elsewhere(here: Here, dimension: str) -> str:
    """Which loaded data sets have what this one lacks; that none has, where none does."""
    having = dict.fromkeys(e.dataset for e in here.loaded.editions if _answers(e, dimension))
    if not having:
        return here.words("rail.nowhere")
    return here.words("rail.elsewhere", names=here.words.list([here.words.label("dataset", name) for name in having]))
