"""Which breaks of an edition have to do with a view. A break that has not is no warning but a false story."""

from data.countries import countries
from queries.account import Account
from queries.catalogue import Break, Edition
from queries.slices import slice_of
from queries.view import Filters, View


def breaks_in(edition: Edition, view: View) -> tuple[Break, ...]:
    """The breaks that touch the places, the indicator and the slice of a view."""
    return tuple(found for found in edition.breaks if _counts(found, view) and _touches(found.place, view.filters))


def unanswered(edition: Edition, view: View, account: Account) -> tuple[Break, ...]:
    """The breaks between the two years of an account that its panel does not answer: a change of who reports is left
    out by a constant panel, a change of how they count runs through it."""
    answered = ("reporters",) if account.ground in ("panel", "all") else ()
    between = (found for found in breaks_in(edition, view) if account.first < found.year <= account.last)
    return tuple(found for found in between if found.of not in answered)


def _counts(found: Break, view: View) -> bool:
    """A break of one indicator is one of its totals: a breakdown is reported by other countries in other years."""
    is_total = slice_of(view.filters, view.by).dimension == "total"
    return not found.indicator or (found.indicator == view.filters.indicator and is_total)


def _touches(place: str, filters: Filters) -> bool:
    chosen = (
        country
        for country in countries().values()
        if (not filters.country or country.iso3 in filters.country)
        and (not filters.subregion or country.subregion in filters.subregion)
        and (not filters.region or country.region in filters.region)
    )
    return not place or any(place in (country.iso3, country.region) for country in chosen)
