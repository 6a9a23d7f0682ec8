"""Undo and redo: every step of a selection is taken back in its order, and done again."""

from hypothesis import given
from hypothesis import strategies as st

from pages.parts.history import MOST_STEPS, History, Selection, selection_of

EUROPE: Selection = {"region": ["europe"]}
WOMEN: Selection = {"region": ["europe"], "gender": ["female"]}
links = st.dictionaries(
    st.sampled_from(["region", "gender", "from", "dataset"]), st.lists(st.sampled_from("abc"), min_size=1), max_size=3
)


def test_only_the_selection_is_a_step() -> None:
    start = History({})
    assert start.at({"by": ["gender"], "measure": ["share"], "show": ["trend"], "lang": ["fr"]}) is start
    assert start.at({"by": ["gender"], **EUROPE}).now == EUROPE
    assert selection_of({"with_gender": ["male"], "to": ["2019"]}) == {"to": ["2019"]}


def test_a_step_is_taken_back_and_done_again() -> None:
    steps = History({}).at(EUROPE).at(WOMEN)
    assert steps.undone().now == EUROPE
    assert steps.undone().undone().now == {}
    assert steps.undone().undone().redone().redone() == steps


def test_where_there_is_no_step_nothing_happens() -> None:
    alone = History(EUROPE)
    assert alone.undone() is alone
    assert alone.redone() is alone


def test_a_new_step_ends_what_could_be_done_again() -> None:
    steps = History({}).at(EUROPE).undone().at({"gender": ["male"]})
    assert steps.future == ()
    assert steps.past == ({},)


def test_a_chip_that_was_put_on_and_taken_off_comes_back() -> None:
    assert History({}).at(EUROPE).at({}).undone().now == EUROPE


@given(st.lists(links, max_size=60))
def test_undoing_all_leads_to_the_first_selection_and_redoing_all_to_the_last(shown: list[Selection]) -> None:
    steps = History({})
    for link in shown:
        steps = steps.at(link)
    last, number = steps, len(steps.past)
    assert number <= MOST_STEPS
    for _ in range(number):
        steps = steps.undone()
        assert steps.past != () or steps == steps.undone()
    assert steps.now == (last.past[0] if number else last.now)
    for _ in range(number):
        steps = steps.redone()
    assert steps == last
