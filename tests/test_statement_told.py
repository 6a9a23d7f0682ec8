"""What is said of the demonstration, whose truths are planted, and of the publishers' own files."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from pages.parts.said import Statement
from pages.parts.statement import statement
from pages.parts.words import words
from queries.catalogue import catalogue
from queries.figures import trend
from queries.link import read_link

NB, NN = "\u00a0", "\u202f"
GLOTIP = "dataset=unodc-glotip"
KANON = "dataset=ctdc-k-anonymised&edition=2021-07-15"
Say = Callable[..., Statement]


def say(link: str, language: str = "en") -> Statement:
    view, dropped = read_link("trends", parse_qs(link), catalogue())
    assert not dropped
    return statement(trend(view), words(language))


@pytest.fixture
def told(demo_database: Path, monkeypatch: pytest.MonkeyPatch) -> Say:
    monkeypatch.setenv("TRENDS_DATABASE", str(demo_database))
    return say


@pytest.fixture
def real(real_database: Path, monkeypatch: pytest.MonkeyPatch) -> Say:
    monkeypatch.setenv("TRENDS_DATABASE", str(real_database))
    return say


def test_the_planted_entry_is_of_who_reports(told: Say) -> None:
    assert told("dataset=demo&region=americas").headline == (
        "Records, Americas: the rise in the figures from 2002 to 2022 comes from who reports: "
        f"×{NB}27 as published, stable over the reporters that neighbouring years share (chained index)."
    )
    around = told("dataset=demo&region=americas&from=2014&to=2016")
    assert f"×{NB}5.2 as published, +0.1% in the same 3 reporters." in around.headline
    assert around.lines[0] == "What changed in between: a contributor joins (2015)."
    assert "one reporter makes the whole change: Hotline North." in around.text


def test_the_planted_exit_is_of_who_reports(told: Say) -> None:
    said = told("dataset=demo&region=europe&from=2019&to=2021")
    assert said.headline == (
        "Records, Europe: the fall in the figures from 2019 to 2021 comes from who reports: −52% as published, stable "
        "in the same 3 reporters."
    )
    french = told("dataset=demo&region=europe&from=2019&to=2021", "fr").headline
    assert french == (
        f"Enregistrements, Europe{NB}: la baisse des chiffres de 2019 à 2021 tient à qui déclare{NB}: −52{NB}% selon "
        "les chiffres publiés, stable chez les 3 mêmes déclarants."
    )


def test_the_planted_rise_is_the_same_reporters_own(told: Say) -> None:
    link = "dataset=demo&subregion=south_eastern_asia&exploitation=forced_labour&from=2010"
    said = told(link)
    assert said.headline == (
        "Records, South-eastern Asia, forced labour: +81% from 2010 to 2022 as published, by the same 2 reporters "
        "throughout."
    )
    assert any("clearly rising" in line for line in said.lines)
    assert "par les 2 mêmes déclarants sur toute la période" in told(link, "fr").headline


def test_the_planted_lag_is_provisional_and_no_fall(told: Say) -> None:
    said = told("dataset=demo&from=2015&to=2024")
    assert "in 2024 (provisional)" in said.headline
    assert "and 7 in 2024" in said.text
    assert said.lines[0] == "2024 is provisional: more of its cases are still to be registered."
    assert "−" not in said.text
    assert "fall" not in said.text


def test_the_whole_demonstration_moves_by_who_reports(told: Say) -> None:
    said = told("dataset=demo&from=2010")
    assert "in the same 5 reporters" in said.text
    assert "tient" in told("dataset=demo", "fr").headline


@pytest.mark.real
def test_detected_victims_from_2010_to_2019(real: Say) -> None:
    said = real(f"{GLOTIP}&from=2010&to=2019")
    assert (
        said.headline
        == f"Victims detected: ×{NB}6.0 from 2010 to 2019 as published, ×{NB}3.8 in the same 50 countries."
    )
    assert said.lines[0] == (
        "As published, between 13,718 and 13,746 in 2010 (93 countries) and between 82,291 and 82,363 in 2019 (134 "
        "countries); in the same 50 countries, between 8,611 and 8,619, then between 32,349 and 32,353."
    )
    assert "one country makes 47% of the change: Pakistan." in said.lines[2]
    french = real(f"{GLOTIP}&from=2010&to=2019", "fr")
    assert french.headline == (
        f"Victimes détectées{NB}: ×{NB}6,0 de 2010 à 2019 selon les chiffres publiés, ×{NB}3,8 dans les 50 mêmes pays."
    )
    assert f"entre 13{NN}718 et 13{NN}746 en 2010 (93 pays)" in french.lines[0]


@pytest.mark.real
def test_the_united_kingdom_is_the_largest_that_the_panel_to_2022_leaves_out(real: Say) -> None:
    said = real(f"{GLOTIP}&from=2010&to=2022")
    assert "from 2010 to 2022 (provisional) as published" in said.headline
    assert f"×{NB}3.5 in the same 42 countries" in said.headline
    assert "between 7,969 and 7,973, then between 28,201 and 28,205" in said.text
    assert (
        "The largest left out of those that reported in 2010: United Kingdom, up to 12,700 in 2021, no figure for 2022."
        in said.text
    )
    french = real(f"{GLOTIP}&from=2010&to=2022", "fr").text
    absent = f"Le plus grand absent parmi les déclarants de 2010{NB}: Royaume-Uni, jusqu’à 12{NN}700 en 2021"
    assert f"{absent}, aucun chiffre pour 2022." in french


@pytest.mark.real
def test_pakistan_is_nearly_all_of_the_change_from_2018_to_2019(real: Say) -> None:
    said = real(f"{GLOTIP}&from=2018&to=2019")
    assert said.headline == (
        "Victims detected: the rise in the figures from 2018 to 2019 comes mostly from who reports: +78% as published, "
        "+11% in the same 113 countries."
    )
    assert said.lines[0] == "What changed in between: Pakistan enters the data with very large figures (2019)."
    assert "one country makes 89% of the change: Pakistan." in said.text
    assert (
        f"un seul pays représente 89{NB}% de la variation{NB}: Pakistan."
        in real(f"{GLOTIP}&from=2018&to=2019", "fr").text
    )


@pytest.mark.real
def test_the_fall_of_2020_in_the_k_anonymised_file_is_the_end_of_its_hotline_rows(real: Say) -> None:
    said = real(f"{KANON}&from=2019&to=2020")
    assert said.headline == (
        "People registered: the fall in the figures from 2019 to 2020 (provisional) comes from who reports: from "
        "21,312 to 1,717 as published, from 1,633 to 1,577 in the same 8 reporters."
    )
    assert "the hotline rows stop in this release, though the hotline itself did not end (2020)" in said.lines[0]
    assert "one reporter makes 96% of the change: hotline (United States)." in said.text
    french = real(f"{KANON}&from=2019&to=2020", "fr")
    assert "tient à qui déclare" in french.headline
    assert "alors que la ligne elle-même n’a pas cessé (2020)" in french.lines[0]
