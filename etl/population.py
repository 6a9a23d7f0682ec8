"""Population by country, year and sex: what rates are of. The World Bank's open API (World Development Indicators)."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any, Final

import polars as pl

from data.countries import countries
from etl.dataset import DataError

ADDRESS: Final = "https://api.worldbank.org/v2"
# Which residents an indicator counts. No indicator of this source counts those under 18.
INDICATORS: Final[Mapping[str, str]] = {
    "SP.POP.TOTL": "total", "SP.POP.TOTL.FE.IN": "female", "SP.POP.TOTL.MA.IN": "male",
}  # fmt: skip
NAME: Final = "population"
TITLE: Final = "World Development Indicators: population, total, female and male"
PUBLISHER: Final = "World Bank"
LICENCE: Final = "CC BY 4.0"
LICENCE_URL: Final = "https://datacatalog.worldbank.org/public-licenses#cc-by"
FIRST_YEAR: Final = 1960
MOST_PEOPLE: Final = 5_000_000_000  # of one country; above is no population
APART: Final = 0.01  # women and men may add up to this part more or less than all: each is rounded by itself
_WHAT: Final = "population data of the World Bank's API (format=json)"


@dataclass(frozen=True)
class Answers:
    """Answers of the API as they came: name of a page -> its text; whence and when they were fetched."""

    pages: Mapping[str, bytes]
    address: str
    fetched_at: datetime

    @property
    def sha256(self) -> str:
        """Of the pages in the order of their names: the same answers have the same, whatever their names are."""
        digest = sha256()
        for page in sorted(sha256(text).digest() for text in self.pages.values()):
            digest.update(page)
        return digest.hexdigest()


@dataclass(frozen=True)
class Population:
    """What was read: `frame` has country, year, sex and people; `row` is its row in table population_sources."""

    frame: pl.DataFrame
    row: dict[str, Any]

    @property
    def sentence(self) -> str:
        return sentence(self.row)


def sentence(row: Mapping[str, Any]) -> str:
    """`population 2026-07-01: 217 countries, 1960-2025, 42,966 figures (World Bank, fetched 2026-11-22)`"""
    return (
        f"{NAME} {row['edition']}: {row['countries']:,} countries, {row['first_year']}-{row['last_year']}, "
        f"{row['figures']:,} figures ({row['publisher']}, fetched {row['fetched_at']:%Y-%m-%d})"
    )


def read(answers: Answers) -> Population:
    """The population in the answers. Raises DataError for what is no such answer, lacks a page or contradicts itself.

    Left out, and counted in the row: areas that are no country (the world, regions, groups of income), and years
    without a figure.
    """
    found = [_page(name, text) for name, text in sorted(answers.pages.items())]
    rows = [row for _, page in found for row in page]
    figures = [figure for row in rows if (figure := _figure(row))]
    _complete(found)
    known = countries()
    valued = [figure for figure in figures if figure[0] in known and figure[3] is not None]
    frame = pl.DataFrame(
        valued, schema={"country": pl.String, "year": pl.Int16, "sex": pl.String, "people": pl.Int64}, orient="row"
    ).sort("country", "year", "sex")
    _checked(frame)
    others = {_area(row) for row in rows} - {figure[0] for figure in figures if figure[0] in known}
    missing = sum(figure[0] in known and figure[3] is None for figure in figures)
    return Population(frame, _row(answers, frame, _edition(found, answers), len(rows), len(others), missing))


def _page(name: str, text: bytes) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """One page: what the API says of it, and its rows."""
    try:
        page = json.loads(text)
    except ValueError as broken:
        raise DataError(f"{name} is no JSON. Is this {_WHAT}?") from broken
    if isinstance(page, list) and page and isinstance(page[0], dict) and "message" in page[0]:
        raise DataError(f"{name}: the API refused: {_refusal(page[0]['message'])}")
    if not (isinstance(page, list) and len(page) == 2 and isinstance(page[0], dict) and isinstance(page[1], list)):
        raise DataError(f"{name} does not hold two parts, about the page and its rows. Is this {_WHAT}?")
    return page[0], page[1]


def _refusal(told: Any) -> str:
    first = told[0] if isinstance(told, list) and told else told
    return str(first.get("value") or first) if isinstance(first, dict) else str(first)


def _figure(row: Any) -> tuple[str, int, str, int | None] | None:
    """Country, year, sex and people of a row; none where it has no code of a country. Raises DataError."""
    try:
        code, year, indicator = str(row["countryiso3code"] or ""), int(row["date"]), row["indicator"]["id"]
        value = None if row["value"] is None else float(row["value"])
    except (KeyError, TypeError, ValueError) as broken:
        raise DataError(f"a row has no code, date, indicator or number: {str(row)[:120]}. Is this {_WHAT}?") from broken
    if indicator not in INDICATORS:
        raise DataError(f"{indicator} is no indicator of population. Expected: {', '.join(INDICATORS)}")
    if code in countries() and not _is_possible(year, value):
        raise DataError(f"{indicator}, {code}, {year}: {row['value']} is no population")
    return (code, year, INDICATORS[indicator], None if value is None else round(value)) if code else None


def _is_possible(year: int, value: float | None) -> bool:
    return FIRST_YEAR <= year <= datetime.now(UTC).year and (value is None or 0 < value < MOST_PEOPLE)


def _area(row: Mapping[str, Any]) -> str:
    """What tells one area from another: its code, or its name where the API gives it none."""
    named = row.get("country") or {}
    return str(row["countryiso3code"] or named.get("id") or named.get("value"))


def _complete(found: Sequence[tuple[dict[str, Any], list[dict[str, Any]]]]) -> None:
    """Every page of every indicator, each once and of one state of the data."""
    by_indicator: dict[str, list[tuple[dict[str, Any], list[dict[str, Any]]]]] = {}
    for about, rows in found:
        for name in {row["indicator"]["id"] for row in rows}:
            by_indicator.setdefault(name, []).append((about, rows))
    absent = [name for name in INDICATORS if name not in by_indicator]
    if absent:
        raise DataError(f"there is no answer for {', '.join(absent)}")
    for name, pages in by_indicator.items():
        _whole(name, pages)


def _whole(name: str, pages: Iterable[tuple[dict[str, Any], list[dict[str, Any]]]]) -> None:
    told, held, given = set(), [], 0
    for about, rows in pages:
        told.add((about.get("pages"), about.get("total"), about.get("lastupdated")))
        held.append(about.get("page"))
        given += len(rows)
    if len(told) > 1:
        raise DataError(f"{name}: the pages are of different states of the data. Fetch them again (--refresh)")
    ((count, total, _),) = told
    if not isinstance(count, int) or sorted(held, key=str) != sorted(range(1, count + 1), key=str) or given != total:
        raise DataError(f"{name}: {given:,} of {total} rows on {len(held)} of {count} pages are here. All are needed")


def _checked(frame: pl.DataFrame) -> None:
    """Raises DataError where there is nothing, a figure is given twice, or women and men are not everybody."""
    if frame.is_empty():
        raise DataError(f"there is no population of any country. Is this {_WHAT}?")
    key = ["country", "year", "sex"]
    twice = frame.filter(frame.select(key).is_duplicated())
    if twice.height:
        raise DataError(f"{twice['country'][0]}, {twice['year'][0]}, {twice['sex'][0]} is given twice")
    wide = frame.pivot("sex", index=["country", "year"], values="people")
    if not {*INDICATORS.values()} <= {*wide.columns}:
        raise DataError("total, female and male population are needed, and one of them has no figure at all")
    apart = (pl.col("female") + pl.col("male") - pl.col("total")).abs() > APART * pl.col("total")
    wrong = wide.filter(apart)
    if wrong.height:
        raise DataError(
            f"{wrong['country'][0]}, {wrong['year'][0]}: {wrong['female'][0]:,} women and girls and "
            f"{wrong['male'][0]:,} men and boys are not the {wrong['total'][0]:,} residents"
        )


def _edition(found: Sequence[tuple[dict[str, Any], Any]], answers: Answers) -> str:
    """The day on which the World Bank last changed the data; the day of the fetch where it does not say."""
    told = {str(about["lastupdated"]) for about, _ in found if about.get("lastupdated")}
    try:
        return max(date.fromisoformat(day) for day in told).isoformat()
    except ValueError:
        return answers.fetched_at.date().isoformat()


def _row(
    answers: Answers, frame: pl.DataFrame, edition: str, rows: int, others: int, missing: int
) -> dict[str, Any]:  # fmt: skip
    """The row of table population_sources."""
    at = answers.fetched_at
    return {
        "edition": edition, "title": TITLE, "publisher": PUBLISHER, "licence": LICENCE, "licence_url": LICENCE_URL,
        "citation": f"{PUBLISHER} ({edition[:4]}). {TITLE} ({', '.join(INDICATORS)}), as of {edition}, fetched "
        f"{at:%Y-%m-%d}. {LICENCE}, https://data.worldbank.org",
        "url": answers.address, "indicators": list(INDICATORS), "fetched_at": at.replace(tzinfo=None),
        "sha256": answers.sha256, "rows_read": rows, "figures": frame.height, "areas_left_out": others,
        "without_figure": missing, "countries": frame["country"].n_unique(),
        "first_year": frame["year"].min(), "last_year": frame["year"].max(),
    }  # fmt: skip
