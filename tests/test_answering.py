"""Which questions home offers of a data set, and which only with the data that answer them."""

from dataclasses import replace
from pathlib import Path

import pytest

from pages.parts.answering import answered, elsewhere
from pages.parts.contents import FILTERED
from queries.catalogue import Catalogue, Edition, catalogue


@pytest.fixture
def demonstration(demo_database: Path, monkeypatch: pytest.MonkeyPatch) -> Edition:
    monkeypatch.setenv("TRENDS_DATABASE", str(demo_database))
    return catalogue().default()


def without(edition: Edition, *dimensions: str) -> Edition:
    return replace(edition, dataset="ctdc-synthetic", answers=edition.answers - {*dimensions})


def test_a_page_without_an_answer_is_offered_with_the_data_that_have_it(demonstration: Edition) -> None:
    chosen = without(demonstration, "country", "origin", "sector", "sexual_form")
    loaded = Catalogue((chosen, demonstration))
    assert {"map", "flows", "sectors", "perpetrators", "sdg"}.isdisjoint(answered(chosen, loaded))
    assert elsewhere(chosen, loaded) == dict.fromkeys(("map", "flows", "sectors"), demonstration)
    assert elsewhere(chosen, Catalogue((chosen,))) == {}


def test_real_data_are_offered_before_made_up_ones(demonstration: Edition) -> None:
    chosen, real = without(demonstration, "recruiter", "method", "means"), without(demonstration)
    assert elsewhere(chosen, Catalogue((chosen, demonstration, real))) == {"recruitment": real}


def test_every_question_is_offered_once(demonstration: Edition) -> None:
    loaded = Catalogue((without(demonstration, "gender", "age"), demonstration))
    for edition in loaded.editions:
        there, apart = answered(edition, loaded), elsewhere(edition, loaded)
        assert {*there}.isdisjoint(apart)
        assert {*there, *apart} == {*FILTERED} - {"perpetrators", "sdg"}


@pytest.mark.real
def test_the_publishers_files_answer_what_they_have(real_database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(real_database))
    loaded = catalogue()
    there = {edition.dataset: answered(edition, loaded) for edition in loaded.editions}
    assert "perpetrators" in there["ctdc-victim-perpetrator"]
    assert {"map", "flows", "sectors"}.isdisjoint(there["ctdc-victim-perpetrator"])
    assert {"map", "flows", "people"} <= {*there["unodc-glotip"]}
    assert {"sectors", "recruitment", "perpetrators"}.isdisjoint(there["unodc-glotip"])
