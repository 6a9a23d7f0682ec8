"""The headline of one series: its change as published and in the same reporters, or why there is none to tell."""

from dataclasses import replace

from pages.parts.statement_trend_amounts import change, changes, pair, per_year, period
from pages.parts.statement_trend_case import WHOLLY, Case
from pages.parts.wording import measured, subject


def headline(case: Case) -> str:
    """One sentence, true for the two years of the account."""
    if case.is_single:
        return _single(case)
    if case.is_explained:
        return _explained(case)
    if case.figure.view.measure == "index":
        return _index(case)
    if case.open_breaks:
        return _broken(case)
    return _plain(case)


def about(case: Case) -> str:
    """What is counted, of whom."""
    return subject(case.figure, case.words, case.account.code)


def _single(case: Case) -> str:
    words, point = case.words, case.first
    years = period(case, replace(point, provisional=False))  # its own sentence says so
    if case.figure.view.measure == "index":
        return words("takeaway.index_one", subject=about(case), period=years)
    if case.is_rate:
        key = "takeaway.only_provisional_rate" if point.provisional else "takeaway.one_year_rate"
    else:
        key = "takeaway.only_provisional" if point.provisional else "takeaway.one_year"
    return words(key, subject=about(case), a=per_year(case, point, case.account.all_from), period=years)


def _explained(case: Case) -> str:
    """The change is of who reports: as published, and beside it what the same reporters gave."""
    moved, same = _both(case)
    part, way = "wholly" if case.of_reporters >= WHOLLY else "mostly", "rise" if case.rises else "fall"
    # A rate is computed, and nobody published it.
    return case.words(
        f"statement.{part}_{way}_rate" if case.is_rate else f"statement.{part}_{way}",
        subject=about(case),
        first_period=period(case, case.first),
        last_period=period(case, case.last),
        all=moved,
        same=same,
        of_same=of_same(case),
    )


def _both(case: Case) -> tuple[str, str]:
    """As published and in the same reporters: two changes, or twice two values."""
    if case.is_comparable and case.as_published and case.in_the_same:
        return changes(case.as_published, case.in_the_same, case.words)
    found, same = case.account, case.account.panel
    return pair(case, found.all_from, found.all_to), pair(case, same.at_from, same.at_to) if same else ""


def of_same(case: Case) -> str:
    """In the same 50 countries; over neighbouring years where too few reported in all of them."""
    if case.holds_a_panel and case.account.panel:
        return case.words(f"statement.same_{case.kind}", n=case.account.panel.reporters)
    return case.words(f"statement.chain_{case.kind}")


def _index(case: Case) -> str:
    """An index is of our making: never "as published"."""
    words = case.words
    if case.last.provisional and case.is_record_file:
        return words("statement.index_provisional", subject=about(case), last_year=case.last.last)
    values = {
        "subject": about(case),
        "b": measured(case.figure, case.last.low or 0.0, case.last.high or 0.0, words),
        "first_period": period(case, case.first),
        "last_period": period(case, case.last),
    }
    if case.open_breaks:
        return words("takeaway.index_broken", **values)
    same = case.in_the_same
    if not same:
        return words("takeaway.index", tail=_tail(case), **values)
    written = words.range(100 * same.low, 100 * same.high, lambda index: words.number(index, 0))
    return words("takeaway.index", tail=words("statement.tail_same", same=written, of_same=of_same(case)), **values)


def _broken(case: Case) -> str:
    """In place of a factor, that the two years cannot be compared: no panel stands beside them, so who reports counts
    too. What changed is told under it: a hall reads two lines."""
    ground = case.account.ground
    who = "nobody" if ground == "nobody" else "same" if ground in ("one", "all") else case.kind
    key = f"statement.broken_{who}_rate" if case.is_rate and who == "nobody" else f"statement.broken_{who}"
    return case.words(key, **_two_values(case))


def _two_values(case: Case) -> dict[str, str]:
    return {
        "subject": about(case),
        "a": per_year(case, case.first, case.account.all_from),
        "b": per_year(case, case.last, case.account.all_to),
        "first_period": period(case, case.first),
        "last_period": period(case, case.last),
    }


def _plain(case: Case) -> str:
    """The change as published with the same in the same reporters; two values where a factor is not to be told."""
    if not case.has_a_factor:
        key = "statement.values_rate" if case.is_rate else "statement.values"
        return case.words(key, tail=_tail(case), **_two_values(case))
    moved = change(case.as_published, case.words, beside=case.in_the_same) if case.as_published else ""
    years = {"first_period": period(case, case.first), "last_period": period(case, case.last)}
    return case.words("statement.change", subject=about(case), all=moved, tail=_tail(case), **years)


def _tail(case: Case) -> str:
    """What the change is beside: the same reporters, or why they cannot be told."""
    words, ground = case.words, case.account.ground
    if ground == "nobody":
        return words("statement.tail_nobody")
    if ground == "all" and case.account.panel:
        who = words(f"statement.throughout_{case.kind}", n=case.account.panel.reporters)
        return words("statement.tail_throughout", who=who)
    if ground == "one":
        is_said = case.is_one_country or not case.only_reporter
        return "" if is_said else words("statement.tail_one", reporter=case.only_reporter)
    if case.has_a_factor or (case.holds_a_panel and case.figure.view.measure != "index"):
        return words("statement.tail_same", same=_both(case)[1], of_same=of_same(case))
    has_the_same = case.holds_a_panel or (case.reached and not case.as_published)
    return words("statement.tail_small" if has_the_same and case.is_comparable else "statement.tail_none")
