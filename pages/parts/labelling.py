"""What a dimension is called on the page being drawn, and who has what its data set lacks."""

from pages.parts.here import Here
from pages.parts.lacking import answered_by, called


def dimension_label(here: Here, dimension: str) -> str:
    return called(dimension, here.edition, here.words)


def dataset_label(here: Here) -> str:
    """The data set of the view, by name."""
    return here.words.label("dataset", here.edition.dataset)


def elsewhere(here: Here, dimension: str) -> str:
    """Which loaded data sets have what this one lacks, or which editions of it; that none has, where none does."""
    return answered_by((dimension,), here.edition, here.loaded, here.words)
