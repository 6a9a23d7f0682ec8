"""What several series say: their values in the last complete period, and under it each one's change as published beside
that in the same reporters. No series is ranked in words."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from pages.parts.changes import reasons
from pages.parts.compare_words import span
from pages.parts.little_known import at_point
from pages.parts.said import Statement
from pages.parts.series import Point, Series, latest
from pages.parts.statement_trend_amounts import change, changes, pair, period
from pages.parts.statement_trend_case import Case, case_of, reporter_name
from pages.parts.statement_trend_certain import finding_of, graded
from pages.parts.statement_trend_headline import of_same
from pages.parts.statement_trend_leading import leader
from pages.parts.wording import broken_down, capital
from pages.parts.words import Words
from queries.figure import Figure
from queries.view import PLACES

MOST_ITEMS = 3  # series named in one sentence


def several(figure: Figure, shown: Sequence[Series], words: Words) -> Statement:
    """The statement of series with a value each, in the order they are drawn."""
    at = latest(shown)
    valued = [(one, point) for one in shown for point in one.points if (point.first, point.last) == at]
    valued = [(one, point) for one, point in valued if point.low is not None]
    cases = [case for one, _ in valued[:MOST_ITEMS] if not (case := case_of(figure, words, one)).is_single]
    caveat = words("takeaway.depends_on_reporting") if figure.view.by in PLACES else ""
    told = (caveat, _changes(cases, words), _apart(cases, words), _certainties(cases, words), _changed(cases, words))
    return Statement(_values(figure, valued, at, words), tuple(line for line in told if line))


def _values(figure: Figure, valued: Sequence[tuple[Series, Point]], at: tuple[int, int], words: Words) -> str:
    items = [_item(figure, one, point, words) for one, point in valued[:MOST_ITEMS]]
    if len(valued) > len(items):
        items.append(words("takeaway.rest", n=len(valued) - len(items)))
    key = {"share": "takeaway.several_share", "index": "takeaway.several_index", "rate": "takeaway.several_rate"}.get(
        figure.view.measure, "takeaway.several"
    )
    listed = words("takeaway.separator").join(items)
    known = next((told for one, _ in valued if (told := at_point(figure, one.code, at[0], words))), "")
    values = {"known": known or words("takeaway.of_answers")} if figure.view.measure == "share" else {}
    return words(key, subject=broken_down(figure, words), period=words.period(*at), items=listed, **values)


def _item(figure: Figure, one: Series, point: Point, words: Words) -> str:
    written = span(point.low or 0.0, point.high or 0.0, words.writer(figure.view.measure))
    averaged = point.years > 1 and figure.view.measure == "count"
    written = words("takeaway.per_year", number=written) if averaged else written
    return words("takeaway.item", label=_label(figure, one.code, words), value=written)


def _label(figure: Figure, code: str, words: Words) -> str:
    return words.inside(figure.view.by, code) if code else words("chart.everything")


def _changes(cases: Sequence[Case], words: Words) -> str:
    """Each one's change in a sentence of its own, those of the same two periods together."""
    sentences = []
    for _, same_years in groupby(cases, key=lambda case: (case.first.first, case.first.last, case.last.last)):
        group = [*same_years]
        sentences.append(
            words(
                "statement.several",
                first_period=period(group[0], group[0].first),
                last_period=period(group[0], group[0].last),
                items=". ".join([_moved(group[0]), *(capital(_moved(case)) for case in group[1:])]),
            )
        )
    return " ".join(sentences)


def _moved(case: Case) -> str:
    label = _label(case.figure, case.account.code, case.words)
    return case.words("takeaway.item", label=label, value=_both(case))


def _both(case: Case) -> str:
    """× 3.2 as published and × 2.1 in the same 40 countries; two values where a factor is not to be told."""
    words, found, same = case.words, case.account, case.account.panel
    if case.has_a_factor and case.as_published:
        if not case.in_the_same:
            return words("statement.item_all", all=change(case.as_published, words))
        return _beside(case, *changes(case.as_published, case.in_the_same, words))
    moved = pair(case, found.all_from, found.all_to)
    if case.holds_a_panel and same:
        return _beside(case, moved, pair(case, same.at_from, same.at_to))
    return words("statement.item_all_rate" if case.is_rate else "statement.item_all", all=moved)


def _beside(case: Case, moved: str, same: str) -> str:
    """Both changes; once where they are written alike."""
    key = ("alike" if moved == same else "same") + ("_rate" if case.is_rate else "")
    return case.words(f"statement.item_{key}", all=moved, same=same, of_same=of_same(case))


def _apart(cases: Sequence[Case], words: Words) -> str:
    """Why a change in the same reporters is told of none, or not of all."""
    if any(case.account.ground == "nobody" for case in cases):
        return words("statement.nobody")
    without = [case.account.ground == "small" and case.in_the_same is None for case in cases]
    return words("statement.few_all" if all(without) else "statement.few_series") if any(without) else ""


def _certainties(cases: Sequence[Case], words: Words) -> str:
    """The grade of each series that was tested; where none was, the reason if it is one for all."""
    found = [(case, finding) for case in cases if (finding := finding_of(case.figure, case.account.code)) is not None]
    tested = [(case, finding) for case, finding in found if not hasattr(finding, "reason")]
    if tested:
        items = [_grade(case, finding) for case, finding in tested]
        return words("statement.several_tested", items=words("takeaway.separator").join(items))
    untested = {finding.reason for _, finding in found} - {"nobody"}
    return words(f"statement.unsaid_{untested.pop()}") if len(untested) == 1 else ""


def _grade(case: Case, finding: Any) -> str:
    label = _label(case.figure, case.account.code, case.words)
    what, one = graded(finding, case.words), leader(case)
    if one and finding.direction:
        what = case.words("statement.leading_item", what=what, reporter=reporter_name(one.reporter, case.words))
    return case.words("statement.named", name=label, what=what)


def _changed(cases: Sequence[Case], words: Words) -> str:
    """The described breaks between the years of any of them."""
    breaks = sorted({found for case in cases for found in case.breaks})
    if not breaks:
        return ""
    return words("statement.changed", reasons=reasons(cases[0].figure, breaks, words, most=len(breaks)))
