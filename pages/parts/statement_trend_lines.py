"""What the headline of one series rests on: its values, what the change is made of, who is left out, what changed in
between, and how certain it is."""

from collections.abc import Callable
from typing import Final

from pages.parts.changes import between, named, reasons
from pages.parts.statement_trend_amounts import change, per_year, reported, value
from pages.parts.statement_trend_case import VISIBLE, Case, reporter_name
from pages.parts.statement_trend_certain import certainty
from pages.parts.statement_trend_events import found_in_the_data
from pages.parts.statement_trend_leading import leading
from pages.parts.words import Words
from queries.account import Absent, Driver
from queries.interval import Interval
from queries.measures import SMALL_BASE

MOST_GAPS: Final = 3  # stretches of years without a value that a sentence can carry
LEAST_PART: Final = 0.1  # of a change: a largest part below this drives nothing
MOSTLY_EXACT: Final = 2 / 3  # of the members of a panel: where fewer gave exact numbers only, it is said
MOST_SLACK: Final = 0.1  # of a change that censored values may take away: above it, its parts are not told

Line = Callable[[Case], str]


def lines(case: Case) -> tuple[str, ...]:
    """In the order they are read; the first is what a hall sees. Empty for a single period."""
    if case.is_single:
        return ()
    rest: list[Line] = [_provisional, _without_value, _values, _certain]
    last: list[Line] = [_coverage, _nobody, _also_changed, found_in_the_data]
    if case.is_explained:
        ordered = [_changed, _made_of, *rest, *last]
    elif case.open_breaks:
        ordered = [_why, *rest, _chain, *last]
    else:
        ordered = [*rest, _made_of, _chain, _changed, *last]
    return tuple(line for say in ordered if (line := say(case)))


def _why(case: Case) -> str:
    """Under a headline that says only that the counting changed: what changed, and how much is of who reports."""
    return " ".join(line for line in (_changed(case), _made_of(case)) if line)


def _without_value(case: Case) -> str:
    """The years asked for, at either end, that have no value; and what changed in them."""
    words, asked, edition = case.words, case.figure.view.filters, case.figure.edition
    start = max(asked.from_ or case.first.first, edition.first_year or 0)
    end = min(asked.to or case.last.last, edition.last_year or 0)
    missing = (*range(start, case.first.first), *range(case.last.last + 1, end + 1))
    if not missing or case.first.years > 1 or case.last.years > 1:
        return ""
    told = words(
        "statement.asked_without_value", asked=words.period(start, end), missing=words.list(_stretches(missing, words))
    )
    breaks = between(case.figure, case.last.last, end)
    after = words("statement.changed", reasons=reasons(case.figure, breaks, words, most=len(breaks))) if breaks else ""
    return " ".join(line for line in (told, after) if line)


def _values(case: Case) -> str:
    """The numbers behind the factors of the headline; of the panel where the headline has none."""
    words, found, same = case.words, case.account, case.account.panel
    if found.ground == "nobody" or (case.figure.view.measure == "index" and not case.is_comparable):
        return ""
    if not case.has_a_factor or case.is_ratio:
        return _who(case)
    told = words(
        "statement.line_values",
        a=per_year(case, case.first, found.all_from),
        b=per_year(case, case.last, found.all_to),
        first_period=reported(case, case.first),
        last_period=reported(case, case.last),
    )
    if not case.holds_a_panel or not same:
        return sentence(told, words)
    return _same_values(case, "statement.line_both", same.at_from, same.at_to, told)


def _who(case: Case) -> str:
    """Under two values: how many reporters gave them, and the same reporters where the headline leaves them out."""
    words, found, same = case.words, case.account, case.account.panel
    if case.is_explained:
        return ""
    told = ""
    if found.ground not in ("one", "all") and not case.is_one_country and found.reporters_from and found.reporters_to:
        key = "statement.line_of" if case.is_rate else "statement.line_by"
        first, last = (words.period(point.first, point.last) for point in (case.first, case.last))
        count = words(f"count.{case.kind}", n=found.reporters_from)
        told = words(key, a=count, b=found.reporters_to, first_period=first, last_period=last)
    if not case.open_breaks or not case.holds_a_panel or not same:
        return sentence(told, words) if told else ""
    key = "statement.line_both" if told else "statement.line_same"
    return _same_values(case, key, same.at_from, same.at_to, told)


def _certain(case: Case) -> str:
    """How certain the change in the same reporters is; and who, if one does, makes most of it."""
    return " ".join(line for line in (certainty(case), leading(case)) if line)


def _chain(case: Case) -> str:
    """What the panel leaves out where it moved otherwise: the reporters of some years, each against the year before."""
    found, words = case.chain_beside_panel, case.words
    if not found or not case.has_a_factor:
        return ""
    chain = words(f"statement.chain_{case.kind}")
    return sentence(words("statement.line_chain", of_chain=chain, same=change(found, words)), words)


def _same_values(case: Case, key: str, before: Interval, after: Interval, told: str) -> str:
    n = case.account.panel.reporters if case.account.panel else 0
    of_same = case.words(f"statement.same_{case.kind}", n=n)
    said = case.words(key, said=told, of_same=of_same, c=value(case, before), d=value(case, after))
    return sentence(said, case.words)


def _made_of(case: Case) -> str:
    """How much of the change is of those who enter, leave or pause, and the largest single part of it."""
    found, words = case.account, case.words
    is_coming_in = case.last.provisional and case.is_record_file and not case.is_explained
    if case.is_ratio or is_coming_in or found.ground in ("nobody", "one") or not _is_a_change(case):
        return ""
    of_reporters = found.of_reporters
    parts = []
    if found.ground != "all" and of_reporters is not None:
        percent = words.percent(max(0.0, 100 * of_reporters))
        parts.append(words(f"statement.made_{_size(of_reporters)}_{case.kind}", percent=percent))
    largest = found.largest
    if largest and largest.share and largest.share >= LEAST_PART:
        parts.append(_largest(case, largest, largest.share))
    return sentence(words("takeaway.separator").join(parts), words) if parts else ""


def _is_a_change(case: Case) -> bool:
    """Whether the change is large and sure enough for parts of it to be told."""
    found = case.account
    slack = found.all_to.high - found.all_to.low + found.all_from.high - found.all_from.low
    moved = abs(found.change)
    return moved >= SMALL_BASE and moved >= VISIBLE * found.all_from.low and slack <= MOST_SLACK * moved


def _size(part: float) -> str:
    """Of the change: against it, a part, all, or more than all."""
    if part <= -0.005:
        return "against"
    return "part" if part < 0.995 else "whole" if part < 1.005 else "beyond"


def _largest(case: Case, one: Driver, share: float) -> str:
    name = reporter_name(one.reporter, case.words)
    percent = case.words.percent(100 * share)
    return case.words(f"statement.largest_{_size(share)}_{case.kind}", percent=percent, reporter=name)


def _coverage(case: Case) -> str:
    """How much of the published count the panel holds at both ends, and the largest reporter it leaves out."""
    found, words = case.account, case.words
    if found.ground == "small":
        return _too_few(case, found.panel.reporters if found.panel else 0)
    if not case.holds_a_panel or not found.panel or case.is_ratio:
        return ""
    said = []
    if min(found.all_from.low, found.all_to.low) >= SMALL_BASE:
        held = [
            words.percent(100 * part.low / whole.low)
            for part, whole in ((found.panel.at_from, found.all_from), (found.panel.at_to, found.all_to))
        ]
        years = {"first_year": found.first, "last_year": found.last}
        said.append(words(f"statement.held_{case.kind}", n=found.panel.reporters, a=held[0], b=held[1], **years))
    if found.largest_absent:
        said.append(_absent(case, found.largest_absent))
    return " ".join([*(sentence(one, words) for one in said), *_mostly_censored(case)])


def _mostly_censored(case: Case) -> list[str]:
    """Where many members of a panel gave no number but "fewer than 5": they count as reporting, and say little."""
    exact, same = case.account.panel_exact, case.account.panel
    if not exact or not same or exact.reporters > MOSTLY_EXACT * same.reporters:
        return []
    return [case.words("statement.mostly_censored_country", n=same.reporters, exact=exact.reporters)]


def _too_few(case: Case, reporters: int) -> str:
    if case.is_ratio:
        return ""  # the headline says so
    return case.words(f"statement.few_{case.kind}", n=reporters) if reporters else case.words("statement.few_none")


def _absent(case: Case, one: Absent) -> str:
    """The largest of those that were there at the start is not always the largest of all: the sentence says which."""
    missing = _stretches(one.missing, case.words)
    gaps = "years" if len(missing) <= MOST_GAPS else "many"
    first, begun = case.account.first, "" if case.account.first in one.missing else "_begun"
    return case.words(
        f"statement.absent_{gaps}_{case.kind}",
        left_out=case.words(f"statement.left_out{begun}", first_year=first),
        reporter=reporter_name(one.reporter, case.words),
        most=one.most.high,
        most_year=one.year,
        years=case.words.list(missing),
        n=len(one.missing),
    )


def _stretches(years: tuple[int, ...], words: Words) -> list[str]:
    """2011, 2013–2015."""
    ends: list[tuple[int, int]] = []
    for year in years:
        if ends and ends[-1][1] == year - 1:
            ends[-1] = (ends[-1][0], year)
        else:
            ends.append((year, year))
    return [words.period(*pair) for pair in ends]


def _provisional(case: Case) -> str:
    kind = case.figure.edition.kind
    return case.words(f"statement.provisional_{kind}", last_year=case.last.last) if case.last.provisional else ""


def sentence(said: str, words: Words) -> str:
    """With a capital and a full stop."""
    return words("statement.line", said=said[:1].upper() + said[1:])


def _nobody(case: Case) -> str:
    return case.words("statement.nobody") if case.account.ground == "nobody" else ""


def _changed(case: Case) -> str:
    """The described breaks between the two years that count most, and how many more there are."""
    return case.words("statement.changed", reasons=reasons(case.figure, case.breaks, case.words)) if case.breaks else ""


def _also_changed(case: Case) -> str:
    """The other ones: no sentence carries them all."""
    told = named(case.figure, case.breaks)
    rest = [found for found in case.breaks if found.reason not in told]
    said = reasons(case.figure, rest, case.words, most=len(rest))
    return case.words("statement.also_changed", reasons=said) if rest else ""
