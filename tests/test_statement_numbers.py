"""The numbers of a sentence are those of the account, written as the language writes them."""

import re
from collections.abc import Iterator, Mapping

from hypothesis import given
from hypothesis import strategies as st

from pages.parts.statement import statement
from pages.parts.words import languages, words
from queries.account import Account
from queries.catalogue import Edition
from queries.interval import Interval
from tests.frames import COUNTED, PLAIN, reported

NN = "\u202f"
NUMBER = {"en": r"\d[\d,]*(?:\.\d+)?", "fr": r"\d(?:[\d\u202f]*\d)?(?:,\d+)?"}

# What is written of itself and counts nothing: "under 0.1 %", 99.9 % for what is not all, "fewer than 5".
SIGNS = (0.1, 99.9, 5)


def numbers(text: str, language: str) -> Iterator[tuple[float, int]]:
    """The numbers of a text, each with its decimals."""
    for found in re.findall(NUMBER[language], text):
        plain = found.rstrip(",").replace(",", "") if language == "en" else found.replace(NN, "").replace(",", ".")
        yield float(plain), len(plain.partition(".")[2])


def bounds(*found: Interval | None) -> list[float]:
    """Both bounds, and the middle of two that stand too close to be told apart."""
    return [number for one in found if one for number in (one.low, one.high, (one.low + one.high) / 2)]


def factors(before: Interval, after: Interval) -> list[float]:
    """The factor, and the change in percent without its sign."""
    ratio = after.over(before)
    return bounds(ratio) + [abs(100 * (one - 1)) for one in bounds(ratio)]


def of_account(one: Account) -> list[float]:
    """Every number that may be said of an account, worked out here anew."""
    found = [one.first, one.last, *bounds(one.all_from, one.all_to), one.reporters_from or 0, one.reporters_to or 0]
    found += factors(one.all_from, one.all_to) + bounds(one.chained) + [abs(100 * (x - 1)) for x in bounds(one.chained)]
    if one.panel:
        held = [(one.panel.at_from, one.all_from), (one.panel.at_to, one.all_to)]
        found += [one.panel.reporters, *bounds(one.panel.at_from, one.panel.at_to)]
        found += factors(one.panel.at_from, one.panel.at_to) + [100 * a.low / b.low for a, b in held if b.low]
    if one.panel_exact:
        found.append(one.panel_exact.reporters)
    if one.change:
        found += [100 * (one.entering.low - one.leaving.low) / one.change]
        found += [100 * driver.change / one.change for driver in one.drivers]
        found += led(one)
    if one.largest_absent:
        absent = one.largest_absent
        found += [absent.most.high, absent.year, len(absent.missing), *absent.missing]
    return found


def led(one: Account) -> list[float]:
    """The parts of the panel's members in its change, and what the panel is without each: from the drivers."""
    same = one.panel
    if not same or same.at_to.low == same.at_from.low:
        return []
    found: list[float] = []
    for driver in (driver for driver in one.drivers if driver.role == "panel"):
        before, after = (
            Interval(whole.low - part.low, whole.high - part.high)
            for whole, part in ((same.at_from, driver.at_from), (same.at_to, driver.at_to))
            if part
        )
        found += [100 * driver.change / (same.at_to.low - same.at_from.low), *bounds(before, after)]
        found += factors(before, after)
    return found


@st.composite
def reporting(draw: st.DrawFn) -> Mapping[str, Mapping[int, tuple[int, int]]]:
    """Reporters with values in some of four years, some of them censored."""
    low = st.one_of(st.integers(0, 60), st.integers(0, 90_000))
    value = st.tuples(low, st.sampled_from([0, 0, 4, 30])).map(lambda pair: (pair[0], pair[0] + pair[1]))
    names = draw(st.lists(st.sampled_from(["ITA", "FRA", "PAK", "GBR", "UKR", "NGA"]), min_size=1, unique=True))
    years = st.dictionaries(st.integers(2016, 2019), value, min_size=1)
    given = {name: draw(years) for name in names}
    return given if any(high for one in given.values() for _, high in one.values()) else {"ITA": {2016: (9, 9)}}


@given(reporting(), st.sampled_from([COUNTED, PLAIN]), st.sampled_from(sorted(languages())))
def test_every_number_said_is_one_of_the_account(
    who: Mapping[str, Mapping[int, tuple[int, int]]], edition: Edition, language: str
) -> None:
    figure = reported(who, known=lambda high: high + 1, edition=edition)
    account = figure.facts["accounts"][""]
    known = of_account(account)
    for number, decimals in numbers(statement(figure, words(language)).text, language):
        slack = 0.5 * 10**-decimals + 1e-9
        assert any(abs(number - one) <= slack for one in known) or number in SIGNS, (number, known)
