"""From the rows of a CTDC file, whatever its family and release, to the columns of table `victims`."""

from collections.abc import Mapping, Sequence
from typing import Final

import polars as pl

from data.codes import GROUPS
from data.countries import countries
from etl.dataset import Flag, Layout, Rows, Tidy
from etl.datasets.codes import MISSING, cleaned, encode, find_columns, unused
from etl.datasets.ctdc import Columns
from etl.datasets.ctdc_flags import publishes_zeros
from etl.datasets.editions import last_year

FIRST_YEAR: Final = 1950
MINORS: Final = ("0_8", "9_17")
PLAIN: Final = (
    "country", "region", "subregion", "origin", "origin_region", "origin_subregion", "gender", "age", "majority",
    "majority_at_exploitation", "majority_at_entry", "duration", "contributor", "collection",
)  # fmt: skip
# What a file without its own column still answers: from the country its region, from the age band adult or minor.
DERIVED: Final = {
    "region": "country", "subregion": "country", "origin_region": "origin", "origin_subregion": "origin",
    "majority": "age",
}  # fmt: skip


def tidy(rows: Rows, layout: Layout, columns: Columns) -> Tidy:
    """The rows of a CTDC file, one a person or record, in the columns of table `victims`.

    Raises DataError for spellings it has not met. Quarantined: rows with an impossible year, and junk lines.
    """
    found = find_columns(rows.frame, [columns.year, "contributor", *(c.column for c in columns.coded())])
    good, bad = _trusted(cleaned(rows.frame), found, columns, last_year(layout))
    present = [(found[c.column], c) for c in columns.coded() if c.column in found]
    places = [place for place in columns.places() if place[0] in found]
    frame = good.select("_records", *_period(found.get(columns.year)), _contributor(found.get("contributor")))
    frame = frame.with_columns(encode(good, present, columns.source))
    return Tidy(
        frame=_victims(
            frame, [_answers(question, value, places, frame) for question in GROUPS for value in ("yes", "no")]
        ),
        flags=tuple(_flag(found[c], question, code, columns.zeros, frame[c]) for c, question, code in places),
        plain=_plain({c.target: name for name, c in present}, found, columns),
        bad_rows=bad,
        unused_columns=unused(rows.frame, found.values()),
    )


def _trusted(
    frame: pl.DataFrame, found: Mapping[str, str], columns: Columns, last: int
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows to load, and the others with the reason."""
    year = found.get(columns.year)
    reason = (
        pl.when(_impossible(pl.col(year), columns.year_pattern, last)).then(pl.lit("year")) if year else pl.lit(None)
    )
    column = pl.lit(year)
    if not columns.blank_rows:
        blank = pl.all_horizontal(pl.col(name).fill_null("").is_in(list(MISSING)) for name in found.values())
        reason = pl.coalesce(reason, pl.when(blank).then(pl.lit("fields")))
    judged = frame.with_columns(_column=column, _reason=reason)
    return judged.filter(pl.col("_reason").is_null()), judged.filter(pl.col("_reason").is_not_null())


def _impossible(year: pl.Expr, pattern: str, last: int) -> pl.Expr:
    text = year.fill_null("")
    first_year, last_year = (text.str.slice(at, 4).cast(pl.Int32, strict=False) for at in (0, -4))
    possible = text.str.contains(f"^(?:{pattern})$") & (first_year >= FIRST_YEAR) & (last_year <= last)
    return ~(text.is_in(list(MISSING)) | (possible & (first_year <= last_year)).fill_null(False))


def _period(year: str | None) -> list[pl.Expr]:
    """First and last year of the period: the same for a year, the ends of a bin."""
    text = pl.col(year).replace(dict.fromkeys(MISSING)) if year else pl.lit(None, pl.String)
    return [text.str.slice(at, 4).cast(pl.Int16).alias(name) for at, name in ((0, "period_first"), (-4, "period_last"))]


def _contributor(column: str | None) -> pl.Expr:
    text = pl.col(column).replace(dict.fromkeys(MISSING)) if column else pl.lit(None, pl.String)
    return text.alias("contributor")


def _answers(question: str, value: str, places: Sequence[tuple[str, str, str]], frame: pl.DataFrame) -> pl.Expr:
    """The codes of a question that were answered `value` (yes or no); null where none was."""
    ticked = [
        (column, code) for column, group, code in places if group == question and frame[column].dtype == pl.String
    ]
    codes: list[pl.Expr] = [pl.when(pl.col(column) == value).then(pl.lit(code)) for column, code in ticked]
    listed = [c for c, group, _ in places if group == question and frame[c].dtype == pl.List and value == "yes"]
    name = f"{question}_{value}"
    if not codes and not listed:
        return pl.lit(None, pl.List(pl.String)).alias(name)
    if not listed:  # joined and split again: six times faster than a list a row, codes have no spaces
        joined = pl.concat_str(codes, separator=" ", ignore_nulls=True)
        return pl.when(joined != "").then(joined.str.split(" ")).alias(name)
    answered = pl.concat_list(*codes, *map(pl.col, dict.fromkeys(listed))).list.drop_nulls()
    return pl.when(answered.list.len() > 0).then(answered).alias(name)


def _victims(frame: pl.DataFrame, lists: Sequence[pl.Expr]) -> pl.DataFrame:
    """The frame in the columns of table `victims`: with what follows from the columns the file has."""
    derived = [
        *_regions(frame, "country", ""),
        *_regions(frame, "origin", "origin_"),
        *([_majority()] if "age" in frame.columns and "majority" not in frame.columns else []),
    ]
    whole = frame.with_columns(derived)
    plain = [pl.col(t) if t in whole.columns else pl.lit(None, pl.String).alias(t) for t in PLAIN]
    return whole.select(
        "period_first", "period_last", *plain, *lists, pl.col("_records").cast(pl.Int64).alias("records")
    )


def _regions(frame: pl.DataFrame, column: str, prefix: str) -> list[pl.Expr]:
    return [
        pl.col(column)
        .replace_strict({c.iso3: getattr(c, level) for c in countries().values()}, default=None, return_dtype=pl.String)
        .alias(prefix + level)
        for level in ("region", "subregion")
        if column in frame.columns
    ]


def _majority() -> pl.Expr:
    minor = pl.when(pl.col("age").is_in(MINORS)).then(pl.lit("minor")).otherwise(pl.lit("adult"))
    return pl.when(pl.col("age").is_not_null()).then(minor).alias("majority")


def _flag(column: str, question: str, code: str, zeros: bool, values: pl.Series) -> Flag:
    published = zeros and publishes_zeros(column) and bool((values == "no").any())
    return Flag(column, question, code, published)


def _plain(answered: Mapping[str, str], found: Mapping[str, str], columns: Columns) -> dict[str, str]:
    """The plain questions the file answers, each with the column that answers it."""
    named = {target: name for target, name in answered.items() if target in PLAIN}
    derived = {target: named[by] for target, by in DERIVED.items() if by in named and target not in named}
    other = {"year": columns.year, "contributor": "contributor"}
    return named | derived | {question: found[name] for question, name in other.items() if name in found}
