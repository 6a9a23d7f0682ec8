"""No text of any language, and no sentence made of them, says what a count cannot say."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pages.parts.sentences import alt, known_line, notes, unit_line
from pages.parts.statement import statement
from pages.parts.words import languages, texts, words
from queries.catalogue import Edition, catalogue
from queries.comparison import comparison
from queries.crosstab import crosstab
from queries.figure import Figure
from queries.figures import answers, trend
from queries.funnel import funnel
from queries.link import read_link
from queries.making import made_of
from queries.moving import moving
from queries.places import places
from queries.quality import presence
from queries.signals import signals
from queries.view import DIMENSIONS, MEASURES
from tests.lint import REFUSED, refused, sentences, slips


def test_every_language_has_its_list_of_refused_words() -> None:
    assert set(REFUSED) == set(languages())
    with pytest.raises(KeyError):
        refused("anything", "xx")


@pytest.mark.parametrize("language", languages())
def test_no_text_says_a_refused_word(language: str) -> None:
    said = {key: found for key, text in texts(language).items() if (found := refused(text, language))}
    assert not said


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Trafficking rose by 12%."), ("en", "Human trafficking has increased."), ("en", "A rise in trafficking."),
     ("en", "A hot spot of exploitation."), ("en", "The hardest-hit countries."), ("en", "Ranks first in Europe."),
     ("en", "Caught in a web of abuse."), ("en", "Modern slavery."), ("fr", "La traite a augmenté de 12 %."),
     ("fr", "La hausse de la traite."), ("fr", "Une plaque tournante."), ("fr", "Les pays les plus touchés."),
     ("fr", "L’esclavage moderne."), ("fr", "Un fléau.")],
)  # fmt: skip
def test_the_list_finds_what_it_is_for(language: str, text: str) -> None:
    assert refused(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Victims detected: {all}."), ("en", "Two  spaces."), ("en", "None in 2019."), ("en", "A, ; b."),
     ("en", "Of forced_labour."), ("en", "In PAK."), ("fr", "Deux : points."), ("fr", "Trop; près.")],
)  # fmt: skip
def test_slips_of_the_pen_are_found(language: str, text: str) -> None:
    assert slips(text, language)


@pytest.mark.parametrize("text", ["no capital.", "No full stop"])
def test_a_sentence_begins_and_ends_as_one(text: str) -> None:
    assert [*sentences((text,), "en")]


@pytest.fixture(params=["fabricated", "demonstration"])
def data(request: pytest.FixtureRequest, fabricated_database: Path, demo_database: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as environment:
        chosen = fabricated_database if request.param == "fabricated" else demo_database
        environment.setenv("TRENDS_DATABASE", str(chosen))
        yield


# One edition of each data set, and two of the one whose zeros were lost in the later one.
EDITIONS = (
    ("ctdc-synthetic", ""), ("ctdc-k-anonymised", "2017-11-27"), ("ctdc-k-anonymised", "2021-07-15"),
    ("ctdc-victim-perpetrator", ""), ("unodc-glotip", ""), ("demo", ""),
)  # fmt: skip


@pytest.fixture(params=EDITIONS, ids=lambda named: "-".join(named).strip("-"))
def edition(request: pytest.FixtureRequest, fabricated_database: Path, demo_database: Path) -> Iterator[Edition]:
    dataset, named = request.param
    with pytest.MonkeyPatch.context() as environment:
        chosen = demo_database if dataset == "demo" else fabricated_database
        environment.setenv("TRENDS_DATABASE", str(chosen))
        found = catalogue().find(dataset, named)
        assert found
        yield found


@pytest.mark.usefixtures("data")
def test_no_data_set_is_left_out() -> None:
    assert {one.dataset for one in catalogue().editions} <= {dataset for dataset, _ in EDITIONS}


def faults(figure: Figure) -> list[str]:
    """What is wrong with all that is said of a figure, in every language."""
    found = []
    for language in languages():
        w = words(language)
        said = statement(figure, w)
        found += sentences((said.headline, *said.lines), language)
        around = (
            [] if figure.is_empty else [alt(figure, w), unit_line(figure, w), known_line(figure, w), *notes(figure, w)]
        )
        found += [fault for text in around for fault in [*refused(text, language), *slips(text, language)]]
    return found


def plain_links(edition: Edition) -> Iterator[dict[str, list[str]]]:
    """Every breakdown in every measure, and every single code of the dimensions that have few."""
    for measure in MEASURES:
        yield from ({"by": [by], "measure": [measure]} for by in ("", *DIMENSIONS))
    for name in ("region", "gender", "exploitation"):
        yield from ({name: [code], "measure": [m]} for code in edition.options.get(name, {}) for m in MEASURES)


def figures(edition: Edition, link: dict[str, list[str]]) -> Iterator[Figure]:
    named = {"dataset": [edition.dataset], "edition": [edition.edition]}
    view, _ = read_link("trends", named | link, catalogue())
    yield trend(view)
    view, _ = read_link("map", named | {name: codes for name, codes in link.items() if name != "by"}, catalogue())
    yield places(view)
    if edition.kind == "victims":
        yield answers(replace(view, by=""))


def test_nothing_that_is_said_of_any_breakdown_or_measure_is_refused_or_ill_written(edition: Edition) -> None:
    for link in plain_links(edition):
        for figure in figures(edition, link):
            assert not faults(figure), (link, figure.name)


SELECTIONS = ({}, {"region": ["europe"]}, {"region": ["americas"], "from": ["2014"], "to": ["2016"]})
VERSUS = ({"with_region": ["asia"]}, {"to": ["2014"], "with_from": ["2015"]}, {"with_dataset": ["demo"]})


def other_figures(edition: Edition) -> Iterator[Figure]:
    """What the other panels and pages draw: changes, windows, reporters, signals, funnels, comparisons."""
    named = {"dataset": [edition.dataset], "edition": [edition.edition]}
    for link in SELECTIONS:
        view, _ = read_link("trends", named | link, catalogue())
        yield from (draw(view) for draw in (made_of, moving, presence))
        yield signals(read_link("signals", named | link, catalogue())[0])
        share = {"exploitation": ["forced_labour"], "measure": ["share"]}
        view, dropped = read_link("map", named | link | share, catalogue())
        yield from [] if dropped else [funnel(view)]
    for other in VERSUS:
        yield comparison(read_link("compare", named | {"region": ["europe"]} | other, catalogue())[0])


CROSSED = (
    {"within": ["gender"], "by": ["age"], "across": ["year"]}, {"by": ["country"], "across": ["origin"]},
    {"by": ["gender"], "across": ["age"], "region": ["europe"]}, {"by": ["recruiter"], "across": ["perpetrator_role"]},
)  # fmt: skip


def test_nothing_that_a_crosstab_says_is_refused_or_ill_written(edition: Edition) -> None:
    named = {"dataset": [edition.dataset], "edition": [edition.edition]}
    for link in ({}, *CROSSED):
        for measure in ({}, {"measure": ["share"]}, {"measure": ["share"], "of": ["row"]}):
            view, _ = read_link("table", named | link | measure, catalogue())
            assert not faults(crosstab(view)), (link, measure)


def test_nothing_that_the_other_panels_say_is_refused_or_ill_written(edition: Edition) -> None:
    for figure in other_figures(edition):
        for language in languages():
            said = statement(figure, words(language))
            assert not [*sentences((said.headline, *said.lines), language)], figure.name


@st.composite
def links(draw: st.DrawFn) -> tuple[Edition, dict[str, list[str]]]:
    edition = draw(st.sampled_from(list(catalogue().editions)))
    names = [name for name in DIMENSIONS if edition.options.get(name)]
    chosen = draw(st.lists(st.sampled_from(names), max_size=3, unique=True))
    link = {
        name: draw(st.lists(st.sampled_from(sorted(edition.options[name])), min_size=1, max_size=4, unique=True))
        for name in chosen
    }
    years = range(edition.first_year or 2002, (edition.last_year or 2022) + 1)
    first, last = sorted(draw(st.tuples(st.sampled_from(years), st.sampled_from(years))))
    link |= {"by": [draw(st.sampled_from(["", *names]))], "measure": [draw(st.sampled_from(MEASURES))]}
    return edition, link | draw(
        st.sampled_from([{}, {"from": [str(first)], "to": [str(last)]}, {"from": [str(first)]}])
    )


@pytest.mark.usefixtures("data")
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(drawn=st.data())
def test_nothing_that_is_said_of_any_selection_is_refused_or_ill_written(drawn: st.DataObject) -> None:
    edition, link = drawn.draw(links())
    for figure in figures(edition, link):
        assert not faults(figure), (edition.dataset, link, figure.name)
