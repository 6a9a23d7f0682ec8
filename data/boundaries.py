"""Which outlines the map is drawn from: those prepared beside the database (trends outlines), else our own."""

import json
import os
from functools import lru_cache
from pathlib import Path
from typing import Final

from data import store

OWN: Final = Path(__file__).parent / "outlines"
FILES: Final = ("world.geojson", "world_coarse.geojson", "disputed.geojson", "centroids.json", "about.json")


def prepared() -> Path:
    """Where prepared outlines are: a symbolic link beside the database, to a folder that a later version replaces."""
    return Path(_link(store.location()))


def folder() -> Path:
    """The folder of the outlines in use. Every version has a path of its own. Cheap: a map asks for every country."""
    link = _link(store.location())
    try:
        return _whole(link, os.readlink(link)) or OWN
    except OSError:
        return OWN


def about() -> dict[str, str]:
    """Of prepared outlines: whose they are (`source`), in the words of who prepared them, `file` and its `sha256`.

    Empty for the project's own.
    """
    where = folder()
    if where == OWN:
        return {}
    told = json.loads((where / "about.json").read_text("utf-8"))
    return {name: str(told.get(name, "")) for name in ("source", "file", "sha256")}


def source() -> str:
    """Whose boundaries the prepared outlines are; empty for the project's own."""
    return about().get("source", "")


@lru_cache(maxsize=4)
def _link(database: Path) -> str:
    return str(database.with_name(f"{database.stem}-outlines"))


@lru_cache(maxsize=4)
def _whole(link: str, version: str) -> Path | None:
    """The folder, where nothing is missing in it. A version never changes, so one look is enough."""
    where = Path(link).parent / version
    return where if all((where / name).is_file() for name in FILES) else None
