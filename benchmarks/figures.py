"""Time of a figure on the demonstration data, beside Polars on the same records held in memory.

Polars reads the very file the database was built from and does what a script of a few lines would: filter, group, add
up. Both give the same numbers, or the benchmark stops. Prints a Markdown table of medians in milliseconds of the
processor.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from inspect import unwrap
from pathlib import Path

import polars as pl

from etl import build, demo
from etl.datasets.ctdc import AGE
from queries.crosstab import crosstab
from queries.figure import Figure
from queries.figures import trend
from queries.flows_pairs import account
from queries.places import places
from queries.view import Filters, View

RUNS = 15
FORMS = {
    "isForcedLabour": "forced_labour",
    "isSexualExploit": "sexual_exploitation",
    "isOtherExploit": "other_exploitation",
}
AGES = View("table", Filters(dataset="demo"), "exploitation", options=(("across", "age"),))
Counts = dict[tuple[str, str | int], int]


def median(figure: Callable[[], object]) -> float:
    """The median processor time of a call in milliseconds, of all its threads, after one call that is not counted: what
    else runs on the machine is not in it."""
    figure()
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        figure()
        times.append(time.process_time() - start)
    return 1000 * statistics.median(times)


def by_year(records: pl.DataFrame) -> Counts:
    """Records by year."""
    counted = records.drop_nulls("yearOfRegistration").group_by("yearOfRegistration").len()
    return {("", int(year)): n for year, n in counted.rows()}


def by_form(records: pl.DataFrame) -> Counts:
    """Records by year and form of exploitation, several a record."""
    ticked = [pl.col(column).is_not_null().sum().alias(code) for column, code in FORMS.items()]
    counted = records.drop_nulls("yearOfRegistration").group_by("yearOfRegistration").agg(ticked)
    return {(code, int(row["yearOfRegistration"])): row[code] for row in counted.to_dicts() for code in FORMS.values()}


def by_place(records: pl.DataFrame) -> Counts:
    """Records by country."""
    counted = records.drop_nulls("CountryOfExploitation").group_by("CountryOfExploitation").len()
    return {(country, 0): n for country, n in counted.rows()}


def by_pair(records: pl.DataFrame) -> Counts:
    """Records by citizenship and country, those that have both."""
    columns = ["citizenship", "CountryOfExploitation"]
    return {(origin, country): n for origin, country, n in records.drop_nulls(columns).group_by(columns).len().rows()}


def by_age_and_form(records: pl.DataFrame) -> Counts:
    """Records by form of exploitation and age band, those that have both, several forms a record."""
    ticked = [pl.col(column).is_not_null().sum().alias(code) for column, code in FORMS.items()]
    counted = records.drop_nulls("ageBroad").group_by("ageBroad").agg(ticked)
    return {(code, AGE[row["ageBroad"]]): row[code] for row in counted.to_dicts() for code in FORMS.values()}


def draw(figure: Callable[[View], Figure]) -> Callable[[View], Figure]:
    """The function behind what is kept: a benchmark that finds its figure drawn already measures nothing."""
    return unwrap(figure)


def drawn(view: View) -> Counts:
    """The counts of our figure."""
    if view.page == "map":
        return {(code, 0): n for code, n in draw(places)(view).frame.select("code", "low").rows()}
    if view.page == "flows":
        return _crossed(draw(account)(view), "origin", "country")
    if view.page == "table":
        return _crossed(draw(crosstab)(view), "exploitation", "age")
    return {(code, year): n for code, year, n in draw(trend)(view).frame.select("code", "year_first", "low").rows()}


def _crossed(figure: Figure, first: str, second: str) -> Counts:
    """The combinations in which both codes are known."""
    known = figure.frame.drop_nulls([first, second])
    return {(one, other): n for one, other, n in known.select(first, second, "low").rows()}


def women(records: pl.DataFrame) -> pl.DataFrame:
    return records.filter(pl.col("gender") == "Woman")


def compare(records: pl.DataFrame) -> None:
    """Checks that both count the same, then prints both times."""
    everybody, only_women = Filters(dataset="demo"), Filters(dataset="demo", gender=("female",))
    cases: list[tuple[str, View, Callable[[], Counts]]] = [
        ("records by year", View("trends", everybody), lambda: by_year(records)),
        ("by form of exploitation", View("trends", everybody, "exploitation"), lambda: by_form(records)),
        ("women by form of exploitation", View("trends", only_women, "exploitation"), lambda: by_form(women(records))),
        ("map", View("map", everybody, "country"), lambda: by_place(records)),
        ("flows", View("flows", everybody, "country"), lambda: by_pair(records)),
        ("table of exploitation by age", AGES, lambda: by_age_and_form(records)),
    ]
    print("| figure | this project, ms | Polars in memory, ms |\n|---|---:|---:|")
    for name, view, alternative in cases:
        if drawn(view) != alternative():
            raise SystemExit(f"{name}: the two do not count the same")
        print(f"| {name} | {median(partial(drawn, view)):.1f} | {median(alternative):.1f} |")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TRENDS_DATABASE"] = str(Path(folder) / "trends.duckdb")
        file = Path(folder) / "demonstration.csv"
        demo.write(file)
        build.load([file], as_="demo")
        compare(pl.read_csv(file, infer_schema=False))


if __name__ == "__main__":
    main()
