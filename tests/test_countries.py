"""Countries: the codes and regions are the standards', and names as publishers write them find their country."""

import csv
import os
from collections import Counter
from pathlib import Path

import polars as pl
import pytest
from babel import Locale
from babel.core import get_global
from hypothesis import given
from hypothesis import strategies as st

from data.codes import REGION, SUBREGION
from data.countries import (
    UNKNOWN_CODES,
    cldr_names,
    countries,
    find,
    from_iso2,
    from_name,
    is_own_country,
    names,
    normalise,
)

ROOT = Path(__file__).parent.parent
REAL = Path(os.environ.get("TRENDS_REAL_DATA") or ROOT.parent / "shared" / "data")
LANGUAGES = ("en", "fr", "es", "it", "de")
BEYOND_ISO = {"XKX", "YUG", "ANT"}
WITH_CURRENT_NAME = sorted(code for code, country in countries().items() if not country.historic)


def our_names() -> list[dict[str, str]]:
    with (ROOT / "data" / "country_names.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_all_of_iso_3166_and_three_more_are_there() -> None:
    assert len(countries()) == 249 + len(BEYOND_ISO)
    assert list(countries()) == sorted(countries())
    assert len({country.iso2 for country in countries().values()}) == len(countries())
    assert {code for code, country in countries().items() if country.historic} == {"YUG", "ANT"}


def test_the_codes_agree_with_cldr() -> None:
    known = get_global("territory_aliases")
    iso = [country for code, country in countries().items() if code not in BEYOND_ISO]
    assert [c.iso3 for c in iso if known[c.iso3] != [c.iso2] or known[c.m49] != [c.iso2]] == []
    named = {code for code in Locale("en").territories if len(code) == 2}
    assert {c.iso2 for c in iso} - named == set()


def test_regions_count_as_many_areas_as_in_the_m49_standard() -> None:
    counts = Counter(country.region for code, country in countries().items() if code not in BEYOND_ISO)
    # M49 lists 248 areas; Taiwan is placed with Eastern Asia, and Antarctica is in no region.
    assert counts == {"africa": 60, "americas": 57, "asia": 50 + 1, "europe": 51, "oceania": 29, None: 1}


def test_regions_and_subregions_are_codes_and_a_subregion_lies_in_one_region() -> None:
    pairs = {(c.subregion, c.region) for c in countries().values() if c.region}
    assert {subregion for subregion, _ in pairs} == set(SUBREGION)
    assert {region for _, region in pairs} == set(REGION) - {"americas_oceania"}
    assert len(pairs) == len(SUBREGION)
    assert [code for code, country in countries().items() if not country.region] == ["ATA"]


@pytest.mark.parametrize(
    ("iso2", "iso3"),
    [
        ("NA", "NAM"),
        ("Y1", "XKX"),
        ("XK", "XKX"),
        ("ZR", "COD"),
        ("TP", "TLS"),
        ("AN", "ANT"),
        ("YU", "YUG"),
        ("GB", "GBR"),
    ],
)
def test_retired_and_made_up_codes_find_their_country(iso2: str, iso3: str) -> None:
    assert from_iso2(iso2) == iso3


@pytest.mark.parametrize("code", [*sorted(UNKNOWN_CODES), "", "gb", "GBR"])
def test_a_code_with_no_country_behind_it_finds_none(code: str) -> None:
    assert from_iso2(code) is None


@pytest.mark.parametrize(
    ("text", "iso3"),
    [
        ("Romanian", "ROU"),
        ("Moldavian", "MDA"),
        ("Congolese (DRC)", "COD"),
        ("Congo", "COG"),
        ("Nigerin", "NER"),
        ("Nigerians", "NGA"),
        ("nigériens", "NER"),
        ("nigérianes", "NGA"),
        ("UK", "GBR"),
        ("Mumbai, India", "IND"),
        ("Czech Rep", "CZE"),
        ("RMI", "MHL"),
        ("(Oman)", "OMN"),
        ("The Ukraine", "UKR"),
        ("B & H", "BIH"),
        ("St. Vincent & Grenadines", "VCT"),
        ("3 maliens", "MLI"),
        ("C\ufffdte d\ufffdIvoire", "CIV"),
        ("C\ufffdTE D'IVOIRE", "CIV"),
        ("Rep\ufffdblica Dominicana", "DOM"),
        ("PANAM\ufffd", "PAN"),
        ("Salvadore\ufffdas", "SLV"),
        ("BRASILERA", "BRA"),
        ("brésiliennes", "BRA"),
        ("españolas", "ESP"),
        ("Costa d'Avorio", "CIV"),
        ("Kosovo under UNSCR 1244", "XKX"),
        ("China, Taiwan Province of China", "TWN"),
        ("The former Yugoslav Republic of Macedonia", "MKD"),
        ("Österreich", "AUT"),
    ],
)  # fmt: skip
def test_a_name_finds_its_country_however_it_is_written(text: str, iso3: str) -> None:
    assert from_name(text) == iso3


@pytest.mark.parametrize(
    "text",
    [
        "", "0", "145", "Unknown", "N/A", "Stateless", "foreigners", "Abroad", "Former Yugoslavia",
        "Former Czechoslovakia", "The former Netherlands Antilles", "Africa", "Asia", "European Economic Area",
        "Other Asia", "Africa and Middle East", "Corea", "3 nig\ufffdriens et 1 tunisien",
        "Caribbean (Trinidad and Tobago, Barbados, etc)", "Rohingya", "Disputed", "Dominican", "Congolese", "Korean",
        "Korea", "Virgin Islands", "Nationals", "own country", "Q6.1_10s_2019", "\ufffd\ufffd\ufffd\ufffd",
        "(specify the country)", "Sin determinar", "TOTAL",
    ],
)  # fmt: skip
def test_what_is_not_one_country_finds_none(text: str) -> None:
    assert from_name(text) is None


def test_no_name_of_a_region_finds_a_country() -> None:
    found = {
        name: from_name(name)
        for language in LANGUAGES
        for code, name in Locale(language).territories.items()
        if (code.isdigit() or code in {"EU", "EZ", "UN", "ZZ"}) and from_name(name)
    }
    assert found == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_of_cldr_finds_its_own_country(language: str) -> None:
    territories = Locale(language).territories
    wrong = [code for code in WITH_CURRENT_NAME if from_name(territories[countries()[code].iso2]) != code]
    assert wrong == []


@given(st.sampled_from(sorted(Locale("es").territories.items())), st.data())
def test_one_damaged_letter_never_finds_another_country(territory: tuple[str, str], data: st.DataObject) -> None:
    code, name = territory
    place = data.draw(st.integers(0, len(name) - 1))
    assert from_name(name[:place] + "\ufffd" + name[place + 1 :]) in {None, from_iso2(code)}


@given(st.text(max_size=40))
def test_any_text_finds_a_known_country_or_none(text: str) -> None:
    assert from_name(text) in {None, *countries()}


def test_case_accents_and_punctuation_do_not_matter() -> None:
    assert normalise("  Côte-d’IVOIRE. ") == normalise("cote d'ivoire") == "cote d ivoire"


def test_our_names_are_of_known_countries_and_kinds() -> None:
    assert {row["iso3"] for row in our_names()} <= set(countries())
    assert {row["kind"] for row in our_names()} == {"name", "demonym", "alias"}


def test_no_name_is_given_to_two_countries() -> None:
    ours = Counter(normalise(row["name"]) for row in our_names())
    assert [name for name, times in ours.items() if times > 1] == []
    by_cldr: dict[str, set[str | None]] = {}
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if from_iso2(code):
                by_cldr.setdefault(normalise(name), set()).add(from_iso2(code))
    assert [name for name, codes in by_cldr.items() if len(codes) > 1] == []


def test_no_name_of_ours_is_already_understood_without_it() -> None:
    known = dict(names())
    redundant = []
    for row in our_names():
        key = normalise(row["name"])
        without = {name: of for name, of in known.items() if name != key}
        if key in cldr_names() or find(key, without):
            redundant.append(row["name"])
    assert redundant == []


@pytest.mark.parametrize(
    "text",
    ["Nationals", "Own country nationals", "own country", "Ciudadanos de su pa\ufffds", "Ciudadanos de su país",
     "Netherlands (own country)", "Domestic (Myanmar)"],
)  # fmt: skip
def test_categories_that_mean_the_reporting_country_are_told(text: str) -> None:
    assert is_own_country(text)


@pytest.mark.parametrize("text", ["Nationality", "foreigners", "Netherlands", "Abroad", "Unknown", ""])
def test_other_categories_do_not_mean_the_reporting_country(text: str) -> None:
    assert not is_own_country(text)


@pytest.fixture(scope="module")
def glotip() -> pl.DataFrame:
    path = REAL / "unodc" / "data_glotip_2025-04-14.xlsx"
    if not path.exists():
        pytest.skip(f"UNODC's file is not there: {path}")
    return pl.read_excel(path, sheet_name="data_glotip_1", read_options={"header_row": 2}, infer_schema_length=0)


@pytest.mark.real
def test_every_country_of_unodc_has_the_region_unodc_gives_it(glotip: pl.DataFrame) -> None:
    rows = glotip.select("Iso3_code", "Region", "Subregion").drop_nulls().unique().rows()
    code = {text: text.lower().replace(" ", "_").replace("-", "_") for row in rows for text in row[1:]}
    ours = countries()
    assert len(rows) == 198
    assert [r for r in rows if (ours[r[0]].region, ours[r[0]].subregion) != (code[r[1]], code[r[2]])] == []


@pytest.mark.real
@pytest.mark.parametrize(
    ("dimension", "categories", "mapped", "own", "rows", "rows_mapped", "rows_own"),
    [
        ("by citizenship", 697, 587, 4, 10_093, 9_359, 308),
        ("by country of repatriation", 181, 170, 3, 1_918, 1_495, 12),
    ],
)
def test_the_free_text_of_unodc_is_mapped(
    glotip: pl.DataFrame,
    dimension: str,
    categories: int,
    mapped: int,
    own: int,
    rows: int,
    rows_mapped: int,
    rows_own: int,
) -> None:
    text = glotip.filter(pl.col("Dimension") == dimension)["Category"]
    times = Counter(text.drop_nulls())
    of_country = {name for name in times if from_name(name)}
    of_reporter = {name for name in times if is_own_country(name)}
    assert (len(times), len(of_country), len(of_reporter)) == (categories, mapped, own)
    assert not of_country & of_reporter
    assert len(text) == rows
    assert (sum(times[n] for n in of_country), sum(times[n] for n in of_reporter)) == (rows_mapped, rows_own)


@pytest.mark.real
def test_every_alias_is_still_needed_for_unodc(glotip: pl.DataFrame) -> None:
    used = {normalise(name) for name in glotip["Category"].drop_nulls().unique()}
    aliases = [row["name"] for row in our_names() if row["kind"] == "alias"]
    assert [name for name in aliases if normalise(name) not in used] == []


@pytest.mark.real
@pytest.mark.parametrize(
    ("file", "separator", "unknown"),
    [
        ("CTDC_synthetic_20210825.tsv", "\t", set()),
        ("The Global Dataset 27 Nov 2017.csv", ",", {"-99", *UNKNOWN_CODES}),
        ("ctdc_kanon_2021-07-15_positives.csv", ",", UNKNOWN_CODES),
    ],
)
def test_every_country_code_of_the_publisher_is_known(file: str, separator: str, unknown: set[str]) -> None:
    path = REAL / "ctdc" / file
    if not path.exists():
        pytest.skip(f"the publisher's file is not there: {path}")
    rows = pl.read_csv(path, separator=separator, infer_schema=False)
    codes = set(rows["citizenship"].drop_nulls()) | set(rows["CountryOfExploitation"].drop_nulls())
    assert len(codes) > 50
    assert {code for code in codes - unknown if code not in countries() and not from_iso2(code)} == set()
