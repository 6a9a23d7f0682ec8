"""A filled case sheet of HTCDS 2.0 in the layout IOM publishes it empty: fields' names, then labels, then cases.

Every value is made up. What could tell a person apart says `SECRET`, so that a test can look for it wherever it must
not be.
"""

import csv
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

SECRET = "Qwxzly"
# As published: a column of numbers without a heading, one misspelt name, one missing, and five addresses whose names
# stand in another order than their labels.
COLUMNS = (
    ("", ""), ("cas_CaseOwner", "Case Owner"), ("prs_Salutation", "Salutation"), ("prs_FirstName", "First Name"),
    ("prs_SecondName", "Second Name"), ("con_Consent", "Consent"), ("prs_Birthdate", "Birthdate"),
    ("prs_Gender", "Gender"), ("prs_Citizenship", "Citizenship"), ("prs_Title", "Title"), ("prs_Email", "Email"),
    ("prs_HomePhone", "Home Phone"), ("prs_MobilePhone", "Mobile Phone"), ("prs_MailingCity", "Mailing Street"),
    ("prs_MailingCountry", "Mailing City"), ("prs_MailingState", "Mailing State/Province"),
    ("prs_MailingStreet", "Mailing Zip/Postal Code"), ("prs_MailingPostalCode", "Mailing Country"),
    ("vic_TraffickingStatus", "Trafficking Status"),
    ("vic_TraffickinStatusDecisionMakingOrg", "Trafficking Status Decision Making Organization"),
    ("vic_MethodOfRecruitment", "Method of Recruitment"), ("vic_LocationOfRecruitment", "Location of Recruitment"),
    ("vic_MethodsOfControl", "Methods of Control"), ("vic_TypeOfExploitation", "Type of Exploitation"),
    ("vic_ForcedLabourIndustry", "Forced Labour Industry"), ("vic_TypeOfSexExploitation", "Type of Sex Exploitation"),
    ("vic_LocationOfExploitation", "Location of Exploitation"), ("cas_Status", "Status"),
    ("cas_ReferringOrganisation", "Referring Organisation"), ("cas_IncomingReferralDate", "Incoming Referral Date"),
    ("cas_ReferringPrimaryCaseWorker", "Referring Primary Case Worker"),
    ("cas_ReasonForIncomingReferral", "Reason for Incoming Referral"),
    ("cas_IncomingReferralDetails", "Incoming Referral Details"), ("cas_ReferredOrganisation", "Referred Organisation"),
    ("cas_ReferredPrimaryCaseWorker", "Referred Primary Case Worker"), ("", "Reason for Outgoing Referral"),
    ("cas_OutgoingReferralDate", "Outgoing Referral Date"),
    ("cas_OutgoingReferralDetails", "Outgoing Referral Details"),
    ("cas_ReasonForCaseClosure", "Reason for Case Closure"), (f"{SECRET} remarks", ""),
)  # fmt: skip
CODED = {
    "con_Consent": ("TRUE", "no", "Yes"),
    "prs_Gender": ("Feminine", "Non-Conforming", f"{SECRET} Miller"),
    "prs_Citizenship": ("UA", "PHL; MDA", f"{SECRET}land"),
    "vic_TraffickingStatus": ("ActualVictimOfTrafficking",) * 3,
    "vic_TraffickinStatusDecisionMakingOrg": ("NGO", "", "Police"),
    "vic_MethodOfRecruitment": ("At work; Through an online advertisement", "AtWork;Other", f"AtWork;{SECRET}"),
    "vic_MethodsOfControl": ("DebtBondage", "", "Threatens children/family"),
    "vic_TypeOfExploitation": ("ForcedLabour", "Sexual exploitation", "ForcedLabour"),
    "vic_ForcedLabourIndustry": ("Agriculture, forestry and fishing", "", "F_Construction"),
    "vic_TypeOfSexExploitation": ("", "Prostitution", ""),
    "cas_Status": ("Active", f"see {SECRET}", "Closed"),
    "cas_ReasonForIncomingReferral": ("Other", "", ""),
}
CASES = 3


def lines() -> list[list[str]]:
    """The sheet: two lines of heading, three cases, and numbered lines that nobody has filled in."""
    heading = [[name for name, _ in COLUMNS], [label for _, label in COLUMNS]]
    filled = [[str(n + 1), *(_cell(name, label, n) for name, label in COLUMNS[1:])] for n in range(CASES)]
    blank = [[str(n), *[""] * (len(COLUMNS) - 1)] for n in (4, 5)]
    return [*heading, *filled, *blank]


def workbook(folder: Path, rows: Sequence[Sequence[str]] | None = None, sheet: str = f"{SECRET} cases") -> Path:
    """The case sheet as a workbook, beside an empty sheet of its own."""
    path = folder / "cases.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows or lines()):
            page.write_row(number, 0, row)
        book.add_worksheet(f"{SECRET} notes").write(0, 0, f"{SECRET} wrote this")
    return path


def text(folder: Path, rows: Sequence[Sequence[str]] | None = None, separator: str = ",") -> Path:
    """The same as text."""
    path = folder / "cases.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=separator).writerows(rows or lines())
    return path


def _cell(name: str, label: str, case: int) -> str:
    if label == "Reason for Outgoing Referral":
        return ("Other", f"{SECRET} moved", "")[case]
    return CODED[name][case] if name in CODED else f"{SECRET} {name or label} {case}"
