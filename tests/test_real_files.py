"""The publishers' own files give the numbers that were counted on them by hand. They run where the files are."""

import json
import os
import re
from pathlib import Path
from typing import Any

import duckdb
import fastexcel
import pytest

from tests.conftest import Command

pytestmark = pytest.mark.real

SYNTHETIC = ("ctdc-synthetic", "2021-08-25")
K_2017 = ("ctdc-k-anonymised", "2017-11-27")
K_2021 = ("ctdc-k-anonymised", "2021-07-15")
PERPETRATOR = ("ctdc-victim-perpetrator", "2022-12-01")
GLOTIP = ("unodc-glotip", "2025-04-14")
FILES = {
    SYNTHETIC: "ctdc/CTDC_synthetic_20210825.tsv",
    K_2017: "ctdc/The Global Dataset 27 Nov 2017.csv",
    K_2021: "ctdc/ctdc_kanon_2021-07-15_positives.csv",
    PERPETRATOR: "ctdc/CTDC_VPsynthetic_condensed.csv",
    GLOTIP: "unodc/data_glotip_2025-04-14.xlsx",
}
Edition = tuple[str, str]


@pytest.fixture(scope="module")
def loaded(real_data: Path, trends: Command, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All five whole files in one database, loaded by the command in one call."""
    database = tmp_path_factory.mktemp("real") / "trends.duckdb"
    done = trends("load", *(real_data / file for file in FILES.values()), database=database)
    assert done.returncode == 0, done.stdout + done.stderr
    return database


@pytest.fixture(scope="module")
def listed(loaded: Path, trends: Command) -> dict[Edition, dict[str, Any]]:
    """What `trends list --json` says of them."""
    done = trends("list", "--json", database=loaded)
    return {(row["dataset"], row["edition"]): row for row in json.loads(done.stdout)}


@pytest.fixture(scope="module")
def database(loaded: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(loaded.resolve()), read_only=True)


def tally(database: duckdb.DuckDBPyConnection, edition: Edition, column: str) -> dict[Any, int]:
    """Records by the values of a column."""
    sql = f"SELECT {column}::VARCHAR, sum(records)::BIGINT FROM victims WHERE dataset = $1 AND edition = $2 GROUP BY 1"  # noqa: S608
    return dict(database.sql(sql, params=list(edition)).fetchall())


def ticked(database: duckdb.DuckDBPyConnection, edition: Edition, column: str, code: str) -> int:
    """Records with a code in a list of answers."""
    sql = f"""SELECT coalesce(sum(records), 0)::BIGINT FROM victims
              WHERE dataset = $1 AND edition = $2 AND list_contains({column}::VARCHAR[], $3)"""  # noqa: S608
    return _one(database, sql, [*edition, code])


def answered(database: duckdb.DuckDBPyConnection, edition: Edition, column: str) -> float:
    """Percentage of records with anything in a list of answers, to one decimal."""
    sql = f"""SELECT round(100 * sum(records) FILTER ({column} IS NOT NULL) / sum(records), 1)
              FROM victims WHERE dataset = $1 AND edition = $2"""  # noqa: S608
    return float(_one(database, sql, list(edition)))


def _one(database: duckdb.DuckDBPyConnection, sql: str, parameters: list[Any]) -> Any:
    row = database.sql(sql, params=parameters).fetchall()
    return row[0][0]


# -------------------------------------------------------------------------------------------- what `trends list` says


@pytest.mark.parametrize(
    ("edition", "said"),
    [
        (SYNTHETIC, {"records": 193_025, "profiles": 60_886, "represents": 156_000, "without_year": 39_285,
                     "countries": 141, "first_year": 2002, "last_year": 2021, "quarantined": 0,
                     "protection": "synthetic"}),
        (K_2017, {"records": 47_102, "profiles": 7_631, "represents": None, "without_year": 0, "countries": 52,
                  "first_year": 2002, "last_year": 2017, "quarantined": 0, "protection": "k-anonymised"}),
        (K_2021, {"records": 97_750, "profiles": 18_580, "represents": None, "without_year": 2_011, "countries": 77,
                  "first_year": 2002, "last_year": 2021, "quarantined": 0, "protection": "k-anonymised"}),
        (PERPETRATOR, {"records": 21_195, "profiles": 9_592, "represents": 17_000, "without_year": 3_655,
                       "countries": 0, "first_year": 2005, "last_year": 2022, "quarantined": 0,
                       "protection": "dp-synthetic"}),
        (GLOTIP, {"figures": 57_891, "rows_read": 58_769, "quarantined": 154, "first_year": 2003, "last_year": 2022,
                  "countries": 198, "protection": "published", "redistribution": "figures"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)  # fmt: skip
def test_the_list_says_what_was_counted(
    edition: Edition, said: dict[str, Any], listed: dict[Edition, dict[str, Any]]
) -> None:
    assert {name: listed[edition][name] for name in said} == said


def test_a_file_of_ctdc_may_be_shown_in_aggregates_only(listed: dict[Edition, dict[str, Any]]) -> None:
    ctdc = {row["redistribution"] for (dataset, _), row in listed.items() if dataset.startswith("ctdc")}
    assert ctdc == {"aggregates"}


@pytest.mark.parametrize(
    ("file", "edition", "records"),
    [
        ("ctdc/ctdc_kanon_2020-04-14_header_and_sample.csv", "2020-04-14", 6),
        ("ctdc/ctdc_kanon_2021-07-15_semicolon_sample.csv", "2021-07-15", 8),
    ],
)
def test_a_sample_of_a_release_is_read_as_that_release(
    file: str, edition: str, records: int, real_data: Path, trends: Command, tmp_path: Path
) -> None:
    database = tmp_path / "trends.duckdb"
    done = trends("load", real_data / file, database=database)
    assert done.returncode == 0, done.stdout + done.stderr
    row = json.loads(trends("list", "--json", database=database).stdout)[0]
    assert (row["dataset"], row["edition"], row["records"]) == ("ctdc-k-anonymised", edition, records)


def test_a_file_under_another_name_is_the_same_edition(real_data: Path, trends: Command, tmp_path: Path) -> None:
    for edition in (K_2017, K_2021, PERPETRATOR):
        renamed = tmp_path / "data.csv"
        renamed.unlink(missing_ok=True)
        os.symlink(real_data / FILES[edition], renamed)
        done = trends("check", renamed, database=tmp_path / "trends.duckdb")
        assert " ".join(edition) in done.stdout, done.stdout + done.stderr


# ------------------------------------------------------------------------------------------------------ Synthetic 2021


def test_synthetic_2021_years_and_people(database: duckdb.DuckDBPyConnection) -> None:
    years = tally(database, SYNTHETIC, "period_first")
    assert {year: years[year] for year in ("2019", "2018", "2016", None)} == {
        "2019": 27_840, "2018": 26_050, "2016": 24_930, None: 39_285,
    }  # fmt: skip
    genders = {"female": 105_990, "male": 39_530, "transgender_nonconforming": 410, None: 47_095}
    assert tally(database, SYNTHETIC, "gender") == genders
    assert tally(database, SYNTHETIC, "age")["9_17"] == 18_740
    origins, countries = tally(database, SYNTHETIC, "origin"), tally(database, SYNTHETIC, "country")
    assert (origins["UKR"], origins["PHL"], countries["USA"], countries[None]) == (18_480, 13_000, 65_880, 67_335)


@pytest.mark.parametrize(
    ("column", "code", "records"),
    [
        ("exploitation_yes", "forced_labour", 42_340),
        ("exploitation_yes", "sexual_exploitation", 63_280),
        ("exploitation_yes", "other_exploitation", 10_150),
        ("recruiter_yes", "other", 18_970),
        ("recruiter_yes", "friend", 7_420),
        ("recruiter_yes", "family", 5_840),
        ("recruiter_yes", "intimate_partner", 5_240),
        ("means_yes", "threat_of_law_enforcement", 9_050),
    ],
)
def test_synthetic_2021_answers(column: str, code: str, records: int, database: duckdb.DuckDBPyConnection) -> None:
    assert ticked(database, SYNTHETIC, column, code) == records


def test_synthetic_2021_answer_rates(database: duckdb.DuckDBPyConnection) -> None:
    rates = [answered(database, SYNTHETIC, column) for column in ("exploitation_yes", "means_yes", "recruiter_yes")]
    assert rates == [58.0, 33.6, 19.3]


# -------------------------------------------------------------------------------------------------------- k-anonymised


def test_k_anonymised_2021_collection_and_what_is_missing(database: duckdb.DuckDBPyConnection) -> None:
    assert tally(database, K_2021, "collection") == {"hotline": 52_607, "case_management": 45_143}
    columns = ("age", "origin", "country", "gender", "period_first")
    missing = {column: tally(database, K_2021, column)[None] for column in columns}
    assert missing == {"age": 46_783, "origin": 44_460, "country": 24_258, "gender": 8_138, "period_first": 2_011}


def test_k_anonymised_2021_is_known_to_have_lost_its_zeros(database: duckdb.DuckDBPyConnection) -> None:
    lost = database.sql("SELECT edition, zeros_lost FROM datasets WHERE dataset = 'ctdc-k-anonymised' ORDER BY 1")
    assert lost.fetchall() == [("2017-11-27", False), ("2021-07-15", True)]


def test_k_anonymised_2017_people_and_answers(database: duckdb.DuckDBPyConnection) -> None:
    assert tally(database, K_2017, "collection") == {"case_management": 36_290, "hotline": 10_812}
    assert tally(database, K_2017, "gender") == {"female": 33_850, "male": 12_997, None: 255}
    origins = tally(database, K_2017, "origin")
    assert (origins["PHL"], origins[None]) == (11_312, 7_484 + 206)  # ZZ and -99
    assert tally(database, K_2017, "country")["LTU"] == 211
    labour = [ticked(database, K_2017, f"exploitation_{answer}", "forced_labour") for answer in ("yes", "no")]
    assert labour == [9_004, 14_215]
    assert 47_102 - sum(labour) == 23_883


# -------------------------------------------------------------------------------------------------- Victim-Perpetrator


def test_victim_perpetrator_periods_and_people(database: duckdb.DuckDBPyConnection) -> None:
    bins = tally(database, PERPETRATOR, "period_first::VARCHAR || '-' || period_last")
    assert bins == {
        "2014-2018": 6_274, "2021-2022": 4_335, "2005-2013": 2_531, "2019-2019": 2_398, "2020-2020": 2_002,
        None: 3_655,
    }  # fmt: skip
    genders = tally(database, PERPETRATOR, "gender")
    assert (genders["female"], genders["male"]) == (9_589, 7_995)
    perpetrators = [ticked(database, PERPETRATOR, "perpetrator_yes", f"gender_{g}") for g in ("female", "male")]
    assert perpetrators == [3_515 + 2_452, 9_820 + 2_452]


# ---------------------------------------------------------------------------------------------------------- UNODC 2025

DETECTED = """indicator = 'detected_victims' AND dimension = 'total' AND sex = 'total' AND figures.age = 'total'"""


def panel(database: duckdb.DuckDBPyConnection, first: int, last: int, exact: bool) -> dict[int, tuple[int, int, int]]:
    """Countries, low and high by year, of those with a value in every year; `exact` leaves `<5` out."""
    statuses = ["A"] if exact else ["A", "Q"]
    sql = f"""
        WITH asked AS (SELECT * FROM figures WHERE {DETECTED} AND year BETWEEN $1 AND $2 AND list_contains($3, status)),
        complete AS (SELECT country FROM asked GROUP BY country HAVING count(DISTINCT year) = $2 - $1 + 1)
        SELECT year, count(*), sum(low)::BIGINT, sum(high)::BIGINT FROM asked SEMI JOIN complete USING (country)
        GROUP BY year"""  # noqa: S608
    return {row[0]: row[1:] for row in database.sql(sql, params=[first, last, statuses]).fetchall()}


def test_unodc_totals_by_year(database: duckdb.DuckDBPyConnection) -> None:
    sql = f"SELECT year, sum(low)::BIGINT FROM figures WHERE {DETECTED} AND status = 'A' GROUP BY year"  # noqa: S608
    sums = dict(database.sql(sql).fetchall())
    counted = {2017: 46_000, 2018: 46_284, 2019: 82_291, 2020: 68_426, 2021: 75_754, 2022: 75_128}
    assert {year: sums[year] for year in counted} == counted
    assert sums[2010] == 13_718
    assert round(sums[2019] / sums[2010], 1) == 6.0


def test_unodc_reporters(database: duckdb.DuckDBPyConnection) -> None:
    sql = f"""SELECT year, count(*), count(*) FILTER (status = 'Q') FROM figures
              WHERE {DETECTED} AND year IN (2010, 2019) GROUP BY year ORDER BY year"""  # noqa: S608
    (first, reporters, censored), (last, later, _) = database.sql(sql).fetchall()
    assert (first, reporters, censored, last, later) == (2010, 93, 7, 2019, 134)


def test_unodc_constant_panels(database: duckdb.DuckDBPyConnection) -> None:
    exact = panel(database, 2010, 2022, exact=True)
    assert {year: exact[year][:2] for year in (2010, 2018, 2019, 2022)} == {
        2010: (36, 7_175), 2018: (36, 17_854), 2019: (36, 19_409), 2022: (36, 27_869),
    }  # fmt: skip
    censored = panel(database, 2010, 2022, exact=False)
    assert (censored[2010], censored[2022]) == ((42, 7_969, 7_973), (42, 28_201, 28_205))
    shorter = panel(database, 2010, 2019, exact=True)
    assert (shorter[2010][:2], shorter[2019][:2]) == ((43, 8_450), (43, 31_813))


def test_unodc_2018_to_2019(database: duckdb.DuckDBPyConnection) -> None:
    exact, censored = (panel(database, 2018, 2019, exact=exact) for exact in (True, False))
    assert (exact[2018][:2], exact[2019][:2]) == ((96, 42_589), (96, 47_299))
    assert (censored[2018], censored[2019]) == ((113, 42_764, 42_812), (113, 47_473, 47_525))


def test_unodc_single_countries(database: duckdb.DuckDBPyConnection) -> None:
    sql = f"SELECT country::VARCHAR, year, low FROM figures WHERE {DETECTED} AND country IN ('GBR', 'PAK')"  # noqa: S608
    values = {(country, year): low for country, year, low in database.sql(sql).fetchall()}
    assert (values["GBR", 2016], values["GBR", 2017], values["GBR", 2021]) == (601, 5_138, 12_700)
    assert ("GBR", 2022) not in values
    assert values["PAK", 2019] == 32_022
    assert ("PAK", 2018) not in values


def test_unodc_quarantine_and_what_it_saves(database: duckdb.DuckDBPyConnection) -> None:
    reasons = database.sql("SELECT reason, count(*) FROM quarantine GROUP BY ALL ORDER BY ALL").fetchall()
    assert reasons == [("no_country", 26), ("value_too_large", 128)]
    named = database.sql("""SELECT count(*) FROM quarantine WHERE reason = 'value_too_large' AND length("value") < 9""")
    assert named.fetchall() == [(0,)]  # 6,112,019 and more: nothing ordinary was thrown away
    convicted = """SELECT sum(low)::BIGINT FROM figures
                   WHERE indicator = 'convicted' AND dimension = 'citizenship' AND status = 'A'"""
    assert database.sql(convicted).fetchall() == [(15_749,)]


def test_unodc_keys_that_occur_more_than_once_are_added_up(database: duckdb.DuckDBPyConnection) -> None:
    several = database.sql("SELECT count(*), sum(source_rows)::BIGINT FROM figures WHERE source_rows > 1")
    assert several.fetchall() == [(492, 1_216)]
    by_form = database.sql("SELECT category, count(*) FROM figures WHERE source_rows > 1 GROUP BY 1 ORDER BY 1")
    assert by_form.fetchall() == [("other_exploitation", 337), ("total", 155)]


def test_unodc_texts_that_are_no_country_are_kept_and_reported(database: duckdb.DuckDBPyConnection) -> None:
    sql = """SELECT count(*) FILTER (category_country IS NULL), count(*) FROM figures
             WHERE dimension IN ('citizenship', 'repatriation')"""
    without, all_ = database.sql(sql).fetchall()[0]
    assert without / all_ < 0.08  # "Abroad", "Unknown", parts of the world
    own = """SELECT count(*) FROM figures WHERE category = 'Nationals' AND category_country IS DISTINCT FROM country"""
    assert database.sql(own).fetchall() == [(0,)]


def test_unodc_the_publishers_regions_are_ours(real_data: Path, database: duckdb.DuckDBPyConnection) -> None:
    """Regions come from our table of countries, so that every data set has the same: the file must agree with it."""
    sheet = fastexcel.read_excel(real_data / FILES[GLOTIP]).load_sheet(0, header_row=2, dtypes="string").to_polars()
    theirs = sheet.drop_nulls("Iso3_code").select("Iso3_code", "Region", "Subregion").unique().rows()
    ours = database.sql("SELECT DISTINCT country::VARCHAR, region::VARCHAR, subregion::VARCHAR FROM figures").fetchall()
    spelled = {(code, *(re.sub(r"[ -]", "_", name.lower()) for name in names)) for code, *names in theirs}
    assert set(ours) == spelled
