"""What the Signals page says, tables, draws and links to, from one frame."""

import csv as reading
import io
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest

from pages.parts.charts_signals import LANES, overview
from pages.parts.signals_table import trend_of
from pages.parts.signals_told import told
from pages.parts.signals_words import also, due_to, published, same
from pages.parts.statement import statement
from pages.parts.tables import csv
from pages.parts.theme import DARK, LIGHT, NORMAL, PHONE, STAGE, Size, Theme
from pages.parts.words import words
from queries.catalogue import catalogue
from queries.figure import Figure
from queries.link import link_parameters, read_link
from queries.signals import COLUMNS, signals
from queries.view import CAUSES, Filters, View
from tests.made import FIGURES, VICTIMS

ENGLISH = words("en")


def row(**changed: object) -> dict[str, object]:
    plain = {name: [] if kind == pl.List(pl.String) else None for name, kind in COLUMNS.items()} | {
        "year": 2015, "first": 2014, "dimension": "region", "code": "europe", "of": "count", "direction": "up",
        "from_low": 100.0, "from_high": 104.0, "to_low": 900.0, "to_high": 900.0, "relative": 9.0, "moved": 800.0,
        "cause": "reporters", "part": 0.87, "who": ["PAK"], "others": False, "hidden": False,
    }  # fmt: skip
    return plain | changed


def figure(*rows: dict[str, object], named: bool = True, scanned: int = 40) -> Figure:
    frame = pl.DataFrame([*rows], schema=COLUMNS)
    by_cause = dict(frame.group_by("cause").len().iter_rows())
    left = frame.filter(pl.col("cause") == "open").to_dicts()
    facts = {"records": 5000, "scanned": scanned, "found": frame.height, "by_cause": by_cause, "named": named,
             "open": left, "first_year": 2007, "last_year": 2022}  # fmt: skip
    return Figure("signals", View("signals"), FIGURES if named else VICTIMS, frame, facts)


def test_the_headline_counts_every_cause_once() -> None:
    rows = [
        row(),
        row(cause="one_reporter"),
        row(cause="asked", who=[]),
        row(cause="open", who=[]),
        row(cause="open", who=[]),
    ]
    said = statement(figure(*rows), ENGLISH)
    assert said.headline == "5 changes in these numbers stand out; nothing in the data explains 2 of them."
    assert said.lines[0] == (
        "Of the others, 1 is explained by reporters coming or going, 1 comes from one reporter and 1 comes from how "
        "people are counted or asked."
    )
    explained = statement(figure(row()), ENGLISH)
    assert explained.headline == "1 change in these numbers stands out; it has a likely explanation in the data."
    assert explained.lines[0] == "Of them, 1 is explained by reporters coming or going."


def test_what_has_no_explanation_is_named_with_its_numbers() -> None:
    said = statement(figure(row(cause="open", who=[], first=2010)), ENGLISH)
    assert said.lines[0] == (
        "Not explained by anything in the data: Europe (2010–2015, 100–104 → 900). "
        "This proves nothing about trafficking itself: a new law, more checks or a mistake would look the same."
    )


def test_where_nobody_is_named_no_sentence_says_that_nothing_is_left_open() -> None:
    said = statement(figure(row(cause="unknown", who=[]), named=False), ENGLISH).text
    assert "does not say who reports" in said
    assert "Nothing is left" not in said
    assert "real" not in said.replace("really", "")


def test_nothing_found_says_what_was_searched() -> None:
    said = statement(figure(), ENGLISH)
    assert said.headline == "Nothing stands out in the 40 series searched."
    assert "8 complete years" in said.text
    assert statement(figure(scanned=0), ENGLISH).headline.startswith("No series is long and large enough")


def test_reporters_are_named_with_their_part_and_others_are_not_forgotten() -> None:
    assert due_to(row(), FIGURES, ENGLISH) == "Pakistan: 87% of the change."
    assert due_to(row(part=1.02), FIGURES, ENGLISH) == "Pakistan: all of the change."
    assert due_to(row(others=True, part=0.56), FIGURES, ENGLISH) == "Pakistan and others together: 56% of the change."


@pytest.mark.parametrize("cause", [cause for cause in CAUSES if cause != "all"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_cause_says_something_and_has_a_lane(cause: str, language: str) -> None:
    # A described break has its reason, and one reporter its name: these two causes never come without.
    rests_on = {"counting": {"breaks": ["iom_system"]}, "one_reporter": {"who": ["PAK"]}}.get(cause, {})
    changed = row(**{"cause": cause, "who": [], "part": None} | rests_on)
    for edition in (FIGURES, VICTIMS):
        assert due_to(changed, edition, words(language)).endswith(".")
    assert cause in LANES


def test_a_country_s_own_number_has_no_cause_in_itself() -> None:
    own = row(cause="open", dimension="country", code="GBR", who=["GBR"], part=None)
    assert due_to(own, FIGURES, ENGLISH) == "The country's own number: no other reporter is in it."
    alone = due_to(own | {"who": ["hotline.USA"]}, VICTIMS, ENGLISH)
    assert "alone reports this" in alone
    assert "all of" not in alone


@pytest.mark.parametrize(
    ("published_to", "direction", "said"),
    [
        (105.0, "up", "hardly a change; in the same reporters a rise"),
        (105.0, "down", "hardly a change; in the same reporters a fall"),
        (40.0, "up", "a fall; in the same reporters a rise"),
        (300.0, "down", "a rise; in the same reporters a fall"),
        (300.0, "up", "within the usual ups and downs; out of them in the same reporters"),
    ],
)
def test_what_only_the_same_reporters_show_says_what_was_published(
    published_to: float, direction: str, said: str
) -> None:
    ends = {"panel_reporters": 12, "panel_from_low": 80.0, "panel_from_high": 80.0, "panel_to_low": 200.0,
            "panel_to_high": 200.0}  # fmt: skip
    hidden = row(cause="open", who=[], hidden=True, to_low=published_to, to_high=published_to, direction=direction)
    assert due_to(hidden | ends, FIGURES, ENGLISH).startswith(f"As published {said}")
    listed = statement(figure(hidden | ends), ENGLISH).lines[0]
    assert "Europe, same reporters (2015, 80 → 200)" in listed


def test_bounds_are_written_where_they_differ() -> None:
    assert published(row(), ENGLISH) == "100–104 → 900"
    share = row(of="share", from_low=40.1, from_high=40.4, to_low=52.0, to_high=55.0)
    assert published(share, ENGLISH) == "40% → 52%–55%"
    assert same(row(), ENGLISH) == "no reporter in every year"


def test_many_other_series_are_counted_and_not_listed() -> None:
    many = row(also=[".", *(f"country.{code}" for code in ("ITA", "FRA", "DEU", "ESP", "POL"))])
    assert also(many, ENGLISH) == "Everything selected, Italy, France, Germany and 2 more"
    assert also(row(also=["country.ITA"]), ENGLISH) == "Italy"


def test_a_link_shows_the_years_around_and_no_provisional_year_unasked() -> None:
    seen = trend_of(View("signals"), FIGURES, row(first=2019, year=2020))
    assert (seen.filters.from_, seen.filters.to, seen.filters.region) == (2016, 2021, ("europe",))
    assert trend_of(View("signals"), FIGURES, row(first=2021, year=2022)).filters.to == 2022


def test_a_link_to_a_share_shows_the_share() -> None:
    changed = row(dimension="gender", code="female", of="share")
    seen = trend_of(View("signals"), FIGURES, changed)
    assert (seen.measure, seen.filters.gender, seen.by) == ("share", ("female",), "")
    beside = trend_of(View("signals", Filters(age=("minor",))), FIGURES, changed)
    assert (beside.measure, beside.by, beside.filters.gender) == ("share", "gender", ())


@pytest.mark.parametrize("size", [NORMAL, PHONE, STAGE])
@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_every_row_is_one_mark_and_labels_of_a_lane_do_not_meet(size: Size, theme: Theme) -> None:
    rows = [
        row(first=year - 1, year=year, cause=cause) for year in range(2008, 2022, 3) for cause in ("open", "reporters")
    ]
    drawn = overview(figure(*rows), ENGLISH, theme, size)
    marks = [trace for trace in drawn.data if trace.mode == "markers"]
    assert sum(len(trace.x) for trace in marks) == len(rows)
    assert len({(x, y) for trace in marks for x, y in zip(trace.x, trace.y, strict=True)}) == len(rows)
    names = [note for note in drawn.layout.annotations if "Europe" in note.text]
    ends = sorted((note.y, note.x) for note in names)
    letter = size.text_width(1) / (size.width / 16.2)
    assert all(b[1] - a[1] > 4 * letter for a, b in pairwise(ends) if a[0] == b[0])


def test_the_file_has_the_rows_of_the_table_and_every_link_opens(
    demo_database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(demo_database))
    view = View("signals", options=(("order", "year"),))
    found = signals(view)
    rows = [*reading.DictReader(io.StringIO(csv(told(found, ENGLISH), ENGLISH).decode("utf-8-sig")))]
    assert [int(one["Year"]) for one in rows] == found.frame["year"].to_list()
    assert [one["Series code"] for one in rows] == found.frame["code"].to_list()
    assert {one["Data"] for one in rows} == {ENGLISH("app.demonstration")}
    for one in found.frame.iter_rows(named=True):
        seen = trend_of(view, found.edition, one)
        again, dropped = read_link("trends", link_parameters(seen), catalogue())
        assert (again, dropped) == (seen, ())
