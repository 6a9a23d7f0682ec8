"""A case sheet is recognised and reported in numbers; it is never loaded, and nothing it holds is ever shown."""

import gzip
import json
import logging
from pathlib import Path

import fastexcel
import pytest

from etl import build
from etl.dataset import DataError
from etl.htcds import CaseReport
from etl.htcds.fields import by_name, fields, labels
from pages.parts import drop
from pages.parts.loading import Kept, start
from pages.parts.words import words
from tests import fabricated, fabricated_htcds
from tests.conftest import Invoke
from tests.fabricated_htcds import CASES, COLUMNS, SECRET, lines
from tests.test_loading import ROOT, ended

IDENTIFYING = {
    "prs_FirstName", "prs_SecondName", "prs_MiddleName", "prs_Birthdate", "prs_IdentityNumber", "prs_Email",
    "prs_HomePhone", "prs_MobilePhone", "prs_MailingStreet", "prs_MailingCity", "prs_MailingPostalCode",
    "prs_MailingLatitude", "cas_CaseOwner", "cas_IncomingReferralDetails", "vic_LocationOfExploitation",
    "cas_ReferringPrimaryCaseWorker", "hte_Street", "hte_Longitude", "hte_Date", "cco_CaseComment", "org_Name",
    "vic_DetailsOfVulnerabilities", "spl_Objectives", "cas_IncomingReferralDate",
}  # fmt: skip


@pytest.fixture(autouse=True)
def database(no_database: Path) -> Path:
    return no_database


def report_of(path: Path) -> CaseReport:
    (report,) = build.check([path])
    assert isinstance(report, CaseReport)
    return report


# ------------------------------------------------------------------------------------------------------- the standard


def test_every_field_of_the_standard_is_classified_and_nothing_free_is_accepted() -> None:
    assert len(fields()) == 84
    for field in fields().values():
        assert (field.handling == "identifies") == bool(field.reason), field.name
        assert (field.handling == "accepted") == bool(field.becomes), field.name
        if field.handling != "identifies":
            assert field.kind in ("one", "several", "yes_no", "country", "language", "number"), field.name
    identifying = {field.name for field in fields().values() if field.handling == "identifies"}
    assert identifying >= IDENTIFYING
    assert not {"prs_Gender", "vic_TypeOfExploitation"} & identifying


def test_a_label_of_several_fields_is_the_one_handled_most_strictly() -> None:
    assert labels()["city"].handling == labels()["longitude"].handling == "identifies"
    assert labels()["gender"].name == "prs_Gender"


@pytest.mark.real
def test_the_fields_are_those_of_the_published_standard(real_data: Path) -> None:
    book = fastexcel.read_excel(real_data / "htcds" / "HTCDS Field Standards 2.0.ods")
    sheet = book.load_sheet(0, header_row=0, dtypes="string").to_polars()
    published = {name for name in sheet["Field Name including Prefix"] if name and name != "N/A"}
    assert {field.name for field in fields().values()} - published == {"per_Organisation"}
    assert published <= {field.name for field in fields().values()}


@pytest.mark.real
def test_the_published_empty_sheet_is_recognised_and_has_the_columns_of_the_fabricated_one(real_data: Path) -> None:
    path = real_data / "htcds" / "HTCDS Excel Spreadsheet v2.0.xlsx"
    with pytest.raises(DataError, match="is an empty case sheet of HTCDS"):
        build.check([path])
    sheet = fastexcel.read_excel(path).load_sheet(0, header_row=None, dtypes="string", n_rows=2).to_polars()
    heading = list(zip(*([cell or "" for cell in row] for row in sheet.iter_rows()), strict=True))
    assert heading == list(COLUMNS[:-1])
    assert all(by_name(name) or not name for name, _ in heading)


# -------------------------------------------------------------------------------------------------------- what is said


def test_a_filled_sheet_is_reported_in_numbers(tmp_path: Path) -> None:
    report = report_of(fabricated_htcds.workbook(tmp_path))
    assert (report.cases, report.consents, report.other_sheets) == (CASES, 2, 1)
    filled = {answers.field: (answers.filled, answers.wrong_rows) for answers in report.accepted}
    assert filled == {
        "prs_Gender": (3, (5,)), "prs_Citizenship": (3, (5,)), "vic_TraffickingStatus": (3, ()),
        "vic_MethodOfRecruitment": (3, (5,)), "vic_MethodsOfControl": (2, ()), "vic_TypeOfExploitation": (3, ()),
        "vic_ForcedLabourIndustry": (2, ()), "vic_TypeOfSexExploitation": (1, ()),
    }  # fmt: skip
    unused = {answers.field: answers.wrong_rows for answers in report.unused}
    assert unused == {
        "con_Consent": (), "vic_TraffickingStatusDecisionMakingOrg": (), "cas_Status": (4,),
        "cas_ReasonForIncomingReferral": (), "cas_ReasonForOutgoingReferral": (4,),
    }  # fmt: skip
    assert report.identifies["name"] == {
        "prs_Salutation": 3, "prs_FirstName": 3, "prs_SecondName": 3, "prs_Title": 3,
    }  # fmt: skip
    assert report.unknown == {"AN": 3}


def test_a_column_whose_name_and_label_disagree_is_the_stricter_of_the_two(tmp_path: Path) -> None:
    report = report_of(fabricated_htcds.workbook(tmp_path))
    assert report.disagreeing == ("N", "O", "Q", "R")  # the addresses of the published sheet
    assert sum(report.identifies["place"].values()) == 3 * 7


def test_the_report_is_told_line_by_line(invoke: Invoke, tmp_path: Path) -> None:
    done = invoke("check", fabricated_htcds.workbook(tmp_path))
    assert done.exit_code == 0
    assert done.stdout.startswith("cases.xlsx: a case sheet of HTCDS 2.0 with 3 cases. 24 of its fields can identify")
    assert "prs_Gender: 1 of 3 answers not in the standard's list, row 5 (it knows Feminine, Masculine," in done.stdout
    assert "must never be loaded, names: prs_Salutation (3), prs_FirstName (3)" in done.stdout
    assert "not in the standard, so to be taken as identifying: column AN (3)" in done.stdout
    assert "consent is a yes in 2 of 3 cases" in done.stdout


@pytest.mark.parametrize("form", ["text", "semicolons", "packed", "labels alone", "names alone", "a title above"])
def test_every_form_of_a_sheet_is_the_same_sheet(form: str, tmp_path: Path) -> None:
    rows = lines()
    rows = {"labels alone": rows[1:], "names alone": [rows[0], *rows[2:]], "a title above": [["Our cases"], *rows]}.get(
        form, rows
    )
    path = fabricated_htcds.text(tmp_path, rows, ";" if form == "semicolons" else ",")
    if form == "packed":
        (tmp_path / "cases.csv.gz").write_bytes(gzip.compress(path.read_bytes()))
        path = tmp_path / "cases.csv.gz"
    report = report_of(path)
    assert report.cases == CASES
    first = 3 + {"labels alone": -1, "names alone": -1, "a title above": 1}.get(form, 0)
    gender = next(answers for answers in report.accepted if answers.field == "prs_Gender")
    assert gender.wrong_rows == (first + 2,)
    assert len(report.identifies["name"]) == 4


# --------------------------------------------------------------------------------------------- what must never happen


@pytest.mark.parametrize("arguments", [(), ("--as", "ctdc-k-anonymised"), ("--as", "demo", "--edition", "2025")])
def test_a_case_sheet_is_never_loaded(
    arguments: tuple[str, ...], invoke: Invoke, tmp_path: Path, database: Path
) -> None:
    for path in (fabricated_htcds.workbook(tmp_path), fabricated_htcds.text(tmp_path)):
        done = invoke("load", path, *arguments)
        assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (1, "", 1)
        assert "is a case sheet of IOM's Human Trafficking Case Data Standard (HTCDS)" in done.stderr
        assert not database.exists()
        assert not list(database.parent.iterdir())


def test_a_refused_sheet_does_not_keep_other_files_out(invoke: Invoke, tmp_path: Path) -> None:
    done = invoke("load", fabricated_htcds.workbook(tmp_path), fabricated.victim_perpetrator(tmp_path))
    assert done.exit_code == 1
    assert done.stdout.startswith("ctdc-victim-perpetrator 2022-12-01: ")


def test_nothing_a_sheet_holds_is_printed_or_logged(
    invoke: Invoke, tmp_path: Path, caplog: pytest.LogCaptureFixture, database: Path
) -> None:
    """Not by any command, in any form, not even where the sheet is damaged or a name stands where a code should."""
    caplog.set_level(logging.DEBUG)
    torn = [*lines(), [SECRET], [f'{SECRET} "'] * 60]
    for path in (fabricated_htcds.workbook(tmp_path), fabricated_htcds.text(tmp_path, torn)):
        said = [invoke(*words, path) for words in (("check",), ("check", "--json"), ("load",), ("load", "--json"))]
        assert SECRET.lower() not in "".join(done.output for done in said).lower()
        assert all(done.exception is None or isinstance(done.exception, SystemExit) for done in said)
        assert json.loads(said[1].stdout)[0]["cases"] >= CASES
    assert SECRET not in caplog.text
    assert not [path for path in database.parent.glob("**/*") if path.is_file()]


def test_published_files_are_no_case_sheets(tmp_path: Path) -> None:
    for report in build.check(fabricated.every_file(tmp_path)):
        assert not isinstance(report, CaseReport)


def test_a_case_sheet_that_is_dropped_on_a_page_is_told_and_cannot_be_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    sheet = fabricated_htcds.workbook(tmp_path)
    job = ended(start("check", Kept(sheet.name, sheet.read_bytes())))
    assert (job.state, job.report["status"], job.report["cases"]) == ("done", "refused", CASES)
    shown: list[str] = []
    monkeypatch.setattr(drop.st, "html", shown.append)
    monkeypatch.setattr(drop.st, "button", lambda *_args, **_named: pytest.fail("a way to load it"))
    drop._report(words("en"), None, job)
    page = " ".join(shown)
    assert words("en")("drop.refused") in page
    assert "24 of its fields can identify people" in page
    assert SECRET not in page
    assert ended(start("load", Kept(sheet.name, sheet.read_bytes()))).state == "refused"
