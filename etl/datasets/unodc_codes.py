"""UNODC's spellings in the GLOTIP file, and their codes."""

from typing import Final

from etl.datasets.codes import Coded, coded, country

_HERE: Final = "etl/datasets/unodc_codes.py"
INDICATOR: Final = {
    "Detected trafficking victims": "detected_victims",
    "Persons convicted": "convicted",
    "Persons prosecuted": "prosecuted",
    "Persons brought into formal contact": "formal_contact",
    "Offences of trafficking in persons": "offences",
}
DIMENSION: Final = {
    "Total": "total",
    "by form of exploitation": "exploitation",
    "by citizenship": "citizenship",
    "by country of repatriation": "repatriation",
}
FORM: Final = {
    "Sexual exploitation": "sexual_exploitation",
    "Forced labour": "forced_labour",
    "Other forms of exploitation": "other_exploitation",
}
SEX: Final = {"Total": "total", "Female": "female", "Male": "male", "Other": "other", "Unknown": "unknown"}
AGE: Final = {"Total": "total", "0 to 17 years": "minor", "18 years or over": "adult", "Unknown": "unknown"}
UNIT: Final = {"Counts": "counts"}
_PLACES: Final = (
    "Africa", "Americas", "Asia", "Europe", "Oceania", "Northern Africa", "Sub-Saharan Africa",
    "Latin America and the Caribbean", "Northern America", "Central Asia", "Eastern Asia", "South-eastern Asia",
    "Southern Asia", "Western Asia", "Eastern Europe", "Northern Europe", "Southern Europe", "Western Europe",
    "Australia and New Zealand", "Melanesia", "Micronesia", "Polynesia",
)  # fmt: skip
PLACE: Final = {name: name.lower().replace(" ", "_").replace("-", "_") for name in _PLACES}


def _always(column: str, target: str, codes: dict[str, str], name: str) -> Coded:
    """An enumerated column that is never empty, and where `Unknown` is a code like any other."""
    return Coded(column, target, codes.get, f"{name} in {_HERE}", missing=frozenset())


COUNTRY: Final = country("Iso3_code", "country")
FORM_OF_EXPLOITATION: Final = coded("Category", "form", FORM, f"FORM in {_HERE}")
VALUES: Final = (
    COUNTRY,
    coded("Region", "published_region", PLACE, f"PLACE in {_HERE}"),
    coded("Subregion", "published_subregion", PLACE, f"PLACE in {_HERE}"),
    _always("Indicator", "indicator", INDICATOR, "INDICATOR"),
    _always("Dimension", "dimension", DIMENSION, "DIMENSION"),
    _always("Sex", "sex", SEX, "SEX"),
    _always("Age", "age", AGE, "AGE"),
    _always("Unit of measurement", "counted", UNIT, "UNIT"),
)
