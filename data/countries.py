"""Countries and areas: their codes, their M49 region, and every spelling a publisher has used for them.

countries.csv holds ISO 3166-1 with the UN's M49 regions, Kosovo (XKX) and the historic YUG and ANT. country_names.csv
holds only the names that CLDR does not know: Babel's names in five languages are read when a name is first looked up.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

# Codes that stand where a country should, with no country behind them: read as unknown.
UNKNOWN_CODES: Final = frozenset({"ZZ", "00", "TB"})
DAMAGED: Final = "\ufffd"  # what is left of a letter that was decoded wrongly: stands for any one character

_FOLDER: Final = Path(__file__).parent
_LANGUAGES: Final = ("en", "fr", "es", "it", "de")
_OTHER_ISO2: Final = MappingProxyType({"Y1": "XKX", "ZR": "COD", "TP": "TLS"})
_ARTICLES: Final = frozenset({"the", "la", "le", "les", "l", "el", "los", "las", "il", "der", "die", "das"})
_OWN: Final = re.compile(rf"(own country )?nationals|(.+ )?own country|ciudadanos de su pa[i{DAMAGED}]s|domestic .+")
# Endings of nationals' names (plural, feminine) and what they become to meet the form that is listed.
_ENDINGS: Final = (
    ("s", ""), ("es", ""), ("a", "o"), ("as", "o"), ("os", "o"), ("a", ""), ("as", ""), ("e", ""), ("ne", ""),
    ("nes", ""),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Country:
    """A country or area. `region`, `subregion`: codes of data/codes.py, None where M49 gives none (Antarctica)."""

    iso3: str
    iso2: str
    m49: str
    region: str | None
    subregion: str | None
    historic: bool


@dataclass(frozen=True, slots=True)
class Name:
    """What a normalised name stands for; a demonym may also come in its plural or feminine."""

    iso3: str
    demonym: bool


@cache
def countries() -> Mapping[str, Country]:
    """Every country or area by its ISO 3166-1 alpha-3 code, in the order of the codes."""
    return MappingProxyType({row["iso3"]: _country(row) for row in _rows("countries.csv")})


def from_iso2(code: str) -> str | None:
    """The alpha-3 code of an alpha-2 code, the retired and made-up ones of publishers included; None if there is none.

    Capital letters are expected: `NA` is Namibia, never a missing value. See UNKNOWN_CODES for codes without a country.
    """
    return _by_iso2().get(code)


def from_name(text: str) -> str | None:
    """The alpha-3 code of a country or of its nationals as publishers write them; None unless it is one country.

    Case, accents, punctuation and leading articles do not matter; a damaged character (U+FFFD) stands for any one
    character, and then every name that fits must mean the same country. For "own country" see is_own_country.
    """
    return find(normalise(text), names())


def is_own_country(text: str) -> bool:
    """Whether a category means the reporting country itself: `Nationals`, `own country`, `Ciudadanos de su país`."""
    return _OWN.fullmatch(normalise(text)) is not None


def normalise(text: str) -> str:
    """A name without case, accents, punctuation, articles and a count in front ("3 maliens")."""
    plain = unicodedata.normalize("NFKD", text.replace("&", " and ").replace("ß", "ss")).casefold()
    words = re.sub(rf"[^\w{DAMAGED}]+", " ", "".join(c for c in plain if not unicodedata.combining(c))).split()
    while words and (words[0] in _ARTICLES or words[0].isdigit()):
        words = words[1:]
    return " ".join("saint" if word == "st" else word for word in words if word != "the")


def find(key: str, known: Mapping[str, Name]) -> str | None:
    """The country of a normalised name among `known`, or of the nationals' name it is a plural or feminine of."""
    search = _damaged if DAMAGED in key else _exact
    for candidate, demonyms_only in _candidates(key):
        if found := search(candidate, known, demonyms_only):
            return found
    return None


@cache
def names() -> Mapping[str, Name]:
    """Every known normalised name: CLDR's, then ours, which win (country_names.csv says why)."""
    ours = {normalise(row["name"]): Name(row["iso3"], row["kind"] == "demonym") for row in _rows("country_names.csv")}
    return MappingProxyType({**cldr_names(), **ours})


@cache
def cldr_names() -> Mapping[str, Name]:
    """Babel's names of all countries in five languages, normalised."""
    from babel import Locale  # a tenth of a second, so only when a name is looked up

    named = ((iso2, name) for language in _LANGUAGES for iso2, name in Locale(language).territories.items())
    return MappingProxyType({normalise(name): Name(iso3, False) for iso2, name in named if (iso3 := from_iso2(iso2))})


def _candidates(key: str) -> Iterator[tuple[str, bool]]:
    yield key, False
    for ending, instead in _ENDINGS:
        if key.endswith(ending):
            yield key.removesuffix(ending) + instead, True


def _exact(key: str, known: Mapping[str, Name], demonyms_only: bool) -> str | None:
    name = known.get(key)
    return name.iso3 if name and (name.demonym or not demonyms_only) else None


def _damaged(key: str, known: Mapping[str, Name], demonyms_only: bool) -> str | None:
    pattern = re.compile(re.escape(key).replace(DAMAGED, "."))
    fits = {n.iso3 for k, n in known.items() if (n.demonym or not demonyms_only) and pattern.fullmatch(k)}
    return fits.pop() if len(fits) == 1 else None


@cache
def _by_iso2() -> Mapping[str, str]:
    return MappingProxyType({**{c.iso2: c.iso3 for c in countries().values()}, **_OTHER_ISO2})


def _country(row: Mapping[str, str]) -> Country:
    region, subregion = row["region"] or None, row["subregion"] or None
    return Country(row["iso3"], row["iso2"], row["m49"], region, subregion, row["historic"] == "1")


def _rows(file: str) -> list[dict[str, str]]:
    with (_FOLDER / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
