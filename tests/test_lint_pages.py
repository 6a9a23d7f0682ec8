"""Nothing that the panels of the explorer's pages say is refused or ill written, of any data set, in any language."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from queries import flows, people_shares, perpetrators
from queries.catalogue import Edition, catalogue
from queries.combinations import combinations
from queries.figure import Figure
from queries.link import read_link
from queries.parts_of import across, parts
from queries.people import can_be_crossed, people
from queries.periods import periods
from queries.places import places
from queries.questioned import ACROSS, QUESTIONS, Asked
from queries.sdg import indicator
from queries.view import PAGE_OPTIONS, View
from tests.test_lint import EDITIONS, faults

SELECTIONS: tuple[dict[str, list[str]], ...] = (
    {}, {"gender": ["female"], "from": ["2015"], "to": ["2015"]}, {"region": ["europe"], "age": ["minor"]},
)  # fmt: skip


def of_flows(edition: Edition, link: dict[str, list[str]]) -> Iterator[Figure]:
    for by in ("country", "region"):
        view = opened("flows", link | {"by": [by]})
        if flows.can_flow(edition, view):
            drawn = (flows.flows, flows.exchange, flows.matrix, flows.regions)
            yield from (draw(view) for draw in (drawn if by == "country" else drawn[1:]))


def of_people(edition: Edition, link: dict[str, list[str]]) -> Iterator[Figure]:
    view = opened("people", link)
    if can_be_crossed(edition, view.filters):
        yield people(view)
    if len(people_shares.stages_of(edition)) > 1:
        yield people_shares.stages(view)
    for of, draw in (("age", people_shares.children_by_year), ("gender", people_shares.genders_by_year)):
        yield from [draw(view)] if people_shares.of_by_year(edition, view.filters, of) else []
    yield from [people_shares.by_place(view)] if people_shares.places_offered(edition, view.filters) else []


def of_perpetrators(edition: Edition, link: dict[str, list[str]]) -> Iterator[Figure]:
    if perpetrators.has_perpetrators(edition):
        yield perpetrators.perpetrators(opened("perpetrators", link))
        for part in PAGE_OPTIONS["perpetrators"]["part"]:
            view = opened("perpetrators", link | {"part": [part]})
            yield from (perpetrators.periods(view), perpetrators.across(view))


def of_questions(edition: Edition, link: dict[str, list[str]]) -> Iterator[Figure]:
    for question, name in zip(QUESTIONS, ACROSS, strict=False):  # each set against another one
        if question in edition.answers:
            asked = Asked("sectors", opened("sectors", link).filters, question)
            yield from (parts(asked), combinations(asked))
            yield from [] if name in edition.lacks() else [across(asked._replace(across=name))]


def of_maps(edition: Edition, link: dict[str, list[str]]) -> Iterator[Figure]:
    for by in ("country", "origin"):
        view = opened("map", link | {"by": [by]})
        if view.by not in edition.lacks():
            yield from (periods(view), places(replace(view, year=edition.last_year)))


def of_the_indicator(edition: Edition, link: dict[str, list[str]]) -> Iterator[Figure]:
    if edition.kind == "figures" and catalogue().population:
        yield indicator(opened("sdg", link))


def opened(page: str, link: dict[str, list[str]]) -> View:
    return read_link(page, link, catalogue())[0]


@pytest.mark.parametrize("named", EDITIONS, ids=lambda named: "-".join(named).strip("-"))
def test_nothing_that_a_page_of_the_explorer_says_is_refused_or_ill_written(
    named: tuple[str, str], fabricated_database: Path, demo_database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset, name = named
    monkeypatch.setenv("TRENDS_DATABASE", str(demo_database if dataset == "demo" else fabricated_database))
    edition = catalogue().find(dataset, name)
    assert edition
    own = {"dataset": [edition.dataset], "edition": [edition.edition]}
    found = {
        (figure.name, str(link)): wrong
        for link in SELECTIONS
        for drawn in (of_flows, of_people, of_perpetrators, of_questions, of_maps, of_the_indicator)
        for figure in drawn(edition, own | link)
        if (wrong := faults(figure))
    }
    assert not found
