"""What the files of the Counter-Trafficking Data Collaborative have in common: columns, spellings, terms, breaks.

One row is one person (k-anonymised) or one synthetic record. Columns are found by name; an absent one is unknown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from etl.dataset import Break
from etl.datasets.codes import Coded, coded, country
from etl.datasets.ctdc_flags import FLAGS

PUBLISHER: Final = "International Organization for Migration (IOM), Counter-Trafficking Data Collaborative (CTDC)"
SITE: Final = "https://www.ctdatacollaborative.org"
LICENCE: Final = "CTDC Terms of Use"
TERMS: Final = (
    "Each user downloads the file after accepting CTDC's Terms of Use (https://www.ctdatacollaborative.org/terms-use), "
    "which forbid re-hosting it: tables and charts made from it may be shared with the citation, the file may not."
)

# What happened in the sources, whatever the release. IOM, the largest contributor, changed its own system over three
# years: the rule stands at both ends. Nearly all Philippine records of the k-anonymised releases are of 2016.
HOTLINE_ENTERS: Final = Break(2015, "hotline_enters", "USA", of="reporters")
HOTLINE_LEAVES: Final = Break(2020, "hotline_leaves", "USA", of="reporters")
RECOLLECTIV_LEAVES: Final = Break(2020, "recollectiv_leaves")
SAT_OUT_2024: Final = Break(2024, "sat_out_2024")
IOM_SYSTEM: Final = (Break(2012, "iom_system"), Break(2014, "iom_system"))
PHILIPPINES_2016: Final = (
    Break(2016, "philippines", "PHL", origin="PHL"),
    Break(2017, "philippines_end", "PHL", origin="PHL"),
)

_HERE: Final = "etl/datasets/ctdc.py"
GENDER: Final = {
    "Female": "female",
    "Woman": "female",
    "Male": "male",
    "Man": "male",
    "Transgender/NonConforming": "transgender_nonconforming",
    "Trans/Transgender/NonConforming": "transgender_nonconforming",
}
AGE: Final = {
    "0--8": "0_8", "00--08": "0_8", "9--17": "9_17", "09--17": "9_17", "18--20": "18_20", "21--23": "21_23",
    "24--26": "24_26", "27--29": "27_29", "30--38": "30_38", "39--47": "39_47", "48+": "48_plus",
}  # fmt: skip
MAJORITY: Final = {"Minor": "minor", "Adult": "adult"}
DURATION: Final = {
    "0--12 (0-1 yr)": "0_12",
    "13--24 (1-2 yrs)": "13_24",
    "25--60 (2-5 yrs)": "25_60",
    "61+ (5+ yrs)": "61_plus",
    "25+ (2+ yrs)": "25_plus",
}
COLLECTION: Final = {"Case Management": "case_management", "Hotline": "hotline"}

YES_NO: Final = {"1": "yes", "0": "no"}
VALUES: Final[tuple[Coded, ...]] = (
    country("CountryOfExploitation", "country"),
    country("citizenship", "origin"),
    coded("gender", "gender", GENDER, f"GENDER in {_HERE}"),
    coded("ageBroad", "age", AGE, f"AGE in {_HERE}"),
    coded("majorityStatus", "majority", MAJORITY, f"MAJORITY in {_HERE}"),
    coded("majorityStatusAtExploit", "majority_at_exploitation", MAJORITY, f"MAJORITY in {_HERE}"),
    coded("majorityEntry", "majority_at_entry", MAJORITY, f"MAJORITY in {_HERE}"),
    coded("traffickMonths", "duration", DURATION, f"DURATION in {_HERE}"),
    coded("Datasource", "collection", COLLECTION, f"COLLECTION in {_HERE}"),
)


@dataclass(frozen=True)
class Columns:
    """The columns of a family of files.

    `flags`: yes/no column -> question and code. `several`: column of several values a cell, separated by `;` ->
    question and its codes. `zeros`: "no" is answered with 0. `blank_rows`: a row without any value is a record (a
    synthetic one may be), not a junk line.
    """

    source: str
    year: str = "yearOfRegistration"
    year_pattern: str = r"\d{4}"
    values: tuple[Coded, ...] = VALUES
    flags: Mapping[str, tuple[str, str]] = field(default_factory=lambda: FLAGS)
    several: Mapping[str, tuple[str, Mapping[str, str]]] = field(default_factory=dict)
    zeros: bool = False
    blank_rows: bool = True

    def coded(self) -> tuple[Coded, ...]:
        """All enumerated columns; yes/no columns and those of several values fill a column of their own name."""
        home = f"etl/datasets/{self.source.replace('-', '_')}.py"
        several = (coded(c, c, codes, f"{c} in {home}", ";") for c, (_, codes) in self.several.items())
        return (*self.values, *several, *(coded(c, c, YES_NO, f"YES_NO in {_HERE}") for c in self.flags))

    def places(self) -> list[tuple[str, str, str]]:
        """Column, question and code of every answer that can be ticked."""
        ticked = [(column, question, code) for column, (question, code) in self.flags.items()]
        return ticked + [
            (c, question, code) for c, (question, codes) in self.several.items() for code in codes.values()
        ]


def citation(title: str) -> str:
    """How a CTDC data set is cited; {year} and {edition} stay to be filled in."""
    body = "Counter-Trafficking Data Collaborative (CTDC), International Organization for Migration (IOM)"
    return f"{body} ({{year}}). {title}, release of {{edition}}. {SITE}"


def bibtex(key: str, title: str) -> str:
    """The same for BibTeX; {year} and {edition} stay to be filled in."""
    return "\n".join(
        (
            f"@misc{{{key}_{{year}},",
            f"  title = {{{title}}},",
            "  author = {{Counter-Trafficking Data Collaborative (CTDC)}},",
            "  organization = {International Organization for Migration (IOM)},",
            "  year = {{year}},",
            "  note = {Release of {edition}},",
            f"  url = {{{SITE}}}",
            "}",
        )
    )
