"""What counts as known is said once: the rules that statements share, and how they are written out."""

import re
from importlib.resources import files
from pathlib import Path

import pytest

from data import store
from data.codes import NO_ANSWER
from queries.rules import expanded, rules
from queries.run import statement

TEXTS = {one.name: one.read_text("utf-8") for one in files("queries").iterdir() if one.name.endswith(".sql")}
STATEMENTS = sorted(name for name in TEXTS if name != "rules.sql")


def test_a_rule_is_written_out_with_what_it_is_told() -> None:
    assert expanded("SELECT is_answer(means) FROM t") == (
        "SELECT (means::VARCHAR NOT IN ('unknown', 'not_specified')) FROM t"
    )


def test_rules_that_a_rule_calls_are_written_out_too_and_the_names_of_one_are_not_those_of_another() -> None:
    said = expanded("has_answer(list_concat(ticked, [code]))")
    assert said.startswith("(len(list_filter(list_concat(ticked, [code]), lambda code: (code::VARCHAR NOT IN")


def test_a_call_that_tells_too_little_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        expanded("known_of(zeros, yes)")
    with pytest.raises(ValueError, match="without an end"):
        expanded("is_answer(code")


@pytest.mark.parametrize("name", STATEMENTS)
def test_no_statement_says_for_itself_what_no_answer_is(name: str) -> None:
    written = "\n".join(line for line in TEXTS[name].splitlines() if not line.strip().startswith("--"))
    assert not [box for box in NO_ANSWER if f"'{box}'" in written]


def test_a_box_that_is_no_answer_is_the_same_for_statements_as_for_what_loads_files(demo_database: Path) -> None:
    asked = expanded("SELECT code FROM (SELECT DISTINCT code FROM crosswalk) WHERE NOT is_answer(code) ORDER BY code")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("TRENDS_DATABASE", str(demo_database))
        assert store.query(asked)["code"].to_list() == sorted(NO_ANSWER)


def test_every_rule_is_called_and_none_is_left_in_a_statement() -> None:
    called = {name for name in rules() for text in TEXTS.values() if re.search(rf"(?<!MACRO )\b{name}\(", text)}
    assert called == {*rules()}
    assert not [name for one in STATEMENTS for name in rules() if f"{name}(" in statement(one.removesuffix(".sql"))]
