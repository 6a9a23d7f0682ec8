"""What a dimension is called: a source that counts what countries report has its own words for some."""

from pages.parts.here import Here


def dimension_label(here: Here, dimension: str) -> str:
    own = f"dimension_{here.edition.kind}.{dimension}"
    return here.words(own if here.words.has(own) else f"dimension.{dimension}")
