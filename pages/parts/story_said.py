"""The words of the story that home tells: of each set of countries, what it is, its rise, and what it counts. Pure."""

from typing import Any

import polars as pl

from pages.parts.said import Statement
from pages.parts.words import Words


def name(row: dict[str, Any], words: Words) -> str:
    """Which countries are counted."""
    return words(
        f"story.{row['code']}", first_year=row["first_year"], last_year=row["last_year"], end_year=row["until_year"]
    )


def pair(row: dict[str, Any], words: Words) -> str:
    """Which countries, and their rise."""
    return words("app.pair", name=name(row, words), value=change(row, words))


def change(row: dict[str, Any], words: Words) -> str:
    """From how many to how many, and the factor."""
    return words("story.from_to", low=row["first"], high=row["last"]) + f" ({words.times(row['ratio'])})"


def text(row: dict[str, Any], words: Words) -> str:
    """How many countries these are, and why."""
    return words(
        f"story.{row['code']}_text",
        n=row["countries_first"],
        countries_first=row["countries_first"],
        countries_last=row["countries_last"],
        first_year=row["first_year"],
        last_year=row["last_year"],
        end_year=row["until_year"],
    )


def lead(table: pl.DataFrame, words: Words) -> str:
    """The question that the sets of countries answer differently."""
    return words("story.lead", first_year=table["first_year"][0], last_year=table["last_year"][0])


def story_statement(table: pl.DataFrame, words: Words) -> Statement:
    """The story of queries.story in sentences."""
    told = [f"{pair(row, words)}. {text(row, words)}" for row in table.to_dicts()]
    return Statement(f"{words('story.title')}.", (lead(table, words), *told, words("story.why")))
