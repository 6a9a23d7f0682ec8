"""What `trends fetch` does: one source, its answers, and what is said of them."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from etl.recipe import WrongUse

if TYPE_CHECKING:
    from etl.report import Progress

_OUTCOME = {
    "loaded": "",
    "replaced": "replaces the population that was there",
    "unchanged": "this population is loaded already: nothing changed",
}


def fetched(
    what: str, from_: Path | None, url: str | None, timeout: float, refresh: bool, progress: "Progress"
) -> tuple[list[str], dict[str, Any]]:
    """The lines to say, and the object that `--json` writes. Raises WrongUse, DataError."""
    from etl import populated, population
    from etl.fetching import Patience

    if what != populated.NAME:
        raise WrongUse(f"There is no {what!r} to fetch. There is: {populated.NAME}")
    patience = Patience(request=timeout, page=4 * timeout)
    row, status, notes = populated.fetch(url or population.ADDRESS, from_, refresh, patience, progress)
    lines = [population.sentence(row), *(f"  {line}" for line in (_OUTCOME[status], *notes) if line)]
    plain = {name: value.isoformat() if name == "fetched_at" else value for name, value in row.items()}
    return lines, {"dataset": populated.NAME, "status": status, **plain, "sentence": population.sentence(row)}
