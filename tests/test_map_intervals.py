"""What a map says of chance: each country's 95 % interval, and no order where the ends cannot be told apart."""

from typing import Any

import polars as pl

from pages.parts.map_places import edges_of, place_of
from pages.parts.statement import statement
from pages.parts.takeaway_places import places_lines
from pages.parts.words import words
from queries.figure import Figure
from queries.view import Filters
from queries.whiskers import with_whiskers
from tests.frames import COUNTED, DEMO, PLAIN, places

EN = words("en")
OVERLAP = "The 95% intervals of the two ends overlap: they cannot be told apart."


def shares(low: int, high: int, known: int, edition: Any = DEMO) -> Figure:
    """Two countries with so many of `known` women."""
    figure = places(
        {"FRA": low, "ITA": high}, measure="share", edition=edition, known=lambda _: known,
        filters=Filters(gender=("female",)),
    )  # fmt: skip
    bare = figure.frame.drop("ci_low", "ci_high", strict=False)
    return Figure("map", figure.view, edition, with_whiskers(bare, edition, "share"), {**figure.facts, "of": "gender"})


def test_published_counts_are_no_order_either_where_chance_could_turn_them_round() -> None:
    near, far = ({"FRA": 10, "ITA": high} for high in (14, 400))
    for counts, alike in ((near, True), (far, False)):
        figure = places(counts, edition=COUNTED)
        bare = figure.frame.drop("ci_low", "ci_high", strict=False)
        told = Figure("map", figure.view, COUNTED, with_whiskers(bare, COUNTED, "count"), figure.facts)
        assert (OVERLAP in places_lines(told, EN)) is alike


def test_hovering_over_a_country_tells_its_interval() -> None:
    figure = shares(200, 240, 400)
    row = figure.frame.filter(pl.col("code") == "FRA").row(0, named=True)
    text = place_of(figure, EN, row, edges_of(figure)).text
    assert "95% interval: 45% to 55%" in text  # Wilson, 200 of 400


def test_synthetic_records_have_no_interval_to_tell() -> None:
    figure = shares(20, 24, 40, edition=PLAIN)
    row = figure.frame.row(0, named=True)
    assert "interval" not in place_of(figure, EN, row, edges_of(figure)).text
    assert "interval" not in statement(figure, EN).text
