"""CTDC's Global Synthetic Dataset: records made from people's case data. Releases of 2021, and v2024, v2025, v2026."""

import re
from datetime import date
from functools import partial
from typing import Final

from etl.dataset import Dataset, Layout, Release, Rows
from etl.datasets import ctdc, ctdc_headers, ctdc_rows
from etl.source import column_key

# What happened in the sources, whatever the release. That the hotline's rows stop is known of the release of 2021 only,
# from the k-anonymised one of the same summer: no synthetic release says who collected a record.
_SOURCES: Final = (*ctdc.IOM_SYSTEM, ctdc.HOTLINE_ENTERS, *ctdc.PHILIPPINES_2016, ctdc.RECOLLECTIV_LEAVES)
_SINCE_2024: Final = (*_SOURCES, ctdc.SAT_OUT_2024)
RELEASES: Final = {
    "2021-08-25": Release(
        represents=156_000,
        records=193_025,
        provisional=(2020, 2021),
        breaks=(*_SOURCES, ctdc.HOTLINE_LEAVES),
        protection="synthetic",
        method=(
            "k-anonymous synthesis without differential privacy: records that belong to no person, made from common "
            "combinations of the original answers, every published count a multiple of 10"
        ),
    ),
    "2024": Release(represents=206_000, records=238_619, provisional=(2023, 2024), breaks=_SINCE_2024),
    "2025": Release(records=257_969, provisional=(2024, 2025), breaks=_SINCE_2024),
    "2026": Release(provisional=(2025, 2026), breaks=_SINCE_2024),
}
_BY_ROWS: Final = {release.records: edition for edition, release in RELEASES.items() if release.records}
_VERSION: Final = re.compile(r"(?<![a-z0-9])v[-_. ]?(20\d\d)(?!\d)", re.IGNORECASE)  # CTDC's name of a release: v2024

# Durations set the synthetic files apart from the k-anonymised ones, the names of the means 2021 from later releases.
_REQUIRED: Final = frozenset({"yearOfRegistration", "citizenship", "CountryOfExploitation", "traffickMonths"})
LAYOUT_2021: Final = Layout(
    "synthetic-2021", _REQUIRED | {"meansOfControlThreats"}, "2021-08-25", ctdc_headers.SYNTHETIC_2021
)
LAYOUT_2024: Final = Layout(
    "synthetic-2024",
    _REQUIRED | {"meansDebtBondageEarnings", "typeOfLabourAgriculture"},
    columns=ctdc_headers.SYNTHETIC_2024,
)
LAYOUT_2026: Final = Layout(
    "synthetic-2026",
    _REQUIRED | {"meansDebtBondageEarnings", "sectorOfLabourAgriculture"},
    "2026",
    ctdc_headers.SYNTHETIC_2026,
)


def edition_of(name: str, rows: Rows) -> str | None:
    """The release a file is: v2024 and v2025 by their number of records or the version in the name, a later one than
    v2026 by its name. None where they tell nothing or not the same, and where the columns tell it (2021, 2026).
    """
    columns = {column_key(column) for column in rows.frame.columns}
    version = next(iter(_VERSION.findall(name)), None)
    if column_key("sectorOfLabourAgriculture") in columns:
        return version if version and version > "2026" else None
    if column_key("meansDebtBondageEarnings") not in columns:
        return None
    told = {_BY_ROWS.get(rows.rows_read), version if version in ("2024", "2025") else None} - {None}
    return told.pop() if len(told) == 1 else None


SYNTHETIC: Final = Dataset(
    id="ctdc-synthetic",
    kind="victims",
    title="The Global Synthetic Dataset",
    publisher=ctdc.PUBLISHER,
    citation=ctdc.citation("The Global Synthetic Dataset"),
    bibtex=ctdc.bibtex("ctdc_global_synthetic", "The Global Synthetic Dataset"),
    url="https://www.ctdatacollaborative.org/page/global-synthetic-dataset",
    licence=ctdc.LICENCE,
    terms=ctdc.TERMS,
    redistribution="aggregates",
    protection="dp-synthetic",
    method=(
        "synthesis with differential privacy: records that belong to no person, made from noisy counts of combinations "
        "of the original answers, so small counts are partly noise"
    ),
    unit="record",
    layouts=(LAYOUT_2026, LAYOUT_2024, LAYOUT_2021),
    tidy=partial(ctdc_rows.tidy, columns=ctdc.Columns("ctdc-synthetic")),
    release=lambda edition: RELEASES.get(edition, Release()),
    edition_of=edition_of,
    min_edition=date(2021, 8, 25),
)
