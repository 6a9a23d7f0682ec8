"""Who the people are: gender and age against people counted by hand, and against the publishers' files read as text."""

import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from etl import build
from queries.catalogue import catalogue
from queries.figure import Figure
from queries.interval import Interval
from queries.people import can_be_crossed, people
from queries.people_shares import by_place, children_by_year, genders_by_year, places_offered, stages, stages_of
from queries.uncertainty import wilson
from queries.view import Filters, View
from tests import fabricated, fabricated_glotip
from tests.made import FIGURES, edition

Row = dict[str, str]
BANDS = {"09--17": "9_17", "0--8": "0_8", "9--17": "9_17", "48+": "48_plus"}
GENDERS = {"Female": "female", "Male": "male", "Transgender/NonConforming": "transgender_nonconforming"}


def person(gender: str, age: str = "", majority: str = "", country: str = "MD", **more: str) -> Row:
    return {"yearOfRegistration": "2015", "Datasource": "Case Management", "gender": gender, "ageBroad": age,
            "majorityStatus": majority, "CountryOfExploitation": country, **more}  # fmt: skip


# 40 girls of 9 to 17, 30 women of 18 to 20, 20 men of 18 to 20, 10 children and 6 adults without a band, of whom 4 have
# no gender, 14 of whom nothing is known.
PEOPLE = [
    *[person("Female", "9--17", "Minor")] * 40,
    *[person("Female", "18--20", "Adult", "PH")] * 30,
    *[person("Male", "18--20", "Adult", "PH")] * 20,
    *[person("Male", "", "Minor")] * 10,
    *[person("", "", "Adult", "PH")] * 4,
    *[person("Male", "", "Adult", "PH")] * 2,
    *[person("")] * 14,
]


@pytest.fixture
def loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], object]:
    """Loads one file into a database of its own."""
    monkeypatch.setenv("TRENDS_DATABASE", str(tmp_path / "trends.duckdb"))
    return lambda path: build.load([path])


@pytest.fixture
def counted(loaded: Callable[[Path], object], tmp_path: Path) -> None:
    loaded(fabricated.k_anonymised_of(tmp_path, PEOPLE))


def view(**chosen: object) -> View:
    return View("people", Filters(**chosen))  # type: ignore[arg-type]


def rows(figure: Figure) -> dict[tuple[str | None, str | None], int]:
    return {(gender, age): low for gender, age, low in figure.frame["gender", "age", "low"].rows()}


@pytest.mark.usefixtures("counted")
def test_every_person_is_in_one_row_whether_age_and_gender_are_known_or_not() -> None:
    figure = people(view())
    assert rows(figure) == {
        ("female", "9_17"): 40, ("female", "18_20"): 30, ("male", "18_20"): 20, ("male", "minor_no_band"): 10,
        ("male", "adult_no_band"): 2, (None, "adult_no_band"): 4, (None, None): 14,
    }  # fmt: skip
    assert figure.frame["low"].sum() == figure.facts["records"] == len(PEOPLE)


@pytest.mark.usefixtures("counted")
def test_a_band_is_divided_by_its_years_and_what_has_no_two_ends_by_none() -> None:
    by_age = {age: (years, each) for age, years, each in people(view()).frame["age", "age_years", "per_year"].rows()}
    assert by_age["9_17"] == (9, pytest.approx(40 / 9))
    assert by_age["18_20"][0] == 3
    assert {by_age[age] for age in ("minor_no_band", "adult_no_band", None)} == {(None, None)}


@pytest.mark.usefixtures("counted")
def test_children_are_a_share_of_those_whose_age_is_known_and_women_of_those_whose_gender_is() -> None:
    facts = people(view()).facts
    children, women = facts["children"], facts["women"]
    assert (children.part, children.known, children.total) == (Interval(50, 50), Interval(106, 106), 120)
    assert children.percent == Interval(100 * 50 / 106, 100 * 50 / 106)
    expected = wilson(50, 106)
    assert children.interval == Interval(100 * expected.low, 100 * expected.high)
    assert (women.part, women.known) == (Interval(70, 70), Interval(102, 102))
    assert (facts["age_known"], facts["gender_known"]) == (pytest.approx(100 * 106 / 120), pytest.approx(85))


@pytest.mark.usefixtures("counted")
def test_a_filter_on_age_is_no_part_of_what_children_are_a_share_of() -> None:
    facts = people(view(age=("9_17",))).facts
    assert facts["records"] == 40
    assert facts["children"].percent == people(view()).facts["children"].percent
    assert facts["women"].percent == Interval(100, 100)  # the gender is not filtered by: all of these are girls


@pytest.mark.usefixtures("counted")
def test_of_fewer_than_thirty_known_there_is_no_percentage() -> None:
    facts = people(view(gender=("male",), country=("MDA",))).facts
    assert (facts["children"].known, facts["children"].percent) == (Interval(10, 10), None)


@pytest.mark.usefixtures("counted")
def test_by_region_a_share_of_nobody_is_zero_and_one_of_too_few_is_withheld() -> None:
    found = {(person, region): (value, status) for person, region, value, status in
             by_place(view()).frame["person", "region", "value_low", "status"].rows()}  # fmt: skip
    assert found["minor", "europe"] == (100, "A")  # all 50 of known age
    assert found["minor", "asia"] == (0, "A")  # none of 56: a zero, not an absence
    assert found["female", "asia"][0] == pytest.approx(100 * 30 / 52)


def test_a_data_set_that_tells_children_at_one_moment_only_has_no_comparison() -> None:
    assert stages_of(edition(answers=frozenset({"age", "majority", "gender"}))) == ("majority",)
    assert stages_of(FIGURES) == ()


@pytest.mark.usefixtures("counted")
def test_a_moment_that_nobody_tells_has_no_value_and_is_no_zero() -> None:
    frame = stages(view()).frame.filter(asked="majority_at_entry", same_records=False)
    assert frame["low", "known", "value_low", "status"].row(0) == (None, 0, None, "M")


def test_each_moment_has_its_own_denominator_and_the_same_records_a_third(
    loaded: Callable[[Path], object], tmp_path: Path
) -> None:
    moments = [
        *[person("Female", "9--17", "Minor", majorityStatusAtExploit="Minor", majorityEntry="Minor")] * 12,
        *[person("Female", "18--20", "Adult", majorityStatusAtExploit="Minor", majorityEntry="Minor")] * 6,
        *[person("Male", "18--20", "Adult", majorityStatusAtExploit="Adult", majorityEntry="Adult")] * 22,
        *[person("Male", "18--20", "Adult", majorityStatusAtExploit="Adult")] * 20,
        *[person("Male", "18--20", "Adult")] * 40,
    ]
    loaded(fabricated.k_anonymised_of(tmp_path, moments))
    figure = stages(view())
    found = {(asked, same): (low, known) for asked, same, low, known in
             figure.frame["asked", "same_records", "low", "known"].rows()}  # fmt: skip
    assert found == {
        ("majority", False): (12, 100), ("majority", True): (12, 40),
        ("majority_at_exploitation", False): (18, 60), ("majority_at_exploitation", True): (18, 40),
        ("majority_at_entry", False): (18, 40), ("majority_at_entry", True): (18, 40),
    }  # fmt: skip
    assert (figure.facts["records"], figure.facts["both"]) == (100, 40)


def glotip(sex: str, age: str, value: str, year: int = 2019) -> Row:
    return fabricated_glotip.row("ITA", year, value, Sex=sex, Age=age)


# Sex and age together add up to [91, 99]; the publisher's total is 120.
PUBLISHED = [
    glotip("Total", "Total", "120"), glotip("Female", "0 to 17 years", "20"), glotip("Male", "0 to 17 years", "<5"),
    glotip("Female", "18 years or over", "71"), glotip("Male", "18 years or over", "<5"),
]  # fmt: skip


@pytest.fixture
def published(loaded: Callable[[Path], object], tmp_path: Path) -> None:
    loaded(fabricated.glotip_of(tmp_path, PUBLISHED))


@pytest.mark.usefixtures("published")
def test_published_girls_boys_women_and_men_are_intervals_and_never_added_to_the_total() -> None:
    figure = people(view(dataset="unodc-glotip"))
    found = {(gender, age): (low, high) for gender, age, low, high in
             figure.frame["gender", "age", "low", "high"].rows()}  # fmt: skip
    assert found == {("female", "minor"): (20, 20), ("female", "adult"): (71, 71), ("male", "minor"): (0, 4),
                     ("male", "adult"): (0, 4)}  # fmt: skip
    facts = figure.facts
    assert (facts["known"], facts["known_high"], facts["whole"], facts["whole_high"]) == (91, 99, 120, 120)
    children = facts["children"]
    assert (children.part, children.known) == (Interval(20, 24), Interval(91, 99))
    assert children.percent == Interval(100 * 20 / (20 + 75), 100 * 24 / (24 + 71))


@pytest.mark.usefixtures("published")
def test_what_is_not_published_together_is_not_made_up() -> None:
    loaded_edition = catalogue().default()
    assert can_be_crossed(loaded_edition, Filters())
    assert not can_be_crossed(loaded_edition, Filters(origin=("NGA",)))
    assert places_offered(loaded_edition, Filters()) == ()  # region by sex or age alone was not published here
    with pytest.raises(ValueError, match="not published together"):
        people(view(dataset="unodc-glotip", origin=("NGA",)))


# The publishers' own files, counted as text.


@pytest.mark.real
@pytest.mark.usefixtures("publishers")
def test_the_synthetic_file_by_gender_and_age_is_the_file_read_as_text(real_data: Path) -> None:
    with (real_data / "ctdc/CTDC_synthetic_20210825.tsv").open(encoding="utf-8-sig", newline="") as file:
        raw = Counter(
            (GENDERS.get(row["gender"]), BANDS.get(row["ageBroad"], row["ageBroad"].replace("--", "_") or None))
            for row in csv.DictReader(file, delimiter="\t")
        )
    figure = people(view(dataset="ctdc-synthetic"))
    assert rows(figure) == raw
    by_gender = {gender: sum(n for (one, _), n in raw.items() if one == gender) for gender, _ in raw}
    assert by_gender == {"female": 105_990, "male": 39_530, "transgender_nonconforming": 410, None: 47_095}
    assert sum(n for (_, age), n in raw.items() if age == "9_17") == 18_740
    assert figure.facts["children"].part.low == 18_740 + 4_720


@pytest.mark.real
@pytest.mark.usefixtures("publishers")
def test_adults_published_by_gender_only_are_no_less_adults() -> None:
    """Pakistan's of 2019 stand as fewer than 5 together, and as 15,255 women and 9,581 men."""
    of_pakistan = view(dataset="unodc-glotip", country=("PAK",), from_=2019, to=2019)
    children = by_place(of_pakistan).frame.filter(pl.col("person") == "minor").row(0, named=True)
    assert (children["low"], children["known"]) == (6_937, 15_255 + 9_581 + 6_937)
    assert children["value_low"] == pytest.approx(people(of_pakistan).facts["children"].percent.low)
    assert children_by_year(of_pakistan).facts["in_part"] == {2019: pytest.approx(100 * 6_941 / 32_022)}


@pytest.mark.real
@pytest.mark.usefixtures("publishers")
def test_children_and_genders_by_year_are_the_file_read_as_text(real_data: Path) -> None:
    with (real_data / "ctdc/CTDC_synthetic_20210825.tsv").open(encoding="utf-8-sig", newline="") as file:
        raw = [row for row in csv.DictReader(file, delimiter="\t") if row["yearOfRegistration"] == "2016"]
    known = [row for row in raw if row["ageBroad"]]
    children = [row for row in known if row["ageBroad"] in ("0--8", "09--17")]
    of_2016 = children_by_year(view(dataset="ctdc-synthetic")).frame.filter(year_first=2016).row(0, named=True)
    assert (of_2016["low"], of_2016["known"], of_2016["total"]) == (len(children), len(known), 24_930)
    female = genders_by_year(view(dataset="ctdc-synthetic")).frame.filter(year_first=2016, code="female")
    counted = sum(row["gender"] == "Female" for row in raw), sum(bool(row["gender"]) for row in raw)
    assert female["low", "known"].row(0) == counted


@pytest.mark.real
@pytest.mark.usefixtures("publishers")
def test_when_a_person_was_a_child_is_the_file_read_as_text(real_data: Path) -> None:
    with (real_data / "ctdc/The Global Dataset 27 Nov 2017.csv").open(encoding="utf-8-sig", newline="") as file:
        raw = [row for row in csv.DictReader(file) if (row["Datasource"] or "").strip()]
    columns = {"majority": "majorityStatus", "majority_at_exploitation": "majorityStatusAtExploit",
               "majority_at_entry": "majorityEntry"}  # fmt: skip
    figure = stages(view(dataset="ctdc-k-anonymised", edition="2017-11-27"))
    own = figure.frame.filter(~figure.frame["same_records"])
    for asked, low, known in own["asked", "low", "known"].rows():
        answers = Counter(row[columns[asked]] for row in raw)
        assert (low, known) == (answers["Minor"], answers["Minor"] + answers["Adult"])
