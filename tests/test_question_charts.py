"""What the charts of questions show and say: nothing is told by colour alone, and nobody is ranked by chance."""

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go
import polars as pl
import pytest

from pages.parts import charts_across, charts_upset, picks
from pages.parts.charts_across import across_cells
from pages.parts.charts_shares import share_bars
from pages.parts.charts_upset import upset
from pages.parts.marks import WITHHELD
from pages.parts.sentences import alt, known_line, notes, unit_line
from pages.parts.statement import statement
from pages.parts.tables import csv, labelled, whole
from pages.parts.theme import LIGHT, NORMAL, PHONE, SIZES, STAGE, THEMES
from pages.parts.words import words
from queries.catalogue import Edition
from queries.figure import Figure
from queries.measures import measured
from queries.view import Filters, View
from queries.whiskers import with_whiskers
from tests.frames import DEMO, PLAIN

EN, FR = words("en"), words("fr")
MANY = ("psychological_physical_sexual_abuse", "threats", "denies_basic_needs", "debt_bondage_earnings",
        "false_promises", "excessive_working_hours", "drugs_alcohol", "withholds_documents", "other")  # fmt: skip


def figure(
    kind: str, of: str, rows: Sequence[Mapping[str, Any]], edition: Edition = DEMO, filters: Filters | None = None,
    **facts: Any,
) -> Figure:  # fmt: skip
    """A figure of a question made by hand: rows with a code, low and known."""
    frame = pl.DataFrame([{"total": 2 * row["known"], "selected": True, **row} for row in rows])
    frame = frame.with_columns(high=pl.col("low"), known_high=pl.col("known"))
    frame = with_whiskers(measured(frame, "share"), edition, "share")
    told = {"drawn_as": kind, "of": of, "records": 1000, "known": 500, "known_least": 500, "years_known": (20.0, 60.0),
            "belongs": None, "first_year": 2010, "last_year": 2019, "filtered_known": {}} | facts  # fmt: skip
    name = of if kind == "parts" else f"{of}-{kind}"
    return Figure(name, View("sectors", filters or Filters()), edition, frame, told)


def shares(counts: Mapping[str, tuple[int, int]], of: str = "recruiter", **more: Any) -> Figure:
    return figure(
        "parts", of, [{of: code, "low": low, "known": known} for code, (low, known) in counts.items()], **more
    )


RECRUITERS = {"family": (200, 500), "friend": (195, 500), "intimate_partner": (60, 500), "other": (0, 500)}


def sectors() -> Figure:
    rows = [("agriculture", "A", 90), ("aquafarming", "A", 10), ("construction", "F", 300), ("begging", None, 5)]
    return figure(
        "parts", "sector", [{"sector": s, "isic": i, "low": n, "known": 500} for s, i, n in rows],
        belongs=("forced_labour", 91.7),
    )  # fmt: skip


def together(codes: Sequence[str] = MANY) -> Figure:
    sets = [[code] for code in codes] + [list(codes[:2]), list(codes[:4])]
    rows = [{"combination": "+".join(sorted(one)), "answers": len(one), "low": 60 - at, "known": 1000}
            for at, one in enumerate(sets)]  # fmt: skip
    return figure("combinations", "means", rows, answered=1000, several=99, rest=7, rest_records=40)


def groups(codes: Sequence[str] = ("female", "male"), of: str = "means", dimension: str = "gender") -> Figure:
    pairs = [(answer, code) for answer in MANY for code in codes]
    known = [20 if at % 5 == 4 else 0 if at % 5 == 3 else 400 for at in range(len(pairs))]
    rows = [{of: answer, dimension: code, "low": min((at * 7) % 40, n), "known": n}
            for at, ((answer, code), n) in enumerate(zip(pairs, known, strict=True))]  # fmt: skip
    return figure("across", of, rows, across=dimension, codes=(list(MANY), list(codes)), unplaced=12.0)


AGES = ("0_8", "9_17", "18_20", "21_23", "24_26", "27_29", "30_38", "39_47", "48_plus")
EVERY = {"recruiters": shares(RECRUITERS), "sectors": sectors(), "together": together(), "gender": groups(),
         "age": groups(AGES, dimension="age"), "nobody": shares({"family": (0, 0), "friend": (3, 9)})}  # fmt: skip
DRAW = {"parts": share_bars, "combinations": upset, "across": across_cells}


def drawn(made: Figure, said: Any = EN, theme: Any = LIGHT, size: Any = NORMAL) -> go.Figure:
    return DRAW[made.kind](made, said, theme, size)


def touched(chart: go.Figure) -> dict[str, str]:
    """Pick -> hover of every mark that has one."""
    return {pick: told for trace in chart.data if trace.customdata is not None for pick, told in trace.customdata}


def texts(chart: go.Figure) -> str:
    return " | ".join(note.text for note in chart.layout.annotations)


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize("size", SIZES.values(), ids=lambda size: size.name)
@pytest.mark.parametrize("made", EVERY.values(), ids=EVERY)
def test_plotly_accepts_every_property(made: Figure, theme: Any, size: Any) -> None:
    for said in (EN, FR):
        chart = drawn(made, said, theme, size)
        assert len(go.Figure(chart.to_dict()).data) == len(chart.data) > 0


@pytest.mark.parametrize("size", SIZES.values(), ids=lambda size: size.name)
@pytest.mark.parametrize("made", EVERY.values(), ids=EVERY)
def test_no_type_is_under_thirteen_pixels(made: Figure, size: Any) -> None:
    chart = drawn(made, FR, size=size)
    sizes = [note.font.size for note in chart.layout.annotations if note.font.size]
    ticks = [axis.tickfont.size for axis in (chart.layout.xaxis, chart.layout.yaxis) if axis.tickfont.size]
    assert min([*sizes, *ticks, chart.layout.font.size]) >= 13


def test_a_bar_starts_at_zero_and_its_whole_row_can_be_clicked() -> None:
    visible, row = drawn(shares(RECRUITERS)).data
    assert list(visible.x) == [40.0, 39.0, 12.0, 0.0]
    assert [picks.read(pick) for pick, _ in row.customdata] == [{"recruiter": code} for code in RECRUITERS]
    assert min(row.x) == max(row.x) > 40


def test_what_is_no_filter_cannot_be_picked() -> None:
    assert set(touched(drawn(shares({"prostitution": (40, 50)}, of="sexual_form")))) == {""}


def test_a_base_under_thirty_and_nobody_look_different_and_neither_has_a_percentage() -> None:
    said = texts(drawn(EVERY["nobody"]))
    assert f"{WITHHELD} {EN('parts.few')}" in said
    assert EN("status.M") in said
    assert "%" not in said
    assert statement(EVERY["nobody"], EN).headline == EN("parts.small", question="Relation to the recruiter")


def test_sectors_stand_under_their_section_once() -> None:
    said = texts(drawn(sectors()))
    assert [said.count(EN(f"isic.{letter}")) for letter in ("A", "F", "none")] == [1, 1, 1]
    assert said.index(EN("isic.A")) < said.index(EN("isic.F")) < said.index(EN("isic.none"))
    assert EN("isic.A") not in texts(drawn(sectors(), size=STAGE))


def test_marked_answers_stand_before_the_others_and_are_what_is_told() -> None:
    rows = [{"recruiter": code, "low": low, "known": known, "selected": code == "friend"}
            for code, (low, known) in RECRUITERS.items()]  # fmt: skip
    made = figure("parts", "recruiter", rows, filters=Filters(recruiter=("friend",), gender=("female",)))
    colours = drawn(made).data[0].marker.color
    assert colours[1] == LIGHT.series[0] not in (colours[0], colours[2])
    told = statement(made, EN)
    assert told.headline == "Women and girls · Relation to the recruiter, where known: friend or acquaintance 39%."
    assert EN("parts.marks") in told.lines


def test_answers_whose_intervals_overlap_are_said_to_have_no_order() -> None:
    (line,) = statement(shares(RECRUITERS), EN).lines
    assert line == EN("parts.alike", names="family and friend or acquaintance")
    assert statement(shares(RECRUITERS, edition=PLAIN), EN).lines == ()  # a synthesiser's rows have no interval


def test_a_share_says_of_how_many_and_how_sure() -> None:
    chart = drawn(shares(RECRUITERS))
    assert "<b>40%</b>  200 of 500" in texts(chart)
    told = touched(chart)["recruiter=family"]
    assert all(part in told for part in ("200 of 500 with an answer", "95% interval: 36% to 44%", "known for 50%"))
    assert known_line(shares(RECRUITERS), EN) == "known for 50% of records (20% to 60% by year)"


def test_whom_a_question_is_put_to_is_said() -> None:
    assert "Of the records with an answer here, 92% also name forced labour." in statement(sectors(), EN).lines


def test_a_combination_is_told_by_joined_dots_and_on_a_phone_in_words() -> None:
    made = together()
    bars, every, joined, given = drawn(made).data
    assert len(bars.x) == made.frame.height
    assert len(every.x) == made.frame.height * len(MANY)
    assert len(given.x) == sum(made.frame["answers"])
    assert list(joined.y).count(None) == made.frame.height
    assert set(touched(drawn(made))) == {""}  # a filter asks for any of them, not for all at once
    phone = texts(drawn(made, size=PHONE))
    assert EN("combinations.only", label="Threats") in phone
    assert charts_upset.left_out(made, PHONE) == made.frame.height - 7
    assert charts_upset.left_out(made, NORMAL) == 0


def test_what_goes_together_is_said_with_what_is_not_drawn() -> None:
    told = statement(together(), EN)
    assert told.headline == (
        "Means of control: 9.9% of the records with an answer give more than one, among them psychological, physical "
        "or sexual abuse + threats 5.1%."
    )
    assert told.lines == (EN("combinations.rest", n=7, records=40, floor=10, most=12),)
    assert "plusieurs" in statement(together(), FR).headline


def test_a_cell_filters_by_both_its_sides() -> None:
    found = [picks.read(pick) for pick in touched(drawn(groups()))]
    assert {"means": "threats", "gender": "male"} in found
    adults = touched(drawn(groups(("minor", "adult"), dimension="majority")))
    assert "means=threats&age=minor" in adults


def test_cells_without_an_answer_are_hatched_and_those_of_few_have_dots() -> None:
    shown, empty = drawn(groups()).data
    assert empty.marker.pattern.shape == "/"
    assert set(empty.text) == {""}
    assert {told.partition("<br>")[2] for _, told in empty.customdata} == {EN("status.M")}
    assert WITHHELD in shown.text
    assert not {"0%"} & {text for text, (_, told) in zip(shown.text, shown.customdata, strict=True) if "of 20" in told}


def test_many_groups_stand_down_and_what_a_phone_has_no_room_for_is_counted() -> None:
    chart = drawn(groups(AGES, dimension="age"))
    assert len(chart.layout.yaxis.ticktext) == len(AGES)
    phone = drawn(groups(AGES, dimension="age"), size=PHONE)
    assert len(phone.layout.xaxis.ticktext) == 5
    assert charts_across.left_out(groups(AGES, dimension="age"), EN, PHONE) == len(MANY) - 5


def test_groups_are_named_in_their_own_order_with_what_is_left_out() -> None:
    told = statement(groups(), EN)
    assert "women and girls" in told.headline
    assert told.headline.index("women and girls") < told.headline.index("men and boys", 20)
    assert EN("across.unplaced", dimension="Gender", percent="12%") in told.lines
    withheld = groups().frame.filter(pl.col("status") == "U").height
    assert EN("across.withheld", n=withheld) in told.lines


@pytest.mark.parametrize("made", EVERY.values(), ids=EVERY)
def test_the_table_and_the_file_are_of_what_is_drawn(made: Figure) -> None:
    for said in (EN, FR):
        assert labelled(made, said).height == whole(made, said).height == made.frame.height
        assert csv(made, said).count(b"\r\n") == made.frame.height + 1
        assert statement(made, said).headline in alt(made, said)
        assert unit_line(made, said)
        assert isinstance(notes(made, said), list)


def test_the_table_names_combinations_and_sections() -> None:
    assert "Threats + Psychological" not in str(labelled(together(), EN)["Combination"].to_list())
    assert "Psychological, physical or sexual abuse + Threats" in labelled(together(), EN)["Combination"].to_list()
    assert labelled(sectors(), EN)["Section"].to_list()[:1] == [EN("isic.A")]
