"""What home says of a region's trend: the numbers of its headline, in two lines. Pure."""

from dataclasses import dataclass
from html import escape

from pages.parts.series import Point, series
from pages.parts.statement_trend_amounts import changes
from pages.parts.statement_trend_case import Case, case_of
from pages.parts.statement_trend_headline import of_same
from pages.parts.words import Words
from queries.figure import Figure
from queries.interval import Interval


@dataclass(frozen=True)
class Line:
    """A number with what it is of; `factor` where it is one, which has a bar."""

    number: str
    text: str
    factor: Interval | None = None


@dataclass(frozen=True)
class Row:
    """What a region's row says: as published, in the same reporters (or why not), and how many reported."""

    published: Line
    same: Line
    reported: str

    @property
    def is_answered(self) -> bool:
        return self.same.factor is not None

    @property
    def largest(self) -> float:
        """The larger factor; 0 where there is none."""
        return max((line.factor.high for line in (self.published, self.same) if line.factor), default=0.0)


def row(figure: Figure, words: Words) -> Row:
    """The row of one region's trend (queries.rises)."""
    case = case_of(figure, words, series(figure, words)[0])
    is_compared = case.has_a_factor and not case.is_single
    lines = _compared(case) if is_compared else (_values(case), Line("", _why(case)))
    return Row(*lines, _reported(case))


def _compared(case: Case) -> tuple[Line, Line]:
    """Both changes as the headline of the trend has them. All throughout, or one: the two are the same."""
    words, moved = case.words, case.as_published or Interval(1, 1)
    own = case.in_the_same
    published, same = changes(moved, own or moved, words)
    if case.account.ground == "one":
        return Line(published, words("rise.published"), moved), Line("", words("rise.one"))
    number = case.account.panel.reporters if case.account.panel else 0
    who = of_same(case) if own else words(f"statement.throughout_{case.kind}", n=number)
    return Line(published, words("rise.published"), moved), Line(same, who, own or moved)


def _values(case: Case) -> Line:
    """The values of the first and the last period, where a factor would mislead."""
    words, found = case.words, case.account
    first = _value(case, case.first, found.all_from)
    if case.is_single:
        return Line("", words("rise.value", value=first))
    return Line("", words("rise.values", first=first, last=_value(case, case.last, found.all_to)))


def _value(case: Case, point: Point, of: Interval) -> str:
    words = case.words
    number = words.range(of.low, of.high, lambda n: words.number(n, 0))
    key = "rise.at_period" if point.years > 1 else "rise.at"
    return words(key, number=number, period=words.period(point.first, point.last))


def _why(case: Case) -> str:
    """Why there is no factor."""
    words, found = case.words, case.account
    if case.is_single:
        return words("rise.one_year")
    if found.ground == "nobody":
        return words("rise.nobody")
    if case.open_breaks:
        years = sorted({one.year for one in case.open_breaks})
        return words("rise.broken", years=words.list([str(year) for year in years]))
    return words("rise.small" if case.as_published else "rise.base")


def _reported(case: Case) -> str:
    """How many reported in the first and in the last year, where that is known."""
    found, words = case.account, case.words
    if found.reporters_from is None or found.reporters_to is None or case.is_single or found.ground == "one":
        return ""
    ends = {"first_year": found.first, "last_year": found.last}
    low = words(f"rise.counted_{case.kind}", n=found.reporters_from)
    return words("rise.reported", low=low, high=words.number(found.reporters_to), **ends)


def sentences(name: str, said: Row, words: Words) -> str:
    """A row as text: the region by name, what is said of it, who reported."""
    parts = [f"{line.number} {line.text}".strip() for line in (said.published, said.same)]
    return f"{words('app.pair', name=name, value='. '.join(part for part in (*parts, said.reported) if part))}."


def region_name(region: str, words: Words) -> str:
    """ "" is all of them."""
    return words.label("region", region) if region else words("rise.all")


def markup(said: Row, top: float) -> str:
    """A row as HTML. `top` is the largest factor of all rows: their bars have one scale; 0 where none has a bar."""
    lines = "".join(_line(name, line, top) for name, line in (("published", said.published), ("same", said.same)))
    quiet = f'<p class="quiet">{escape(said.reported)}</p>' if said.reported else ""
    return f'<div class="rise{"" if top else " plain"}">{lines}{quiet}</div>'


def _line(name: str, line: Line, top: float) -> str:
    share = f"--part: {line.factor.low / top:.3f}; --one: {1 / top:.3f}" if line.factor else ""
    bar = f'<span class="bar" style="{share}"></span>' if share else ""
    number = f"<b>{escape(line.number)}</b> " if line.number else ""
    return f'<p class="{name}">{bar}<span>{number}{escape(line.text)}</span></p>'
