"""What the figures of people say: children and women as shares of those whose age or gender is known. Pure."""

from typing import Any

import polars as pl

from pages.parts.compare_words import span
from pages.parts.little_known import aside, of_rows
from pages.parts.said import Statement
from pages.parts.statement_shares import MOST_ITEMS
from pages.parts.wording import no_value, subject
from pages.parts.words import Words
from queries.figure import Figure
from queries.people import Share
from queries.people_shares import PEOPLE, STAGES


def people_statement(figure: Figure, words: Words) -> Statement:
    """Of a figure of queries.people.people: the shares that no filter is on, and what they are of."""
    told = _told(figure)
    values = {name: words.range(one.percent.low, one.percent.high, words.percent) for name, one in told.items()}  # type: ignore[union-attr]
    whole = figure.facts.get("whole") or 0
    few = {
        f"{name}_known": aside(one.known.high, whole or one.total, words, "takeaway.of_all")
        for name, one in told.items()
    }
    named = subject(figure, words)
    if not told:
        low, high = figure.facts["known"], figure.facts["known_high"]
        headline = words("people.headline_none", subject=named, number=words.range(low, high))
    else:
        headline = words(
            f"people.headline_{'both' if len(told) > 1 else next(iter(told))}", subject=named, **values, **few
        )
    # Where all is withheld, nothing is known of how much is known.
    known = [_known(figure, words)] if figure.facts["known"] else []
    lines = [*known, *(_base(name, one, words) for name, one in told.items())]
    if figure.edition.kind == "figures":
        lines.append(words("people.added_up"))
    return Statement(headline, tuple(lines))


def _told(figure: Figure) -> dict[str, Share]:
    """Children and women where they can be given in percent: a share of what a filter picks is always all of it."""
    filters = figure.view.filters
    found = {"children": (figure.facts["children"], filters.age), "women": (figure.facts["women"], filters.gender)}
    return {name: one for name, (one, chosen) in found.items() if one.percent and not chosen}


def _known(figure: Figure, words: Words) -> str:
    shares = {name: words.percent(figure.facts[f"{name}_known"]) for name in ("age", "gender")}
    return words("people.known", **shares)


def _base(name: str, one: Share, words: Words) -> str:
    part, known = (span(found.low, found.high, words.number) for found in (one.part, one.known))
    if one.interval is None:
        return words(f"people.base_{name}", part=part, known=known)
    low, high = (words("app.percent", number=words.number(end, 1)) for end in (one.interval.low, one.interval.high))
    return words(f"people.base_{name}_interval", part=part, known=known, low=low, high=high)


def in_part(figure: Figure, words: Words) -> tuple[str, ...]:
    """Of a figure of queries.people_shares by year: the years whose parts are well below the published total, the least
    complete first."""
    found = sorted(figure.facts["in_part"].items(), key=lambda one: (one[1], one[0]))
    told = found[:MOST_ITEMS]
    years = [words("people.in_part_year", in_year=year, percent=words.percent(percent)) for year, percent in told]
    if len(found) > len(told):
        years.append(words("parts.others", n=len(found) - len(told)))
    return (words("people.in_part", years=words.list(years)),) if years else ()


def stages_statement(figure: Figure, words: Words) -> Statement:
    """Of a figure of queries.people_shares.stages."""
    own, same = (figure.frame.filter(pl.col("same_records") == which) for which in (False, True))
    if not own["value_low"].count():
        return Statement(no_value(figure, words))
    known = [
        words(f"people.known_{row['asked']}", percent=words.percent(100 * row["known"] / max(1, row["total"])))
        for row in own.iter_rows(named=True)
    ]
    each = words("people.stages_headline", items=_stages(own, words))
    different = words("people.stages_known", items=words.list(known))
    if not same["value_low"].count():
        return Statement(each, (different,))
    # Who tells one moment is not who tells the other: what can be compared is the same records.
    few = aside(figure.facts["both"], figure.facts["records"], words, "takeaway.of_all")
    headline = words("people.stages_same", n=figure.facts["both"], items=_stages(same, words, few=False), few=few)
    return Statement(headline, (each, different))


def _stages(frame: pl.DataFrame, words: Words, few: bool = True) -> str:
    """Each moment's share; `few`: and where it is known for the smaller part only."""
    rows = {row["asked"]: row for row in frame.iter_rows(named=True) if row["value_low"] is not None}
    return words.list([
        words(f"people.at_{name}", percent=words.percent(rows[name]["value_low"]))
        + (aside(rows[name]["known"], rows[name]["total"], words) if few else "")
        for name in STAGES if name in rows
    ])  # fmt: skip


def places_statement(figure: Figure, words: Words) -> Statement:
    """Of a figure of queries.people_shares.by_place: from where to where the regions go; none is ranked."""
    place = figure.facts["place"]
    found = [_span(person, part, words) for person in PEOPLE if (part := _valued(figure, person, place)).height]
    if not found:
        return Statement(no_value(figure, words))
    published = place == "region" and figure.edition.kind == "figures"
    dimension = words("people.by_reporting_region" if published else f"people.by_{place}")
    lines = tuple(words("takeaway.places_alike") for _ in range(1) if _alike(figure, place))
    return Statement(
        words("people.places", dimension=dimension, items=words("takeaway.separator").join(found)),
        (words("people.places_published" if figure.edition.kind == "figures" else "people.places_known"), *lines),
    )


def _valued(figure: Figure, person: str, place: str) -> pl.DataFrame:
    own = figure.frame.filter(pl.col("person") == person, pl.col(place).is_not_null())
    return own.filter(pl.col("value_low").is_not_null()).sort("value_low", "value_high", place)


def _span(person: str, valued: pl.DataFrame, words: Words) -> str:
    least, most = valued.row(0, named=True), valued.row(-1, named=True)
    values: dict[str, Any] = {"percent": words.range(least["value_low"], most["value_high"], words.percent)}
    values["known"] = of_rows(valued, words)
    return words(f"people.span_{PEOPLE[person]}", **values)


def _alike(figure: Figure, place: str) -> bool:
    """Whether the intervals of the two ends overlap, for one of the two shares."""
    for person in PEOPLE:
        valued = _valued(figure, person, place)
        if valued.height > 1 and valued["ci_high"][0] is not None and valued["ci_high"][0] >= valued["ci_low"][-1]:
            return True
    return False
