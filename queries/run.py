"""A statement of this folder against the database: the selection in front of it, the parameters bound by name."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import polars as pl

from data import store
from queries.rules import expanded
from queries.view import Filters


def run(name: str, filters: Filters, **options: Any) -> pl.DataFrame:
    """The frame of `<name>.sql` over the rows `filters` selects.

    `name` starts with the kind of data set it is for (victims_ or figures_). DuckDB refuses a missing or an extra
    parameter, so no figure can forget a filter.
    """
    return _over("selected", name, filters, options)


def run_answering(name: str, filters: Filters, **options: Any) -> pl.DataFrame:
    """The same over the rows that answer what `filters` asks, whatever they answer."""
    return _over("answering", name, filters, options)


def _over(rows: str, name: str, filters: Filters, options: Mapping[str, Any]) -> pl.DataFrame:
    kind = name.split("_")[0]
    asked = (f"asked_{kind}",) if "FROM asked" in statement(name) else ()
    sql = "WITH " + ",\n".join(statement(part) for part in (f"{rows}_{kind}", *asked, name))
    return store.query(sql, {**filters.parameters(), **options})


def table(name: str, **parameters: Any) -> pl.DataFrame:
    """The frame of a statement that stands on its own."""
    return store.query(statement(name), parameters)


@cache
def statement(name: str) -> str:
    """The text of one statement, the rules it calls written out."""
    return expanded((files("queries") / f"{name}.sql").read_text("utf-8").rstrip())
