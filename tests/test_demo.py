"""The demonstration data: its layout, and every truth of data/demo/truths.toml measured in the file itself."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from data.countries import countries
from data.demo import parameters, truths
from etl.dataset import DataError
from etl.demo import ADDED, LAYOUT, RECORDS, SEED, write
from etl.demo_cells import cells, contributors, quotas
from etl.demo_draws import pick

ROOT = Path(__file__).parent.parent
TRUTHS = truths()
SMALL_FILE = 5_000
FLAGS = tuple(
    name for name in (*LAYOUT, *ADDED) if name.startswith(("means", "is", "typeOf", "recruiterRelation", "methodOf"))
)
QUESTIONS = {
    "age": ["ageBroad"],
    "origin": ["citizenship"],
    "recruiter": [name for name in LAYOUT if name.startswith("recruiterRelation")],
    "method": [name for name in ADDED if name.startswith("methodOfRecruitment")],
    "means": [name for name in LAYOUT if name.startswith("means")],
    "sector": [name for name in LAYOUT if name.startswith("typeOfLabour")],
    "form": [name for name in LAYOUT if name.startswith("typeOfSex")],
}
# The spellings of METHODS.md section 4, apart from the generator's own lists.
SPELLINGS = {
    "gender": {"Woman", "Man", "Trans/Transgender/NonConforming"},
    "ageBroad": {"0--8", "09--17", "18--20", "21--23", "24--26", "27--29", "30--38", "39--47", "48+"},
    "traffickMonths": {"0--12 (0-1 yr)", "13--24 (1-2 yrs)", "25+ (2+ yrs)"},
}


@pytest.fixture(scope="module", params=[SEED, 7], ids=["shipped seed", "another seed"])
def demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    """The file read back as text, with the year as a number and the region and subregion of exploitation."""
    path = tmp_path_factory.mktemp("demo") / "demo.csv"
    write(path, seed=request.param)
    regions = {code: country.region for code, country in countries().items()}
    subregions = {code: country.subregion for code, country in countries().items()}
    place = pl.col("CountryOfExploitation")
    return pl.read_csv(path, infer_schema=False).with_columns(
        year=pl.col("yearOfRegistration").cast(pl.Int64),
        region=place.replace_strict(regions, default=None, return_dtype=pl.String),
        subregion=place.replace_strict(subregions, default=None, return_dtype=pl.String),
    )


def yearly(frame: pl.DataFrame) -> dict[int, int]:
    return dict(frame.drop_nulls("year").group_by("year").len().iter_rows())


def answered(question: str) -> pl.Expr:
    return pl.any_horizontal(pl.col(QUESTIONS[question]).is_not_null())


def panel(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.filter(pl.col("contributor").is_in(TRUTHS["panel"]["contributors"]))


def tables(found: Any) -> Iterator[dict[str, Any]]:
    """Every table of a TOML file, however deep."""
    for one in found.values() if isinstance(found, dict) else found:
        if isinstance(one, dict):
            yield one
        if isinstance(one, dict | list):
            yield from tables(one)


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


# ------------------------------------------------------------------------------------------------------------- the file


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    for name, seed in (("one", SEED), ("two", SEED), ("three", SEED + 1)):
        write(tmp_path / name, SMALL_FILE, seed)
    assert sha256(tmp_path / "one") == sha256(tmp_path / "two")
    assert sha256(tmp_path / "one") != sha256(tmp_path / "three")


def test_the_layout_is_that_of_v2025_with_contributor_and_methods_added(tmp_path: Path) -> None:
    write(tmp_path / "demo.csv", SMALL_FILE)
    raw = (tmp_path / "demo.csv").read_bytes()
    assert raw.decode("utf-8").splitlines()[0].split(",") == [*LAYOUT, *ADDED]
    assert raw.count(b"\n") == SMALL_FILE + 1
    assert len(LAYOUT) == 27
    assert b"\r" not in raw
    assert b'"' not in raw


@pytest.mark.parametrize("records", [1_000, 1_001, 12_345])
def test_exactly_the_records_asked_for_are_written(tmp_path: Path, records: int) -> None:
    write(tmp_path / "demo.csv", records)
    assert pl.read_csv(tmp_path / "demo.csv", infer_schema=False).height == records


def test_too_few_records_are_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="999 records are too few"):
        write(tmp_path / "demo.csv", 999)
    assert not list(tmp_path.iterdir())


def test_it_holds_200_000_records_and_at_most_half_as_many_distinct_rows(demo: pl.DataFrame) -> None:
    assert demo.height == RECORDS == 200_000
    assert demo.n_unique() <= TRUTHS["distinct"]["at_most"]


def test_every_value_is_spelt_as_in_the_published_layout(demo: pl.DataFrame) -> None:
    for column, spellings in SPELLINGS.items():
        assert set(demo[column].drop_nulls()) == spellings
    for flag in FLAGS:
        assert set(demo[flag].drop_nulls()) == {"1"}, flag
    assert set(demo["contributor"]) == set(contributors())


@pytest.mark.parametrize("column", ["citizenship", "CountryOfExploitation"])
def test_every_country_is_an_iso_code_with_a_region(demo: pl.DataFrame, column: str) -> None:
    known = {code for code, country in countries().items() if country.region and not country.historic}
    assert set(demo[column].drop_nulls()) <= known


def test_every_country_lies_in_the_subregion_it_is_listed_under() -> None:
    listed = {country: name for name, one in parameters()["subregions"].items() for country in one["countries"]}
    listed |= {small["country"]: small["subregion"] for small in TRUTHS["small"]}
    assert {code: countries()[code].subregion for code in listed} == listed


# --------------------------------------------------------------------------------------------------- planted in time


def test_the_years_are_those_of_the_period(demo: pl.DataFrame) -> None:
    assert sorted(yearly(demo)) == list(range(TRUTHS["period"]["first"], TRUTHS["period"]["last"] + 1))


def test_the_panel_is_the_contributors_with_records_in_every_year_of_its_window(demo: pl.DataFrame) -> None:
    first, last = TRUTHS["panel"]["first"], TRUTHS["panel"]["last"]
    inside = demo.filter(pl.col("year").is_between(first, last))
    present = inside.group_by("contributor").agg(pl.col("year").n_unique())
    constant = present.filter(pl.col("year") == last - first + 1)["contributor"].sort()
    assert constant.to_list() == TRUTHS["panel"]["contributors"]


def test_the_panel_is_flat_outside_the_rising_subregion(demo: pl.DataFrame) -> None:
    flat = yearly(panel(demo).filter(pl.col("subregion").ne_missing(TRUTHS["rise"]["subregion"])))
    first, last = TRUTHS["panel"]["first"], TRUTHS["panel"]["last"]
    assert all(abs(flat[y] / flat[first] - 1) < TRUTHS["panel"]["tolerance"] for y in range(first, last + 1))


@pytest.mark.parametrize("who", ["entrant", "leaver"])
def test_the_panel_of_a_region_is_flat_where_a_contributor_enters_or_leaves(demo: pl.DataFrame, who: str) -> None:
    truth = TRUTHS[who]
    before = truth["first"] - 1 if who == "entrant" else truth["last"]
    here = demo.filter(pl.col("region") == truth["region"])
    everyone, constant = yearly(here), yearly(panel(here))
    assert abs(constant[before + 1] / constant[before] - 1) < TRUTHS["panel"]["tolerance"]
    assert abs(everyone[before + 1] / everyone[before] - 1) > 0.30


def test_the_total_jumps_when_the_entrant_comes(demo: pl.DataFrame) -> None:
    truth, total = TRUTHS["entrant"], yearly(demo)
    assert min(yearly(demo.filter(pl.col("contributor") == truth["contributor"]))) == truth["first"]
    assert total[truth["first"]] / total[truth["first"] - 1] > 1 + truth["jump_at_least"]


def test_the_total_falls_when_the_leaver_has_gone(demo: pl.DataFrame) -> None:
    truth, total = TRUTHS["leaver"], yearly(demo)
    assert max(yearly(demo.filter(pl.col("contributor") == truth["contributor"]))) == truth["last"]
    assert total[truth["last"] + 1] / total[truth["last"]] < 1 - truth["fall_at_least"]


def test_the_real_rise_is_there_smooth_and_in_contributors_that_never_change(demo: pl.DataFrame) -> None:
    truth = TRUTHS["rise"]
    here = demo.filter(pl.col("subregion") == truth["subregion"], pl.col("isForcedLabour") == "1")
    assert yearly(here) == yearly(panel(here))
    rising, years = yearly(here), range(truth["first"], truth["last"])
    assert rising[truth["last"]] / rising[truth["first"]] == pytest.approx(truth["factor"], rel=truth["tolerance"])
    assert all(1.06 < rising[year + 1] / rising[year] < 1.15 for year in years)
    assert rising[2010] == pytest.approx(rising[truth["first"]], rel=truth["tolerance"])


def test_the_last_two_years_are_incomplete_by_the_planted_shares(demo: pl.DataFrame) -> None:
    truth, total = TRUTHS["lag"], yearly(demo)
    shares = [total[year] / total[truth["level_of"]] for year in truth["years"]]
    assert shares == pytest.approx(truth["complete"], abs=truth["tolerance"])


@pytest.mark.parametrize(("name", "column"), [("undated", "yearOfRegistration"), ("unplaced", "CountryOfExploitation")])
def test_records_lack_a_year_or_a_country_as_often_as_planted(demo: pl.DataFrame, name: str, column: str) -> None:
    truth = TRUTHS[name]
    assert demo[column].null_count() / demo.height == pytest.approx(truth["share"], abs=truth["tolerance"])


# ------------------------------------------------------------------------------------------------- planted in answers


@pytest.mark.parametrize("truth", TRUTHS["unanswered"], ids=lambda truth: f"{truth['contributor']} {truth['question']}")
def test_a_contributor_never_answers_what_it_does_not_ask(demo: pl.DataFrame, truth: dict[str, Any]) -> None:
    own = demo.filter(pl.col("contributor") == truth["contributor"])
    rest = demo.filter(pl.col("contributor") != truth["contributor"])
    asked = pl.col("year") >= truth.get("before", TRUTHS["period"]["last"] + 1)
    assert not own.filter(~asked.fill_null(False)).select(answered(truth["question"]).any()).item()
    assert rest.select(answered(truth["question"]).mean()).item() > 0.2
    if "before" in truth:
        assert own.filter(asked).select(answered(truth["question"]).mean()).item() > 0.3


def test_answer_rates_step_where_a_contributor_comes_or_goes(demo: pl.DataFrame) -> None:
    def rate(question: str, year: int) -> float:
        return float(demo.filter(pl.col("year") == year).select(answered(question).mean()).item())

    enters, leaves = TRUTHS["entrant"]["first"], TRUTHS["leaver"]["last"]
    assert rate("recruiter", enters - 1) - rate("recruiter", enters) > 0.05
    assert rate("origin", leaves + 1) - rate("origin", leaves) > 0.05


def test_means_of_control_are_rarely_answered(demo: pl.DataFrame) -> None:
    known = demo.select(answered("means").mean()).item()
    assert known == pytest.approx(TRUTHS["means"]["share"], abs=TRUTHS["means"]["tolerance"])


def test_recruitment_online_grows_in_a_straight_line(demo: pl.DataFrame) -> None:
    truth = TRUTHS["online"]
    online = (pl.col("methodOfRecruitmentOnlineSocialNetwork") == "1").fill_null(False).mean()
    shares = dict(demo.filter(answered("method")).group_by("year").agg(online).iter_rows())
    years = [truth["first"], (truth["first"] + truth["last"]) // 2, truth["last"]]
    planted = np.interp(years, years[::2], [truth["share_first"], truth["share_last"]])
    assert [shares[year] for year in years] == pytest.approx(planted.tolist(), abs=truth["tolerance"])


@pytest.mark.parametrize("truth", TRUTHS["small"], ids=lambda truth: truth["country"])
def test_small_cells_hold_exactly_the_planted_records(demo: pl.DataFrame, truth: dict[str, Any]) -> None:
    here = demo.filter(pl.col("CountryOfExploitation") == truth["country"])
    assert yearly(here) == dict.fromkeys(range(truth["first"], truth["last"] + 1), truth["records"])
    assert set(here["contributor"]) == {truth["contributor"]}
    assert here["year"].null_count() == 0


@pytest.mark.parametrize("truth", TRUTHS["corridor"], ids=lambda truth: f"{truth['origin']} to {truth['country']}")
def test_corridors_have_the_planted_share(demo: pl.DataFrame, truth: dict[str, Any]) -> None:
    here = demo.filter(pl.col("CountryOfExploitation") == truth["country"])["citizenship"].drop_nulls()
    assert len(here) > 500
    assert (here == truth["origin"]).mean() == pytest.approx(truth["share"], abs=0.04)


def test_internal_trafficking_is_large(demo: pl.DataFrame) -> None:
    both = demo.drop_nulls(["citizenship", "CountryOfExploitation"])
    internal = both.select((pl.col("citizenship") == pl.col("CountryOfExploitation")).mean()).item()
    assert TRUTHS["internal"]["at_least"] <= internal < 0.75


# ------------------------------------------------------------------------------------------------ answers fit together


def test_sectors_come_with_labour_and_forms_with_sexual_exploitation(demo: pl.DataFrame) -> None:
    assert set(demo.filter(answered("sector"))["isForcedLabour"]) == {"1"}
    assert set(demo.filter(answered("form"))["isSexualExploit"]) == {"1"}


def test_small_children_have_no_partner_no_agency_and_no_adults_work(demo: pl.DataFrame) -> None:
    small = demo.filter(pl.col("ageBroad") == "0--8")
    never = ["recruiterRelationIntimatePartner", "methodOfRecruitmentRecruitmentAgency", "typeOfLabourConstruction"]
    assert small.height > 1_000
    assert small.select(pl.col([*never, "typeOfSexProstitution"]).is_null().all()).row(0) == (True,) * 4


def test_the_league_for_children_registers_children(demo: pl.DataFrame) -> None:
    minor = pl.col("ageBroad").is_in(["0--8", "09--17"]).mean()
    by = dict(demo.drop_nulls("ageBroad").group_by("contributor").agg(minor).iter_rows())
    assert by["childrens_league"] > 0.9
    assert max(share for name, share in by.items() if name != "childrens_league") < 0.4


def test_most_in_sexual_exploitation_are_women_and_more_men_are_in_labour(demo: pl.DataFrame) -> None:
    man = (pl.col("gender") == "Man").mean()
    known = demo.drop_nulls("gender")
    assert known.filter(pl.col("isSexualExploit") == "1").select(man).item() < 0.25
    assert known.filter(pl.col("isForcedLabour") == "1").select(man).item() > 0.45


# --------------------------------------------------------------------------------------------------- how it is made


def test_quotas_add_up_and_keep_runs_right_to_within_one() -> None:
    expected = np.random.default_rng(1).uniform(0, 3, (20, 30))
    counts = quotas(expected, 900)
    assert counts.sum() == 900
    assert counts.min() >= 0
    assert np.abs(counts.sum(axis=1) - expected.sum(axis=1) * 900 / expected.sum()).max() <= 1


def test_a_pick_meets_its_shares_and_never_takes_an_option_without_one() -> None:
    key = np.repeat([0, 1], [1_000, 10])
    shares = np.array([[0.0, 0.25, 0.75, 0.0], [1.0, 0.0, 0.0, 0.0]])
    taken = pick(np.random.default_rng(3), key, shares)
    assert np.bincount(taken[:1_000], minlength=4).tolist() == pytest.approx([0, 250, 750, 0], abs=1)
    assert not taken[1_000:].any()


def test_cells_hold_the_records_asked_for_and_none_is_empty() -> None:
    made = cells(3_000, np.random.default_rng(5))
    assert made.records.sum() == 3_000
    assert made.records.min() > 0


# --------------------------------------------------------------------------------------------- parameters and the guide


def test_every_number_has_its_source() -> None:
    def unsourced(table: dict[str, Any]) -> bool:
        numbers = any(isinstance(one, int | float) for one in table.values())
        return numbers and "source" not in table

    for name, section in parameters().items():
        if "source" not in section:
            inner = [one for one in section.values() if isinstance(one, dict)]
            assert inner, name
            assert not [one for one in inner if "source" not in one], name
            assert not unsourced(section), name


def test_every_truth_says_its_sentence_and_the_guide_tells_it() -> None:
    guide = " ".join((ROOT / "docs" / "demo.md").read_text("utf-8").split())
    for truth in tables(truths()):
        assert truth["sentence"] in guide


def test_the_guide_names_every_contributor() -> None:
    guide = (ROOT / "docs" / "demo.md").read_text("utf-8")
    assert [name for name in contributors() if f"`{name}`" not in guide] == []
