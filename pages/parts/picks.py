"""What a mark of a chart or a row of a table stands for, spelled as the filters it becomes when it is picked. Pure.

A mark carries it as the first item of its `customdata`.
"""

from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl, urlencode

from queries.view import DIMENSIONS

YEARS: Final = ("from", "to")


def spelled(codes: Mapping[str, object]) -> str:
    """`gender=female&age=9_17`, `from=2019&to=2019`; empty where a code is unknown, for nobody can filter by
    what is not known. What is no filter is left out."""
    known = {name: code for name, code in codes.items() if name in (*DIMENSIONS, *YEARS)}
    return urlencode(known) if known and all(known.values()) else ""


def read(pick: str) -> dict[str, str]:
    """Filter -> code of a spelled pick."""
    return dict(parse_qsl(pick))
