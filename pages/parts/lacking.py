"""What a dimension is called, and who has what a data set lacks: sentences that need no page. Pure."""

from pages.parts.words import Words
from queries.catalogue import Catalogue, Edition
from queries.shown_panels import Missing
from queries.view import DIMENSIONS


def called(dimension: str, edition: Edition, words: Words) -> str:
    """A source that counts what countries report has its own words for some dimensions."""
    own = f"dimension_{edition.kind}.{dimension}"
    return words(own if words.has(own) else f"dimension.{dimension}")


def answered_by(dimensions: tuple[str, ...], edition: Edition, loaded: Catalogue, words: Words) -> str:
    """Which loaded data sets have any of what `edition` lacks, or which editions of it; that none has, where none
    does."""
    able = [one for one in loaded.editions if any(_answers(one, name) for name in dimensions)]
    names = list(dict.fromkeys(_named(one, edition, words) for one in able))
    return words("rail.elsewhere", names=words.list(names)) if names else words("rail.nowhere")


def _answers(edition: Edition, question: str) -> bool:
    """Whether an edition has a dimension, or any other question of its file."""
    return question not in edition.lacks() if question in DIMENSIONS else question in edition.answers


def _named(one: Edition, edition: Edition, words: Words) -> str:
    name = words.label("dataset", one.dataset)
    if one.dataset != edition.dataset:
        return name
    return words("app.edition_line", name=name, edition=words.edition(one.edition))


def why(missing: Missing, edition: Edition, loaded: Catalogue, words: Words) -> str:
    """Why a panel is not drawn, and who has what it would need."""
    if not missing.lacks:
        return words(missing.reason)
    said = _lacking(missing.lacks[0], edition, words) if missing.reason == "parts.lacking" else words(missing.reason)
    return f"{said} {answered_by(missing.lacks, edition, loaded, words)}"


def _lacking(question: str, edition: Edition, words: Words) -> str:
    name = called(question, edition, words)
    return words("parts.lacking", question=name[:1].lower() + name[1:])
