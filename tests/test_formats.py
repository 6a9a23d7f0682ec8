"""Every published layout is read as its publisher means it: counted on made-up files, against the records they hold."""

import shutil
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data import codes, store
from etl import build
from etl import demo as generator
from etl.dataset import DataError
from etl.datasets import DATASETS
from etl.datasets.ctdc_flags import FLAGS
from etl.datasets.editions import dates_in_name, dates_in_text
from etl.report import LoadReport
from etl.source import column_key
from tests import fabricated
from tests.fabricated_records import DEMO, Record, records_of

ROOT = Path(__file__).parent.parent
K_ANONYMISED = ("2017-11-27", "2018-09-03", "2020-04-14", "2021-07-15")
VICTIMS = {
    ("ctdc-synthetic", "2021-08-25"): "synthetic",
    **{("ctdc-synthetic", edition): f"synthetic {edition}" for edition in ("2024", "2025", "2026")},
    **{("ctdc-k-anonymised", edition): f"k-anonymised {edition}" for edition in K_ANONYMISED},
    ("ctdc-victim-perpetrator", "2022-12-01"): "victim-perpetrator",
    ("demo", "2025"): "demo",
}
MISSING = ("", "-99", "Unknown")


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[tuple[str, str], LoadReport]]:
    """One file of every edition in one database, and what was said of each."""
    folder = tmp_path_factory.mktemp("formats")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRENDS_DATABASE", str(folder / "trends.duckdb"))
        later = [fabricated.later_synthetic(folder, edition) for edition in ("2024", "2025", "2026")]
        loaded = build.load([*fabricated.every_file(folder), *later])
        yield {(report.dataset, report.edition): report for report in loaded}


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty database of the test's own."""
    path = tmp_path / "trends.duckdb"
    monkeypatch.setenv("TRENDS_DATABASE", str(path))
    return path


def ask(sql: str, edition: tuple[str, str] | None = None) -> list[tuple[Any, ...]]:
    where = {"dataset": edition[0], "edition": edition[1]} if edition else {}
    return store.query(sql, where).rows()


def tally(edition: tuple[str, str], column: str) -> dict[Any, int]:
    """Records by the values of a plain column of table victims; unknown left out."""
    sql = f"""SELECT {column}::VARCHAR, sum(records)::BIGINT FROM victims
              WHERE dataset = $dataset AND edition = $edition AND {column} IS NOT NULL GROUP BY ALL"""  # noqa: S608
    return dict(ask(sql, edition))


def expected(records: list[Record], column: str) -> Counter[str]:
    return Counter(record[column] for record in records if record.get(column, "") not in MISSING)


def changed(path: Path, old: str, new: str, count: int = -1) -> Path:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, count), "utf-8")
    return path


# --------------------------------------------------------------------------------------------------- what a file is


def test_every_edition_is_recognised_and_no_record_is_lost(reports: dict[tuple[str, str], LoadReport]) -> None:
    for edition, what in VICTIMS.items():
        assert reports[edition].records == len(records_of(what)), edition
    assert {("unodc-glotip", "2025-04-14"), ("unodc-glotip", "2023-05-30")} == reports.keys() - VICTIMS.keys()


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("edition", "told"), [("2018-09-03", True), ("2020-04-14", True), ("2021-07-15", True), ("2017-11-27", False)]
)
def test_a_renamed_download_is_told_by_its_contents_or_asked_for(edition: str, told: bool, tmp_path: Path) -> None:
    renamed = shutil.copy(fabricated.k_anonymised(tmp_path, edition), tmp_path / "data.csv")
    if told:
        assert build.check([renamed])[0].edition == edition
    else:  # of 2017 or 2018, and a part of either: only the whole file of 2017 is told by its number of records
        with pytest.raises(DataError, match="--edition"):
            build.check([renamed])
        assert build.check([renamed], edition=edition)[0].edition == edition


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("make", [fabricated.synthetic, fabricated.victim_perpetrator, fabricated.demo])
def test_a_layout_of_one_release_needs_no_name_and_ignores_the_day_of_the_download(make: Any, tmp_path: Path) -> None:
    path = make(tmp_path)
    told = build.check([path])[0].edition
    renamed = shutil.copy(path, tmp_path / "download 3 May 2024.csv")
    again = build.check([renamed])[0]
    assert again.edition == told
    assert any("only one with these columns" in note for note in again.notes)


@pytest.mark.parametrize(
    ("name", "dates"),
    [
        ("The Global Dataset 27 Nov 2017.csv", ("2017-11-27",)),
        ("The Global Dataset 3 Sept 2018.csv", ("2018-09-03",)),
        ("CTDC_synthetic_20210825.tsv", ("2021-08-25",)),
        ("k_2021-07-15_14_April_2020.csv", ("2021-07-15", "2020-04-14")),
        ("table_20211399.csv", ()),
        ("data_123456789.csv", ()),
        ("data.csv", ()),
    ],
)
def test_a_file_name_tells_its_dates(name: str, dates: tuple[str, ...]) -> None:
    assert dates_in_name(name) == dates


def test_a_preface_writes_the_day_first() -> None:
    assert dates_in_text(("UNODC", "05/04/2025")) == ("2025-04-05",)
    assert dates_in_text(("Extracted on 30 May 2023",)) == ("2023-05-30",)


# ------------------------------------------------------------------------------------------ what was answered, and how


@pytest.mark.usefixtures("reports")
def test_every_yes_and_every_no_of_every_flag_can_be_recovered() -> None:
    for edition, what in VICTIMS.items():
        records = records_of(what)
        flags = ask(
            """SELECT question, code, source_column FROM questions
               WHERE dataset = $dataset AND edition = $edition AND code <> '' AND source_column NOT LIKE 'IP_%'""",
            edition,
        )
        assert flags
        for question, code, column in flags:
            for value, answer in (("1", "yes"), ("0", "no")):
                found = ask(
                    f"""SELECT coalesce(sum(records), 0)::BIGINT FROM victims
                        WHERE dataset = $dataset AND edition = $edition
                          AND list_contains({question}_{answer}::VARCHAR[], '{code}')""",  # noqa: S608
                    edition,
                )
                counted = sum(record.get(column) == value for record in records)
                assert found == [(counted,)], (edition, column, value)


def test_every_flag_column_of_every_header_is_used(reports: dict[tuple[str, str], LoadReport]) -> None:
    known = {
        "RecruiterRelationship", fabricated.K_ANONYMISED_2020[0], "meansOfControlConcatenated",
        "typeOfExploitConcatenated", "typeOfLabourConcatenated", "typeOfSexConcatenated", "Country", "Source",
    }  # fmt: skip
    assert {column for report in reports.values() for column in report.unused_columns} == known


@pytest.mark.usefixtures("reports")
def test_only_published_zeros_give_a_flag_its_own_denominator() -> None:
    flags = ask("SELECT DISTINCT dataset, question, zeros FROM questions WHERE code <> ''")
    assert {dataset for dataset, _, zeros in flags if zeros} == {"ctdc-k-anonymised"}
    with_zeros = {question for dataset, question, zeros in flags if zeros}
    assert with_zeros == {"exploitation", "sector", "sexual_form", "recruiter"}
    never = ask("SELECT zeros FROM questions WHERE source_column = 'meansOfControlNotSpecified'")
    assert set(never) == {(False,)}  # the files hold zeros there, yet means are ticked or missing


@pytest.mark.usefixtures("database")
def test_a_file_that_lost_its_zeros_says_so(tmp_path: Path) -> None:
    report = build.load([fabricated.k_anonymised_without_zeros(tmp_path)])[0]
    assert (report.edition, report.unused_columns) == ("2021-07-15", ("caseNo",))
    assert ask("SELECT zeros_lost FROM datasets") == [(True,)]
    assert ask("SELECT count(*) FROM questions WHERE zeros") == [(0,)]
    assert report.profiles is not None
    assert report.records is not None
    assert report.profiles < report.records / 3  # the number of every row does not keep rows apart


@pytest.mark.usefixtures("reports")
def test_a_file_with_zeros_does_not_say_that_it_lost_them() -> None:
    assert set(ask("SELECT zeros_lost FROM datasets")) == {(False,)}


# -------------------------------------------------------------------------------------------------------- plain columns


@pytest.mark.usefixtures("reports")
@pytest.mark.parametrize("edition", VICTIMS, ids=" ".join)
def test_years_genders_and_ages_are_counted_as_the_file_has_them(edition: tuple[str, str]) -> None:
    records = records_of(VICTIMS[edition])
    genders = {"Woman": "female", "Man": "male", "Female": "female", "Male": "male"}
    by_gender: Counter[str] = Counter()
    for text, n in expected(records, "gender").items():
        by_gender[genders.get(text, "transgender_nonconforming")] += n
    assert tally(edition, "gender") == by_gender
    ages = {
        text.replace("09", "9").replace("--", "_").replace("+", "_plus"): n
        for text, n in expected(records, "ageBroad").items()
    }
    assert tally(edition, "age") == ages
    if VICTIMS[edition] != "victim-perpetrator":
        assert tally(edition, "period_first") == expected(records, "yearOfRegistration")
        assert tally(edition, "period_last") == expected(records, "yearOfRegistration")


@pytest.mark.usefixtures("reports")
def test_retired_and_made_up_country_codes_are_read_and_namibia_is_not_missing() -> None:
    for edition in K_ANONYMISED:
        found = tally(("ctdc-k-anonymised", edition), "origin")
        assert {code: found[code] for code in ("NAM", "XKX", "COD", "TLS", "YUG", "ANT")} == {
            "NAM": 1, "XKX": 2, "COD": 1, "TLS": 1, "YUG": 1, "ANT": 1,
        }  # fmt: skip
        ours = {"UA": "UKR", "PH": "PHL", "MD": "MDA"}
        written = expected(records_of(f"k-anonymised {edition}"), "citizenship")
        assert {code: found[code] for code in ours.values()} == {code: written[iso2] for iso2, code in ours.items()}


@pytest.mark.usefixtures("reports")
def test_a_country_has_its_region_and_a_file_of_regions_has_no_country() -> None:
    rows = ask("SELECT DISTINCT region::VARCHAR, subregion::VARCHAR FROM victims WHERE country = 'PHL'")
    assert rows == [("asia", "south_eastern_asia")]
    edition = ("ctdc-victim-perpetrator", "2022-12-01")
    assert tally(edition, "country") == tally(edition, "origin") == tally(edition, "subregion") == {}
    assert set(tally(edition, "region")) == {"africa", "americas_oceania", "asia", "europe"}


@pytest.mark.usefixtures("reports")
def test_who_is_a_child_follows_from_the_age_where_no_column_says_it() -> None:
    edition = ("ctdc-synthetic", "2021-08-25")
    ages = expected(records_of("synthetic"), "ageBroad")
    minors = ages["0--8"] + ages["09--17"]
    assert tally(edition, "majority") == {"minor": minors, "adult": ages.total() - minors}
    said = expected(records_of("k-anonymised 2020-04-14"), "majorityStatus")
    edition = ("ctdc-k-anonymised", "2020-04-14")
    assert tally(edition, "majority") == {"minor": said["Minor"], "adult": said["Adult"]}


@pytest.mark.usefixtures("reports")
def test_the_contributor_is_kept_where_a_file_names_it() -> None:
    assert tally(("demo", "2025"), "contributor") == expected(records_of("demo"), "contributor")


@pytest.mark.usefixtures("reports")
def test_periods_keep_both_ends_and_cells_of_several_values_come_apart() -> None:
    edition = ("ctdc-victim-perpetrator", "2022-12-01")
    periods = ask("SELECT DISTINCT period_first, period_last FROM victims WHERE dataset = $dataset "
                  "AND edition = $edition AND period_first IS NOT NULL ORDER BY ALL", edition)  # fmt: skip
    assert periods == [(2005, 2013), (2014, 2018), (2019, 2019), (2020, 2020), (2021, 2022)]
    records = records_of("victim-perpetrator")
    for code, column, text in (
        ("gender_male", "IP_Gender", "Male"),
        ("age_39_47", "IP_ageBroad", "39--47"),
        ("region_americas_oceania", "IP_citizen_UNRegion", "Americas/Oceania"),
        ("relation_stranger_unknown_other", "IP_Relation", "StrangerUnknownOther"),
        ("payment_no", "IP_PayMoney", "No"),
        ("role_exploiter", "IP_Exploiter", "1"),
    ):
        counted = sum(text in record[column].split(";") for record in records)
        sql = f"""SELECT sum(records)::BIGINT FROM victims WHERE dataset = $dataset AND edition = $edition
                  AND list_contains(perpetrator_yes::VARCHAR[], '{code}')"""  # noqa: S608
        assert ask(sql, edition) == [(counted,)], code


# ------------------------------------------------------------------------------------------------- forms of one file


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("form", ["semicolons", "workbook", "names in another case and cut"])
def test_every_form_of_a_file_gives_the_same_profiles(form: str, tmp_path: Path) -> None:
    edition = "2021-07-15"
    build.load([fabricated.k_anonymised(tmp_path, edition)])
    rows = "SELECT * FROM victims ORDER BY ALL"
    first = store.query(rows)
    if form == "workbook":
        other = fabricated.k_anonymised_workbook(tmp_path)
    else:
        other = fabricated.k_anonymised(tmp_path, edition, ";" if form == "semicolons" else ",")
    if form.startswith("names"):
        header = ",".join(fabricated.K_ANONYMISED_2020[1:])
        changed(other, header, ",".join(name[:32].upper() for name in fabricated.K_ANONYMISED_2020[1:]))
    build.load([other])
    assert store.query(rows).equals(first)


@pytest.mark.usefixtures("database")
def test_an_absent_column_is_unknown_and_an_extra_one_is_named(tmp_path: Path) -> None:
    path = fabricated.synthetic(tmp_path)
    changed(path, "\tgender\t", "\tregion\t")  # a column of ours by name, and not one of the file's
    report = build.load([path])[0]
    assert report.unused_columns == ("region",)
    assert ask("SELECT count(*) FROM victims WHERE gender IS NOT NULL") == [(0,)]
    assert ask("SELECT count(*) FROM questions WHERE question = 'gender'") == [(0,)]
    assert set(ask("SELECT DISTINCT region::VARCHAR FROM victims WHERE country = 'RUS'")) == {("europe",)}


# ------------------------------------------------------------------------------------------------------- what stays out


def test_unknown_codes_stop_a_load_with_one_message_that_lists_them_all(tmp_path: Path, database: Path) -> None:
    path = fabricated.k_anonymised(tmp_path, "2020-04-14")
    females = path.read_text("utf-8").count(",Female,")
    changed(path, ",Female,", ",Trans woman,")
    changed(path, ",Hotline,", ",Help line,")
    changed(path, ",TP,", ",QQ,", count=1)
    with pytest.raises(DataError) as refused:
        build.load([path])
    message = str(refused.value)
    first = next(n for n, line in enumerate(path.read_text("utf-8").splitlines()) if ",Trans woman," in line)
    rows = f"{females} rows, the first of them row {first}"
    assert f"column gender, {rows}: unknown value 'Trans woman'. Add it to GENDER in etl/datasets" in message
    assert "column Datasource" in message
    assert "'Help line'. Add it to COLLECTION in etl/datasets/ctdc.py." in message
    row = next(n for n, line in enumerate(path.read_text("utf-8").splitlines()) if ",QQ," in line)
    assert f"column citizenship, row {row}: unknown value 'QQ'. Add it to data/countries.csv." in message
    assert not database.exists()


@pytest.mark.usefixtures("database")
def test_an_unknown_value_inside_a_cell_of_several_is_unknown(tmp_path: Path) -> None:
    path = changed(fabricated.victim_perpetrator(tmp_path), "Female;Male", "Female;Robot")
    with pytest.raises(DataError, match=r"column IP_Gender, .*row \d+: unknown value 'Robot'"):
        build.load([path])


@pytest.mark.usefixtures("database")
def test_impossible_years_and_junk_lines_go_to_quarantine(tmp_path: Path) -> None:
    path = fabricated.k_anonymised(tmp_path, "2017-11-27")
    changed(path, "\n2005,", "\n2018,", count=1)  # after the release
    changed(path, "\n2005,", "\n19,", count=1)
    with path.open("a", encoding="utf-8") as file:
        file.write("," * (len(fabricated.K_ANONYMISED_2017) - 1) + "\n")
    report = build.load([path])[0]
    assert report.quarantined_by_reason == {"fields": fabricated.JUNK + 1, "year": 2}
    assert report.records == len(records_of("k-anonymised 2017-11-27")) - 2
    years = ask("""SELECT "value" FROM quarantine WHERE reason = 'year' AND "column" = 'yearOfRegistration' """)
    assert set(years) == {("2018",), ("19",)}


@pytest.mark.usefixtures("reports")
def test_a_synthetic_record_without_any_answer_is_a_record() -> None:
    sql = """SELECT sum(records)::BIGINT FROM victims WHERE dataset = 'ctdc-synthetic' AND period_first IS NULL
             AND country IS NULL AND origin IS NULL AND gender IS NULL AND age IS NULL AND means_yes IS NULL
             AND exploitation_yes IS NULL AND recruiter_yes IS NULL AND sector_yes IS NULL"""
    blank = sum(not any(record.values()) for record in records_of("synthetic"))
    assert blank >= 10
    assert ask(sql)[0][0] >= blank


# ---------------------------------------------------------------------------------------------------- the contract kept


def test_no_two_columns_of_ctdc_are_one_when_cut_and_every_code_exists() -> None:
    assert len({column_key(column) for column in FLAGS}) == len(FLAGS)
    for column, (question, code) in FLAGS.items():
        assert code in codes.GROUPS[question], column


def test_the_demonstration_is_written_in_the_layout_that_is_read() -> None:
    assert (*generator.LAYOUT, *generator.ADDED) == DEMO


def test_every_data_set_says_where_it_comes_from_and_on_which_terms() -> None:
    assert [dataset.id for dataset in DATASETS] == [
        "ctdc-synthetic", "ctdc-k-anonymised", "ctdc-victim-perpetrator", "unodc-glotip", "demo",
    ]  # fmt: skip
    for dataset in DATASETS:
        for text in (dataset.title, dataset.publisher, dataset.licence, dataset.terms, dataset.method):
            assert text, dataset.id
        assert "{year}" in dataset.citation, dataset.id
        assert dataset.bibtex.count("{") == dataset.bibtex.count("}"), dataset.id
        assert dataset.url.startswith("https://") or dataset.id == "demo"
        assert dataset.redistribution in codes.REDISTRIBUTION
        assert dataset.protection in codes.PROTECTION


@pytest.mark.usefixtures("reports")
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_break_has_its_reason_in_words(language: str) -> None:
    words = tomllib.loads((ROOT / "pages" / "locale" / f"{language}.toml").read_text("utf-8"))["break"]
    reasons = {reason for (breaks,) in ask("SELECT breaks FROM datasets") for reason in (b["reason"] for b in breaks)}
    assert reasons <= words.keys(), reasons - words.keys()
    assert len(reasons) >= 8
