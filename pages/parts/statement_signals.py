"""What a scan for signals says: how many changes stand out, and how many of them the data explain."""

from typing import Final

from pages.parts.said import Statement
from pages.parts.signals_words import counted, item
from pages.parts.words import Words
from queries.figure import Figure
from queries.signals_limits import LEAST_POINTS
from queries.signals_series import LEAST_SIZE

_GROUPS: Final = (
    ("by_reporters", ("reporters",)),
    ("by_one", ("one_reporter",)),
    ("by_counting", ("counting", "asked")),
    ("by_small", ("small",)),
    ("by_provisional", ("provisional",)),
)
_MOST_NAMED: Final = 3


def signals_statement(figure: Figure, words: Words) -> Statement:
    """Of all causes, whichever is shown: a filter hides changes, it does not undo them."""
    facts = figure.facts
    if not facts["scanned"]:
        return Statement(words("signals.too_short", points=LEAST_POINTS, least=LEAST_SIZE))
    if not facts["found"]:
        return Statement(words("signals.none", n=facts["scanned"]), _limits(figure, words))
    changes = words("signals.stand_out", n=facts["found"])
    headline = words("signals.headline", changes=changes, rest=_unexplained(figure, words))
    lines = (_explained(figure, words), _open(figure, words), *_limits(figure, words))
    return Statement(headline, tuple(line for line in lines if line))


def _unexplained(figure: Figure, words: Words) -> str:
    """How many the data do not explain: that none is left is a finding too."""
    facts = figure.facts
    nothing, unknown = (facts["by_cause"].get(cause, 0) for cause in ("open", "unknown"))
    if nothing:
        key = "signals.by_nothing_all" if nothing == facts["found"] else "signals.by_nothing"
        return words(key, n=nothing)
    return words("signals.by_unknown", n=unknown) if unknown else words("signals.by_something", n=facts["found"])


def _explained(figure: Figure, words: Words) -> str:
    """What the others are explained by, each with how many it explains."""
    causes = figure.facts["by_cause"]
    told = [words(f"signals.{key}", n=n) for key, of in _GROUPS if (n := counted(causes, of))]
    if not told:
        return ""
    rest = "others" if causes.get("open") or causes.get("unknown") else "them"
    return words(f"signals.of_{rest}", parts=words.list(told))


def _open(figure: Figure, words: Words) -> str:
    """The changes without an explanation, by name."""
    rows = figure.facts["open"]
    items = [item(row, words) for row in rows[:_MOST_NAMED]]
    if not items:
        return ""
    if len(rows) > _MOST_NAMED:
        items.append(words("signals.more", n=len(rows) - _MOST_NAMED))
    return words("signals.open", items=words.list(items))


def _limits(figure: Figure, words: Words) -> tuple[str, ...]:
    nobody = (words("signals.nobody"),) if figure.facts["found"] and not figure.facts["named"] else ()
    scanned = words("signals.scanned", n=figure.facts["scanned"], points=LEAST_POINTS, least=LEAST_SIZE)
    same = (words("signals.searched_same"),) if figure.facts["named"] else ()
    return (*nobody, words("signals.limits"), scanned, *same)
