"""Small files in every layout the publishers have used, with every oddity their files have. Every value is made up.

Each function writes one file into a folder and returns its path. What a test should find in it is counted from the same
records (`records_of`, tests/fabricated_glotip.py) the file was written from, never from the code under test.
"""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import xlsxwriter

from tests import fabricated_glotip as glotip_rows
from tests.fabricated_records import (
    DEMO,
    K_ANONYMISED_2017,
    K_ANONYMISED_2020,
    SYNTHETIC_2021,
    SYNTHETIC_2024,
    SYNTHETIC_2026,
    VICTIM_PERPETRATOR,
    Record,
    records_of,
)

K_ANONYMISED_NAMES = {
    "2017-11-27": "The Global Dataset 27 Nov 2017",
    "2018-09-03": "The Global Dataset 3 Sept 2018",
    "2020-04-14": "The Global Dataset 14 Apr 2020",
    "2021-07-15": "CTDC_global_dataset_2021-07-15",
}
JUNK = 4  # lines of the published file of 2017 that are no records


def k_anonymised(folder: Path, edition: str, separator: str = ",") -> Path:
    """The Global Dataset: 62 columns and -99 (2017, 2018), 64 and -99 (2020), 64 and blank (2021)."""
    path = folder / f"{K_ANONYMISED_NAMES[edition]}.csv"
    lines = _table(k_anonymised_header(edition), records_of(f"k-anonymised {edition}"), _missing(edition))
    _write(path, lines, separator)
    if edition == "2017-11-27":
        with path.open("a", encoding="utf-8", newline="") as file:
            file.write("".join(f"Made-up junk line {n}\n" for n in range(JUNK)))
    return path


def k_anonymised_workbook(folder: Path, edition: str = "2021-07-15") -> Path:
    """The same as a workbook, with years and flags as numbers."""
    path = folder / f"{K_ANONYMISED_NAMES[edition]}.xlsx"
    lines = _table(k_anonymised_header(edition), records_of(f"k-anonymised {edition}"), _missing(edition))
    _workbook(path, "Sheet1", lines)
    return path


def k_anonymised_without_zeros(folder: Path) -> Path:
    """The release of 2021 as it was recovered once: no zeros, columns missing, and a number for every row."""
    dropped = {"majorityEntry", "majorityStatusAtExploit", "RecruiterRelationship", *K_ANONYMISED_2020[:1]}
    header = [name for name in K_ANONYMISED_2020 if name not in dropped and not name.endswith("Concatenated")]
    records = [
        {name: value for name, value in record.items() if value != "0"}
        for record in records_of("k-anonymised 2021-07-15")
    ]
    numbered = [record | {"caseNo": str(number)} for number, record in enumerate(records, 1)]
    return _write(folder / "recovered_2021-07-15.csv", _table(["caseNo", *header], numbered, ""), ",")


def synthetic(folder: Path) -> Path:
    """The Global Synthetic Dataset of 25 August 2021: tabs, blanks, one name cut at 32 characters."""
    return _write(folder / "CTDC_synthetic_20210825.tsv", _table(SYNTHETIC_2021, records_of("synthetic"), ""), "\t")


def later_synthetic(folder: Path, edition: str) -> Path:
    """The Global Synthetic Dataset v2024, v2025 (the same 27 columns) and v2026 (renamed ones). None of these files was
    at hand: they are made up from the publisher's list of columns and values."""
    header = SYNTHETIC_2026 if edition == "2026" else SYNTHETIC_2024
    lines = _table(header, records_of(f"synthetic {edition}"), "")
    return _write(folder / f"CTDC_global_synthetic_data_v{edition}.csv", lines, ",")


def victim_perpetrator(folder: Path) -> Path:
    """The Victim-Perpetrator dataset: bins of years, UN regions, several values a cell."""
    lines = _table(VICTIM_PERPETRATOR, records_of("victim-perpetrator"), "")
    return _write(folder / "CTDC_VPsynthetic_condensed.csv", lines, ",")


def victim_perpetrator_of(folder: Path, records: Iterable[Record]) -> Path:
    """Records in the layout of the Victim-Perpetrator dataset."""
    return _write(folder / "CTDC_VPsynthetic_condensed.csv", _table(VICTIM_PERPETRATOR, records, ""), ",")


def demo(folder: Path) -> Path:
    """The demonstration's layout: CTDC's of 2025, the contributor and methods of recruitment."""
    return _write(folder / "demonstration.csv", _table(DEMO, records_of("demo"), ""), ",")


def glotip(folder: Path, edition: str = "2025-04-14") -> Path:
    """UNODC's workbook: two lines above the header. The edition of 2023-05-30 has rows of whole subregions too."""
    return glotip_of(folder, [*glotip_rows.good_rows(), *(row for row, _ in glotip_bad(edition))], edition)


def glotip_of(folder: Path, rows: Iterable[Record], edition: str = "2025-04-14") -> Path:
    """Rows as UNODC's workbook of an edition."""
    year, month, day = edition.split("-")
    path = folder / f"data_glotip_{edition}.xlsx"
    lines = [list(glotip_rows.HEADER), *([row[name] for name in glotip_rows.HEADER] for row in rows)]
    _workbook(path, "data_glotip_1", [["UNODC"], [f"{day}/{month}/{year}"], *lines], numbers=("Year",))
    return path


def glotip_bad(edition: str = "2025-04-14") -> list[tuple[dict[str, str], str]]:
    """The rows of `glotip` that go to quarantine, each with its reason."""
    return glotip_rows.bad_rows() + (glotip_rows.subregion_rows() if edition < "2024" else [])


def demo_of(folder: Path, records: Iterable[Record]) -> Path:
    """Records in the demonstration's layout."""
    return _write(folder / "demonstration.csv", _table(DEMO, records, ""), ",")


def k_anonymised_of(folder: Path, records: Iterable[Record], edition: str = "2017-11-27") -> Path:
    """Records as a k-anonymised release."""
    lines = _table(k_anonymised_header(edition), records, _missing(edition))
    return _write(folder / f"{K_ANONYMISED_NAMES[edition]}.csv", lines, ",")


def every_file(folder: Path) -> list[Path]:
    """One file of every edition, as somebody would load them all; of the synthetic releases, the one of 2021."""
    return [
        synthetic(folder),
        *(k_anonymised(folder, edition) for edition in K_ANONYMISED_NAMES),
        victim_perpetrator(folder),
        glotip(folder),
        glotip(folder, "2023-05-30"),
        demo(folder),
    ]


def k_anonymised_header(edition: str) -> tuple[str, ...]:
    return K_ANONYMISED_2017 if edition < "2020" else K_ANONYMISED_2020


def _missing(edition: str) -> str:
    return "-99" if edition < "2021" else ""


def _table(header: Sequence[str], records: Iterable[Record], missing: str) -> list[list[str]]:
    """The lines of a file. The column of the terms of use is blank whatever stands for a missing value."""
    blank = {name: "" if name.startswith("By using") else missing for name in header}
    return [list(header), *([record.get(name) or blank[name] for name in header] for record in records)]


def _write(path: Path, lines: Iterable[Sequence[str]], separator: str) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=separator, lineterminator="\n").writerows(lines)
    return path


def _workbook(path: Path, sheet: str, lines: Sequence[Sequence[str]], numbers: Sequence[str] | None = None) -> None:
    """A workbook; whole numbers are stored as numbers, in the columns named or in all."""
    header = next(line for line in lines if len(line) > 1)
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet(sheet)
        for place, line in enumerate(lines):
            for column, text in enumerate(line):
                number = text.isdigit() and text == str(int(text)) and (numbers is None or header[column] in numbers)
                page.write(place, column, int(text) if number else text)
