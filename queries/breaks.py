"""Which breaks of an edition have to do with a view. A break that has not is no warning but a false story."""

from functools import lru_cache

from data.countries import countries
from queries.account import Account
from queries.catalogue import Break, Edition
from queries.slices import slice_of
from queries.view import Filters, View


def breaks_in(edition: Edition, view: View) -> tuple[Break, ...]:
    """The breaks that touch the places, the indicator and the slice of a view."""
    return tuple(found for found in edition.breaks if _counts(found, view) and _touches(found, view.filters))


def unanswered(edition: Edition, view: View, account: Account) -> tuple[Break, ...]:
    """The breaks between the two years of an account that its panel does not answer: a change of who reports is left
    out by a constant panel, a change of how they count runs through it."""
    answered = ("reporters",) if account.ground in ("panel", "all") else ()
    between = (found for found in breaks_in(edition, view) if account.first < found.year <= account.last)
    return tuple(found for found in between if found.of not in answered)


def _counts(found: Break, view: View) -> bool:
    """A break of one indicator is one of its totals, or of one breakdown: each is reported by other countries in other
    years."""
    dimension = slice_of(view.filters, view.by).dimension
    return not found.indicator or (found.indicator == view.filters.indicator and dimension == found.dimension)


def _touches(found: Break, filters: Filters) -> bool:
    where = _chosen(filters.country, filters.subregion, filters.region)
    whose = _chosen(filters.origin, (), filters.origin_region)
    return (not found.place or found.place in where) and (not found.origin or found.origin in whose)


@lru_cache(maxsize=64)
def _chosen(named: tuple[str, ...], subregions: tuple[str, ...], regions: tuple[str, ...]) -> frozenset[str]:
    """The countries that filters on places leave, and their regions."""
    kept = [
        country
        for country in countries().values()
        if (not named or country.iso3 in named)
        and (not subregions or country.subregion in subregions)
        and (not regions or country.region in regions)
    ]
    return frozenset(code for country in kept for code in (country.iso3, country.region) if code)
