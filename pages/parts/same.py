"""The line of the same reporters: what a trend is in those who reported in every year, beside it as published."""

from typing import Any

from pages.parts.picks import spelled
from pages.parts.series import Point, Series, of_residents
from pages.parts.words import Words
from queries.account import Account
from queries.catalogue import Edition
from queries.figure import Figure
from queries.reporters import reporter_of


def is_asked(figure: Figure) -> bool:
    """Whether the reader wants the two lines apart; they do unless they said no."""
    return dict(figure.view.options).get("panel") != "off"


def account_of(figure: Figure, code: str) -> Account | None:
    """What a series' change is made of; None for a series without a value."""
    found: Account | None = figure.facts.get("accounts", {}).get(code)
    return found


def can_be_told_apart(figure: Figure) -> bool:
    """Whether any series of the trend has a line of the same reporters that is not the published one itself."""
    return any(_has_own_line(figure, one) for one in figure.facts.get("accounts", {}).values())


def _has_own_line(figure: Figure, account: Account) -> bool:
    if account.ground != "panel" and (account.ground, figure.view.measure) != ("small", "index"):
        return False
    own = figure.frame.filter(code=account.code)
    return bool(own["panel_value_low"].count())


def same_reporters(figure: Figure, words: Words) -> dict[str, Series]:
    """Code -> the line of the same reporters of its series; where there is nothing to tell apart, or the reader does
    not ask, the code is not there."""
    if not is_asked(figure):
        return {}
    accounts = [one for one in figure.facts.get("accounts", {}).values() if _has_own_line(figure, one)]
    return {one.code: _line(figure, words, one) for one in accounts}


def _line(figure: Figure, words: Words, account: Account) -> Series:
    rows = figure.frame.filter(code=account.code).sort("year_first").iter_rows(named=True)
    label = same_label(figure, words, account)
    points = tuple(_point(figure, words, account, label, row) for row in rows)
    return Series(account.code, label, points, spelled({figure.view.by: account.code}))


def kind_of(edition: Edition) -> str:
    """What those who report are called in keys: `country` or `reporter`."""
    return "country" if reporter_of(edition) == "country" else "reporter"


def same_label(figure: Figure, words: Words, account: Account) -> str:
    """ "same 42 countries"; of a chained index, what it goes over."""
    if account.ground == "small":
        return words("chart.chained")
    return words(f"chart.same_{kind_of(figure.edition)}", n=account.panel.reporters if account.panel else 0)


def _point(figure: Figure, words: Words, account: Account, label: str, row: dict[str, Any]) -> Point:
    return Point(
        first=row["year_first"],
        last=row["year_last"],
        low=row["panel_value_low"],
        high=row["panel_value_high"],
        status="M" if row["panel_value_low"] is None else "A",
        provisional=row["provisional"],
        reporters=row["panel_reporters"],
        text="" if row["panel_value_low"] is None else _tooltip(figure, words, account, label, row),
    )


def _tooltip(figure: Figure, words: Words, account: Account, label: str, row: dict[str, Any]) -> str:
    value = words.range(row["panel_value_low"], row["panel_value_high"], words.writer(figure.view.measure))
    if figure.view.measure == "index":
        value = f"{value} ({words('chart.first_is_100')})"
    named = [words.label(figure.view.by, account.code)] if account.code else []
    lines = [f"<b>{', '.join([*named, label])}</b>  {words.period(row['year_first'], row['year_last'])}", value]
    if figure.view.measure == "rate":
        lines[1] = words("rate.per", number=value)
        lines.append(of_residents(words, row["panel_low"], row["panel_high"], row["panel_people"]))
    if account.ground == "panel":
        lines.append(words("chart.every_year", period=words.period(account.first, account.last)))
    if row["provisional"]:
        lines.append(words("chart.provisional"))
    return "<br>".join(lines)
