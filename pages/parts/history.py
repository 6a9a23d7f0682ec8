"""The steps of a reader through selections: what undo takes back and redo does again. Pure.

A step is the part of the address that is the selection; the page, its options and the language are none of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from queries.link import SELECTION

Selection = dict[str, list[str]]
MOST_STEPS: Final = 50


@dataclass(frozen=True)
class History:
    """The selection of now, those before it, the last at the end, and those taken back, the next at the end."""

    now: Selection
    past: tuple[Selection, ...] = ()
    future: tuple[Selection, ...] = ()

    def at(self, link: Mapping[str, Sequence[str]]) -> "History":
        """After a run that shows `link`: a selection that differs is a step, and ends what could be done again."""
        shown = selection_of(link)
        return self if shown == self.now else History(shown, (*self.past, self.now)[-MOST_STEPS:])

    def undone(self) -> "History":
        """One step back; where there is none, the same."""
        if not self.past:
            return self
        return History(self.past[-1], self.past[:-1], (*self.future, self.now))

    def redone(self) -> "History":
        """One step forward again."""
        if not self.future:
            return self
        return History(self.future[-1], (*self.past, self.now), self.future[:-1])


def selection_of(link: Mapping[str, Sequence[str]]) -> Selection:
    """The part of a link that is the selection."""
    return {name: [*link[name]] for name in SELECTION if name in link}
