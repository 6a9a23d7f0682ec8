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
    """Which loaded data sets have what this one lacks, or which editions of it; that none has, where none does."""
    having = dict.fromkeys(_named(here, e) for e in here.loaded.editions if _answers(e, dimension))
    return here.words("rail.elsewhere", names=here.words.list([*having])) if having else here.words("rail.nowhere")


def _named(here: Here, edition: Edition) -> str:
    name = here.words.label("dataset", edition.dataset)
    if edition.dataset != here.edition.dataset:
        return name
    return here.words("app.edition_line", name=name, edition=here.words.edition(edition.edition))
