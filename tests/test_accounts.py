"""The account of a change against a second count in plain loops (tests/recount.py), over files made at random."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl import build
from queries.account import Account, account
from queries.catalogue import Edition
from queries.figure import Figure
from queries.figures import trend
from queries.interval import Interval
from queries.panels import reports, windows
from queries.reporters import cells
from queries.view import Filters, View
from tests import fabricated
from tests.fabricated_glotip import FORM, Row, row
from tests.fabricated_records import Record
from tests.recount import Bounds, Counted, Person, Recount, of_people, of_rows, recount

FLAGS = {
    "isForcedLabour": "forced_labour",
    "isSexualExploit": "sexual_exploitation",
    "isOtherExploit": "other_exploitation",
}
FORMS = {"Forced labour": "forced_labour", "Sexual exploitation": "sexual_exploitation"}
SEXES = {"Female": "female", "Male": "male"}
GENDERS = {"Woman": "female", "Man": "male", "Female": "female", "Male": "male"}
AGES = {"09--17": "9_17", "9--17": "9_17", "18--20": "18_20"}
ISO3 = {"MX": "MEX", "PH": "PHL", "UA": "UKR", "US": "USA"}
PLACES = {
    "ITA": ("Italy", "Europe"), "UKR": ("Ukraine", "Europe"), "NGA": ("Nigeria", "Africa"),
    "MEX": ("Mexico", "Americas"), "USA": ("United States of America", "Americas"), "PHL": ("Philippines", "Asia"),
}  # fmt: skip
COMMON = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@dataclass(frozen=True)
class Made:
    """A file made at random: its edition, and what is in it by another way than the code's."""

    dataset: str
    edition: str
    years: range
    zeros: bool
    people: tuple[Person, ...] = field(default=(), repr=False)
    rows: tuple[Row, ...] = field(default=(), repr=False)

    def counted(self, by: str, code: str, chosen: Mapping[str, tuple[str, ...]], years: Bounds) -> Counted:
        if self.people:
            return of_people(self.people, chosen, by, code, self.zeros, years)
        return of_rows(figures(self.rows, chosen, by, code), years)


def figures(
    rows: tuple[Row, ...], chosen: Mapping[str, tuple[str, ...]], by: str, code: str
) -> Iterator[tuple[str, int, Bounds]]:
    """The rows of one code of the slice that a selection and its breakdown ask for."""
    asked = {by, *chosen}
    for one in rows:
        region = one["Region"].lower()
        is_form, is_sex = one["Dimension"] == FORM, one["Sex"] != "Total"
        if is_form != ("exploitation" in asked) or is_sex != ("gender" in asked):
            continue
        code_of = {"": "", "region": region, "country": one["Iso3_code"], "gender": SEXES.get(one["Sex"]),
                   "exploitation": FORMS.get(one["Category"])}  # fmt: skip
        if code_of[by] == code and all(code_of[name] in codes for name, codes in chosen.items()):
            value = one["txtVALUE"]
            yield one["Iso3_code"], int(one["Year"]), (0, 4) if value == "<5" else (int(value), int(value))


def demonstration(rng: random.Random) -> tuple[list[Record], list[Person]]:
    """Records of contributors that come, pause and go; some name nobody, some no year; flags are 1 or blank."""
    found = []
    for contributor in ("one", "two", "three", "four", "five", "six", ""):
        there = [year for year in range(2018, 2025) if rng.random() < 0.8]
        tells = {name: rng.random() < 0.8 for name in ("gender", "ageBroad", "flags")}
        for year in there or [2020]:
            for _ in range(rng.choice((3, 30, 60)) if contributor else 4):
                ticked = [name for name in FLAGS if tells["flags"] and rng.random() < 0.4]
                found.append(
                    {
                        "yearOfRegistration": str(year) if rng.random() < 0.95 else "",
                        "contributor": contributor,
                        "CountryOfExploitation": rng.choice(("ITA", "NGA", "MEX", "USA", "")),
                        "gender": rng.choice(("Woman", "Man", "")) if tells["gender"] else "",
                        "ageBroad": rng.choice(("09--17", "18--20", "")) if tells["ageBroad"] else "",
                        **dict.fromkeys(ticked, "1"),
                    }
                )
    return found, [person(one, one["contributor"] or None) for one in found]


def k_anonymised(rng: random.Random) -> tuple[list[Record], list[Person]]:
    """Records of hotlines and case managers in countries; a flag is 1, 0 or not asked in that place and year."""
    found = []
    for source, country in [(s, c) for s in ("Hotline", "Case Management") for c in ("US", "UA", "PH", "MX", "")]:
        for year in (year for year in range(2012, 2018) if rng.random() < 0.85):
            asked = {name: rng.random() < 0.6 for name in (*FLAGS, "gender", "age")}
            for _ in range(rng.choice((2, 12, 40))):
                flags = {name: rng.choice("110") if rng.random() < 0.9 else "" for name in FLAGS if asked[name]}
                found.append(
                    {
                        "yearOfRegistration": str(year),
                        "Datasource": source,
                        "CountryOfExploitation": country,
                        "gender": rng.choice(("Female", "Male", "")) if asked["gender"] else "",
                        "ageBroad": rng.choice(("9--17", "18--20", "")) if asked["age"] else "",
                        **{name: value for name, value in flags.items() if value},
                    }
                )
    return found, [person(one, collection(one)) for one in found]


def collection(record: Record) -> str:
    place = ISO3.get(record["CountryOfExploitation"], "unknown")
    return f"{record['Datasource'].lower().replace(' ', '_')}.{place}"


def person(record: Record, reporter: str | None) -> Person:
    place = record["CountryOfExploitation"]
    return Person(
        year=int(record["yearOfRegistration"] or 0) or None,
        reporter=reporter,
        country=ISO3.get(place, place) or None,
        gender=GENDERS.get(record["gender"]),
        age=AGES.get(record["ageBroad"]),
        yes=frozenset(code for name, code in FLAGS.items() if record.get(name) == "1"),
        no=frozenset(code for name, code in FLAGS.items() if record.get(name) == "0"),
    )


def published(rng: random.Random) -> list[Row]:
    """Figures of countries that report in some years only, many of them `<5`; keys that come twice."""
    found = []
    for iso3, (name, region) in PLACES.items():
        for year in (year for year in range(2016, 2023) if rng.random() < 0.85):
            cuts: list[dict[str, str]] = [{}] * (rng.random() < 0.95)
            cuts += [{"Sex": sex} for sex in SEXES if rng.random() < 0.8]
            cuts += [{"Dimension": FORM, "Category": form} for form in FORMS if rng.random() < 0.8]
            cuts += [cut for cut in cuts if cut and rng.random() < 0.1]
            for cut in cuts:
                value = rng.choice(("<5", str(rng.randint(5, 40)), str(rng.randint(40, 3000))))
                found.append(row(iso3, year, value, Country=name, Region=region, Subregion="") | cut)
    return found


def written(folder: Path, seed: int) -> list[Made]:
    """One file of each kind, loaded."""
    rng = random.Random(seed)
    demo, k, rows = demonstration(rng), k_anonymised(rng), published(rng)
    files = [
        fabricated.demo_of(folder, demo[0]),
        fabricated.k_anonymised_of(folder, k[0]),
        fabricated.glotip_of(folder, rows),
    ]
    build.load(files)
    return [
        Made("demo", "2025", range(2018, 2025), False, people=tuple(demo[1])),
        Made("ctdc-k-anonymised", "2017-11-27", range(2012, 2018), True, people=tuple(k[1])),
        Made("unodc-glotip", "2025-04-14", range(2016, 2023), False, rows=tuple(rows)),
    ]


@pytest.fixture(scope="module", params=range(2))
def files(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Made]]:
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("TRENDS_DATABASE", str(folder / "trends.duckdb"))
        yield written(folder, request.param)


CHOICES: dict[str, tuple[tuple[str, ...], ...]] = {
    "region": (("europe",), ("americas",), ("europe", "africa")),
    "country": (("USA",), ("MEX", "UKR")),
    "gender": (("female",), ("female", "male")),
    "age": (("9_17",), ("minor",)),
    "exploitation": (("forced_labour",), ("forced_labour", "sexual_exploitation")),
}


@st.composite
def questions(draw: st.DrawFn) -> tuple[int, str, dict[str, tuple[str, ...]], int | None, int | None]:
    """Which file, the breakdown, the filters, and the years from and to that are asked for."""
    which = draw(st.integers(0, 2))
    by = draw(st.sampled_from(("", "", "region", "country", "gender", "exploitation")))
    names = draw(st.lists(st.sampled_from(tuple(CHOICES)), max_size=2, unique=True))
    if which == 2:  # published together: a place with one of the others, and no age
        names = [name for name in names if name in ("region", "country")]
    chosen = {name: draw(st.sampled_from(CHOICES[name])) for name in names}
    first, last = sorted((draw(st.integers(0, 6)), draw(st.integers(0, 6))))
    ends = draw(st.sampled_from(("none", "from", "to", "both")))
    return which, by, chosen, first if ends in ("from", "both") else None, last if ends in ("to", "both") else None


def asked(files: list[Made], question: Any) -> tuple[Made, View, Mapping[str, tuple[str, ...]]]:
    which, by, chosen, first, last = question
    made = files[which]
    begin, end = (made.years[0] + n if n is not None else None for n in (first, last))
    filters = Filters(dataset=made.dataset, edition=made.edition, from_=begin, to=end).having(chosen)
    return made, View("trends", filters, by), chosen


def compared(view: View, edition: Edition, counted: Counted) -> tuple[int, int]:
    """The first and the last year compared: of those with a value, up to the last complete one unless asked for."""
    years = sorted(counted.published)
    firm = years if view.filters.to else [year for year in years if year not in edition.provisional]
    return (firm or years)[0], (firm or years)[-1]


def naive(made: Made, figure: Figure, view: View, chosen: Any, code: str) -> tuple[Counted, Recount]:
    years = (view.filters.from_ or 1, view.filters.to or 9999)
    counted = made.counted(view.by, code, chosen, years)
    return counted, recount(counted, *compared(view, figure.edition, counted))


def bounds(value: Interval | None) -> Bounds | None:
    return (value.low, value.high) if value else None


@given(question=questions())
@COMMON
def test_an_account_is_what_plain_loops_count(files: list[Made], question: Any) -> None:
    made, view, chosen = asked(files, question)
    figure = trend(view)
    for code, found in figure.facts["accounts"].items():
        counted, expected = naive(made, figure, view, chosen, code)
        assert (found.first, found.last) == compared(view, figure.edition, counted)
        assert (bounds(found.all_from), bounds(found.all_to)) == (expected.all_from, expected.all_to)
        if found.ground == "nobody":
            assert not counted.table
            continue
        assert found.panel
        assert found.panel_exact
        same_numbers(found, expected)
        same_parts(found, expected)
        assert found.ground == expected.ground


def same_numbers(found: Account, expected: Recount) -> None:
    assert found.panel
    assert found.panel_exact
    assert (found.reporters_from, found.reporters_to) == (expected.reporters_from, expected.reporters_to)
    assert found.panel.members == expected.panel
    assert (bounds(found.panel.at_from), bounds(found.panel.at_to)) == (expected.panel_from, expected.panel_to)
    assert found.panel_exact.members == expected.exact
    exact = bounds(found.panel_exact.at_from), bounds(found.panel_exact.at_to)
    assert exact == (expected.exact_from, expected.exact_to)
    assert (bounds(found.entering), bounds(found.leaving)) == (expected.entering, expected.leaving)
    assert bounds(found.chained) == pytest.approx(expected.chained)
    assert found.chained_to == expected.chained_to


def same_parts(found: Account, expected: Recount) -> None:
    parts = set(found.entered), set(found.left), set(found.interrupted)
    assert parts == (expected.entered, expected.left, expected.interrupted)
    assert len(expected.shares) <= 10  # all of them are among the drivers
    assert {one.reporter: one.share for one in found.drivers} == pytest.approx(expected.shares)
    for one in found.drivers:
        assert (bounds(one.from_without), bounds(one.to_without)) == expected.without[one.reporter]
    sizes = [abs(one.change) for one in found.drivers]
    assert sizes == sorted(sizes, reverse=True)
    along = [share for share in expected.shares.values() if share and share > 0]
    assert (found.largest and found.largest.share) == (pytest.approx(max(along)) if along else None)
    assert bounds(found.largest_absent and found.largest_absent.most) == expected.absent
    if found.largest_absent:
        assert found.largest_absent.reporter not in expected.panel


@given(question=questions())
@COMMON
def test_the_parts_of_a_change_add_up_to_what_was_published(files: list[Made], question: Any) -> None:
    _, view, _ = asked(files, question)
    for one in trend(view).facts["accounts"].values():
        if one.ground == "nobody":
            continue
        for bound in ("low", "high"):
            panel = getattr(one.panel.at_to, bound) - getattr(one.panel.at_from, bound)
            others = getattr(one.entering, bound) - getattr(one.leaving, bound)
            assert getattr(one.all_to, bound) - getattr(one.all_from, bound) == panel + others


@given(question=questions())
@COMMON
def test_the_line_of_the_panel_and_the_strip_of_reporters_are_those_of_the_account(
    files: list[Made], question: Any
) -> None:
    made, view, chosen = asked(files, question)
    figure = trend(view)
    for code, found in figure.facts["accounts"].items():
        rows = {one["year_first"]: one for one in figure.frame.filter(pl.col("code") == code).to_dicts()}
        if found.ground == "nobody":
            continue
        assert (rows[found.first]["reporters"] or 0) == found.reporters_from
        assert (rows[found.last]["reporters"] or 0) == found.reporters_to
        if found.ground == "small" or not found.panel.members:
            assert all(one["panel_low"] is None for one in rows.values())
            continue
        counted, _ = naive(made, figure, view, chosen, code)
        for year, one in rows.items():
            there = [counted.table[member].get(year) for member in found.panel.members]
            whole = None if None in there or year < found.first else tuple(map(sum, zip(*there, strict=True)))
            shown = None if one["panel_low"] is None else (one["panel_low"], one["panel_high"])
            assert shown == whole, year


@given(question=questions())
@COMMON
def test_every_window_has_the_panel_of_its_own_years(files: list[Made], question: Any) -> None:
    made, view, chosen = asked(files, question)
    figure = trend(view)
    given_cells = cells(figure.edition, figure.view.filters, view.by)
    for code in figure.facts["accounts"]:
        own = reports(given_cells.filter(pl.col("code") == code))
        counted = made.counted(view.by, code, chosen, (view.filters.from_ or 1, view.filters.to or 9999))
        assert {name: {year: bounds(value) for year, value in of.items()} for name, of in own.items()} == counted.table
        for one in windows(own, made.years).to_dicts():
            first, last = one["first"], one["last"]
            panel = [name for name in own if all(year in own[name] for year in range(first, last + 1))]
            assert one["reporters"] == len(panel)
            assert one["from_low"] == sum(own[name][first].low for name in panel)
            assert one["to_high"] == sum(own[name][last].high for name in panel)


def test_a_share_of_the_same_reporters_is_of_their_own_answers(files: list[Made]) -> None:
    """What a panel's women are a share of: those of the panel whose gender is known."""
    compared_shares = 0
    for made in files[:2]:
        view = View("trends", Filters(dataset=made.dataset, edition=made.edition), "gender", "share")
        figure = trend(view)
        for code, found in figure.facts["accounts"].items():
            if found.panel is None:
                continue
            counted = made.counted("gender", code, {}, (1, 9999))
            for year, shown in ((found.first, found.panel.at_from), (found.last, found.panel.at_to)):
                some = sum(counted.table[one][year][0] for one in found.panel.members)
                known = sum(counted.known[one][year][0] for one in found.panel.members)
                assert known >= 30
                assert bounds(shown) == pytest.approx((100 * some / known,) * 2)
                compared_shares += 1
    assert compared_shares or all(found.panel is None for found in figure.facts["accounts"].values())


TRUTHS = st.dictionaries(
    st.sampled_from("ABCDEFGH"),
    st.dictionaries(st.integers(2010, 2014), st.integers(0, 60), min_size=1),
    min_size=2,
)


@given(truths=TRUTHS)
@settings(max_examples=300)
def test_bounds_hold_the_truth_that_was_censored(truths: dict[str, dict[int, int]]) -> None:
    """Values under five are published as `<5`; what is said of them holds whatever they were."""
    rows = [
        {"code": "", "reporter": one, "year": year, "low": 0 if n < 5 else n, "high": max(n, 4)}
        for one, years in truths.items()
        for year, n in years.items()
    ]
    found = account("", pl.DataFrame(rows), 2010, 2014)
    assert found.panel
    assert found.panel_exact

    def true(reporters: Any, year: int) -> int:
        return sum(truths[one].get(year, 0) for one in reporters)

    everybody, panel = set(truths), found.panel.members
    for told, truth in (
        (found.all_from, true(everybody, 2010)),
        (found.all_to, true(everybody, 2014)),
        (found.panel.at_from, true(panel, 2010)),
        (found.panel.at_to, true(panel, 2014)),
        (found.panel_exact.at_from, true(found.panel_exact.members, 2010)),
        (found.entering, true(everybody - panel, 2014)),
        (found.leaving, true(everybody - panel, 2010)),
    ):
        assert told.low <= truth <= told.high
    assert panel == {one for one in truths if set(truths[one]) == set(range(2010, 2015))}
    assert found.panel_exact.members == {one for one in panel if min(truths[one].values()) >= 5}
    if found.chained:
        index = 1.0
        for year in range(2011, (found.chained_to or 0) + 1):
            both = [one for one, values in truths.items() if {year, year - 1} <= values.keys()]
            index *= true(both, year) / true(both, year - 1)
        assert found.chained.low * (1 - 1e-12) <= index <= found.chained.high * (1 + 1e-12)


def test_who_reports_and_has_nobody_to_count_is_zero_and_stays_in_the_panel(tmp_path: Path, monkeypatch: Any) -> None:
    """A shelter that registers only men in 2020 has no woman then; a desk that asks nobody's gender is not there."""
    monkeypatch.setenv("TRENDS_DATABASE", str(tmp_path / "trends.duckdb"))
    rows: list[Record] = []
    for year in range(2018, 2023):
        for contributor, gender in (
            ("shelter", "Man" if year == 2020 else "Woman"),
            ("desk", "" if year == 2020 else "Woman"),
            ("away", "Woman"),
        ):
            if contributor != "away" or year != 2020:
                record = {"yearOfRegistration": str(year), "contributor": contributor, "gender": gender}
                rows += [record] * 40
    build.load([fabricated.demo_of(tmp_path, rows)])
    women = View("trends", Filters(dataset="demo", gender=("female",)))
    (found,) = trend(women).facts["accounts"].values()
    assert found.panel.members == {"shelter"}
    assert set(found.interrupted) == {"desk", "away"}
    strip = dict(trend(women).frame.select("year_first", "reporters").rows())
    assert strip == {2018: 3, 2019: 3, 2021: 3, 2022: 3}  # 2020 has no record of the selection: no row at all
    whole = trend(View("trends", Filters(dataset="demo")))
    assert whole.facts["accounts"][""].panel.members == {"shelter", "desk"}


def test_a_panel_that_has_nobody_to_count_is_drawn_as_zero(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(tmp_path / "trends.duckdb"))
    rows: list[Record] = []
    for year in range(2018, 2023):
        for contributor in ("one", "two", "three"):
            gender = "Man" if year == 2020 else "Woman"
            rows += [{"yearOfRegistration": str(year), "contributor": contributor, "gender": gender}] * 40
    rows += [{"yearOfRegistration": "2020", "contributor": "passing", "gender": "Woman"}] * 40
    build.load([fabricated.demo_of(tmp_path, rows)])
    frame = trend(View("trends", Filters(dataset="demo", gender=("female",)))).frame
    panel = dict(frame.select("year_first", "panel_value_low").rows())
    assert panel == {2018: 120, 2019: 120, 2020: 0, 2021: 120, 2022: 120}
    index = trend(View("trends", Filters(dataset="demo", gender=("female",)), measure="index")).frame
    assert dict(index.select("year_first", "panel_value_low").rows()) == {
        2018: 100, 2019: 100, 2020: 0, 2021: 100, 2022: 100,
    }  # fmt: skip


def test_a_flag_that_was_never_asked_is_no_zero(tmp_path: Path, monkeypatch: Any) -> None:
    """Where a "no" is published, who answers another flag of the same question has not answered this one."""
    monkeypatch.setenv("TRENDS_DATABASE", str(tmp_path / "trends.duckdb"))
    rows: list[Record] = []
    for year in range(2012, 2016):
        for country in ("US", "UA", "PH", "MX"):
            flags = {"isSexualExploit": "1"} | ({} if country == "US" and year == 2013 else {"isForcedLabour": "1"})
            place = {"yearOfRegistration": str(year), "Datasource": "Case Management", "CountryOfExploitation": country}
            rows += [place | flags] * 20 + [place | {"isForcedLabour": "0"}] * (20 if country != "US" else 0)
    build.load([fabricated.k_anonymised_of(tmp_path, rows)])
    everybody = {f"case_management.{place}" for place in ("USA", "UKR", "PHL", "MEX")}
    by = trend(View("trends", Filters(dataset="ctdc-k-anonymised"), "exploitation")).facts["accounts"]
    assert by["sexual_exploitation"].panel.members == everybody
    assert by["forced_labour"].panel.members == everybody - {"case_management.USA"}
    only = Filters(dataset="ctdc-k-anonymised", exploitation=("forced_labour",))
    assert trend(View("trends", only)).facts["accounts"][""].panel.members == everybody - {"case_management.USA"}


def test_the_largest_part_is_one_in_the_direction_of_the_change() -> None:
    """Ten that fall by more than each of forty that rise: together the forty make the rise."""
    values = [(f"falls{n}", 100, 50) for n in range(10)] + [(f"rises{n:02}", 10, 30) for n in range(40)]
    rows = [
        {"code": "", "reporter": name, "year": year, "low": n, "high": n}
        for name, before, after in values
        for year, n in ((2018, before), (2019, after))
    ]
    found = account("", pl.DataFrame(rows), 2018, 2019)
    assert found.change == 300
    assert len(found.drivers) == 10
    assert found.largest
    assert found.largest.reporter == "rises00"


@pytest.mark.parametrize("unnamed", [5, 400])
def test_records_of_nobody_known_are_published_and_in_no_panel(unnamed: int) -> None:
    rows = [
        {"code": "", "reporter": name, "year": year, "low": 100, "high": 100}
        for name in ("one", "two", "three")
        for year in (2018, 2019)
    ]
    found = account("", pl.DataFrame(rows), 2018, 2019, {2019: unnamed})
    assert found.panel
    assert found.panel.reporters == 3
    assert (found.ground, found.all_to.low, found.entering.low) == ("panel", 300 + unnamed, unnamed)
    assert found.largest is None or found.largest.share == 0
