"""Demonstration data: a made-up file in the layout of the CTDC Global Synthetic Dataset v2025, with planted truths.

Added to that layout: the contributor, and the methods of recruitment (HTCDS 2.0's list and recruitment agencies).
data/demo/ holds what it is made from, docs/demo.md explains it to readers.
"""

from pathlib import Path
from typing import Final

import numpy as np
import polars as pl

from data.demo import parameters
from etl.dataset import DataError
from etl.demo_cells import UNDATED, Cells, cells, contributors
from etl.demo_draws import Columns, describe

RECORDS: Final = 200_000
SEED: Final = 20_250_730  # any will do; this one makes the file that is shipped
LAYOUT: Final = (
    "yearOfRegistration", "gender", "ageBroad", "citizenship", "CountryOfExploitation", "traffickMonths",
    "meansDebtBondageEarnings", "meansThreats", "meansAbusePsyPhySex", "meansFalsePromises", "meansDrugsAlcohol",
    "meansDenyBasicNeeds", "meansExcessiveWorkHours", "meansWithholdDocs", "isForcedLabour", "isSexualExploit",
    "isOtherExploit", "typeOfLabourAgriculture", "typeOfLabourConstruction", "typeOfLabourDomesticWork",
    "typeOfLabourHospitality", "typeOfSexProstitution", "typeOfSexPornography", "recruiterRelationIntimatePartner",
    "recruiterRelationFriend", "recruiterRelationFamily", "recruiterRelationOther",
)  # fmt: skip
ADDED: Final = (
    "contributor", "methodOfRecruitmentOnlineSocialNetwork", "methodOfRecruitmentOnlineAdvertisement",
    "methodOfRecruitmentRecruitmentAgency", "methodOfRecruitmentAtWork", "methodOfRecruitmentAtPlaceOfBusiness",
    "methodOfRecruitmentAtEducationalInstitution", "methodOfRecruitmentFamilyOrFamilyEvent",
    "methodOfRecruitmentFriendsOrSocialEvent", "methodOfRecruitmentNewspaperAdvert",
    "methodOfRecruitmentTelevisionAdvert", "methodOfRecruitmentOther",
)  # fmt: skip


def write(target: Path, records: int = RECORDS, seed: int = SEED) -> None:
    """Write the demonstration data to `target`: CSV, UTF-8, a header, `records` rows, missing values blank.

    The same records and seed give the same file to the byte. The planted truths hold at 200,000 records; fewer than
    1,000 would not show any and are refused with a DataError.
    """
    if records < 1_000:
        raise DataError(f"demo: {records} records are too few to show anything. Ask for 1,000 or more.")
    frame(records, seed).write_csv(target, line_terminator="\n", quote_style="necessary")


def frame(records: int, seed: int) -> pl.DataFrame:
    """The demonstration data as text columns, LAYOUT then ADDED, null where missing; one row a record."""
    rng = np.random.Generator(np.random.PCG64(seed))
    groups = _together(cells(records, rng), rng)
    columns = _who_and_when(groups) | describe(groups, rng)
    distinct = pl.DataFrame({name: _texts(columns[name]) for name in (*LAYOUT, *ADDED)})
    return distinct[np.repeat(np.arange(len(groups.records)), groups.records)]


def _together(all_cells: Cells, rng: np.random.Generator) -> Cells:
    """Each cell cut into groups of people who were identified together: cells of the same kind, with fewer records."""
    cell = np.repeat(np.arange(len(all_cells.records)), all_cells.records)
    begins = rng.random(len(cell)) < 1 / parameters()["together"]["value"]
    begins |= np.diff(cell, prepend=-1) > 0
    starts = np.flatnonzero(begins)
    of = cell[starts]
    return Cells(
        contributor=all_cells.contributor[of],
        place=all_cells.place[of],
        kind=all_cells.kind[of],
        year=all_cells.year[of],
        records=np.diff(starts, append=len(cell)),
    )


def _who_and_when(groups: Cells) -> Columns:
    years = groups.year.astype(str).astype(object)
    return {
        "yearOfRegistration": np.where(groups.year == UNDATED, "", years),
        "contributor": np.array(list(contributors()), dtype=object)[groups.contributor],
    }


def _texts(values: np.ndarray) -> pl.Series:
    """A column as the file spells it: ticks are 1, whatever is missing is null."""
    texts = np.where(values, "1", "").astype(object) if values.dtype == bool else values
    return pl.Series(texts.tolist(), dtype=pl.String).replace("", None)
