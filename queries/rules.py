"""The rules of rules.sql, written out where a statement calls them: what counts as known is said in one place.

Only texts of this folder are put together here, before any value is there: values are bound, never written in.
"""

import re
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

_COMMENT: Final = re.compile(r"^\s*--.*\n", re.MULTILINE)
_NAME: Final = re.compile(r"(?<![\w$.'])[a-z_]+(?![\w'])")
_RULE: Final = re.compile(r"CREATE MACRO (\w+)\(([^)]*)\) AS(?: TABLE)?\s+(.*?);\n", re.DOTALL)


class Rule(NamedTuple):
    """A rule: the names it is told, and what it says of them."""

    names: tuple[str, ...]
    body: str


@cache
def rules() -> dict[str, Rule]:
    """Name -> rule, those that rules.sql has."""
    text = _COMMENT.sub("", (files("queries") / "rules.sql").read_text("utf-8"))
    return {name: Rule(tuple(re.findall(r"\w+", names)), body) for name, names, body in _RULE.findall(text)}


def expanded(text: str) -> str:
    """A statement with every rule it calls written out, and those that they call."""
    called = re.compile(rf"\b({'|'.join(rules())})\(")
    while found := called.search(text):
        given, end = _given(text, found.end())
        text = f"{text[: found.start()]}{_said(rules()[found[1]], given)}{text[end:]}"
    return text


def _said(rule: Rule, given: list[str]) -> str:
    told = dict(zip(rule.names, given, strict=True))
    # A name stands for what is given; a parameter, a text in quotes or a column of something else is none.
    return f"({_NAME.sub(lambda name: told.get(name[0], name[0]), rule.body)})"


def _given(text: str, start: int) -> tuple[list[str], int]:
    """What a call gives, from behind its opening parenthesis, and where it ends."""
    given, depth, begun = [], 1, start
    for at in range(start, len(text)):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(text[at], 0)
        if not depth or (depth == 1 and text[at] == ","):
            given.append(text[begun:at].strip())
            begun = at + 1
        if not depth:
            return [one for one in given if one], at + 1
    raise ValueError(f"a call without an end: {text[start:]}")
