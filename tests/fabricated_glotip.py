"""The rows of the fabricated UNODC files (tests/fabricated.py). Every value is made up.

Countries report in some years only, so that all reporters and a constant panel tell different stories.
"""

from collections.abc import Iterator

Row = dict[str, str]

HEADER = (
    "Iso3_code", "Country", "Region", "Subregion", "Indicator", "Dimension", "Category", "Sex", "Age", "Year",
    "Unit of measurement", "txtVALUE", "Source",
)  # fmt: skip
DETECTED = "Detected trafficking victims"
CITIZENSHIP, REPATRIATION, FORM = "by citizenship", "by country of repatriation", "by form of exploitation"
CHILD, ADULT = "0 to 17 years", "18 years or over"
PLACES = {
    "ITA": ("Italy", "Europe", "Southern Europe"),
    "GBR": ("United Kingdom", "Europe", "Northern Europe"),
    "PAK": ("Pakistan", "Asia", "Southern Asia"),
    "NGA": ("Nigeria", "Africa", "Sub-Saharan Africa"),
    "NAM": ("Namibia", "Africa", "Sub-Saharan Africa"),
    "PER": ("Peru", "Americas", "Latin America and the Caribbean"),
    "FJI": ("Fiji", "Oceania", "Melanesia"),
    "": ("Sark", "Europe", "Northern Europe"),
}
YEARS = range(2010, 2023)


def row(iso3: str, year: int, value: str, **other: str) -> Row:
    """A row of detected victims in total, unless `other` (column names, `_` for spaces) says more."""
    country, region, subregion = PLACES.get(iso3, ("", "", ""))
    return {
        "Iso3_code": iso3,
        "Country": country,
        "Region": region,
        "Subregion": subregion,
        "Indicator": DETECTED,
        "Dimension": "Total",
        "Category": "Total",
        "Sex": "Total",
        "Age": "Total",
        "Year": str(year),
        "Unit of measurement": "Counts",
        "txtVALUE": value,
        "Source": "GLOTIP",
    } | {name.replace("_", " "): text for name, text in other.items()}


def good_rows() -> list[Row]:
    """What a load keeps."""
    return [*_totals(), *_by_form(), *_by_citizenship(), *_other_indicators()]


def bad_rows() -> list[tuple[Row, str]]:
    """What a load puts in quarantine, with the reason."""
    cells = [f"Q6.1_{n}s_2019" for n in (2, 10, 21)]
    named = {"Indicator": "Persons convicted", "Dimension": CITIZENSHIP}
    return [
        *((row("PAK", 2019, "6,112,019", **named, Category=cell), "value_too_large") for cell in cells),
        (row("PER", 2019, "61,102,019", **named, Category="Qatar"), "value_too_large"),  # looks ordinary
        (row("ITA", 2019, "12", **named, Category="Q6.1_7s_2019"), "damaged"),
        (row("", 2018, "<5"), "no_country"),
        (row("", 2018, "<5", Sex="Female", Age=CHILD), "no_country"),
        (row("ITA", 1899, "40"), "year"),
        (row("ITA", 2031, "40"), "year"),
        (row("NGA", 2009, "n.a."), "damaged"),
        (row("NGA", 2009, ""), "damaged"),
    ]


def subregion_rows() -> list[tuple[Row, str]]:
    """Rows of whole subregions, which an earlier edition has beside their countries'."""
    codes = ("SAM", "SAF", "CAR", "CAS", "EEU", "MCA", "MCN")
    return [(row(code, 2018, "1,500"), "subregion") for code in codes]


def _totals() -> Iterator[Row]:
    for step, year in enumerate(YEARS):
        yield row("ITA", year, str(400 + 10 * step))  # a panel member
        yield row("NGA", year, f"1,{100 + step}")  # with a thousands separator
        yield row("NAM", year, "<5")  # never above four: a reporter all the same
        if year != 2022:
            yield row("GBR", year, f"{3 + step},000")  # the largest of 2021 has no value for 2022
        if year >= 2019:
            yield row("PAK", year, f"{7 + step},104")  # enters
        if year % 2:
            yield row("FJI", year, str(step))  # every other year; 5 and more are published
    yield row("PER", 2020, "1,234")


def _by_form() -> Iterator[Row]:
    for year in (2018, 2019):
        for sex, age in (("Total", "Total"), ("Female", ADULT), ("Female", CHILD), ("Male", ADULT), ("Other", ADULT)):
            split = {"Dimension": FORM, "Sex": sex, "Age": age}
            yield row("ITA", year, "120", **split, Category="Sexual exploitation")
            yield row("ITA", year, "80", **split, Category="Forced labour")
            # One key three times: the sub-categories were dropped in publishing.
            yield row("ITA", year, "<5", **split, Category="Other forms of exploitation")
            yield row("ITA", year, "<5", **split, Category="Other forms of exploitation")
            yield row("ITA", year, "30", **split, Category="Other forms of exploitation")
        for sex in ("Female", "Male", "Unknown"):
            yield row("ITA", year, "150", Sex=sex)
        for age in (CHILD, ADULT, "Unknown"):
            yield row("ITA", year, "150", Age=age)


# A citizenship as it is written -> the country it is, "" for none. The damaged letters are U+FFFD, as in the real file.
CITIZENSHIPS = {
    "Nigeria": "NGA",
    "Nigerians": "NGA",
    "Nationals": "ITA",
    "Own country nationals": "ITA",
    "Ciudadanos de su pa\ufffds": "ITA",
    "Per\ufffd": "PER",
    "C\ufffdte d\ufffdIvoire": "CIV",
    "BELICE\ufffdA": "BLZ",
    "Kosovo under UNSCR 1244": "XKX",
    "RUMANIA": "ROU",
    "Filippino": "PHL",
    "Namibia": "NAM",
    "Qatar": "QAT",
    "Unknown": "",
    "Africa others": "",
    "0": "",
    "": "",
}


def _by_citizenship() -> Iterator[Row]:
    for text in CITIZENSHIPS:
        yield row("ITA", 2019, "7", Dimension=CITIZENSHIP, Category=text)
    yield row("ITA", 2019, "<5", Dimension=REPATRIATION, Category="Abroad")
    yield row("ITA", 2019, "9", Dimension=REPATRIATION, Category="Nigeria")


def _other_indicators() -> Iterator[Row]:
    for indicator in (
        "Persons convicted", "Persons prosecuted", "Persons brought into formal contact",
        "Offences of trafficking in persons",
    ):  # fmt: skip
        for year in (2018, 2019, 2020):
            yield row("ITA", year, str(year - 2000), Indicator=indicator)
    yield row("PER", 2019, "11", Indicator="Persons convicted", Dimension=CITIZENSHIP, Category="Peruana")
