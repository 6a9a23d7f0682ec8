"""A load puts one edition in the database, whole or not at all, and says what became of every row."""

import gzip
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from data import codes, store
from data.countries import countries
from etl import build, published
from etl.dataset import DataError
from etl.recipe import WrongUse
from etl.report import LoadReport
from tests.small import DATASETS, ROWS, people, written


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for a database, which every test has for itself."""
    path = tmp_path / "database" / "trends.duckdb"
    monkeypatch.setenv("TRENDS_DATABASE", str(path))
    return path


def load(path: Path, **options: Any) -> LoadReport:
    """Loads one file of a small data set."""
    return build.load([path], datasets=DATASETS, **options)[0]


def query(sql: str) -> list[tuple[Any, ...]]:
    """The rows of a statement on the published database."""
    return store.query(sql).rows()


def test_records_become_profiles_with_their_weight(tmp_path: Path) -> None:
    report = load(written(tmp_path))
    assert report.sentence == (
        "people 2021-08-25: 4 people (of over 1,000 people) in 3 profiles, 2019-2020, 2 countries, 1 without a year"
    )
    columns = ["period_first", "period_last", "gender", "country", "exploitation_yes", "exploitation_no", "records"]
    assert store.query("FROM victims ORDER BY records DESC, period_first").select(columns).rows() == [
        (2019, 2019, "female", "KEN", ["forced_labour"], None, 2),
        (2020, 2020, "male", "PHL", None, ["forced_labour"], 1),
        (None, None, None, None, None, None, 1),
    ]


def test_rows_that_become_alike_as_codes_are_one_profile(tmp_path: Path) -> None:
    rows = [("1", "2019", "female", "KEN", "1", "a"), ("2", "2019", "female", "KEN", "1", "b")]
    assert load(written(tmp_path, people(*rows))).profiles == 1
    assert query("SELECT records FROM victims") == [(2,)]


def test_an_edition_says_where_it_comes_from_and_what_it_lacks(tmp_path: Path) -> None:
    path = written(tmp_path)
    load(path)
    row = store.query("FROM datasets").row(0, named=True)
    assert row["edition_date"] == date(2021, 8, 25)
    assert row["citation"] == "Nobody (2021). People, 2021-08-25."
    assert row["bibtex"] == "@misc{people, year = {2021}, note = {2021-08-25}}"
    assert row["breaks"] == [
        {
            "year": 2015,
            "reason": "made_up",
            "place": "",
            "indicator": "",
            "of": "counting",
            "dimension": "total",
            "origin": "",
        }
    ]
    assert row["provisional"] == [2021]
    assert row["zeros_lost"] is False
    assert row["unused_columns"] == ["caseNo"]
    assert row["file"] == path.name
    assert row["sha256"] == published.loaded()[0].sha256
    assert query("FROM questions ORDER BY question, code") == [
        ("people", "2021-08-25", "country", "", "country", False),
        ("people", "2021-08-25", "exploitation", "forced_labour", "isForcedLabour", True),
        ("people", "2021-08-25", "gender", "", "gender", False),
    ]


def test_a_layout_that_publishes_zeros_and_a_file_without_any_has_lost_them(tmp_path: Path) -> None:
    load(written(tmp_path, people(*ROWS[:2])))
    assert query("SELECT zeros_lost FROM datasets") == [(True,)]


def test_published_figures_are_intervals(tmp_path: Path) -> None:
    text = "iso,when,value\nKEN,2019,17\nPHL,2020,<5\nPHL,2021,about 7\n"
    report = load(written(tmp_path, text, "counts.csv"))
    assert report.sentence == "counts 2024: 2 figures from 2 rows, 2019-2020, 2 countries"
    assert report.details == (
        "1 row in quarantine: damaged (row 3, column value: 'about 7')",
        "taken as the release of 2024, the only one with these columns",
    )
    assert query('SELECT country, "year", low, high, status, source_rows FROM figures') == [
        ("KEN", 2019, 17, 17, "A", 1),
        ("PHL", 2020, 0, 4, "Q", 1),
    ]
    assert query("SELECT edition_date FROM datasets") == [(date(2024, 1, 1),)]


def test_every_row_that_cannot_be_trusted_is_in_quarantine_with_its_place_and_reason(tmp_path: Path) -> None:
    bad = ("9", "1066", "female", "KEN", "1", "")
    text = people(*ROWS, bad, ("junk",), ROWS[0], bad, ("8", "MMXX", "", "", "", ""))
    report = load(written(tmp_path, text))
    assert (report.rows_read, report.records, report.quarantined) == (9, 5, 4)
    assert report.quarantined_by_reason == {"year": 3, "fields": 1}
    assert query('SELECT "row", "column", "value", reason, file FROM quarantine ORDER BY "row"') == [
        (5, "yearOf", "1066", "year", "people 2021-08-25.csv"),
        (6, "", "junk", "fields", "people 2021-08-25.csv"),
        (8, "yearOf", "1066", "year", "people 2021-08-25.csv"),
        (9, "yearOf", "MMXX", "year", "people 2021-08-25.csv"),
    ]
    assert report.details[:2] == (
        "3 rows in quarantine: with an impossible year (the first: row 5, column yearOf: '1066')",
        "1 row in quarantine: with another number of fields than the header (row 6: 'junk')",
    )


def test_a_file_that_would_mostly_go_to_quarantine_is_refused(tmp_path: Path) -> None:
    bad = [(str(n), "1066", "female", "KEN", "1", "") for n in range(9)]
    with pytest.raises(DataError, match=r"cannot be trusted: 9 of its 13 rows .* row 5, column yearOf: '1066'"):
        load(written(tmp_path, people(*ROWS, *bad)))


def test_unknown_codes_stop_the_load_with_one_message_that_lists_them_all(tmp_path: Path, database: Path) -> None:
    rows = [("1", "2019", "Trans woman", "KEN", "1", "")] * 3 + [("2", "2019", "female", "Utopia", "1", "")]
    with pytest.raises(DataError) as refused:
        load(written(tmp_path, people(*ROWS, *rows)))
    assert str(refused.value).splitlines() == [
        "people 2021-08-25.csv: people: column gender, 3 rows: unknown value 'Trans woman'. Add it to gender in "
        "data/codes.py, or to its spellings in tests/small.py.",
        "people: column country, 1 row: unknown value 'Utopia'. Add it to country in data/codes.py, or to its "
        "spellings in tests/small.py.",
    ]
    assert list(database.parent.iterdir()) == []


def test_texts_without_a_code_are_kept_and_the_most_frequent_are_named(tmp_path: Path) -> None:
    rows = [(str(n), "2019", "female", "KEN", "1", f"text {n % 7}") for n in range(20)]
    report = load(written(tmp_path, people(*rows)))
    assert report.details[1].startswith(
        "7 texts without a code, kept as they are; the most frequent: 'text 0' (3), 'text 1' (3), 'text 2' (3)"
    )
    assert len(query('SELECT unnest(unmapped)."value" FROM datasets')) == 7


def test_the_same_file_again_changes_nothing(tmp_path: Path, database: Path) -> None:
    path = written(tmp_path)
    first = load(path)
    version = database.resolve()
    again = load(path)
    assert again.status == "unchanged"
    assert "nothing changed" in again.outcome
    assert again.listed() == first.listed()
    assert database.resolve() == version


def test_a_file_of_an_edition_that_is_there_replaces_it_and_says_so(tmp_path: Path) -> None:
    load(written(tmp_path))
    report = load(written(tmp_path, people(*ROWS, ("5", "2021", "male", "USA", "1", ""))))
    assert (report.status, report.records) == ("replaced", 5)
    assert "replaces the edition" in report.outcome
    assert query("SELECT sum(records) FROM victims") == [(5,)]
    assert len(published.loaded()) == 1


def test_fewer_records_replace_more_only_when_told_to(tmp_path: Path) -> None:
    load(written(tmp_path))
    sample = written(tmp_path, people(*ROWS[:2]))
    with pytest.raises(DataError, match=r"is loaded with 4 records, and this file has 2\. .* --replace"):
        load(sample)
    assert query("SELECT sum(records) FROM victims") == [(4,)]
    assert load(sample, replace=True).records == 2
    assert query("SELECT sum(records) FROM victims") == [(2,)]


def test_editions_and_data_sets_live_side_by_side_the_newest_first(tmp_path: Path) -> None:
    files = [
        written(tmp_path, "iso,when,value\nKEN,2019,17\n", "counts.csv"),
        written(tmp_path, people(*ROWS[:2]), "people 2019-01-01.csv"),
        written(tmp_path, people(*ROWS[:1]), "people 2020-01-01.csv"),
        written(tmp_path),
    ]
    build.load(files, datasets=DATASETS)
    listed = [(report.dataset, report.edition, report.records) for report in published.loaded()]
    assert listed == [("people", "2021-08-25", 4), ("people", "2020-01-01", 1), ("people", "2019-01-01", 2),
                      ("counts", "2024", None)]  # fmt: skip
    assert query("SELECT edition, sum(records) FROM victims GROUP BY ALL ORDER BY ALL") == [
        ("2019-01-01", 2), ("2020-01-01", 1), ("2021-08-25", 4),
    ]  # fmt: skip
    editions = "SELECT dataset, edition FROM datasets"
    for other in ("questions", "quarantine", "figures", "victims"):
        assert not set(query(f"SELECT DISTINCT dataset, edition FROM {other}")) - set(query(editions))  # noqa: S608


def test_a_refused_file_does_not_keep_the_others_out(tmp_path: Path) -> None:
    files = [tmp_path / "missing.csv", written(tmp_path), written(tmp_path, "a,b\n1,2\n", "other.csv")]
    with pytest.raises(build.FilesRefused) as refused:
        build.load(files, datasets=DATASETS)
    assert [error.split(":")[0] for error in refused.value.errors] == ["missing.csv", "other.csv"]
    assert [report.dataset for report in refused.value.reports] == ["people"]
    assert len(published.loaded()) == 1


@pytest.mark.parametrize(
    ("name", "preface", "given", "expected"),
    [
        ("people 2021-08-25.csv", "", None, "2021-08-25"),
        ("people.csv", "Edition 2020-02-29\n", None, "2020-02-29"),
        ("people 2021-08-25.csv", "Edition 2020-02-29\n", None, "2020-02-29"),
        ("people 2021-08-25.csv", "", "2018", "2018"),
    ],
)
def test_the_edition_is_given_or_told_by_the_preface_or_the_name(
    tmp_path: Path, name: str, preface: str, given: str | None, expected: str
) -> None:
    assert load(written(tmp_path, preface + people(*ROWS), name), edition=given).edition == expected


def test_a_file_inside_an_archive_may_tell_the_edition_by_its_own_name(tmp_path: Path) -> None:
    path = tmp_path / "download.2020-01-01.csv.gz"
    path.write_bytes(gzip.compress(people(*ROWS).encode()))
    with pytest.raises(DataError, match="neither its name nor its contents tell the edition"):
        load(path)
    path = path.rename(tmp_path / "people 2020-01-01.csv.gz")
    assert load(path).edition == "2020-01-01"


@pytest.mark.parametrize(
    "edition", ["yesterday", "2021-02-30", "21", "1066", "2999", "2021-8-25", "٢٠٢١", "2021-08-25x"]
)
def test_an_edition_is_a_date_or_a_year_that_can_be(tmp_path: Path, edition: str) -> None:
    with pytest.raises(WrongUse, match="edition"):
        load(written(tmp_path), edition=edition)


def test_a_data_set_may_be_named_and_must_exist_and_fit(tmp_path: Path) -> None:
    path = written(tmp_path)
    assert load(path, as_="people").dataset == "people"
    with pytest.raises(WrongUse, match=r"No data set is called 'persons'. There are: people, counts"):
        load(path, as_="persons")
    with pytest.raises(DataError, match="has the columns of no data set"):
        load(path, as_="counts")


def test_a_check_says_what_a_load_would_say_and_writes_nothing(tmp_path: Path, database: Path) -> None:
    path = written(tmp_path)
    checked = build.check([path], datasets=DATASETS)[0]
    assert not database.parent.exists()
    assert checked.status == "checked"
    loaded = load(path)
    assert checked.listed() == loaded.listed()
    assert checked.details == loaded.details
    version = database.resolve()
    assert "this very file is loaded: loading it changes nothing" in build.check([path], datasets=DATASETS)[0].details
    fewer = build.check([written(tmp_path, people(*ROWS[:2]))], datasets=DATASETS)[0]
    assert "To replace it all the same: --replace" in fewer.details[-1]
    more = build.check([written(tmp_path, people(*ROWS, *ROWS))], datasets=DATASETS)[0]
    assert more.details[-1] == "loading it replaces the edition that is there"
    assert database.resolve() == version


def test_removing_takes_one_edition_or_all_of_a_data_set(tmp_path: Path, database: Path) -> None:
    build.load([written(tmp_path), written(tmp_path, people(*ROWS[:2]), "people 2019-01-01.csv"),
                written(tmp_path, "iso,when,value\nKEN,2019,17\n", "counts.csv")], datasets=DATASETS)  # fmt: skip
    assert build.remove("people", "2021-08-25") == ["2021-08-25"]
    assert query("SELECT DISTINCT edition FROM victims") == [("2019-01-01",)]
    with pytest.raises(DataError, match=r"people 2021-08-25 is not loaded. Loaded: people 2019-01-01, counts 2024"):
        build.remove("people", "2021-08-25")
    assert build.remove("counts") == ["2024"]
    assert build.remove("people") == ["2019-01-01"]
    assert list(database.parent.iterdir()) == []
    with pytest.raises(store.NoDatabaseError):
        store.query("FROM datasets")


def test_the_codes_of_queries_are_in_every_database(tmp_path: Path) -> None:
    load(written(tmp_path))
    assert len(query("FROM crosswalk")) == sum(map(len, codes.GROUPS.values()))
    assert ("threats",) in query("SELECT shown FROM crosswalk WHERE question = 'means' AND code = 'uses_children'")
    assert query("SELECT count(*) FROM countries") == [(len(countries()),)]
    assert query("SELECT parent FROM regions WHERE code = 'eastern_africa' OR code = 'sub_saharan_africa'") == [
        ("africa",)
    ]
    assert query("SELECT count(*) FROM regions WHERE level = 'region'") == [(len(codes.REGION),)]


def test_progress_is_told_step_by_step(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    load(written(tmp_path), progress=lambda step, done, total: told.append((step, done, total)))
    assert [step.split(": ")[1] for step, _, _ in told] == ["unpacking", "reading", "tidying", "writing", "publishing"]
    assert [done for _, done, _ in told] == [0, 1, 2, 3, 4]


@pytest.mark.real
def test_a_sample_does_not_wipe_out_its_release(real_data: Path, tmp_path: Path) -> None:
    whole, sample = real_data / "ctdc" / "The Global Dataset 27 Nov 2017.csv", tmp_path / "sample 27 Nov 2017.csv"
    build.load([whole])
    with whole.open(encoding="utf-8") as lines:
        sample.write_text("".join(islice(lines, 1_000)), encoding="utf-8")
    with pytest.raises(DataError, match="is loaded with 47,102 records, and this file has 999"):
        build.load([sample])
    assert published.loaded()[0].records == 47_102
