"""What the product must never say: that a change of who reports, or a year still coming in, is a change in the world.

On the demonstration, whose truths are planted (data/demo/truths.toml), and on series made with no trend at all: in
every sentence, in both languages, in the table's file and in what the command prints.
"""

import io
import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from cli.describe import described
from data.demo import truths
from pages.parts.sentences import alt, notes
from pages.parts.statement import statement
from pages.parts.tables import csv
from pages.parts.words import Words, words
from queries.account import Account
from queries.accounts import accounts, with_panel
from queries.figure import Figure
from queries.figures import trend
from queries.findings import findings
from queries.making import made_of
from queries.measures import measured
from queries.moving import moving
from queries.panels import LEAST_PART
from queries.signals import signals
from queries.trend_tests import Finding, Unsaid
from queries.view import Filters, View
from tests.frames import COUNTED

PLANTED = truths()
ENTERS, LEAVES = PLANTED["entrant"]["first"], PLANTED["leaver"]["last"] + 1
LAG = PLANTED["lag"]["years"]
RISE = PLANTED["rise"]
LANGUAGES = ("en", "fr")
Chosen = Mapping[str, tuple[str, ...]]
ENTRY = [({}, 2014, 2015), ({}, 2010, 2015), ({"region": ("americas",)}, 2014, 2015),
         ({"region": ("americas",)}, 2010, 2022), ({"region": ("americas",)}, 2012, 2019)]  # fmt: skip
EXIT = [({}, 2019, 2020), ({"region": ("europe",)}, 2019, 2020), ({"region": ("europe",)}, 2010, 2022),
        ({"region": ("europe",)}, 2015, 2021)]  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def demonstration(demo_database: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("TRENDS_DATABASE", str(demo_database))
        yield


def view(chosen: Chosen, first: int | None = None, last: int | None = None, by: str = "") -> View:
    return View("trends", Filters(dataset="demo", from_=first, to=last).having(chosen), by)


def whole(figure: Figure) -> Account:
    (found,) = figure.facts["accounts"].values()
    assert isinstance(found, Account)
    return found


def says(words_of: Words, *grades: str) -> set[str]:
    """The graded words of a trend, as a language has them."""
    return {words_of(f"statement.{grade}") for grade in grades}


def all_said(shown: View, texts: Words) -> str:
    """Every sentence that is made from a trend's view: its statement, what it is made of, how it moves with the window,
    the text alternatives, the notes."""
    figures = [trend(shown), made_of(shown), moving(shown)]
    told = [statement(figure, texts).text for figure in figures if not figure.is_empty and figure.has_values]
    told += [alt(figures[0], texts), *notes(figures[0], texts)]
    return " ".join(told)


@pytest.mark.parametrize(("chosen", "first", "last"), [*ENTRY, *EXIT])
def test_the_planted_entry_and_exit_change_nothing_in_the_same_reporters(chosen: Chosen, first: int, last: int) -> None:
    found = whole(trend(view(chosen, first, last)))
    assert found.ground == "panel"
    assert found.panel
    part = found.panel.at_to.low / found.panel.at_from.low
    assert abs(part - 1) < 0.02
    there = found.all_to.low / found.all_from.low
    assert abs(there - 1) > (
        PLANTED["entrant"]["jump_at_least"] if last < LEAVES else PLANTED["leaver"]["fall_at_least"]
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("chosen", "first", "last"), [*ENTRY, *EXIT])
def test_a_change_of_who_reports_is_told_as_that(chosen: Chosen, first: int, last: int, language: str) -> None:
    texts, shown = words(language), view(chosen, first, last)
    figure = trend(shown)
    found, text = whole(figure), all_said(shown, texts)
    headline = statement(figure, texts).headline
    blamed = [_frame(texts, f"statement.{part}_{way}") for part in ("wholly", "mostly") for way in ("rise", "fall")]
    assert any(piece in headline for piece in blamed), headline
    assert not [said for said in says(texts, *_graded("rising"), *_graded("falling")) if said in text]
    driver = found.largest
    assert driver
    assert driver.reporter == (PLANTED["entrant"] if found.change > 0 else PLANTED["leaver"])["contributor"]
    assert texts.label("reporter", driver.reporter) in text


def _graded(direction: str) -> tuple[str, str]:
    return f"possible_{direction}", f"clear_{direction}"


def _frame(texts: Words, key: str) -> str:
    """The fixed words in the middle of a sentence: what it says whatever it is filled with."""
    unlikely = {"subject": "§", "first_period": "§", "last_period": "§", "all": "§", "same": "§", "of_same": "§"}
    return max(texts(key, **unlikely).split("§"), key=len).strip()


@pytest.mark.parametrize("region", [None, "americas", "europe"])
def test_no_trend_is_found_where_none_is_planted(region: str | None) -> None:
    chosen: Chosen = {"region": (region,)} if region else {"subregion": ("eastern_europe", "northern_america")}
    (found,) = trend(view(chosen, 2010, 2022)).facts["findings"].values()
    assert isinstance(found, Finding | Unsaid)
    assert isinstance(found, Unsaid) or found.grade == "none"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_planted_rise_is_found_and_is_nobodys_coming_or_going(language: str) -> None:
    chosen = {"subregion": (RISE["subregion"],), "exploitation": (RISE["exploitation"],)}
    figure, texts = trend(view(chosen, RISE["first"], RISE["last"])), words(language)
    found = whole(figure)
    assert found.panel
    factor = found.panel.at_to.low / found.panel.at_from.low
    assert abs(factor - RISE["factor"]) <= RISE["tolerance"] * RISE["factor"]
    assert (found.entering.low - found.leaving.low) / found.change < 0.05
    text = all_said(figure.view, texts)
    blamed = [_frame(texts, f"statement.{part}_{way}") for part in ("wholly", "mostly") for way in ("rise", "fall")]
    assert not [piece for piece in blamed if piece in text]
    longer = trend(view(chosen, 2010, RISE["last"]))
    (tested,) = longer.facts["findings"].values()
    assert isinstance(tested, Finding)
    assert (tested.grade, tested.direction) == ("clear", 1)
    assert says(texts, "clear_rising") & {
        said for said in says(texts, "clear_rising") if said in all_said(longer.view, texts)
    }


@pytest.mark.parametrize("by", ["", "region", "gender"])
def test_a_year_that_is_still_coming_in_is_never_compared_unasked(by: str) -> None:
    figure = trend(view({}, by=by))
    for one in figure.facts["accounts"].values():
        assert one.last == LAG[0] - 1
    late = figure.frame.filter(pl.col("year_last") >= LAG[0])
    assert late["provisional"].all()
    assert not figure.frame.filter(pl.col("year_last") < LAG[0])["provisional"].any()
    assert not [one for events in figure.facts["events"].values() for one in events if one.year in LAG]
    for found in figure.facts["findings"].values():
        assert isinstance(found, Unsaid) or found.last < LAG[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("chosen", [{}, {"region": ("europe",)}, {"exploitation": ("forced_labour",)}])
@pytest.mark.parametrize(("first", "last"), [(2020, 2023), (2020, 2024), (2022, 2024), (2023, 2024), (2010, 2024)])
def test_a_year_that_is_still_coming_in_is_called_provisional_and_no_fall(
    chosen: Chosen, first: int, last: int, language: str
) -> None:
    texts, shown = words(language), view(chosen, first, last)
    figure = trend(shown)
    provisional = "provisional" if language == "en" else "provisoire"
    told = statement(figure, texts)
    assert provisional in told.headline
    text = all_said(shown, texts)
    assert "\u2212" not in told.headline  # no percentage of a fall (the sign of a negative number)
    falls = [_frame(texts, f"statement.{part}_fall") for part in ("wholly", "mostly")]
    assert not [piece for piece in falls if piece in text]
    assert not [said for said in says(texts, *_graded("falling")) if said in text]
    link = f"dataset=demo&from={first}&to={last}&lang={language}" + "".join(
        f"&{name}={code}" for name, codes in chosen.items() for code in codes
    )
    said, numbers = described(link)
    assert said == told.text
    assert numbers["provisional"] is True
    assert set(LAG) == set(numbers["provisional_years"])


def test_the_file_says_of_every_late_row_that_it_is_provisional() -> None:
    for language in LANGUAGES:
        texts = words(language)
        table = pl.read_csv(io.BytesIO(csv(trend(view({})), texts)), infer_schema_length=None)
        told = dict(table.select(texts("column.year"), texts("column.provisional")).rows())
        assert {year for year, said in told.items() if said == texts("column.yes")} == set(LAG)


def test_no_signal_is_open_or_a_matter_of_reporters_in_a_year_still_coming_in() -> None:
    figure = signals(View("signals", Filters(dataset="demo")))
    late = figure.frame.filter(pl.col("year").is_in(LAG) | pl.col("first").is_in(LAG))
    assert late.height
    assert set(late["cause"]) == {"provisional"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_entry_and_the_exit_are_explained_signals_and_the_rise_is_open(language: str) -> None:
    figure, texts = signals(View("signals", Filters(dataset="demo"))), words(language)
    found = figure.frame.to_dicts()
    of_reporters = {(one["code"], one["year"]) for one in found if one["cause"] in ("reporters", "counting")}
    assert {ENTERS, LEAVES} <= {year for _, year in of_reporters}
    opened = [one for one in found if one["cause"] == "open"]
    assert not [one for one in opened if one["code"] in ("americas", "europe", "", "northern_america")]
    assert RISE["subregion"] in {one["code"] for one in opened}
    assert texts.label("subregion", RISE["subregion"]) in statement(figure, texts).text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("one", "other", "region"), [(2014, 2015, ""), (2019, 2020, "&region=europe")])
def test_years_compared_across_the_entry_and_the_exit_are_alike_in_the_same_reporters(
    one: int, other: int, region: str, language: str
) -> None:
    link = f"from={one}&to={one}&with_from={other}&with_to={other}&dataset=demo{region}&lang={language}"
    said, _ = described(f"/compare?{link}")
    alike = {"en": "the two cannot be told apart", "fr": "on ne peut pas distinguer les deux"}[language]
    assert alike in said


# --------------------------------------------------------------------------------- series with no trend in them

SEEDS, YEARS = 2_000, range(2008, 2020)


def flat_cells(seed: int) -> pl.DataFrame:
    """Five reporters whose level never changes, and up to three that come or go."""
    rng = random.Random(seed)
    spread = rng.choice((0.0, 0.1, 0.3))
    rows = []
    for number in range(8):
        there = YEARS if number < 5 else rng.choice((YEARS[rng.randint(2, 10) :], YEARS[: rng.randint(2, 10)]))
        level = rng.uniform(20, 400)
        for year in there:
            mean = level * max(0.05, rng.gauss(1, spread))
            n = max(0, round(rng.gauss(mean, mean**0.5)))
            low, high = (0, 4) if n < 5 else (n, n)
            rows.append(("", f"R{number}", year, low, high, low, high))
    columns = {"code": pl.String, "reporter": pl.String} | dict.fromkeys(
        ("year", "low", "high", "known", "known_high"), pl.Int64
    )
    return pl.DataFrame(rows, schema=columns, orient="row")


def published(cells: pl.DataFrame) -> pl.DataFrame:
    """What would be published of the cells: the frame of a trend before its panel."""
    summed = cells.group_by("code", year_first="year").agg(
        pl.col("low", "high", "known", "known_high").sum(), pl.len().cast(pl.Int64).alias("reporters")
    )
    framed = summed.with_columns(year_last="year_first", total="low", provisional=pl.lit(False)).sort("year_first")
    return measured(framed, "count")


def called(cells: pl.DataFrame) -> tuple[Account, Finding | Unsaid]:
    shown = View("trends", Filters())
    frame = published(cells)
    found = accounts(shown, frame, cells)
    drawn = with_panel(frame, cells, found, "count")
    edition = replace(COUNTED, breaks=(), provisional=())
    return found[""], findings(edition, shown, drawn, found)[""]


def test_of_two_thousand_flat_series_at_most_one_in_twenty_is_called_a_change() -> None:
    alarms = told = moved = 0
    for seed in range(SEEDS):
        found, finding = called(flat_cells(seed))
        moved += abs(found.change) > LEAST_PART * found.all_from.low
        if isinstance(finding, Finding):
            told += 1
            alarms += finding.grade != "none"
    assert moved > SEEDS / 2  # as published, most of them do move: reporters come and go
    assert told > 0.9 * SEEDS
    assert alarms <= 0.05 * SEEDS


def test_a_real_rise_of_the_same_reporters_is_called_one() -> None:
    """The test above can fail: what truly rises is called so."""
    rises = 0
    for seed in range(50):
        cells = flat_cells(seed)
        grown = (pl.col("low", "high", "known", "known_high") * (1 + 0.2 * (pl.col("year") - YEARS[0]))).cast(pl.Int64)
        _, finding = called(cells.with_columns(grown))
        rises += isinstance(finding, Finding) and finding.grade == "clear" and finding.direction == 1
    assert rises > 40
