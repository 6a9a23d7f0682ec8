"""UNODC's data for the Global Report on Trafficking in Persons (GLOTIP): what countries report."""

from typing import Final

import polars as pl

from data.countries import countries, from_name, is_own_country
from etl.dataset import Break, Dataset, Layout, Release, Rows, Tidy
from etl.datasets.codes import cleaned, encode, find_columns, unused
from etl.datasets.editions import dates_in_name, dates_in_text, last_year
from etl.datasets.unodc_codes import COUNTRY, FORM_OF_EXPLOITATION, VALUES

SOURCE: Final = "unodc-glotip"
FIRST_YEAR: Final = 1990
LARGEST: Final = 100_000  # no country has reported half of it; above are questionnaire cells that were read as values
CENSORED: Final = 4  # `<5` is 0 to 4: the file holds no 0, 1, 2, 3 or 4

# Rows of a whole subregion that an earlier edition has beside the countries': adding both would count twice.
SUBREGION_CODES: Final = ("SAM", "SAF", "CAR", "CAS", "EEU", "MCA", "MCN")
QUESTIONNAIRE_CELL: Final = r"^Q\d+\.\d+_"  # a cell's name where a citizenship should stand
NAMED: Final = ("citizenship", "repatriation")  # dimensions whose categories are texts
KEY: Final = (
    "indicator", "unit", "country", "region", "subregion", "year", "dimension", "category", "category_country", "sex",
    "age",
)  # fmt: skip
# Which columns of the file answer a question.
PLAIN: Final = {
    "country": "Iso3_code", "region": "Iso3_code", "subregion": "Iso3_code", "exploitation": "Category",
    "origin": "Category", "origin_region": "Category", "gender": "Sex", "age": "Age", "year": "Year",
}  # fmt: skip
COLUMNS: Final = (*(c.column for c in VALUES), "Category", "Year", "txtVALUE")
LAYOUT: Final = Layout(
    "glotip", frozenset({"Iso3_code", "Indicator", "Dimension", "Category", "Sex", "Age", "Year", "txtVALUE"})
)
RELEASES: Final = {
    # Its 2019 adds up to 49,572 and that of the next edition to 82,291, all but 697 of the difference being Pakistan's
    # 32,022: a reporter more, and no year that was half full. Nor does it have the other breaks of the next edition.
    "2023-05-30": Release(provisional=(2020, 2021)),
    "2025-04-14": Release(
        provisional=(2022,),
        breaks=(
            Break(2019, "pakistan_enters", "PAK", "detected_victims", of="reporters"),
            Break(2022, "united_kingdom_missing", "GBR", "detected_victims", of="reporters"),
            # 81 countries have a form of exploitation in 2016 and 178 in 2017: 88 of them have nothing but `<5`.
            Break(2017, "forms_listed", indicator="detected_victims", dimension="exploitation", of="reporters"),
        ),
    ),
}
_NUMBER: Final = r"^(?:\d+|\d{1,3}(?:,\d{3})+)$"
_CENSORED_TEXT: Final = r"^<\s*5$"


def tidy(rows: Rows, layout: Layout) -> Tidy:
    """The published figures as intervals, rows of one natural key added up, in the columns of table `figures`.

    Raises DataError for unknown codes. Quarantined: rows of no country or of a subregion, impossible years, values over
    100,000, what is no number, and damaged categories.
    """
    found = find_columns(rows.frame, COLUMNS)
    judged = _judged(cleaned(rows.frame), _verdicts(found, last_year(layout)), found)
    figures = _figures(judged.filter(pl.col("_reason").is_null()), found)
    return Tidy(
        frame=_added_up(figures),
        plain={question: found[column] for question, column in PLAIN.items()},
        bad_rows=judged.filter(pl.col("_reason").is_not_null()),
        unused_columns=unused(rows.frame, found.values()),
        unmapped=_unmapped(figures, found["Category"]),
    )


def edition_of(name: str, rows: Rows) -> str | None:
    """The date in the preface, day first (`14/04/2025`); where it was cut off, the one in the file's name."""
    return next(iter((*dates_in_text(rows.preface), *dates_in_name(name))), None)


def release(edition: str) -> Release:
    """Of an edition nobody has looked at, the last year is provisional: the questionnaires of about three years before
    it still come in."""
    return RELEASES.get(edition) or Release(provisional=(int(edition[:4]) - 3,))


def _verdicts(found: dict[str, str], last: int) -> list[tuple[pl.Expr, str, str]]:
    """What is wrong with a row, in this order: test, reason, column."""
    code, category, year, value = (_text(found[c]) for c in ("Iso3_code", "Category", "Year", "txtVALUE"))
    form, whole = (_text(found["Dimension"]) == d for d in ("by form of exploitation", "Total"))
    when = year.cast(pl.Int32, strict=False)
    return [
        (code.is_in(SUBREGION_CODES), "subregion", "Iso3_code"),
        (code.is_in(list(COUNTRY.missing)), "no_country", "Iso3_code"),
        (~(year.str.contains(r"^\d{4}$") & when.is_between(FIRST_YEAR, last)), "year", "Year"),
        (value.str.contains(_NUMBER) & ~_number(value).is_between(0, LARGEST), "value_too_large", "txtVALUE"),
        (~value.str.contains(_NUMBER) & ~value.str.contains(_CENSORED_TEXT), "damaged", "txtVALUE"),
        (category.str.contains(QUESTIONNAIRE_CELL), "damaged", "Category"),
        ((form & (category == "")) | (whole & (category != "Total")), "damaged", "Category"),
    ]


def _text(column: str) -> pl.Expr:
    return pl.col(column).fill_null("")


def _number(text: pl.Expr) -> pl.Expr:
    """A whole number with or without thousands separators; what is too long for one is taken as the largest."""
    number = text.str.replace_all(",", "").cast(pl.Int64, strict=False)
    return pl.when(text.str.contains(_NUMBER)).then(number.fill_null(2**63 - 1))


def _judged(frame: pl.DataFrame, verdicts: list[tuple[pl.Expr, str, str]], found: dict[str, str]) -> pl.DataFrame:
    return frame.with_columns(
        _column=pl.coalesce(pl.when(test).then(pl.lit(found[column])) for test, _, column in verdicts),
        _reason=pl.coalesce(pl.when(test).then(pl.lit(reason)) for test, reason, _ in verdicts),
    )


def _coded(frame: pl.DataFrame, found: dict[str, str]) -> list[pl.Series]:
    """All enumerated columns. Only the forms of exploitation are: other categories are free text."""
    present = [(found[c.column], c) for c in (*VALUES, FORM_OF_EXPLOITATION) if c.column in found]
    form = pl.when(pl.col(found["Dimension"]) == "by form of exploitation").then(pl.col(found["Category"]))
    return encode(frame.with_columns(form.alias(found["Category"])), present, SOURCE)


def _figures(good: pl.DataFrame, found: dict[str, str]) -> pl.DataFrame:
    value, records = _text(found["txtVALUE"]), pl.col("_records").cast(pl.Int64)
    number = _number(value)
    frame = good.select(
        (number.fill_null(0) * records).alias("low"),
        (number.fill_null(CENSORED) * records).alias("high"),
        number.is_null().alias("censored"),
        records.alias("source_rows"),
        pl.col(found["Year"]).cast(pl.Int16).alias("year"),
        _text(found["Category"]).alias("text"),
    ).with_columns(_coded(good, found))
    places = [
        pl.col("country").replace_strict(codes, default=None, return_dtype=pl.String).alias(level)
        for level in ("region", "subregion")
        for codes in [{c.iso3: getattr(c, level) for c in countries().values()}]
    ]
    unit = pl.when(pl.col("indicator") == "offences").then(pl.lit("offence")).otherwise(pl.lit("person")).alias("unit")
    return frame.with_columns(*places, unit, _category(), _category_country(frame))


def _category() -> pl.Expr:
    total = pl.when(pl.col("dimension") == "total").then(pl.lit("total"))
    return pl.coalesce(total, pl.col("form"), pl.col("text")).alias("category")


def _category_country(frame: pl.DataFrame) -> pl.Expr:
    """The country a citizenship or a country of repatriation names; `Nationals` are the reporting country's."""
    texts = frame.filter(pl.col("dimension").is_in(NAMED))["text"].unique().to_list()
    own = [text for text in texts if is_own_country(text)]
    named = {text: from_name(text) for text in texts if text not in own}
    mapped = pl.col("text").replace_strict(named or {"": None}, default=None, return_dtype=pl.String)
    either = pl.when(pl.col("text").is_in(own)).then(pl.col("country")).otherwise(mapped)
    return pl.when(pl.col("dimension").is_in(NAMED)).then(either).alias("category_country")


def _added_up(frame: pl.DataFrame) -> pl.DataFrame:
    """One row a natural key: intervals add up, and a sum with a censored part is censored."""
    status = pl.when(pl.col("censored").any()).then(pl.lit("Q")).otherwise(pl.lit("A")).alias("status")
    totals = frame.group_by(KEY, maintain_order=True).agg(pl.col("low", "high", "source_rows").sum(), status)
    return totals.select(*KEY, "low", "high", "status", "source_rows")


def _unmapped(frame: pl.DataFrame, column: str) -> tuple[tuple[str, str, int], ...]:
    """Citizenships and countries of repatriation that are no country, most rows first."""
    left = frame.filter(pl.col("dimension").is_in(NAMED) & pl.col("category_country").is_null())
    counted = (
        left.group_by("text").agg(pl.col("source_rows").sum()).sort("source_rows", "text", descending=[True, False])
    )
    return tuple((column, text, rows) for text, rows in counted.iter_rows())


GLOTIP: Final = Dataset(
    id=SOURCE,
    kind="figures",
    title="Global Report on Trafficking in Persons (GLOTIP): data reported by countries",
    publisher="United Nations Office on Drugs and Crime (UNODC)",
    citation=(
        "United Nations Office on Drugs and Crime (UNODC) ({year}). Data of the Global Report on Trafficking in "
        "Persons (GLOTIP), edition of {edition}. dataUNODC, https://data.unodc.org"
    ),
    bibtex="\n".join(
        (
            "@misc{unodc_glotip_{year},",
            "  title = {Data of the Global Report on Trafficking in Persons (GLOTIP)},",
            "  author = {{United Nations Office on Drugs and Crime (UNODC)}},",
            "  year = {{year}},",
            "  note = {Edition of {edition}},",
            "  url = {https://data.unodc.org}",
            "}",
        )
    ),
    url="https://data.unodc.org",
    licence="Not stated: no licence text was found with the data",
    terms=(
        "Tables and charts are shown with the citation. As no licence allows passing the file on, it is not: each user "
        "downloads it from UNODC."
    ),
    redistribution="figures",
    protection="published",
    method=(
        "national authorities' answers to UNODC's questionnaire and official national sources, as published; "
        "counts from 1 to 4 and perhaps 0 are published as <5"
    ),
    unit="figure",
    layouts=(LAYOUT,),
    tidy=tidy,
    release=release,
    edition_of=edition_of,
    sheet="data_glotip_1",
    header_row=2,
)
