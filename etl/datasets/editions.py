"""The edition a file's name or preface tells: dates as publishers write them."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from etl.dataset import Layout

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO: Final = re.compile(r"(?<!\d)(\d{4})[-_. ]?(\d{2})[-_. ]?(\d{2})(?!\d)")
_WORDED: Final = re.compile(
    rf"(?<!\d)(\d{{1,2}})[-_. ]*({'|'.join(_MONTHS)})[a-z]*[-_. ]*(\d{{4}})(?!\d)", re.IGNORECASE
)
_DAY_FIRST: Final = re.compile(r"(?<!\d)(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)")


def dates_in_name(name: str) -> tuple[str, ...]:
    """The dates a file name holds (`27 Nov 2017`, `20210825`, `2021-07-15`), as ISO dates."""
    worded = ((year, str(_MONTHS.index(month[:3].lower()) + 1), day) for day, month, year in _WORDED.findall(name))
    return _real_dates([*_ISO.findall(name), *worded])


def dates_in_text(lines: Iterable[str]) -> tuple[str, ...]:
    """The dates of a preface, day first (`14/04/2025`), worded or ISO, as ISO dates."""
    text = " ".join(lines)
    return _real_dates([(year, month, day) for day, month, year in _DAY_FIRST.findall(text)]) or dates_in_name(text)


def last_year(layout: Layout) -> int:
    """The last year a file can be about: its edition's where that is known, else this one."""
    return int(layout.edition[:4]) if layout.edition else date.today().year


def _real_dates(parts: Iterable[tuple[str, str, str]]) -> tuple[str, ...]:
    found = []
    for year, month, day in parts:
        try:
            found.append(date(int(year), int(month), int(day)).isoformat())
        except ValueError:  # eight digits that are no date
            continue
    return tuple(dict.fromkeys(found))
