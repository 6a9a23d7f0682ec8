"""What the demonstration data is made from: proportions with their sources, and the truths planted in it.

Everything in the demonstration data is made up. etl/demo.py generates it; tests, talks and statistics read the same
truths from here.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def parameters() -> dict[str, Any]:
    """The proportions of parameters.toml; every table that holds a number says its `source`. Do not change it."""
    return _table("parameters.toml")


@cache
def truths() -> dict[str, Any]:
    """The truths of truths.toml; every one says in its `sentence` what a reader must find. Do not change it."""
    return _table("truths.toml")


def _table(file: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / file).read_text("utf-8"))
