"""What a sentence about one series is made from: the account of its change, the two years, and what stands between."""

from dataclasses import dataclass
from functools import cached_property
from math import log

from pages.parts.changes import between
from pages.parts.series import Point, Series
from pages.parts.words import Words
from queries.account import Account
from queries.breaks import unanswered
from queries.catalogue import Break
from queries.figure import Figure
from queries.interval import Interval
from queries.measures import SMALL_BASE

MOSTLY = 2 / 3  # of the change: from here on the reporters tell more of it than all else twice over
WHOLLY = 0.9
APART = 0.2  # between logarithms of two factors: a fifth more, and the panel alone would mislead
MOST_SPREAD = 2.0  # a factor that may be twice as large as it may be small is no factor
VISIBLE = 0.05  # a change of less than 5 % (or 5 points) needs no explanation


@dataclass(frozen=True)
class Case:
    """One series between the two years of its account; `first` and `last` are their points."""

    figure: Figure
    words: Words
    account: Account
    first: Point
    last: Point

    @property
    def is_share(self) -> bool:
        return self.figure.view.measure == "share"

    @property
    def is_rate(self) -> bool:
        return self.figure.view.measure == "rate"

    @property
    def is_ratio(self) -> bool:
        """Whether it is a share or a rate: of its own reporters, so it has no parts that come and go, and no factor."""
        return self.is_share or self.is_rate

    @property
    def is_record_file(self) -> bool:
        return self.figure.edition.kind == "victims"

    @property
    def is_single(self) -> bool:
        """Whether there is one period only, and so no change."""
        return self.first == self.last

    @cached_property
    def breaks(self) -> list[Break]:
        """The described breaks between the two periods."""
        return between(self.figure, self.first.last, self.last.last)

    @cached_property
    def open_breaks(self) -> list[Break]:
        """Those that neither the panel nor the chain of neighbouring years leaves out."""
        found = [one for one in unanswered(self.figure.edition, self.figure.view, self.account) if one in self.breaks]
        chained = self.account.ground == "small" and self.reached
        return sorted(one for one in found if not (chained and one.of == "reporters"))

    @property
    def kind(self) -> str:
        """What a reporter is called: a country of published figures, else a reporter."""
        return "reporter" if self.is_record_file else "country"

    @property
    def is_one_country(self) -> bool:
        """Whether the one reporter is the country that is selected: its name is said already."""
        return not self.is_record_file and len(self.figure.view.filters.country) == 1

    @property
    def only_reporter(self) -> str:
        """The name of the one reporter there is; empty where it has no value in either year."""
        found = self.account
        members = found.panel.members if found.panel else ()
        names = [*(driver.reporter for driver in found.drivers), *members, *found.entered, *found.left]
        return reporter_name(names[0], self.words) if names else ""

    @property
    def reached(self) -> bool:
        """Whether the chain of neighbouring years reaches the last one."""
        return self.account.chained is not None and self.account.chained_to == self.account.last

    @property
    def is_comparable(self) -> bool:
        """Whether the change may be told as one: not over a break, and not to a year whose records are coming in."""
        return not self.open_breaks and not (self.last.provisional and self.is_record_file)

    @property
    def holds_a_panel(self) -> bool:
        return self.account.ground == "panel" and self.account.panel is not None

    @property
    def as_published(self) -> Interval | None:
        """The factor as published; None on a base too small for one, for shares and rates."""
        return None if self.is_ratio else _factor(self.account.all_from, self.account.all_to, self._is_indexed)

    @property
    def in_the_same(self) -> Interval | None:
        """The factor in the same reporters: of the panel, or of the neighbouring years chained where it is small."""
        if self.is_ratio:
            return None
        if self.holds_a_panel and self.account.panel:
            return _factor(self.account.panel.at_from, self.account.panel.at_to, False)
        return self.account.chained if self.account.ground == "small" and self._chain_holds else None

    @property
    def chain_beside_panel(self) -> Interval | None:
        """The factor of the neighbouring years chained, where it is another one than the panel's."""
        same, chained = self.in_the_same, self.account.chained
        if not self.holds_a_panel or not same or not chained or not self._chain_holds or same.low <= 0:
            return None
        apart = max(log(chained.low / same.high), log(same.low / chained.high))
        return chained if apart >= APART else None

    @property
    def _chain_holds(self) -> bool:
        """Whether the chain says something: it reaches the last year, no link grows from a small base, and what is
        censored leaves it narrow enough. One weak link is multiplied with all the others."""
        found = self.account
        if not self.reached or found.chained is None or (found.chained_base or 0) < SMALL_BASE:
            return False
        return 0 < found.chained.high <= MOST_SPREAD * found.chained.low

    @property
    def _is_indexed(self) -> bool:
        return self.figure.view.measure == "index" and self.account.ground == "nobody"

    @property
    def has_a_factor(self) -> bool:
        """Whether the change is told as a factor: known who reported, comparable, on no small base."""
        if self.account.ground == "nobody" or not self.is_comparable or not self.as_published:
            return False
        return self.account.ground in ("all", "one") or self.in_the_same is not None

    @property
    def of_reporters(self) -> float:
        """How much of the change as published is of who reports, 0 to 1: 0 where it cannot be said, or where the same
        reporters moved as far as all did, or further."""
        moved, same = self._moves()
        if moved is None or same is None or abs(moved) < VISIBLE:
            return 0.0
        return min(1.0, max(0.0, 1 - same / moved))

    def _moves(self) -> tuple[float | None, float | None]:
        """How far all and the same reporters moved, each at the bound that leaves least to who reports: logarithms of
        factors, points of a share as a fraction. Who enters and then grows is outside the panel and does more than
        enter: where the chain of neighbouring years moved further than the panel, the chain counts."""
        found = self.account
        if self.is_share:
            parts = found.panel if self.holds_a_panel else None
            return _farthest(
                found.all_to.minus(found.all_from), parts.at_to.minus(parts.at_from) if parts else None, 0.01
            )
        if self.is_rate:
            return _of_rates(found)
        moved, same = self.as_published, self.in_the_same
        if not moved or not same or moved.low <= 0 or same.low <= 0:
            return None, None
        chained = self.account.chained if self._chain_holds else None
        both = [_logarithm(one) for one in (same, chained) if one and one.low > 0]
        return _farthest(_logarithm(moved), Interval(min(both).low, max(one.high for one in both)), 1.0)

    @property
    def is_explained(self) -> bool:
        """Whether the change is of who reports more than of what they registered, and that can be told."""
        can_be_told = self.is_comparable or self.holds_a_panel
        return can_be_told and self.of_reporters >= MOSTLY

    @property
    def rises(self) -> bool:
        return self.account.all_to.low > self.account.all_from.low


def _of_rates(found: Account) -> tuple[float | None, float | None]:
    """As far as factors of rates say: both must be of something."""
    moved = found.all_to.over(found.all_from)
    same = found.panel.at_to.over(found.panel.at_from) if found.ground == "panel" and found.panel else None
    if not moved or not same or not moved.low or not same.low:
        return None, None
    return _farthest(_logarithm(moved), _logarithm(same), 1.0)


def _logarithm(factor: Interval) -> Interval:
    return Interval(log(factor.low), log(factor.high))


def _farthest(moved: Interval, same: Interval | None, unit: float) -> tuple[float | None, float | None]:
    """Of all the smaller move, of the same reporters the larger one in its direction."""
    if same is None or moved.low < 0 < moved.high:
        return None, None
    rises = moved.high > 0
    least, most = (moved.low, same.high) if rises else (moved.high, same.low)
    return least * unit, most * unit


def _factor(before: Interval, after: Interval, is_index: bool) -> Interval | None:
    return after.over(before) if is_index or before.low >= SMALL_BASE else None


def reporter_name(code: str, words: Words) -> str:
    """A reporter as it stands inside a sentence: "hotline (United States)" is one name."""
    collection, _, country = code.partition(".")
    if not country:
        return words.label("reporter", code)
    place = words("app.country_unknown") if country == "unknown" else words.label("country", country)
    return words("statement.collected", collection=words.inside("collection", collection), country=place)


def case_of(figure: Figure, words: Words, one: Series) -> Case:
    """The case of a series: its account's two years, with their points. Raises KeyError for a series without account.

    Only for a series with a value: it has an account of at least that year.
    """
    account: Account = figure.facts["accounts"][one.code]
    valued = [point for point in one.points if point.low is not None]
    first = next(point for point in valued if point.first == account.first)
    last = next(point for point in valued if point.last == account.last)
    return Case(figure, words, account, first, last)
