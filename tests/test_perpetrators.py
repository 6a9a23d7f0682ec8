"""What records say of perpetrators: shares against records counted by hand and the publisher's file read as text."""

import csv
from collections import Counter
from pathlib import Path

import polars as pl
import pytest

from etl import build
from queries.perpetrators import across, periods, perpetrators
from queries.view import Filters, View
from tests import fabricated

Row = dict[str, str]
ROLES = {"IP_Exploiter": "role_exploiter", "IP_RecruiterBroker": "role_recruiter_broker",
         "IP_TransactionProcess": "role_transaction_process",
         "IP_ControlAbuseKidnap": "role_control_abuse_kidnap"}  # fmt: skip
# 30 women exploited and recruited by a woman and a man, 10 men exploited only, 20 men of whom only payment is told, 15
# of whom nothing is.
RECORDS = [
    *[{"yearRegister": "2005-2013", "gender": "Female", "IP_Exploiter": "1", "IP_RecruiterBroker": "1",
       "IP_Gender": "Female;Male"}] * 30,
    *[{"yearRegister": "2019", "gender": "Male", "IP_Exploiter": "1", "IP_Gender": "Male"}] * 10,
    *[{"yearRegister": "2019", "gender": "Male", "IP_PayMoney": "No;Yes"}] * 20,
    *[{"yearRegister": "", "gender": ""}] * 15,
]  # fmt: skip


@pytest.fixture
def counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(tmp_path / "trends.duckdb"))
    build.load([fabricated.victim_perpetrator_of(tmp_path, RECORDS)])


def view(*options: tuple[str, str], **chosen: object) -> View:
    return View("perpetrators", Filters(**chosen), options=options)  # type: ignore[arg-type]


@pytest.mark.usefixtures("counted")
def test_each_part_is_of_the_records_that_tell_it_and_several_answers_pass_a_hundred() -> None:
    found = {code: (low, known, total, value) for code, low, known, total, value in
             perpetrators(view()).frame["perpetrator", "low", "known", "total", "value_low"].rows()}  # fmt: skip
    assert found["role_exploiter"] == (40, 40, 75, 100)
    assert found["role_recruiter_broker"] == (30, 40, 75, 75)
    assert (found["gender_male"], found["gender_female"]) == ((40, 40, 75, 100), (30, 40, 75, 75))
    assert found["payment_yes"] == found["payment_no"] == (20, 20, 75, None)  # of 20: no percentage
    assert perpetrators(view()).facts["records"] == 75


@pytest.mark.usefixtures("counted")
def test_periods_are_those_of_the_file_and_a_code_nobody_tells_in_one_is_zero_there() -> None:
    frame = periods(view()).frame
    found = {(code, first, last): (low, known, total) for code, first, last, low, known, total in
             frame["code", "year_first", "year_last", "low", "known", "total"].rows()}  # fmt: skip
    assert found == {
        ("role_exploiter", 2005, 2013): (30, 30, 30), ("role_exploiter", 2019, 2019): (10, 10, 30),
        ("role_recruiter_broker", 2005, 2013): (30, 30, 30), ("role_recruiter_broker", 2019, 2019): (0, 10, 30),
    }  # fmt: skip
    assert periods(view()).facts["undated"] == 15


@pytest.mark.usefixtures("counted")
def test_across_the_gender_of_the_person_every_gender_has_its_own_denominator() -> None:
    frame = across(view(("part", "role"))).frame
    found = {(role, gender): (low, known, total) for role, gender, low, known, total in
             frame["perpetrator_role", "gender", "low", "known", "total"].rows()}  # fmt: skip
    assert found["role_recruiter_broker", "female"] == (30, 30, 30)
    assert found["role_recruiter_broker", "male"] == (0, 10, 30)
    assert found["role_exploiter", None] == (None, 0, 15)  # nothing is told: no value, and no zero


@pytest.mark.usefixtures("counted")
def test_a_filter_on_the_person_is_a_filter_on_the_records() -> None:
    assert perpetrators(view(gender=("female",))).facts["records"] == 30


def test_nothing_is_tested_on_made_rows(counted: None) -> None:  # noqa: ARG001
    assert perpetrators(view()).frame["ci_low"].count() == 0


@pytest.fixture
def raw(real_data: Path) -> list[Row]:
    with (real_data / "ctdc/CTDC_VPsynthetic_condensed.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def of_real(*options: tuple[str, str]) -> View:
    return view(*options, dataset="ctdc-victim-perpetrator")


@pytest.mark.real
@pytest.mark.usefixtures("publishers")
def test_the_published_file_has_its_periods_and_roles_as_text(raw: list[Row]) -> None:
    assert Counter(row["yearRegister"] for row in raw) == {
        "2014-2018": 6_274, "2021-2022": 4_335, "2005-2013": 2_531, "2019": 2_398, "2020": 2_002, "": 3_655,
    }  # fmt: skip
    frame, facts = periods(of_real()).frame, periods(of_real()).facts
    assert facts["undated"] == 3_655
    for code, first, last, low, known, total in frame[
        "code", "year_first", "year_last", "low", "known", "total"
    ].rows():
        own = [row for row in raw if row["yearRegister"] == (f"{first}-{last}" if last > first else str(first))]
        column = next(name for name, role in ROLES.items() if role == code)
        assert low == sum(row[column] == "1" for row in own)
        assert known == sum(any(row[name] == "1" for name in ROLES) for row in own)
        assert total == len(own)


@pytest.mark.real
@pytest.mark.usefixtures("publishers")
def test_the_published_file_has_its_parts_as_text(raw: list[Row]) -> None:
    frame = perpetrators(of_real()).frame
    for column, codes in (
        ("IP_Gender", {"Female": "gender_female", "Male": "gender_male"}),
        ("IP_ageBroad", {"0--29": "age_0_29", "30--38": "age_30_38", "39--47": "age_39_47", "48+": "age_48_plus"}),
        ("IP_PayMoney", {"Yes": "payment_yes", "No": "payment_no"}),
    ):
        told = [set(row[column].split(";")) & set(codes) for row in raw]
        for text, code in codes.items():
            own = frame.filter(pl.col("perpetrator") == code)
            counted = sum(text in one for one in told), sum(bool(one) for one in told), len(raw)
            assert own["low", "known", "total"].row(0) == counted


@pytest.mark.real
@pytest.mark.usefixtures("publishers")
def test_across_the_gender_of_the_person_is_the_file_as_text(raw: list[Row]) -> None:
    frame = across(of_real(("part", "relation"))).frame
    own = [row for row in raw if row["gender"] == "Female"]
    assert len(own) == 9_589
    family = frame.filter(gender="female", perpetrator_relation="relation_family_intimate_partner")
    told = sum(bool(row["IP_Relation"]) for row in own), len(own)
    assert family["known", "total"].row(0) == told
    assert family["low"][0] == sum("FamilyIntimatePartner" in row["IP_Relation"].split(";") for row in own)
