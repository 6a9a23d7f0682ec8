"""Records by up to three dimensions, counted again in plain loops over the rows that were loaded.

Written from the methods (docs/methods.md) and from what `queries.crossed.crossed` promises. The rows are those of
tables `victims` and `figures` as dictionaries; nothing here runs the statements it checks.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from data.codes import MEANS_CROSSWALK
from data.countries import countries

Row = Mapping[str, Any]
Chosen = Mapping[str, Sequence[str]]
Key = tuple[str | None, ...]
Cells = dict[Key, tuple[int, ...]]
NO_ANSWER = {"unknown", "not_specified"}
SEVERAL = ("exploitation", "sector", "sexual_form", "recruiter", "method", "means")


def period(row: Row) -> str | None:
    first, last = row["period_first"], row["period_last"]
    if first is None:
        return None
    return str(first) if first == last else f"{first}-{last}"


def shown(dimension: str, code: str) -> str:
    return MEANS_CROSSWALK.get(code, code) if dimension == "means" else code


def yes(row: Row, dimension: str, has_age: bool) -> set[str]:
    """The answers of a record to one dimension; empty where it gives none."""
    if dimension in SEVERAL:
        given = row[f"{dimension}_yes"] or ()
        return {shown(dimension, code) for code in given if code not in NO_ANSWER}
    if dimension.startswith("perpetrator_"):
        part = dimension.removeprefix("perpetrator_") + "_"
        return {code for code in row["perpetrator_yes"] or () if code.startswith(part)}
    value = period(row) if dimension == "year" else row[dimension]
    if dimension == "age" and value is None and not has_age:
        value = row["majority"]
    return {value} if value else set()


def no(row: Row, dimension: str) -> set[str]:
    """What a record denies: nothing where its box "unknown" is ticked, and nothing that it also says."""
    if dimension not in SEVERAL or NO_ANSWER & set(row[f"{dimension}_yes"] or ()):
        return set()
    denied = {shown(dimension, code) for code in row[f"{dimension}_no"] or () if code not in NO_ANSWER}
    return denied - yes(row, dimension, has_age=True)


def is_selected(row: Row, chosen: Chosen, years: tuple[int | None, int | None]) -> bool:
    first, last = years
    if (first, last) != (None, None) and row["period_first"] is None:
        return False
    if (row["period_first"] or 0) < (first or 0) or (row["period_last"] or 0) > (last or 9999):
        return False
    return all(_says(row, name, codes) for name, codes in chosen.items() if codes)


def _says(row: Row, name: str, codes: Sequence[str]) -> bool:
    if name == "age":
        return bool({row["age"], row["majority"]} & set(codes))
    if name in SEVERAL:  # a filter asks for the code that is shown, or for the finer one that is stored
        return bool({shown(name, code) for code in row[f"{name}_yes"] or ()} & set(codes))
    return row[name] in codes


def of_victims(rows: Iterable[Row], dimensions: Sequence[str], zeros: set[str], has_age: bool) -> Cells:
    """Codes -> (low, known, total) of every combination that occurs, or that is denied where a "no" is published."""
    cells: dict[Key, int] = defaultdict(int)
    denied: dict[Key, int] = defaultdict(int)
    answered: dict[Key, int] = defaultdict(int)
    total: dict[Key, int] = defaultdict(int)
    for row in rows:
        said, n = [yes(row, name, has_age) for name in dimensions], row["records"]
        for others in _combined(said[1:]):
            total[others] += n
            answered[others] += n if said[0] else 0
            for code in said[0] or {None}:
                cells[code, *others] += n
            for code in no(row, dimensions[0]) & zeros:
                denied[code, *others] += n
    return {
        key: (
            cells.get(key, 0),
            cells.get(key, 0) + denied.get(key, 0) if key[0] in zeros else answered[key[1:]],
            total[key[1:]],
        )
        for key in {*cells, *denied}
    }


def _combined(said: Sequence[set[str]]) -> list[Key]:
    combined: list[Key] = [()]
    for codes in said:
        combined = [(*key, code) for key in combined for code in codes or {None}]
    return combined


_PARTS = {"exploitation": "category", "origin": "category_country", "gender": "sex", "age": "age"}


def of_figures(rows: Iterable[Row], dimensions: Sequence[str]) -> Cells:
    """Codes -> (low, high, known, known_high, total, years) of one published slice."""
    sums: dict[Key, list[int]] = defaultdict(lambda: [0, 0])
    years: dict[Key, set[int]] = defaultdict(set)
    for row in rows:
        key = tuple(_code(row, name) for name in dimensions)
        sums[key][0] += row["low"]
        sums[key][1] += row["high"]
        years[key].add(row["year"])
    found: Cells = {}
    for key, (low, high) in sums.items():
        beside = [(other, value) for other, value in sums.items() if other[1:] == key[1:]]
        known = [value for other, value in beside if other[0] is not None]
        found[key] = (
            low, high, sum(value[0] for value in known), sum(value[1] for value in known),
            sum(value[0] for _, value in beside), len(years[key]),
        )  # fmt: skip
    return found


def _code(row: Row, dimension: str) -> str | None:
    if dimension == "year":
        return str(row["year"])
    if dimension == "origin_region":
        place = countries().get(row["category_country"] or "")
        return place.region if place else None
    value = row[_PARTS.get(dimension, dimension)]
    return None if value == "unknown" else value


def is_in_slice(row: Row, indicator: str, dimension: str, by_sex: bool, by_age: bool) -> bool:
    counted_twice = dimension == "citizenship" and row["category"].upper().startswith("TOTAL")
    return (
        row["indicator"] == indicator
        and row["dimension"] == dimension
        and (row["sex"] != "total") == by_sex
        and (row["age"] != "total") == by_age
        and not counted_twice
    )
