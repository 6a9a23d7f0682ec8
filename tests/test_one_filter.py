"""A filter is one name, from the link to the file: field, parameter of the statements, widget, label in a language."""

import re
from dataclasses import fields

import pytest

from pages.parts.filters import GROUPS
from pages.parts.words import languages, texts
from queries.run import statement
from queries.view import DIMENSIONS, Filters, key

NAMES = {key(field.name) for field in fields(Filters)}
SLICE = {"dimension", "by_sex", "by_age"}  # which cut of published aggregates; queries/slices.py derives it
# Chosen together in the header; the two ends of one slider; offered only where a data set publishes several.
ELSEWHERE = {"dataset", "edition", "from", "to", "indicator"}


@pytest.mark.parametrize("kind", ["victims", "figures"])
def test_the_statement_every_figure_starts_from_asks_for_every_field_and_nothing_else(kind: str) -> None:
    parameters = set(re.findall(r"\$(\w+)::", statement(f"selected_{kind}")))
    assert parameters - SLICE == NAMES


def test_a_selection_binds_its_fields_under_their_names_in_a_link() -> None:
    assert Filters().parameters().keys() == NAMES


def test_every_field_that_is_not_a_dimension_is_known_to_have_its_place_elsewhere() -> None:
    assert set(DIMENSIONS) | ELSEWHERE == NAMES


def test_the_rail_has_a_widget_for_every_dimension_once() -> None:
    assert sorted(name for group in GROUPS.values() for name in group) == sorted(DIMENSIONS)


@pytest.mark.parametrize("language", languages())
def test_every_dimension_has_its_label(language: str) -> None:
    assert {f"dimension.{name}" for name in DIMENSIONS} <= texts(language).keys()
