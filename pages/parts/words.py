"""Words in the reader's language: every text on screen is a key of pages/locale/<language>.toml.

A text is plain (`title = "Map"`), plural (a table with `one` and `other`, chosen by the value `n`) or a list of texts.
Numbers given as values are written in the language's way, except years: placeholders whose name ends in `year`.
"""

import math
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from babel import Locale
from babel.core import get_global
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

from queries.view import PERPETRATORS

LOCALE: Final = Path(__file__).parent.parent / "locale"
REFERENCE: Final = "en"

# Dimensions that share a table of labels with another one.
_TABLE: Final = MappingProxyType(
    {
        "origin": "country",
        "category_country": "country",
        "origin_region": "region",
        "origin_subregion": "subregion",
        "majority_at_exploitation": "majority",
        "majority_at_entry": "majority",
        **dict.fromkeys(PERPETRATORS, "perpetrator"),
    }
)


# Dimensions whose labels are common nouns; those of the others are names, of places or of organisations.
_COMMON_NOUNS: Final = frozenset(
    {
        "gender", "age", "majority", "majority_at_exploitation", "majority_at_entry", "duration", "collection",
        "exploitation", "sector", "sexual_form", "recruiter", "method", "means", "perpetrator",
    }
)  # fmt: skip


class MissingWordError(KeyError):
    """A key, or a value a text needs, is not there: a mistake of ours, never of the reader."""


@lru_cache
def texts(language: str) -> Mapping[str, str]:
    """Dotted key -> text of one language; list items get their position as the last part. Read once."""
    with (LOCALE / f"{language}.toml").open("rb") as file:
        return MappingProxyType(dict(_flat(tomllib.load(file), "")))


def _flat(node: Any, prefix: str) -> list[tuple[str, str]]:
    if isinstance(node, str):
        return [(prefix, node)]
    parts = node.items() if isinstance(node, dict) else enumerate(node)
    return [pair for name, child in parts for pair in _flat(child, f"{prefix}.{name}" if prefix else str(name))]


@lru_cache
def languages() -> Mapping[str, str]:
    """Language code -> its own name, from the files present; the reference first."""
    codes = sorted((path.stem for path in LOCALE.glob("*.toml")), key=lambda code: (code != REFERENCE, code))
    return MappingProxyType({code: texts(code)["app.language_name"] for code in codes})


def best(accept_language: str | None) -> str:
    """The language to greet a browser in, from its Accept-Language header; English where none fits."""
    wanted = [_weighed(part) for part in (accept_language or "").split(",")]
    ordered = sorted((item for item in wanted if item[0] > 0), key=lambda item: -item[0])
    return next((code for _, code in ordered if code in languages()), REFERENCE)


def _weighed(part: str) -> tuple[float, str]:
    tag, _, parameter = part.strip().partition(";")
    quality = re.fullmatch(r"\s*q=([01](?:\.\d{0,3})?)\s*", parameter)
    weight = float(quality[1]) if quality else 0.0 if parameter.strip() else 1.0
    return weight, tag.strip().lower().partition("-")[0]


@lru_cache
def words(language: str) -> "Words":
    """The one Words of a language; the reference language where we have no such file."""
    return Words(language if language in languages() else REFERENCE)


class Words:
    """All texts, numbers, dates and labels of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._texts = texts(language)
        self.locale = Locale.parse(self._texts["app.locale"])
        # Plotly's order: the decimal sign, then the sign between thousands.
        self.separators = get_decimal_symbol(self.locale) + get_group_symbol(self.locale)
        self._signs = str.maketrans(dict(zip(".,", self.separators, strict=True)))
        self._by_thousands = self.locale.decimal_formats[None].grouping == (3, 3)

    def __call__(self, key: str, /, **values: object) -> str:
        """The text of `key`, its placeholders filled. Raises MissingWordError for an absent key or value."""
        text = self._texts.get(key) or self._plural(key, values)
        try:
            return text.format_map({name: self._written(name, value) for name, value in values.items()})
        except KeyError as missing:
            raise MissingWordError(f"{self.language}: {key} needs a value for {missing}") from missing

    def _plural(self, key: str, values: Mapping[str, object]) -> str:
        n = values.get("n")
        form = self.locale.plural_form(abs(n)) if isinstance(n, int | float) else "other"
        text = self._texts.get(f"{key}.{form}") or self._texts.get(f"{key}.other")
        if text is None:
            raise MissingWordError(f"{self.language}: no text for {key}")
        return text

    def _written(self, name: str, value: object) -> str:
        if isinstance(value, int | float) and not isinstance(value, bool) and not name.endswith("year"):
            return self.number(value)
        return str(value)

    def has(self, key: str) -> bool:
        """Whether there is a plain text under `key`."""
        return key in self._texts

    def all(self, key: str) -> list[str]:
        """The texts of a list, in order. Raises MissingWordError where there is none."""
        found: list[str] = []
        while (text := self._texts.get(f"{key}.{len(found)}")) is not None:
            found.append(text)
        if not found:
            raise MissingWordError(f"{self.language}: no list for {key}")
        return found

    def number(self, n: float, digits: int | None = None) -> str:
        """193025 -> 193,025. Without `digits`: none, and one for a fraction below 100."""
        if digits is None:
            digits = 1 if abs(n) < 100 and n != round(n) else 0
        if self._by_thousands:  # a chart writes hundreds of numbers, and Babel takes 20 µs for each
            return f"{n:,.{digits}f}".translate(self._signs)
        return format_decimal(n, format="#,##0" + ("." + "0" * digits if digits else ""), locale=self.locale)

    def times(self, ratio: float) -> str:
        """A ratio as a factor: 2.71 -> × 2.7, 23.1 -> × 23 (a non-breaking space between)."""
        return f"×\u00a0{self.number(ratio, 0 if ratio >= 9.95 else 1 if ratio >= 0.95 else 2)}"

    def percent(self, share: float) -> str:
        """A share of 0 to 100: 43.2 -> 43 %. One decimal below 10; 99.96 stays below 100, and 0.01 above 0."""
        digits = 0 if share in (0, 100) or 10 <= share < 99.5 else 1
        shown = min(share, 99.9) if share < 100 else share
        if 0 < share < 0.1:
            return self("app.under_percent", number=self.number(0.1, 1))
        return self("app.percent", number=self.number(shown, digits))

    def rate(self, value: float) -> str:
        """A number per 100,000: 50.1, 2.65, 0.75, 0.0041. Two digits at the least, so that little is never nothing."""
        if value == 0:
            return self.number(0)
        least = 1 if abs(value) >= 10 else 2
        return self.number(value, max(least, 1 - math.floor(math.log10(abs(value)))) if abs(value) < 100 else 0)

    def writer(self, measure: str) -> Callable[[float], str]:
        """How values of a measure are written: as percentages, rates or plain numbers."""
        return {"share": self.percent, "rate": self.rate}.get(measure, self.number)

    def date(self, day: date) -> str:
        """2021-08-25 -> 25 August 2021. Some languages write the first of a month in their own way: 1er août 2021."""
        written = format_date(day, "long", locale=self.locale)
        return re.sub(r"(?<!\d)1(?!\d)", self("app.first_of_month"), written, count=1) if day.day == 1 else written

    def edition(self, code: str) -> str:
        """2021-08-25 -> edition of 25 August 2021; an edition that is only a year -> 2025 edition."""
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", code):
            return self("app.edition_of", date=self.date(date.fromisoformat(code)))
        return self("app.edition_of_year", edition_year=code)

    def list(self, items: Sequence[str]) -> str:
        """a, b and c."""
        return format_list([*items], locale=self.locale) if items else ""

    def range(self, low: float, high: float, form: Callable[[float], str] | None = None) -> str:
        """Both bounds in words where they differ ("between a and b"), else the one number."""
        write = form or self.number
        lower = write(low)
        upper = lower if high == low else write(high)
        return lower if lower == upper else self("app.between", low=lower, high=upper)

    def period(self, first: int, last: int) -> str:
        """2019, or 2005–2013."""
        return str(first) if first == last else f"{first}–{last}"

    def label(self, dimension: str, code: str | None) -> str:
        """What a code is called. Empty: all; None: unknown; a text that is no code (a citizenship) as itself."""
        if not code:
            return self("app.unknown" if code is None else "app.all")
        if dimension == "reporter":
            return self._reporter(code)
        table = _TABLE.get(dimension, dimension)
        if table == "dataset":
            return self._texts.get(f"dataset.{code}.name", code)
        return self._texts.get(f"{table}.{code}") or (self._country(code) if table == "country" else code)

    def inside(self, dimension: str, code: str | None) -> str:
        """A label as it stands inside a sentence: a common noun loses its capital, a name keeps it."""
        label = self.label(dimension, code)
        is_name = dimension not in _COMMON_NOUNS or label[1:2].isupper()
        return label if is_name else label[:1].lower() + label[1:]

    def _reporter(self, code: str) -> str:
        """A contributor; how records were collected and where ("hotline.USA"); a country."""
        collection, _, country = code.partition(".")
        if not country:
            named = (f"contributor.{code}", f"collection.{code}")
            return next((self._texts[key] for key in named if key in self._texts), None) or self.label("country", code)
        place = self("app.country_unknown") if country == "unknown" else self.label("country", country)
        return self("app.reporter", collection=self.label("collection", collection), country=place)

    def _country(self, iso3: str) -> str:
        found = get_global("territory_aliases").get(iso3)
        return self.locale.territories.get(found[0], iso3) if found else iso3
