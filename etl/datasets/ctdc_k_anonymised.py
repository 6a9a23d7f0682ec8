"""CTDC's Global Dataset, k-anonymised: one row a person. Releases of 2017, 2018, 2020 and 2021."""

from datetime import date
from functools import partial
from typing import Final

import polars as pl

from etl.dataset import Dataset, Layout, Release, Rows
from etl.datasets import ctdc, ctdc_headers, ctdc_rows
from etl.datasets.codes import find_columns
from etl.datasets.editions import dates_in_name

# A person of these files has at least where the record comes from: a row without any value is a junk line.
COLUMNS: Final = ctdc.Columns("ctdc-k-anonymised", zeros=True, blank_rows=False)
# The year of publication and the one before are still filling up. In the release of 2017 only its own year was: the
# release of 2021 has as many records of 2016 as it had, and three times as many of 2017.
_COMMON: Final = (*ctdc.IOM_SYSTEM, ctdc.HOTLINE_ENTERS, *ctdc.PHILIPPINES_2016)
RELEASES: Final = {
    "2017-11-27": Release(provisional=(2017,), breaks=_COMMON),
    "2018-09-03": Release(provisional=(2017, 2018), breaks=_COMMON),
    "2020-04-14": Release(provisional=(2019, 2020), breaks=_COMMON),
    "2021-07-15": Release(provisional=(2020, 2021), breaks=(*_COMMON, ctdc.HOTLINE_LEAVES, ctdc.RECOLLECTIV_LEAVES)),
}
_RECORDS_2017: Final = (47_102, 47_106)  # without and with the four junk lines of the published file

_REQUIRED: Final = frozenset(
    {"yearOfRegistration", "Datasource", "citizenship", "CountryOfExploitation", "isForcedLabour"}
)
LAYOUT_2017: Final = Layout("k-anonymised-2017", _REQUIRED, columns=ctdc_headers.K_ANONYMISED_2017)
LAYOUT_2020: Final = Layout(
    "k-anonymised-2020", _REQUIRED | {"isSlaveryAndPractices"}, columns=ctdc_headers.K_ANONYMISED_2020
)


def edition_of(name: str, rows: Rows) -> str | None:
    """The release a file is: by a date in its name that is a release's, else by what only that release holds."""
    named = next((found for found in dates_in_name(name) if found in RELEASES), None)
    return named or _edition_by_contents(rows)


def _edition_by_contents(rows: Rows) -> str | None:
    found = find_columns(rows.frame, [COLUMNS.year, "isSlaveryAndPractices"])
    if COLUMNS.year not in found:
        return None
    latest = rows.frame[found[COLUMNS.year]].cast(pl.Int32, strict=False).max()
    if "isSlaveryAndPractices" in found:
        return _since_2020(rows.frame, latest)
    if latest == 2018:
        return "2018-09-03"
    return "2017-11-27" if rows.rows_read in _RECORDS_2017 else None


def _since_2020(frame: pl.DataFrame, latest: object) -> str | None:
    """2020 writes -99 where nothing is known, 2021 leaves it blank: in all columns, so any row tells."""
    if not isinstance(latest, int) or latest > 2021:
        return None
    asked = frame.select(find_columns(frame, COLUMNS.flags).values())
    if (asked == "-99").select(pl.any_horizontal(pl.all().any())).item():
        return "2020-04-14" if latest <= 2020 else None
    blank = asked.select(pl.any_horizontal((pl.all().is_null() | (pl.all() == "")).any())).item()
    return "2021-07-15" if blank else None


K_ANONYMISED: Final = Dataset(
    id=COLUMNS.source,
    kind="victims",
    title="The Global Dataset (k-anonymised)",
    publisher=ctdc.PUBLISHER,
    citation=ctdc.citation("The Global Dataset (k-anonymised)"),
    bibtex=ctdc.bibtex("ctdc_global_dataset", "The Global Dataset (k-anonymised)"),
    url="https://www.ctdatacollaborative.org/global-dataset",
    licence=ctdc.LICENCE,
    terms=ctdc.TERMS,
    redistribution="aggregates",
    protection="k-anonymised",
    method=(
        "k-anonymisation (k = 11) over year, gender, age, citizenship and country: "
        "the publisher withheld the values or records of people in smaller groups"
    ),
    unit="person",
    layouts=(LAYOUT_2020, LAYOUT_2017),
    tidy=partial(ctdc_rows.tidy, columns=COLUMNS),
    release=lambda edition: RELEASES.get(edition, Release()),
    edition_of=edition_of,
    min_edition=date(2017, 11, 27),
    identifiers=frozenset({"caseNo"}),
)
