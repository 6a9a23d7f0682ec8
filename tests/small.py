"""The smallest data sets there can be, so that a test of loading sees nothing but loading."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl

from etl.dataset import Break, Dataset, Flag, Layout, Release, Rows, Tidy

HEADER = ("caseNo", "yearOf", "gender", "country", "isForcedLabour", "remark")


def people(*rows: Sequence[str], header: Sequence[str] = HEADER) -> str:
    """A CSV of people."""
    return "".join(",".join(row) + "\n" for row in (header, *rows))


def tidy_people(rows: Rows, _layout: Layout) -> Tidy:
    """Years before 1900 are quarantined; genders go in as they come, so that an unknown one meets the checks."""
    frame = rows.frame
    year = pl.col("yearOf").cast(pl.Int16, strict=False)
    bad = (year.is_null() & pl.col("yearOf").is_not_null()) | (year < 1900).fill_null(False)
    good = frame.filter(~bad)
    texts = frame.drop_nulls("remark").group_by("remark").agg(pl.col("_records").sum()) if "remark" in frame else None
    return Tidy(
        frame=good.select(
            period_first=year,
            period_last=year,
            gender=pl.col("gender"),
            country=pl.col("country"),
            exploitation_yes=pl.when(pl.col("isForcedLabour") == "1").then(pl.lit(["forced_labour"])),
            exploitation_no=pl.when(pl.col("isForcedLabour") == "0").then(pl.lit(["forced_labour"])),
            records=pl.col("_records"),
        ),
        flags=(Flag("isForcedLabour", "exploitation", "forced_labour", bool((good["isForcedLabour"] == "0").any())),),
        plain={"gender": "gender", "country": "country"},
        bad_rows=frame.filter(bad).with_columns(_column=pl.lit("yearOf"), _reason=pl.lit("year")),
        unmapped=tuple(("remark", text, count) for text, count in texts.iter_rows()) if texts is not None else (),
        notes=("made for a test",),
    )


PEOPLE = Dataset(
    id="people",
    kind="victims",
    title="People",
    publisher="Nobody",
    citation="Nobody ({year}). People, {edition}.",
    bibtex="@misc{people, year = {{year}}, note = {{edition}}}",
    url="https://example.org/people.csv",
    licence="none",
    terms="none",
    redistribution="open",
    protection="k-anonymised",
    method="made up",
    unit="person",
    layouts=(Layout("people", frozenset({"yearOf", "gender", "country", "isForcedLabour"})),),
    tidy=tidy_people,
    release=lambda edition: (
        Release(1_000, (2021,), (Break(2015, "made_up"),)) if edition == "2021-08-25" else Release()
    ),
    edition_of=lambda name, rows: next(
        (t[-10:] for t in (*rows.preface, name.split(".")[0]) if t[-10:-6].isdigit()), None
    ),
    identifiers=frozenset({"caseNo"}),
)


def tidy_counts(rows: Rows, _layout: Layout) -> Tidy:
    """`<5` is 0 to 4; a value that is no number is quarantined."""
    censored = pl.col("value") == "<5"
    number = pl.col("value").cast(pl.Int32, strict=False)
    good = rows.frame.filter(censored | number.is_not_null())
    return Tidy(
        frame=good.select(
            indicator=pl.lit("detected_victims"),
            unit=pl.lit("person"),
            country=pl.col("iso"),
            year=pl.col("when").cast(pl.Int16),
            dimension=pl.lit("total"),
            category=pl.lit("total"),
            sex=pl.lit("total"),
            age=pl.lit("total"),
            low=pl.when(censored).then(0).otherwise(number),
            high=pl.when(censored).then(4).otherwise(number),
            status=pl.when(censored).then(pl.lit("Q")).otherwise(pl.lit("A")),
            source_rows=pl.col("_records"),
        ),
        bad_rows=rows.frame.filter(~(censored | number.is_not_null())).with_columns(
            _column=pl.lit("value"), _reason=pl.lit("damaged")
        ),
    )


COUNTS = replace(
    PEOPLE,
    id="counts",
    kind="figures",
    unit="figure",
    protection="published",
    redistribution="figures",
    layouts=(Layout("counts", frozenset({"iso", "when", "value"}), edition="2024"),),
    tidy=tidy_counts,
    edition_of=lambda _name, _rows: None,
    sheet="numbers",
    header_row=2,
    identifiers=frozenset(),
)
DATASETS = (PEOPLE, COUNTS)

ROWS = (
    ("1", "2019", "female", "KEN", "1", ""),
    ("2", "2019", "female", "KEN", "1", ""),
    ("3", "2020", "male", "PHL", "0", ""),
    ("4", "", "", "", "", ""),
)


def written(folder: Path, text: str = "", name: str = "people 2021-08-25.csv") -> Path:
    """A file of that text, or of ROWS."""
    path = folder / name
    path.write_text(text or people(*ROWS), encoding="utf-8")
    return path
