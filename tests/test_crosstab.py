"""The crosstab: which dimensions a link crosses, its numbers against a recount, what chart, table and files show."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace

import polars as pl
import pytest

from data import store
from data.codes import AGE
from etl import build
from pages.parts.charts_crosstab import heat_map
from pages.parts.crosstab_grid import Cell, Grid, grid
from pages.parts.crosstab_table import EVERY, frame, html, wide_csv
from pages.parts.statement import statement
from pages.parts.tables import csv as long_csv
from pages.parts.tables import provenance
from pages.parts.theme import LIGHT, NORMAL, PHONE, STAGE
from pages.parts.words import languages, words
from queries.catalogue import catalogue
from queries.crosstab import crosstab
from queries.crosstab_link import offered
from queries.figure import Figure
from queries.link import link_parameters, read_link
from queries.view import View
from tests import fabricated

EN = words("en")
ALL = "SELECT * FROM victims WHERE dataset = $dataset::VARCHAR AND edition = $edition::VARCHAR"


@pytest.fixture(scope="module", autouse=True)
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("fabricated")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("TRENDS_DATABASE", str(folder / "trends.duckdb"))
        build.load(fabricated.every_file(folder))
        yield


def opened(**link: str) -> tuple[View, list[tuple[str, str, str]]]:
    view, dropped = read_link("table", {name: [value] for name, value in link.items()}, catalogue())
    return view, [(part.key, part.value, part.reason) for part in dropped]


def drawn(**link: str) -> Figure:
    view, dropped = opened(**link)
    assert dropped == []
    return crosstab(view)


def test_a_bare_link_crosses_exploitation_by_gender() -> None:
    view, dropped = opened()
    assert (view.by, view.option("across"), view.option("within"), dropped) == ("exploitation", "gender", "", [])
    assert link_parameters(view) == {}


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ({"by": "gender", "across": "gender"}, ("across", "gender", "twice")),
        ({"within": "exploitation"}, ("within", "exploitation", "twice")),
        ({"across": "method"}, ("across", "method", "lacking")),
        ({"by": "perpetrator_role"}, ("by", "perpetrator_role", "lacking")),
        ({"across": "shoe_size"}, ("across", "shoe_size", "value")),
        ({"sort": "nobody"}, ("sort", "nobody", "value")),
        ({"dataset": "unodc-glotip", "by": "origin", "across": "gender"}, ("across", "gender", "not_together")),
        ({"dataset": "unodc-glotip", "within": "origin"}, ("within", "origin", "not_together")),
    ],
)
def test_what_cannot_be_crossed_is_dropped_with_its_reason_and_the_rest_opens(
    link: dict[str, str], expected: tuple[str, str, str]
) -> None:
    view, dropped = opened(**({"dataset": "ctdc-synthetic"} | link))
    assert dropped == [expected]
    assert len({view.by, view.option("across"), view.option("within")}) == 3
    again, none = read_link("table", link_parameters(view), catalogue())
    assert (again, none) == (view, ())


def test_a_column_can_be_sorted_by_and_stays_in_the_link() -> None:
    view, dropped = opened(by="age", sort="female")
    assert dropped == []
    assert link_parameters(view) == {"by": ["age"], "sort": ["female"]}


def test_what_is_offered_says_why_it_cannot_be_chosen() -> None:
    view, _ = opened(dataset="unodc-glotip", by="origin", across="region")
    edition = catalogue().find("unodc-glotip")
    assert edition
    able = offered(edition, view, "across")
    assert (able["year"], able["gender"], able["origin"]) == ("", "not_together", "twice")
    assert "method" not in able


def cells(shown: Grid) -> dict[tuple[str, str], Cell]:
    """Row and column by label -> cell, of a table of one layer."""
    return {
        (row.label, column.label): cell
        for row, line in zip(shown.rows.items, shown.cells[0], strict=True)
        for column, cell in zip(shown.columns.items, line, strict=True)
    }


def people(edition: str = "") -> list[dict[str, object]]:
    found = catalogue().find("ctdc-synthetic", edition)
    assert found
    return store.query(ALL, {"dataset": found.dataset, "edition": found.edition}).rows(named=True)


def test_counts_and_totals_are_those_of_the_rows() -> None:
    shown = cells(grid(drawn(dataset="ctdc-synthetic"), EN, EVERY))
    rows = people()

    def count(code: str | None, gender: str | None, everybody: bool = False) -> str:
        return str(sum(
            row["records"] for row in rows  # type: ignore[misc]
            if (everybody or row["gender"] == gender)
            and (code in (row["exploitation_yes"] or ()) if code else True)
        ))  # fmt: skip

    women = EN.label("gender", "female")
    labour = EN.label("exploitation", "forced_labour")
    assert shown[labour, women].raw == count("forced_labour", "female")
    assert shown[labour, "Unknown"].raw == count("forced_labour", None)
    assert shown[labour, "All"].raw == count("forced_labour", None, everybody=True)
    assert shown["All records", women].raw == count(None, "female")
    assert shown["All records", "All"].raw == count(None, None, everybody=True)
    assert shown[labour, women].pick == "exploitation=forced_labour&gender=female"
    assert shown[labour, "Unknown"].pick == ""
    assert shown[labour, "All"].pick == "exploitation=forced_labour"


def test_a_share_is_of_those_that_answer_in_its_column_or_in_its_row() -> None:
    columns = drawn(dataset="ctdc-synthetic", by="gender", across="age", measure="share")
    rows = drawn(dataset="ctdc-synthetic", by="gender", across="age", measure="share", of="row")
    for figure, asked, beside in ((columns, "gender", "age"), (rows, "age", "gender")):
        assert (figure.facts["asked"], figure.facts["beside"]) == (asked, beside)
        known = figure.frame.filter(pl.col(asked).is_not_null() & pl.col("value_low").is_not_null())
        sums = known.group_by(beside).agg(pl.col("value_low").sum())["value_low"].to_list()
        assert sums == pytest.approx([100] * len(sums))
        assert sums
    shown = grid(rows, EN, EVERY)
    assert [item.kind for item in shown.columns.items][-2:] == ["known", "records"]
    assert [item.kind for item in shown.rows.items][-1] == "all"


def test_a_filter_on_what_a_share_is_of_is_not_its_denominator() -> None:
    whole = drawn(dataset="ctdc-synthetic", by="gender", across="region", measure="share")
    women = drawn(dataset="ctdc-synthetic", by="gender", across="region", measure="share", gender="female")
    assert women.frame.equals(whole.frame.filter(pl.col("gender") == "female"))


def test_a_share_of_fewer_than_thirty_is_withheld_and_looks_so() -> None:
    figure = drawn(dataset="ctdc-synthetic", by="gender", across="origin", within="year", measure="share")
    small = figure.frame.filter((pl.col("known") < 30) & (pl.col("known") > 0) & pl.col("gender").is_not_null())
    assert small.height
    assert {*small["status"]} == {"U"}
    assert small["value_low"].null_count() == small.height
    looks = {cell.look: cell for layer in grid(figure, EN, EVERY).cells for line in layer for cell in line}
    assert (looks["withheld"].text, looks["withheld"].raw) == ("•••", "[u]")


def test_periods_of_several_years_are_per_year_and_records_without_a_year_are_counted() -> None:
    figure = drawn(dataset="ctdc-victim-perpetrator", by="gender", across="year")
    wide = figure.frame.filter(pl.col("year_last") > pl.col("year_first"))
    years = wide["year_last"] - wide["year_first"] + 1
    assert (wide["value_low"] - wide["low"] / years).abs().max() == pytest.approx(0)
    without = figure.frame.filter(pl.col("year").is_null())
    assert without["value_low"].to_list() == without["low"].to_list()
    assert without["year_first"].null_count() == without.height > 0
    heads = frame(figure, grid(figure, EN, EVERY), EN).columns
    assert "2005–2013 (per year of 9)" in heads


def test_published_figures_are_intervals_and_add_up_in_their_slice() -> None:
    figure = drawn(dataset="unodc-glotip", by="region", across="gender")
    assert (figure.frame["high"] >= figure.frame["low"]).all()
    assert figure.frame["low"].sum() == figure.facts["known"]
    margin = figure.facts["margin"]
    assert (margin["low"].sum(), margin["high"].sum()) == (figure.facts["known"], figure.facts["known_high"])
    every = grid(drawn(dataset="unodc-glotip", by="country", across="year"), EN, EVERY).cells[0]
    assert any("-" in cell.raw and "–" in cell.text for line in every for cell in line)
    assert "none" in {cell.look for line in every for cell in line}


@pytest.mark.parametrize("sort", ["own", "size", "label", "female"])
def test_rows_are_sorted_as_asked_and_unknown_and_totals_stay_last(sort: str) -> None:
    figure = drawn(**{"dataset": "ctdc-synthetic", "by": "age"} | ({} if sort == "own" else {"sort": sort}))
    shown = grid(figure, EN, EVERY)
    items = [item for item in shown.rows.items if item.kind == "code"]
    assert [item.kind for item in shown.rows.items][len(items) :] == ["unknown", "records"]
    table = cells(shown)
    column = EN.label("gender", "female") if sort == "female" else "All"
    sizes = [float(table[item.label, column].raw) for item in items]
    ordered = {
        "own": [item.code for item in items] == [code for code in AGE if code in {item.code for item in items}],
        "label": [item.label for item in items] == sorted((item.label for item in items), key=str.casefold),
    }.get(sort, sizes == sorted(sizes, reverse=True))  # fmt: skip
    assert ordered


def test_rows_are_found_by_name_and_what_is_not_shown_is_counted() -> None:
    figure = drawn(dataset="ctdc-synthetic", by="origin", across="country")
    every, few = grid(figure, EN, EVERY), grid(figure, EN, (2, 1, 1))
    codes = [item for item in every.rows.items if item.kind == "code"]
    assert (few.rows.hidden, few.columns.hidden) == (len(codes) - 2, figure.frame["country"].n_unique() - 2)
    (found,) = grid(figure, EN, EVERY, codes[0].label.upper()).rows.items
    assert found == codes[0]


def written(file: bytes) -> list[list[str]]:
    return [*csv.reader(io.StringIO(file.decode("utf-8-sig")))]


@pytest.mark.parametrize("link", [{}, {"within": "region"}, {"measure": "share"}, {"across": "year"}])
def test_the_files_are_what_is_on_screen(link: dict[str, str]) -> None:
    figure = drawn(**{"dataset": "ctdc-synthetic"} | link)
    shown = grid(figure, EN, EVERY)
    rows = written(wide_csv(figure, shown, EN, provenance(figure, EN)))
    lines = [line for layer in shown.cells for line in layer]
    assert len(rows) == len(lines) + 1
    first = 2 if link.get("within") else 1
    for row, line in zip(rows[1:], lines, strict=True):
        assert row[first : first + len(line)] == [cell.raw for cell in line]
    head, *long = written(long_csv(figure, EN))
    assert len(long) == figure.frame.height
    assert head[0].endswith("(code)")
    on_screen = html(figure, shown, EN, "x")
    assert on_screen.count("<td") == sum(map(len, lines))
    assert on_screen.count('<th scope="row">') == len(lines)


@pytest.mark.parametrize("size", [NORMAL, STAGE, PHONE], ids=lambda size: size.name)
@pytest.mark.parametrize(
    "link", [{}, {"within": "region"}, {"measure": "share", "of": "row"}, {"by": "origin", "across": "country"}]
)
def test_the_heat_map_has_a_square_for_every_cell_of_its_table(link: dict[str, str], size: object) -> None:
    figure = drawn(**{"dataset": "ctdc-synthetic"} | link)
    chart = heat_map(figure, EN, LIGHT, size).to_plotly_json()  # type: ignore[arg-type]
    (squares,) = chart["data"]
    placed = [*zip(squares["x"], squares["base"], strict=True)]
    assert len({*placed}) == len(placed) > 3
    lowest, highest = chart["layout"]["yaxis"]["range"]
    assert all(highest < base < lowest for _, base in placed)
    assert all(pick == [""] or "=" in pick[0] for pick in squares["customdata"])


@pytest.mark.parametrize("language", languages())
def test_places_are_never_named_as_having_most(language: str) -> None:
    for link in ({"by": "country", "across": "origin"}, {"by": "gender", "across": "country", "measure": "share"}):
        figure = drawn(**{"dataset": "ctdc-synthetic"} | link)
        told = statement(figure, words(language)).text
        names = {words(language).label("country", code) for code in figure.frame["country"].drop_nulls().unique()}
        assert not [name for name in names if name in told]


def test_the_largest_combination_is_named_with_its_number() -> None:
    figure = drawn(dataset="ctdc-synthetic", by="gender", across="majority")
    plain = figure.frame.drop_nulls(["gender", "majority"]).sort("low", descending=True).row(0, named=True)
    said = statement(figure, EN)
    assert EN.number(plain["low"]) in said.headline
    assert EN.label("gender", plain["gender"]) in said.headline


def test_of_two_that_may_be_the_largest_none_is_named() -> None:
    figure = drawn(dataset="ctdc-synthetic", by="gender", across="majority")
    top, *rest = figure.frame.drop_nulls(["gender", "majority"]).sort("low", descending=True).rows(named=True)
    is_next = pl.all_horizontal(pl.col(name) == rest[0][name] for name in ("gender", "majority"))
    for high, named in ((top["low"], False), (top["low"] - 1, True)):
        frame = figure.frame.with_columns(pl.when(is_next).then(high).otherwise("high").alias("high"))
        said = statement(replace(figure, frame=frame), EN).headline
        assert ("most often" in said) is named


def test_what_is_a_hundred_percent_is_said() -> None:
    of_column = statement(drawn(dataset="ctdc-synthetic", measure="share"), EN).text
    of_row = statement(drawn(dataset="ctdc-synthetic", measure="share", of="row"), EN).text
    assert "in its column where the type of exploitation is known" in of_column
    assert "in its row where the gender is known" in of_row


def test_an_empty_selection_says_so() -> None:
    figure = crosstab(opened(dataset="ctdc-synthetic", **{"from": "1950", "to": "1951"})[0])
    assert figure.is_empty
    assert statement(figure, EN).headline == EN("takeaway.empty")
