"""Every figure against a database the real ETL built from fabricated files, checked by counting the same records."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from data import codes
from etl import build
from etl.datasets.ctdc_flags import FLAGS
from queries.catalogue import Edition, catalogue
from queries.figure import edition_of
from queries.figures import answers, headline, trend
from queries.link import link_parameters, read_link
from queries.places import places
from queries.view import ANSWERS, DIMENSIONS, MEASURES, PLAIN, Filters, View
from tests import fabricated
from tests.fabricated_records import Record, records_of

SYNTHETIC = "ctdc-synthetic"
K_ANONYMISED = ("ctdc-k-anonymised", "2017-11-27")


@pytest.fixture(scope="module", autouse=True)
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("fabricated")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("TRENDS_DATABASE", str(folder / "trends.duckdb"))
        build.load(fabricated.every_file(folder))
        yield


def view(
    dataset: str, edition: str = "", by: str = "", measure: str = "count", page: str = "trends", **chosen: object
) -> View:
    filters = Filters(dataset=dataset, edition=edition, **chosen)  # type: ignore[arg-type]
    return View(page, filters, by, measure)


def counted(figure_view: View, column: str = "low") -> dict[tuple[str, int], int]:
    frame = trend(figure_view).frame
    return {(code, year): n for code, year, n in frame.select("code", "year_first", column).rows() if n}


def editions() -> list[Edition]:
    return list(catalogue().editions)


def test_records_by_year_are_the_records_of_the_file() -> None:
    expected = Counter(
        int(record["yearOfRegistration"]) for record in records_of("synthetic") if record.get("yearOfRegistration")
    )
    assert counted(view(SYNTHETIC)) == {("", year): n for year, n in expected.items()}


def test_records_without_a_year_are_said_whether_years_are_chosen_or_not() -> None:
    undated = sum(not record.get("yearOfRegistration") for record in records_of("synthetic"))
    assert trend(view(SYNTHETIC)).facts["undated"] == undated
    chosen = trend(view(SYNTHETIC, from_=2015))
    assert (chosen.facts["undated"], chosen.frame["year_first"].min()) == (undated, 2015)


def columns_of(question: str, header: Sequence[str]) -> dict[str, str]:
    """The columns of a file that belong to a question, and their codes; names may be cut at 32 characters."""
    flags = {column[:32]: code for column, (asked, code) in FLAGS.items() if asked == question}
    return {name: flags[name[:32]] for name in header if name[:32] in flags}


def naive_share(records: list[Record], columns: dict[str, str], zeros: bool) -> dict[tuple[str, int], tuple[int, int]]:
    """METHODS rule 3 by loops: (year, code) -> (yes, known)."""
    found: Counter[tuple[str, int]] = Counter()
    known: Counter[tuple[str, int]] = Counter()
    for record in (record for record in records if record.get("yearOfRegistration")):
        year = int(record["yearOfRegistration"])
        ticked = {code for column, code in columns.items() if record.get(column) == "1"}
        doubtful = bool(ticked & set(codes.NO_ANSWER))
        said_yes = ticked - set(codes.NO_ANSWER)
        for column, code in columns.items():
            denied = record.get(column) == "0" and not doubtful
            answered = (code in said_yes or denied) if zeros else bool(said_yes)
            found[code, year] += code in said_yes
            known[code, year] += answered and code not in codes.NO_ANSWER
    return {key: (found[key], known[key]) for key in known if known[key]}


@pytest.mark.parametrize("question", ["exploitation", "sector", "recruiter"])
def test_where_zeros_are_published_a_share_is_of_the_records_that_answered_that_flag(question: str) -> None:
    columns = columns_of(question, fabricated.k_anonymised_header(K_ANONYMISED[1]))
    expected = naive_share(list(records_of("k-anonymised 2017-11-27")), columns, zeros=True)
    rows = trend(view(*K_ANONYMISED, by=question)).frame.select("code", "year_first", "low", "known").rows()
    shown = {(code, year): (low, known) for code, year, low, known in rows if known}
    assert shown
    assert shown == {key: value for key, value in expected.items() if key in shown}
    assert all(not found for key, (found, _) in expected.items() if key not in shown)


def test_where_a_flag_is_one_or_blank_a_share_is_of_the_records_with_any_answer() -> None:
    columns = columns_of("exploitation", fabricated.SYNTHETIC_2021)
    expected = naive_share(list(records_of("synthetic")), columns, zeros=False)
    rows = trend(view(SYNTHETIC, by="exploitation")).frame.select("code", "year_first", "low", "known").rows()
    shown = {(code, year): (low, known) for code, year, low, known in rows if known}
    assert shown == {key: value for key, value in expected.items() if key in shown}


def five_people(folder: Path, times: int) -> None:
    flags = ("isForcedLabour", "isSexualExploit", "isOtherExploit")
    answers = ({flags[0]}, {flags[1]}, {flags[2]}, set(), {flags[0], flags[1]})
    header = list(fabricated.SYNTHETIC_2021)
    rows = [{"yearOfRegistration": "2019", **dict.fromkeys(ticked, "1")} for ticked in answers] * times
    lines = ["\t".join(header), *("\t".join(row.get(name, "") for name in header) for row in rows)]
    (folder / "CTDC_synthetic_20210825.tsv").write_text("\n".join(lines), "utf-8")
    build.load([folder / "CTDC_synthetic_20210825.tsv"])


@pytest.mark.parametrize(
    ("times", "shown"),
    [(1, None), (10, {"forced_labour": 50.0, "sexual_exploitation": 50.0, "other_exploitation": 25.0})],
)
def test_the_five_people_of_the_methods(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int, shown: dict[str, float] | None
) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(tmp_path / "five.duckdb"))
    five_people(tmp_path, times)
    figure = trend(view(SYNTHETIC, by="exploitation", measure="share"))
    counts = {
        code: (low, known, total)
        for code, low, known, total in figure.frame.select("code", "low", "known", "total").rows()
    }
    assert counts == {
        "forced_labour": (2 * times, 4 * times, 5 * times),
        "sexual_exploitation": (2 * times, 4 * times, 5 * times),
        "other_exploitation": (times, 4 * times, 5 * times),
    }
    values = dict(figure.frame.select("code", "value_low").rows())
    assert values == (shown or dict.fromkeys(counts))  # as few as five: the arithmetic holds, no percentage is shown


@pytest.mark.parametrize("question", ["exploitation", "sector", "recruiter", "means"])
def test_a_box_unknown_ticked_or_denied_is_no_answer(question: str) -> None:
    columns = columns_of(question, fabricated.k_anonymised_header(K_ANONYMISED[1]))
    real = {column for column, code in columns.items() if code not in codes.NO_ANSWER}
    boxes = set(columns) - real

    def answers_it(record: Record) -> bool:
        denied = question != "means" and any(record.get(name) == "0" for name in real)
        doubtful = any(record.get(name) == "1" for name in boxes)
        return any(record.get(name) == "1" for name in real) or (denied and not doubtful)

    expected = sum(answers_it(record) for record in records_of("k-anonymised 2017-11-27"))
    frame = answers(view(*K_ANONYMISED)).frame.filter(pl.col("question") == question)
    assert frame["answered"].sum() == expected > 0


def test_older_means_of_control_are_shown_under_the_names_of_2024_and_a_record_counts_once() -> None:
    columns = columns_of("means", fabricated.SYNTHETIC_2021)
    expected: Counter[str] = Counter()
    for record in (record for record in records_of("synthetic") if record.get("yearOfRegistration")):
        fine = {columns[name] for name in columns if record.get(name) == "1"}
        expected.update({codes.MEANS_CROSSWALK.get(code, code) for code in fine})
    shown = trend(view(SYNTHETIC, by="means")).frame.group_by("code").agg(pl.col("low").sum())
    assert dict(shown.rows()) == dict(expected)


def test_a_filter_on_means_finds_the_finer_codes_of_an_older_file() -> None:
    found = trend(view(SYNTHETIC, means=("denies_basic_needs",))).facts["records"]
    finer = (
        "meansOfControlRestrictsMovement",
        "meansOfControlRestrictsMedicalCare",
        "meansOfControlWithholdsNecessities",
    )
    expected = sum(
        any(record.get(name) == "1" for name in finer) and bool(record.get("yearOfRegistration"))
        for record in records_of("synthetic")
    )
    assert found == expected > 0


def test_a_period_counts_only_if_it_lies_wholly_inside_the_years_chosen() -> None:
    periods = trend(view("ctdc-victim-perpetrator", from_=2010, to=2020)).frame.select("year_first", "year_last").rows()
    assert periods == [(2014, 2018), (2019, 2019), (2020, 2020)]


def test_a_country_that_registered_nobody_in_a_year_has_no_value_there() -> None:
    frame = trend(view("ctdc-k-anonymised", "2021-07-15", by="country")).frame.filter(pl.col("code") == "USA")
    status = dict(frame.select("year_first", "status").rows())
    assert (status[2014], status[2016], status[2020]) == ("M", "A", "M")


def test_the_zeros_a_file_lost_are_said_on_its_shares(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(tmp_path / "recovered.duckdb"))
    build.load([fabricated.k_anonymised_without_zeros(tmp_path)])
    assert "zeros_lost" in trend(view("ctdc-k-anonymised", by="exploitation", measure="share")).notes


@pytest.mark.parametrize("by", ["", *DIMENSIONS])
@pytest.mark.parametrize("measure", MEASURES)
def test_every_breakdown_of_every_edition_is_drawn_or_named_as_lacking(by: str, measure: str) -> None:
    for edition in editions():
        link = {"dataset": [edition.dataset], "edition": [edition.edition], "by": [by], "measure": [measure]}
        asked, dropped = read_link("trends", link, catalogue())
        # Without a population there is no rate (tests/test_rates.py).
        assert bool(dropped) == (by in edition.lacks() or (measure == "share" and not by) or measure == "rate")
        frame = trend(asked).frame
        drawn = frame.filter(pl.col("status").is_in(["A", "Q"]))
        assert drawn["value_low"].null_count() == 0
        assert (drawn["value_low"] <= drawn["value_high"] + 1e-9).all()
        assert frame.filter(pl.col("status").is_in(["U", "M"]))["value_low"].null_count() == frame.height - drawn.height


@pytest.mark.parametrize("by", PLAIN)
def test_the_parts_of_a_plain_breakdown_and_the_unknown_are_all_the_records(by: str) -> None:
    for edition in (edition for edition in editions() if edition.kind == "victims" and by not in edition.lacks()):
        figure = trend(view(edition.dataset, edition.edition, by=by))
        parts = figure.frame.group_by("year_first", "year_last").agg(pl.col("low").sum(), pl.col("known").max())
        assert figure.facts["left_out"] == 0
        assert (parts["low"] == parts["known"]).all()
        assert figure.facts["records"] + figure.facts["undated"] == edition.rows


chosen = st.fixed_dictionaries(
    {},
    optional={
        "region": st.lists(st.sampled_from(["africa", "americas", "asia", "europe"]), unique=True, max_size=2),
        "gender": st.lists(st.sampled_from(["female", "male"]), unique=True, max_size=2),
        "exploitation": st.lists(st.sampled_from(["forced_labour", "sexual_exploitation"]), unique=True, max_size=2),
        "recruiter": st.lists(st.sampled_from(["friend", "family"]), unique=True, max_size=1),
        "from": st.integers(2005, 2020).map(lambda year: [str(year)]),
    },
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(5, {"region": ["africa"]})  # Victim-Perpetrator has regions and no countries
@given(st.sampled_from(range(9)), chosen)
def test_map_trend_and_answer_rates_tell_one_number(number: int, link: dict[str, list[str]]) -> None:
    edition = editions()[number]
    link = link | {"dataset": [edition.dataset], "edition": [edition.edition]}
    asked, _ = read_link("trends", link, catalogue())
    over_time, on_map = trend(asked), places(View("map", asked.filters, "country"))
    undated = over_time.facts["undated"] if asked.filters.from_ is None else 0
    assert on_map.facts["records"] == over_time.facts["records"] + undated
    if edition.kind == "victims":
        assert answers(asked).facts["records"] == on_map.facts["records"]


def test_a_map_of_a_share_is_of_the_known_in_each_country() -> None:
    figure = places(view(*K_ANONYMISED, by="country", measure="share", page="map", exploitation=("forced_labour",)))
    expected: dict[str, tuple[int, int]] = {}
    for country, iso in (("MD", "MDA"), ("PH", "PHL")):
        asked = [
            r.get("isForcedLabour")
            for r in records_of("k-anonymised 2017-11-27")
            if r.get("CountryOfExploitation") == country
        ]
        expected[iso] = (asked.count("1"), asked.count("1") + asked.count("0"))
    shown = {code: (low or 0, known) for code, low, known in figure.frame.select("code", "low", "known").rows()}
    assert {iso: shown[iso] for iso in expected} == expected


def test_published_figures_on_a_map_are_the_average_of_the_years_with_a_figure() -> None:
    frame = places(view("unodc-glotip", by="country", page="map")).frame.filter(pl.col("years") > 1)
    assert frame.height
    assert (frame["value_low"] * frame["years"] - frame["low"]).abs().max() < 1e-9  # type: ignore[operator]


def test_a_total_is_never_added_to_its_breakdown() -> None:
    total = trend(view("unodc-glotip")).frame
    by_gender = trend(view("unodc-glotip", by="gender"))
    assert set(total["code"]) == {""}
    assert by_gender.facts["whole"] == total["low"].sum()
    assert "total" not in by_gender.frame["code"].to_list()


def test_two_editions_of_one_data_set_are_never_added() -> None:
    newest = edition_of(view("ctdc-k-anonymised"))
    whole = trend(view("ctdc-k-anonymised")).facts
    assert newest.edition == "2021-07-15"
    assert whole["records"] + whole["undated"] == newest.rows


def test_the_headline_of_a_data_set_leaves_provisional_years_out() -> None:
    for edition in editions():
        latest = headline(view(edition.dataset, edition.edition, page="home")).facts["latest_year"]
        assert latest not in edition.provisional


def test_an_empty_selection_is_an_empty_figure() -> None:
    nobody = view(SYNTHETIC, from_=1950, to=1951)
    assert trend(nobody).is_empty
    assert places(view(SYNTHETIC, from_=1950, to=1951, by="country", page="map")).is_empty
    assert trend(view(SYNTHETIC, from_=1950, to=1951, by="exploitation", measure="index")).is_empty


def test_every_view_of_the_fabricated_editions_survives_its_link() -> None:
    for edition in editions():
        for by in ("", *(name for name in (*PLAIN, *ANSWERS) if name not in edition.lacks())):
            original = view(edition.dataset, edition.edition, by=by)
            assert read_link("trends", link_parameters(original), catalogue()) == (original, ())


def test_a_filter_is_no_part_of_its_own_denominator() -> None:
    everybody = trend(view("demo", by="gender", measure="share")).frame
    women = trend(view("demo", by="gender", measure="share", gender=("female",))).frame
    columns = ["code", "year_first", "low", "known", "value_low"]
    assert women.select(columns).rows() == everybody.filter(pl.col("code") == "female").select(columns).rows()
    assert women.height


def test_a_share_of_one_characteristic_needs_no_breakdown() -> None:
    by_itself = trend(view("demo", measure="share", exploitation=("forced_labour",)))
    broken_down = trend(view("demo", by="exploitation", measure="share")).frame
    assert by_itself.frame["low"].to_list() == broken_down.filter(pl.col("code") == "forced_labour")["low"].to_list()
    assert by_itself.view.by == "exploitation"


def test_minors_are_a_share_of_those_who_are_known_to_be_minor_or_adult() -> None:
    edition = "2017-11-27"
    shown = trend(view("ctdc-k-anonymised", edition, measure="share", age=("minor",))).frame
    stated = [r for r in records_of(f"k-anonymised {edition}") if r.get("majorityStatus") in ("Minor", "Adult")]
    assert shown["code"].unique().to_list() == ["minor"]
    assert shown["known"].sum() == len(stated)
    assert shown["low"].sum() == sum(record["majorityStatus"] == "Minor" for record in stated)


def test_a_map_of_the_share_of_minors_counts_the_same_minors() -> None:
    chosen = {"age": ("minor",), "country": ("MDA",)}
    on_map = places(view(*K_ANONYMISED, by="country", measure="share", page="map", **chosen)).frame.filter("selected")
    over_time = trend(view(*K_ANONYMISED, measure="share", **chosen)).frame
    undated = 0  # this file has none
    assert on_map["low"].sum() == over_time["low"].sum() + undated > 0
    assert on_map["known"].sum() == over_time["known"].sum()


def test_a_country_that_published_no_such_figure_has_no_share_on_the_map() -> None:
    frame = places(view("unodc-glotip", by="country", measure="share", page="map", gender=("other",))).frame
    assert frame.filter(pl.col("years") == 0)["value_low"].count() == 0


def test_each_series_has_its_own_reporters() -> None:
    frame = trend(view("demo", by="country")).frame.filter(pl.col("low") > 0)
    assert frame["reporters"].to_list() == [1] * frame.height  # every country of the file has one contributor


def test_a_selection_of_which_nobody_answers_is_not_empty() -> None:
    figure = trend(view(SYNTHETIC, country=("ZAF",), by="sector"))
    asked = [
        r for r in records_of("synthetic") if r.get("CountryOfExploitation") == "ZAF" and r.get("yearOfRegistration")
    ]
    assert figure.facts["records"] == len(asked) > 0
    assert not figure.is_empty


def test_the_headline_is_of_the_whole_edition_whatever_is_selected() -> None:
    whole, part = (headline(view(SYNTHETIC, page="home", **chosen)) for chosen in ({}, {"gender": ("female",)}))
    assert dict(whole.facts) == dict(part.facts)


def test_a_file_that_is_a_part_of_a_release_does_not_represent_all_its_people() -> None:
    assert edition_of(view(SYNTHETIC)).represents is None


def test_a_country_picked_on_the_map_takes_no_other_country_away() -> None:
    whole = places(view(*K_ANONYMISED, by="country", page="map"))
    picked = places(view(*K_ANONYMISED, by="country", page="map", country=("MDA",)))
    assert picked.frame.drop("selected").equals(whole.frame.drop("selected"))
    assert picked.frame.filter("selected")["code"].to_list() == ["MDA"]
    assert picked.facts["records"] == trend(view(*K_ANONYMISED, country=("MDA",))).facts["records"]
    assert whole.frame["selected"].all()


def test_records_of_periods_partly_inside_the_years_asked_for_are_counted_apart() -> None:
    outside = trend(view("ctdc-victim-perpetrator", from_=2007, to=2016))
    expected = sum(record["yearRegister"] in ("2005-2013", "2014-2018") for record in records_of("victim-perpetrator"))
    assert (outside.is_empty, outside.facts["partly"]) == (True, expected)


def test_a_filter_on_an_answer_says_how_many_answer_at_all() -> None:
    known = trend(view(SYNTHETIC, recruiter=("friend",))).facts["filtered_known"]
    recruiters = columns_of("recruiter", fabricated.SYNTHETIC_2021)
    answered = sum(any(record.get(name) == "1" for name in recruiters) for record in records_of("synthetic"))
    assert known == {"recruiter": pytest.approx(100 * answered / len(list(records_of("synthetic"))))}
