"""Puts outlines that somebody prefers in place of the project's own, beside the database, at one moment; and back.

The project's files are never touched. Readers follow a link to a folder that is whole; the one before stays until the
next change, for a page that is being drawn.
"""

import json
import os
import re
import shutil
import tempfile
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from data import boundaries, store
from etl import publish
from etl.dataset import DataError
from etl.published import worded
from etl.report import Progress, quiet
from etl.unpacking import fingerprint


def use(file: Path, source: str, column: str | None = None, progress: Progress = quiet) -> tuple[str, ...]:
    """Prepares a file of boundaries and has the map drawn from it; what was done, a sentence a line.

    `source` names whose boundaries they are, `column` the one of the codes. Raises DataError, and nothing changes then.
    """
    from etl.boundary_file import given
    from etl.outlines import prepare

    file = given(file)
    own = json.loads((boundaries.OWN / "centroids.json").read_text("utf-8"))["points"]
    with worded(), tempfile.TemporaryDirectory(prefix="trends-outlines-") as folder:
        made = Path(folder) / "outlines"
        progress("preparing the outlines", 0, 2)
        report = prepare(file, made, column, {code: (lon, lat) for code, (lon, lat) in own.items()})
        about = {"source": source, "file": file.name, "sha256": fingerprint(file), **asdict(report)}
        (made / "about.json").write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        progress("publishing", 1, 2)
        _publish(made)
    from etl.outlined import sentences

    return sentences(file.name, source, report)


def go_back() -> bool:
    """Has the map drawn from the project's own outlines again; False where it was. Raises DataError."""
    link = boundaries.prepared()
    if not link.is_symlink():
        return False
    with worded(), publish.workshop(store.location()):
        link.unlink()
        _sweep(link, keep=())
    return True


def _publish(made: Path) -> None:
    """Makes a prepared folder the one in use. The link is re-pointed when all of it is there."""
    link = boundaries.prepared()
    if link.exists() and not link.is_symlink():
        raise DataError(f"{link} is no link of this program. Move it away and try again")
    with publish.workshop(store.location()) as workshop:
        before = Path(os.readlink(link)).name if link.is_symlink() else ""
        version = link.with_name(f"{link.name}-{datetime.now(UTC):%Y%m%dT%H%M%S%f}")
        shutil.copytree(made, workshop / "outlines")
        os.replace(workshop / "outlines", version)
        (workshop / "link").symlink_to(version.name)
        os.replace(workshop / "link", link)
        _sweep(link, keep=(version.name, before))


def _sweep(link: Path, keep: tuple[str, ...]) -> None:
    ours = re.compile(rf"{re.escape(link.name)}-\d{{8}}T\d{{12}}")
    for path in link.parent.iterdir():
        if ours.fullmatch(path.name) and path.name not in keep:
            shutil.rmtree(path, ignore_errors=True)
