"""How a file was read: what was set aside, and who reports."""

import polars as pl

from queries.catalogue import Edition
from queries.run import table


def quarantined(edition: Edition) -> pl.DataFrame:
    """Rows set aside while loading an edition: reason, column, rows; most first."""
    return table("quarantine_by_reason", dataset=edition.dataset, edition=edition.edition)
