"""What the data show between the two years of a sentence: who enters, leaves, pauses, and whose number alone jumps."""

from typing import Final

from pages.parts.statement_trend_case import Case, reporter_name
from queries.events import Event
from queries.interval import Interval

MOST: Final = 2  # events that one sentence can carry


def found_in_the_data(case: Case) -> str:
    """The largest events that no described break tells, by year; how many more there are."""
    words = case.words
    found = [
        event
        for event in case.figure.facts.get("events", {}).get(case.account.code, ())
        if not event.described and case.account.first < event.year <= case.account.last
    ]
    told = [_told(case, event) for event in sorted(found[:MOST], key=lambda event: event.year)]
    more = [words("takeaway.more_changes", n=len(found) - MOST)] if len(found) > MOST else []
    # A share or a rate is of other units than the numbers that came and went.
    key = "statement.found_counts" if case.is_ratio else "statement.found"
    return words(key, items=words("takeaway.separator").join([*told, *more])) if told else ""


def _told(case: Case, event: Event) -> str:
    key = f"statement.{event.kind}"
    numbers = {"before": _number(case, event.before), "after": _number(case, event.after)}
    what = case.words(key, event_year=event.year, **numbers)
    return case.words("statement.named", name=_name(case, event), what=what)


def _name(case: Case, event: Event) -> str:
    if event.group == "origin":
        return case.words("subject.citizenship", label=case.words.label("origin", event.reporter))
    return reporter_name(event.reporter, case.words)


def _number(case: Case, number: Interval | None) -> str:
    """Bounds stand close together: it follows a "from" or a "to"."""
    if not number:
        return ""
    low, high = case.words.number(number.low), case.words.number(number.high)
    return low if low == high else case.words("map.range", low=low, high=high)
