"""A break is told where it has to do with the places selected, and nowhere else."""

import pytest

from queries.breaks import breaks_in
from queries.catalogue import Break
from queries.view import Filters, View
from tests.made import edition

UNITED_KINGDOM = Break(2022, "united_kingdom_missing", "GBR", "detected_victims")
HOTLINE = Break(2015, "contributor_enters", "americas")
SYSTEM = Break(2012, "iom_system")
PHILIPPINES = Break(2016, "philippines", "PHL", origin="PHL")
FORMS = Break(2017, "forms_listed", indicator="detected_victims", dimension="exploitation")


@pytest.mark.parametrize(
    ("found", "filters", "told"),
    [
        (UNITED_KINGDOM, Filters(), True),
        (UNITED_KINGDOM, Filters(country=("PAK",)), False),
        (UNITED_KINGDOM, Filters(country=("PAK", "GBR")), True),
        (UNITED_KINGDOM, Filters(region=("europe",)), True),
        (UNITED_KINGDOM, Filters(region=("asia",)), False),
        (UNITED_KINGDOM, Filters(subregion=("northern_europe",)), True),
        (UNITED_KINGDOM, Filters(subregion=("southern_europe",)), False),
        (UNITED_KINGDOM, Filters(gender=("female",)), True),
        (HOTLINE, Filters(country=("MEX",)), True),
        (HOTLINE, Filters(country=("ITA",)), False),
        (HOTLINE, Filters(region=("europe",)), False),
        (PHILIPPINES, Filters(), True),
        (PHILIPPINES, Filters(origin=("PHL",)), True),
        (PHILIPPINES, Filters(origin_region=("asia",), region=("asia",)), True),
        (PHILIPPINES, Filters(origin=("NGA",)), False),
        (PHILIPPINES, Filters(origin_region=("africa",)), False),
        (PHILIPPINES, Filters(region=("europe",)), False),
        (FORMS, Filters(exploitation=("forced_labour",), region=("asia",)), True),
        (FORMS, Filters(), False),
        (FORMS, Filters(gender=("female",)), False),
        (SYSTEM, Filters(country=("ITA",)), True),
        (SYSTEM, Filters(region=("asia",), subregion=("central_asia",)), True),
    ],
)
def test_a_break_is_told_with_a_selection_of_its_places(found: Break, filters: Filters, told: bool) -> None:
    assert bool(breaks_in(edition(breaks=(found,)), View("trends", filters))) is told


@pytest.mark.parametrize(
    ("view", "told"),
    [
        (View("trends", Filters(), by="region"), True),
        (View("trends", Filters(indicator="convicted")), False),
        (View("trends", Filters(), by="exploitation"), False),
        (View("trends", Filters(exploitation=("forced_labour",))), False),
    ],
)
def test_a_break_of_one_indicator_is_told_with_its_totals_only(view: View, told: bool) -> None:
    assert bool(breaks_in(edition(breaks=(UNITED_KINGDOM,)), view)) is told


def test_a_region_wide_break_is_told_with_the_subregions_of_that_region_only() -> None:
    within, without = Filters(subregion=("northern_america",)), Filters(subregion=("central_asia",))
    assert breaks_in(edition(breaks=(HOTLINE,)), View("trends", within))
    assert not breaks_in(edition(breaks=(HOTLINE,)), View("trends", without))
