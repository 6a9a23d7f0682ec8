"""What `trends outlines` says of a file: countries without an outline, outlines without a country, disputed lines."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from data.countries import countries

if TYPE_CHECKING:
    from etl.outlines import Report

LISTED: Final = 12
LEFT_OUT: Final = "ATA"


def sentences(file: str, source: str, report: "Report") -> tuple[str, ...]:
    """The first says how much is drawn; a line each for what is not, and for the lines that are dashed."""
    drawn = f"{file}: {_many(len(report.drawn), 'country or area', 'countries and areas')} drawn"
    how = "names" if report.by_names else "codes"
    absent = [code for code in report.absent if code != LEFT_OUT]
    said = [f"{drawn}, told by the {how} in its column {report.column!r}. Source on the map: {source}"]
    if absent:
        said.append(f"{len(absent):,} without an outline, drawn as discs: {_listed([_name(code) for code in absent])}")
    if report.unknown:
        many = _many(len(report.unknown), "outline", "outlines")
        said.append(f"{many} without a country, left out of the map: {_listed(report.unknown)}")
    if report.joined:
        said.append(f"{len(report.joined):,} joined from several areas of one code: {_listed(report.joined)}")
    back = "Antarctica is left out. To go back to the outlines that come with the app: trends outlines --default"
    return (*said, _lines(report), back)


def _lines(report: "Report") -> str:
    if report.marked:
        return f"disputed lines: {report.lines:,}, dashed, as the file marks them"
    dropped = f"none of its {report.unmarked:,} lines is marked as disputed, and they are dropped"
    lost = dropped if report.unmarked else "the file marks no line as disputed"
    if not report.lines:
        return f"disputed lines: {lost}; nothing is dashed"
    return f"disputed lines: {lost}; dashed are the land borders of areas drawn apart ({report.lines:,})"


def _name(code: str) -> str:
    from babel import Locale

    return f"{Locale('en').territories.get(countries()[code].iso2, code)} ({code})"


def _listed(names: Sequence[str]) -> str:
    more = len(names) - LISTED
    return ", ".join(names[:LISTED]) + (f" and {more:,} more" if more > 0 else "")


def _many(count: int, one: str, several: str) -> str:
    return f"{count:,} {one if count == 1 else several}"
