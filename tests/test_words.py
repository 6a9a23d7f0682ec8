"""Every text exists in every language, says what it may say, and reads as its language is written."""

import ast
import re
import string
from datetime import date
from pathlib import Path

import pytest

from data import codes
from data.countries import countries
from data.demo import parameters
from pages.parts.words import MissingWordError, Words, best, languages, texts, words
from queries.view import DIMENSIONS, MEASURES

ROOT = Path(__file__).parent.parent
# What a filter or a breakdown by gender or age may hold: the codes of records, and of published figures without totals.
ENUMS = {
    "gender": (*codes.GENDER, *codes.SEX[1:]), "age": (*codes.AGE, *codes.FIGURE_AGE[1:]),
    "majority": codes.MAJORITY, "duration": codes.DURATION,
    "collection": codes.COLLECTION, "region": codes.REGION, "origin_region": codes.REGION,
    "subregion": codes.SUBREGION, "indicator": codes.INDICATOR,
    "protection": codes.PROTECTION, "redistribution": codes.REDISTRIBUTION, **codes.GROUPS,
    "contributor": tuple(parameters()["contributors"]),
}  # fmt: skip
FORBIDDEN = ("trafficking rose", "hot spot", "hotspot", "trafficking capital", "caught in", "web of", "modern slavery",
             "la traite a augmenté", "capitale de la traite", "plaque tournante", "esclavage moderne")  # fmt: skip
BOUNDARIES = "Boundaries, names and designations on this map imply no judgement on the status of any territory."


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.fixture(params=list(languages()))
def spoken(request: pytest.FixtureRequest) -> Words:
    return words(request.param)


def test_every_language_has_the_same_keys(spoken: Words) -> None:
    assert set(texts(spoken.language)) == set(texts("en"))


def test_every_language_asks_for_the_same_values(spoken: Words) -> None:
    own = texts(spoken.language)
    differing = {key for key, text in texts("en").items() if placeholders(text) != placeholders(own[key])}
    # A plural form of one may leave its number out.
    assert not {key for key in differing if not key.endswith(".one")}


def test_no_text_is_empty_or_left_in_english(spoken: Words) -> None:
    assert all(text.strip() for text in texts(spoken.language).values())
    if spoken.language != "en":
        same = [key for key, text in texts(spoken.language).items() if text == texts("en")[key] and len(text) > 25]
        assert same == [key for key in same if key.endswith(".load")]


def test_no_text_says_what_a_count_cannot_say(spoken: Words) -> None:
    said = {key: word for key, text in texts(spoken.language).items() for word in FORBIDDEN if word in text.lower()}
    assert not said


def test_every_code_of_every_dimension_has_a_label(spoken: Words) -> None:
    bare = {(name, code) for name, known in ENUMS.items() for code in known if spoken.label(name, code) == code}
    assert not bare


def test_a_reporter_is_a_contributor_a_country_or_a_way_of_collecting_in_one() -> None:
    assert words("en").label("reporter", "hotline_north") == "Hotline North"
    assert words("en").label("reporter", "PAK") == "Pakistan"
    assert words("en").label("reporter", "hotline.USA") == "Hotline, United States"
    assert words("fr").label("reporter", "case_management.unknown") == "Gestion de cas, pays inconnu"


def test_every_country_has_a_name(spoken: Words) -> None:
    assert not {code for code in countries() if spoken.label("country", code) == code}


def test_countries_the_cldr_does_not_know_have_a_name_too(spoken: Words) -> None:
    assert spoken.label("origin", "XKX") == "Kosovo"
    assert len({spoken.label("country", code) for code in ("YUG", "ANT", "SRB")}) == 3


def test_every_dimension_measure_and_status_has_a_name(spoken: Words) -> None:
    assert all(spoken(f"dimension.{name}") for name in (*DIMENSIONS, *codes.GROUPS))
    assert all(spoken(f"measure.{name}") for name in MEASURES)
    assert all(spoken(f"status.{code}") for code in "AQUMN")


def test_free_text_falls_through_as_itself() -> None:
    assert words("en").label("category", "Own country nationals") == "Own country nationals"


def test_the_boundaries_sentence_is_the_publishers_rule() -> None:
    assert words("en")("note.boundaries") == BOUNDARIES


def test_a_missing_key_raises() -> None:
    with pytest.raises(MissingWordError, match=r"no text for trends\.nothing"):
        words("en")("trends.nothing")


def test_a_missing_value_raises() -> None:
    with pytest.raises(MissingWordError, match="range needs a value for"):
        words("en")("map.range", low=1)


def test_the_plural_form_follows_the_language() -> None:
    assert words("en")("count.record", n=0) == "0 records"
    assert words("fr")("count.record", n=0) == "0 enregistrement"
    assert words("fr")("count.record", n=1_000_000).endswith("enregistrements")


def test_numbers_are_written_as_the_language_writes_them() -> None:
    assert words("en").number(193_025) == "193,025"
    assert words("fr").number(193_025.4) == "193\u202f025"
    assert (words("en").number(2.65), words("fr").number(7.5)) == ("2.6", "7,5")


def test_years_among_the_values_are_not_grouped_in_thousands() -> None:
    assert words("en")("note.break_in", year=2015, reason="a reason") == "2015: a reason."


def test_a_percentage_below_a_hundred_never_reads_a_hundred() -> None:
    assert [words("en").percent(share) for share in (0, 4.26, 43.2, 99.6, 99.99, 100)] == [
        "0%", "4.3%", "43%", "99.6%", "99.9%", "100%",
    ]  # fmt: skip
    assert words("fr").percent(43.2) == "43\u00a0%"


def test_a_range_says_between_only_where_the_bounds_differ() -> None:
    assert words("en").range(7969, 7973) == "between 7,969 and 7,973"
    assert words("en").range(12, 12) == "12"
    assert words("en").range(43.1, 43.2, words("en").percent) == "43%"


def test_an_edition_is_of_a_day_or_of_a_year() -> None:
    assert words("en").edition("2021-08-25") == "edition of 25 August 2021"
    assert words("fr").edition("2021-08-25") == "édition du 25 août 2021"
    assert (words("en").edition("2025"), words("fr").edition("2025")) == ("2025 edition", "édition 2025")


def test_the_first_of_a_month_is_written_as_the_language_writes_it() -> None:
    assert words("fr").date(date(2022, 12, 1)) == "1er décembre 2022"
    assert words("fr").date(date(2022, 12, 11)) == "11 décembre 2022"
    assert words("en").date(date(2022, 12, 1)) == "1 December 2022"


def test_a_label_inside_a_sentence_loses_its_capital_unless_it_is_a_name() -> None:
    assert words("fr").inside("gender", "female") == "femmes et filles"
    assert words("fr").inside("perpetrator", "region_africa") == "d’Afrique"
    assert words("en").inside("age", "9_17") == "9–17 years"
    assert words("en").inside("region", "europe") == "Europe"
    assert words("en").inside("country", "PAK") == "Pakistan"
    assert words("en").inside("contributor", "Polaris") == "Polaris"


def test_a_factor_is_written_with_one_decimal() -> None:
    assert words("en").times(5.9985) == "×\u00a06.0"
    assert words("fr").times(2.71) == "×\u00a02,7"


@pytest.mark.parametrize(
    ("header", "language"),
    [("fr-CA,fr;q=0.9,en;q=0.8", "fr"), ("de-DE,en;q=0.5,fr;q=0.4", "en"), ("de", "en"), ("fr;q=0,en;q=0.1", "en"),
     ("", "en"), (None, "en"), ("*", "en"), ("fr;q=x", "en"), (";;,,", "en")],
)  # fmt: skip
def test_a_browser_is_greeted_in_the_language_it_prefers_of_ours(header: str | None, language: str) -> None:
    assert best(header) == language


def test_french_keeps_its_spaces_before_signs() -> None:
    wrong = {key: text for key, text in texts("fr").items() if re.search(r" [:;?!»%]|« |\w'\w", text)}
    assert not {key for key in wrong if "trends load" not in wrong[key]}


def literal_keys(path: Path) -> set[str]:
    """The keys that a file names in calls of words(...), w(...), here.words(...), .all(...), .has(...)."""
    calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call) and node.args]
    firsts = [call.args[0] for call in calls if ast.unparse(call.func).split(".")[-1] in ("words", "w", "all", "has")]
    return {one.value for one in firsts if isinstance(one, ast.Constant) and isinstance(one.value, str)}


def test_every_key_that_the_pages_name_exists() -> None:
    named = set().union(*(literal_keys(path) for path in (ROOT / "pages").rglob("*.py")))
    known = set(texts("en"))
    starts = {key.rpartition(".")[0] for key in known}
    assert len(named) > 40
    assert not named - known - starts


# Keys that the code puts together in other ways than f"section.{code}".
BUILT = (
    *(f"{path.stem}.{part}" for path in (ROOT / "pages").glob("[a-z]*.py") for part in ("title", "scope")),
    "trends.title_figures", "map.title_figures", "map.title_origin", "map.title_origin_figures",
    "takeaway.places_unplaced", "takeaway.places_unplaced_origin", "takeaway.unplaced_origin",
    *(f"takeaway.places{kind}_origin" for kind in ("", "_average", "_year", "_one", "_one_average")),
    "takeaway.places_average_origin", "takeaway.places_one_origin", "takeaway.places_one_average_origin",
    "takeaway.unplaced_origin",
    *(f"takeaway.places{kind}_rate" for kind in ("_average", "_year", "_one", "_one_average")),
)  # fmt: skip
# Labels of codes, which data bring; countries that the CLDR has no name for.
LABELS = (*(f"{table}.{code}" for table, known in ENUMS.items() for code in known), "country.")


def sources(*endings: str) -> list[str]:
    """The text of every file that may name a key or hold a code."""
    parts = ("pages", "queries", "etl", "data", "cli")
    return [path.read_text() for part in parts for end in endings for path in (ROOT / part).rglob(f"*{end}")]


def literals() -> tuple[set[str], list[re.Pattern[str]]]:
    """The texts that the pages hold, and a pattern for each f"section.{code}" among them."""
    nodes = [node for path in (ROOT / "pages").rglob("*.py") for node in ast.walk(ast.parse(path.read_text()))]
    plain = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    built = {"".join(_part(value) for value in node.values) for node in nodes if isinstance(node, ast.JoinedStr)}
    return plain, [re.compile(text) for text in built if re.match(r"[a-z_]+\\\.", text)]


def _part(value: ast.expr) -> str:
    return re.escape(str(value.value)) if isinstance(value, ast.Constant) else "([^.]+)"


def test_no_key_is_left_that_nothing_says() -> None:
    plain, built = literals()
    known_words = set(re.findall(r"[\w-]+", "\n".join(sources(".py", ".sql", ".csv"))))

    def is_said(key: str) -> bool:
        found = [match for pattern in built if (match := pattern.fullmatch(key))]
        return key in plain or key in BUILT or any(known_words.issuperset(match.groups()) for match in found)

    def whole(key: str) -> str:
        """The key that the code names: without the plural form, without the place in a list."""
        start, _, end = key.rpartition(".")
        return start if end.isdigit() or f"{start}.one" in texts("en") else key

    assert not [key for key in texts("en") if not is_said(whole(key)) and not key.startswith(LABELS)]


def test_a_share_that_is_not_zero_is_never_written_as_zero() -> None:
    assert [words("en").percent(share) for share in (0, 0.01, 0.1)] == ["0%", "under 0.1%", "0.1%"]
