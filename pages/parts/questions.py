"""The questions of a table of answer rates in the order they are drawn and tabled."""

from types import MappingProxyType
from typing import Final

import polars as pl

from queries.figures import QUESTIONS

# A coarser question stands where the finer one would.
_COARSE: Final = MappingProxyType({"region": "country", "origin_region": "origin", "majority": "age"})


def in_order(frame: pl.DataFrame) -> pl.DataFrame:
    """Rows by question: where, who, what, how; and by period, records without a year last."""
    rank = {name: at for at, name in enumerate(QUESTIONS)}
    rank |= {coarse: rank[fine] for coarse, fine in _COARSE.items()}
    place = pl.col("question").replace_strict(rank, default=len(rank), return_dtype=pl.Int64)
    return frame.sort(place, "question", "year_first", nulls_last=True, maintain_order=True)
