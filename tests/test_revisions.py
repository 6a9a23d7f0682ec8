"""Two editions of one data set: what was revised, by whom, and that nothing else is called a revision."""

from pathlib import Path

import polars as pl
import pytest

from pages.parts.charts_revision import revision_bars
from pages.parts.statement import statement
from pages.parts.theme import LIGHT, NORMAL, PHONE, STAGE
from pages.parts.words import words
from queries.figure import Figure
from queries.interval import Interval
from queries.revisions import are_editions, revisions
from queries.view import Filters, View
from tests import fabricated, fabricated_glotip
from tests.conftest import Command

OLD, NEW = "2023-05-30", "2025-04-14"


@pytest.fixture(scope="module")
def two_editions(tmp_path_factory: pytest.TempPathFactory, trends: Command) -> Path:
    """Two fabricated UNODC editions: in the newer one, of 2019, one country is gone, one figure became `<5`, one is no
    longer `<5` and one is far larger."""
    folder = tmp_path_factory.mktemp("editions")
    path = folder / "trends.duckdb"
    rows = fabricated_glotip.good_rows
    with pytest.MonkeyPatch.context() as patched:
        older = fabricated.glotip(folder, OLD)
        patched.setattr(fabricated_glotip, "good_rows", lambda: [row for row in map(_revised, rows()) if row])
        newer = fabricated.glotip(folder, NEW)
    done = trends("load", older, newer, database=path)
    assert done.returncode == 0, done.stdout + done.stderr
    return path


def _revised(row: dict[str, str]) -> dict[str, str] | None:
    if not _is_total_of_2019(row):
        return row
    changed = {"PAK": "90,000", "NAM": "12", "ITA": "<5"}.get(row["Iso3_code"])
    return None if row["Iso3_code"] == "FJI" else row | ({"txtVALUE": changed} if changed else {})


def _is_total_of_2019(row: dict[str, str]) -> bool:
    whole = row["Dimension"] == "Total" == row["Sex"] == row["Age"]
    return whole and row["Indicator"] == fabricated_glotip.DETECTED and row["Year"] == "2019"


@pytest.fixture
def figure(two_editions: Path, monkeypatch: pytest.MonkeyPatch) -> Figure:
    monkeypatch.setenv("TRENDS_DATABASE", str(two_editions))
    return revisions(View("compare", Filters("unodc-glotip", NEW), versus=Filters("unodc-glotip", OLD)))


def rows(figure: Figure, year: int) -> dict[str, dict[str, object]]:
    return {row["reporter"]: row for row in figure.frame.filter(year_first=year).iter_rows(named=True)}


def test_a_year_is_old_and_new_with_the_difference_as_an_interval(figure: Figure) -> None:
    found = rows(figure, 2019)
    before = {row["Iso3_code"]: row["txtVALUE"] for row in fabricated_glotip.good_rows()
              if row["Year"] == "2019" and row["Indicator"] == fabricated_glotip.DETECTED
              and row["Dimension"] == row["Sex"] == row["Age"] == "Total" and row["Iso3_code"]}  # fmt: skip
    numbers = {who: int(text.replace(",", "")) for who, text in before.items() if text != "<5"}
    old = Interval(sum(numbers.values()), sum(numbers.values()) + 4 * (len(before) - len(numbers)))
    whole = found[""]
    assert (whole["old_low"], whole["old_high"]) == (old.low, old.high)
    assert whole["difference_low"] == whole["new_low"] - old.high  # type: ignore[operator]
    assert found["ITA"]["new_low"] == 0
    assert found["ITA"]["new_high"] == 4
    assert found["ITA"]["difference_high"] == 4 - numbers["ITA"]


def test_who_changed_and_who_is_gone_is_named_and_who_did_not_is_left_out(figure: Figure) -> None:
    kinds = {who: row["revision"] for who, row in rows(figure, 2019).items()}
    assert kinds == {"": "changed", "PAK": "changed", "NAM": "changed", "ITA": "changed", "FJI": "disappeared"}
    assert set(rows(figure, 2015)) == {""}
    assert rows(figure, 2015)[""]["revision"] == "same"
    assert rows(figure, 2015)[""]["difference_low"] == rows(figure, 2015)[""]["difference_high"] == 0


def test_the_headline_names_the_largest_revision_and_who_made_it(figure: Figure) -> None:
    said = statement(figure, words("en"))
    assert "revises 1 of the 13 years that both have, most of all 2019" in said.headline
    assert "Pakistan" in said.headline
    assert "90,000" in said.headline
    assert figure.facts["makers"][0].reporter == "PAK"
    assert "Namibia from 0–4 to 12" in said.text


@pytest.fixture(scope="module")
def revised_2019(tmp_path_factory: pytest.TempPathFactory, trends: Command) -> Path:
    """Two fabricated UNODC editions that give 2019 as the two published ones do: 49,572, then 82,291 (METHODS 5):
    Pakistan's 32,022 are not in the older one, Italy makes the rest."""
    folder = tmp_path_factory.mktemp("revised")
    path = folder / "trends.duckdb"
    rows = fabricated_glotip.good_rows()
    values = {OLD: {"PAK": "", "ITA": "49,072", "FJI": "500"}, NEW: {"PAK": "32,022", "ITA": "49,769", "FJI": "500"}}
    files = []
    with pytest.MonkeyPatch.context() as patched:
        for edition, given in values.items():
            made = [changed for row in rows if (changed := _given(row, given))]
            patched.setattr(fabricated_glotip, "good_rows", lambda made=made: made)
            files.append(fabricated.glotip(folder, edition))
    done = trends("load", *files, database=path)
    assert done.returncode == 0, done.stdout + done.stderr
    return path


def _given(row: dict[str, str], values: dict[str, str]) -> dict[str, str] | None:
    """The row with its value; of the totals of 2019 only those that have one."""
    if not _is_total_of_2019(row):
        return row
    value = values.get(row["Iso3_code"])
    return row | {"txtVALUE": value} if value else None


def test_a_country_that_a_newer_edition_adds_is_named_in_the_headline(
    revised_2019: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(revised_2019))
    found = revisions(View("compare", Filters("unodc-glotip", NEW), versus=Filters("unodc-glotip", OLD)))
    whole = rows(found, 2019)[""]
    assert (whole["old_low"], whole["new_low"]) == (49_572, 82_291)
    assert rows(found, 2019)["PAK"]["revision"] == "appeared"
    said = statement(found, words("en"))
    assert "Edition of 14 April 2025 revises 1 of the 13 years" in said.headline
    assert "most of all 2019: from 49,572 to 82,291" in said.headline
    assert "98% of it from one reporter: Pakistan, from no figure to 32,022" in said.headline
    assert "Italy from 49,072 to 49,769" in said.text
    assert "Countries, over these years: 2 with other figures, 0 new, 0 gone." in said.text
    told = statement(found, words("fr")).headline
    assert "surtout 2019" in told
    assert "Pakistan (aucun chiffre, puis 32\u202f022)" in told


def test_the_older_edition_is_the_older_one_whichever_side_it_is_on(figure: Figure) -> None:
    swapped = revisions(View("compare", Filters("unodc-glotip", OLD), versus=Filters("unodc-glotip", NEW)))
    assert swapped.frame.equals(figure.frame)


def test_an_edition_against_itself_has_no_revision(figure: Figure) -> None:
    same = Filters("unodc-glotip", NEW)
    found = revisions(View("compare", same, versus=same))
    assert set(found.frame["revision"]) == {"same"}
    assert found.facts["largest"] is None
    assert "says the same" in statement(found, words("en")).headline
    assert figure.facts["revised"] == 1


def test_only_two_editions_of_the_very_same_selection_are_a_revision(figure: Figure) -> None:
    assert are_editions(figure.view)
    women = Filters("unodc-glotip", OLD, gender=("female",))
    assert not are_editions(View("compare", Filters("unodc-glotip", NEW), versus=women))
    assert not are_editions(View("compare", Filters("unodc-glotip", NEW)))


@pytest.mark.parametrize("size", [NORMAL, STAGE, PHONE])
def test_every_year_that_is_tabled_is_drawn(figure: Figure, size: object) -> None:
    drawn = revision_bars(figure, words("fr"), LIGHT, size)  # type: ignore[arg-type]
    whole = figure.frame.filter(pl.col("reporter") == "").sort("year_first")
    heights = {x: y for trace in drawn.data for x, y in zip(trace["x"], trace["y"], strict=True)}
    assert heights == dict(zip(whole["year_first"], whole["difference_low"], strict=True))


def test_the_real_revision_of_the_global_dataset(real_database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the edition of 2017 to that of 2021: 2016 hardly moved, 2017 was filled up by hotline records."""
    monkeypatch.setenv("TRENDS_DATABASE", str(real_database))
    old, new = Filters("ctdc-k-anonymised", "2017-11-27"), Filters("ctdc-k-anonymised", "2021-07-15")
    found = revisions(View("compare", new, versus=old))
    assert (rows(found, 2016)[""]["old_low"], rows(found, 2016)[""]["new_low"]) == (18_813, 18_836)
    assert (rows(found, 2017)[""]["old_low"], rows(found, 2017)[""]["new_low"]) == (3_584, 10_391)
    hotline = rows(found, 2017)["hotline"]
    assert (hotline["old_low"], hotline["new_low"]) == (1_357, 7_605)
    said = statement(found, words("en"))
    assert "2017, provisional in the older edition: from 3,584 to 10,391" in said.headline
    assert "Hotline, United States" in said.headline
    assert "Hotline from 1,357 to 7,605" in said.text
