"""Which outlines the maps are drawn from, as the command is asked to change it."""

from pathlib import Path

from etl import outlining
from etl.recipe import WrongUse
from etl.report import Progress


def outlined(file: Path | None, source: str, column: str | None, default: bool, progress: Progress) -> tuple[str, ...]:
    """What was done, a line each. Raises WrongUse for a call that says too little or two things, and DataError."""
    if default:
        if file or source or column:
            raise WrongUse("--default goes back to the app's own outlines: give it alone")
        changed = outlining.go_back()
        return ("The maps are drawn from the app's own outlines" + (" again" if changed else ", as they were"),)
    if file is None:
        raise WrongUse("Name a file of boundaries, or go back with --default")
    if not source.strip():
        raise WrongUse('Say whose boundaries these are, for the note under every map: --source "UN Geospatial"')
    return outlining.use(file, source.strip(), column, progress)
