"""What happened between two years of a trend: breaks that the publisher's description tells, and what the data show."""

from dataclasses import dataclass
from typing import Final

from data.countries import countries
from pages.parts.changes import between
from pages.parts.gained import amount
from pages.parts.words import Words
from queries.catalogue import Break
from queries.events import Event
from queries.figure import Figure

MOST_RULES: Final = 5  # in one plot: those that are described, and the largest of the others


@dataclass(frozen=True)
class Mark:
    """A fine rule between the year before and `year`: its `word`, and what is `said` on hover.

    A described break may be of one `place`, what the data show is of one series, `code` (None: of all). `brief` is what
    to write where the word has no room.
    """

    year: int
    word: str
    said: str
    place: str = ""
    code: str | None = None
    brief: str = ""

    def concerns(self, by: str, code: str) -> bool:
        """Whether it has to do with the series of a code."""
        return self.code == code if self.code is not None else _concerns(self.place, by, code)


def marks_of(figure: Figure, codes: list[str], first: int, last: int, words: Words) -> tuple[Mark, ...]:
    """What to draw between two years: every described break, and the largest events of the series drawn."""
    described = [_of_break(found, words) for found in between(figure, first, last)]
    most = max(0, MOST_RULES - len({mark.year for mark in described}))
    found = _largest(figure, codes, first, last)[:most]
    alone = len(codes) == 1 and _is_of_one(figure, codes[0])
    return tuple(described + [_of_event(code, one, alone, words) for code, one in found])


def _is_of_one(figure: Figure, code: str) -> bool:
    """Whether a series is of one reporter: its name is that of the selection and says nothing of what happened."""
    account = figure.facts.get("accounts", {}).get(code)
    return account is not None and account.ground == "one"


def _largest(figure: Figure, codes: list[str], first: int, last: int) -> list[tuple[str, Event]]:
    """A reporter that enters does so in every series of a breakdown that is not of places: it is drawn once."""
    found = [(code, one) for code in codes for one in figure.facts.get("events", {}).get(code, ())]
    inside = [(code, one) for code, one in found if first < one.year <= last and not one.described]
    by_size = sorted(inside, key=lambda pair: (-pair[1].share, pair[1].year, pair[1].reporter))
    once: dict[tuple[int, str], tuple[str, Event]] = {}
    for code, one in by_size:
        once.setdefault((one.year, one.reporter), (code, one))
    return [*once.values()]


def _of_break(found: Break, words: Words) -> Mark:
    return Mark(found.year, words("chart.break"), words(f"break.{found.reason}"), place=found.place)


def _of_event(code: str, one: Event, alone: bool, words: Words) -> Mark:
    """Named after the reporter; where there is no other (`alone`), after what it does."""
    named = words.label(one.group, one.reporter)
    ends = {name: value for name, value in (("before", one.before), ("after", one.after)) if value}
    told = {name: words.range(value.low, value.high) for name, value in ends.items()}
    said = words(f"chart.event_{one.kind}", reporter=named, **told)
    if not alone or one.group != "reporter":
        return Mark(one.year, named, said, code=code)
    numbers = {name: amount(value.low, value.high, words) for name, value in ends.items()}
    word, brief = words(f"chart.word_{one.kind}", **numbers), words(f"chart.brief_{one.kind}")
    return Mark(one.year, word, said, code=code, brief=brief)


def _concerns(place: str, by: str, code: str) -> bool:
    """Whether a break of a place has to do with the series of a code; one of no place has to do with all."""
    if not place or by not in ("country", "region", "subregion"):
        return True
    known = countries()
    one, other = known.get(place), known.get(code)
    return (
        place == code
        or (one is not None and code in (one.region, one.subregion))
        or (other is not None and place in (other.region, other.subregion))
    )
