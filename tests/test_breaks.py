"""A break is told where it has to do with the places selected, and nowhere else."""

import pytest

from queries.catalogue import Break
from queries.view import Filters

UNITED_KINGDOM = Break(2022, "united_kingdom_missing", "GBR")
HOTLINE = Break(2015, "contributor_enters", "americas")
SYSTEM = Break(2012, "iom_system")


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
        (SYSTEM, Filters(country=("ITA",)), True),
        (SYSTEM, Filters(region=("asia",), subregion=("central_asia",)), True),
    ],
)
def test_a_break_touches_a_selection_of_its_places(found: Break, filters: Filters, told: bool) -> None:
    assert found.touches(filters) is told


def test_a_region_wide_break_touches_the_subregions_of_that_region_only() -> None:
    assert HOTLINE.touches(Filters(subregion=("northern_america",)))
    assert not HOTLINE.touches(Filters(subregion=("central_asia",)))
