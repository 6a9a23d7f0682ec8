"""Whatever is thrown at a load: the whole of it, or one worded refusal. Never another error, never half a database."""

import csv
import gzip
import io
import shutil
import zipfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import xlsxwriter
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from data import store
from etl import build, published
from etl.dataset import DataError, Dataset
from etl.datasets import DATASETS as REAL
from etl.report import LoadReport
from tests import fabricated
from tests.small import DATASETS as SMALL
from tests.small import HEADER, ROWS, people, written

Edit = tuple[str, float, float, bytes]
Cells = list[list[str]]

PLAIN = people(*ROWS, *ROWS, ("7", "2021", "male", "ZAF", "1", "a remark")).encode()
MANY = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
SOME = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
# What breaks readers: quotes, separators, line ends, marks, bytes of other encodings, what looks like another file.
BITS = [
    *(b'"', b'""', b",", b"\t", b";", b"|", b"'", b"\\", b"=1+1", b"-99", b"{", b"<html>"),
    *(b"\n", b"\r", b"\r\n", b"\n\n", b"\0", b"\x1a", b"x" * 70_000),
    *(
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xe9",
        b"\x81",
        "é\u2028".encode(),
        b"\xf0\x9f\x98\x80",
        b"\x1f\x8b",
        b"PK\x03\x04",
    ),
]
VALUES = [
    *("", " ", "\u00a0", "-99", "null", "None", "NaN", "ZZ", "NA", "'", ";", "\ufffd", "é", "=1+1", "x" * 5_000),
    *("-1", "0", "1", "2", "1.0", "1e400", "99999999999999999999", "1,234", "1,23,4", "<5", "< 5", "5-", "True"),
    *("2019-2020", "2020-2019", "2019.0", "20x9", "٢٠١٩", "2019-06-01 00:00:00", "9--17", "Q6.1_10s_2019"),
    *("KEN", "Total", "Female", "female;male", "a;b;c"),
]


def at(content: bytes, where: float) -> int:
    """A place in the bytes: 0 is the start, 1 the end."""
    return int(where * len(content))


def zipped(content: bytes, name: str = "people.csv") -> bytes:
    """The bytes as the one file of an archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


EDITS: dict[str, Callable[[bytes, int, int, bytes], bytes]] = {
    "insert": lambda content, first, _, new: content[:first] + new + content[first:],
    "overwrite": lambda content, first, _, new: content[:first] + new + content[first + len(new) :],
    "cut": lambda content, first, second, _: content[:first] + content[second:],
    "end": lambda content, first, *_: content[:first],
    "repeat": lambda content, first, second, _: content[:second] + content[first:],
    "gzip": lambda content, *_: gzip.compress(content),
    "zip": lambda content, *_: zipped(content),
    "separate": lambda content, _, __, new: content.replace(b",", new[:1] or b"^"),
    "lines": lambda content, _, __, new: content.replace(b"\n", new or b"\r\n"),
}
ENCODINGS = ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1252", "utf-32", "cp037"]


def edited(content: bytes, edit: Edit) -> bytes:
    """The bytes with one change: its kind, two places, and what is put there."""
    kind, one, other, new = edit
    if kind in ENCODINGS:
        return content.decode("utf-8", "replace").encode(kind, "replace")
    first, second = sorted((at(content, one), at(content, other)))
    return EDITS[kind](content, first, second, new)


edits = st.tuples(
    st.sampled_from([*EDITS] * 2 + ENCODINGS),
    st.floats(0, 1),
    st.floats(0, 1),
    st.sampled_from(BITS) | st.binary(max_size=20),
)
changes = st.lists(edits, max_size=4)


def outcome(content: bytes, name: str, datasets: Sequence[Dataset], before: Path) -> LoadReport | str:
    """What loading the bytes gives, beside what was loaded before: a report, or a refusal. The database is whole."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        shutil.copytree(before, Path(folder) / "database", symlinks=True)
        patch.setenv("TRENDS_DATABASE", str(Path(folder) / "database" / "trends.duckdb"))
        old = store.location().resolve()
        (Path(folder) / name).write_bytes(content)
        result: LoadReport | str
        try:
            result = build.load([Path(folder) / name], datasets=datasets)[0]
            whole(result)
        except DataError as refused:
            result = str(refused)
            untouched(old)
        assert len(list(store.location().parent.iterdir())) == 2, "the link and its version"
        return result


def whole(report: LoadReport) -> None:
    """Every row of the file is in the database or in quarantine."""
    kept = store.query("SELECT sum(records) FROM victims WHERE dataset <> 'counts'").row(0)[0] or 0
    kept += store.query("SELECT sum(source_rows) FROM figures WHERE dataset <> 'counts'").row(0)[0] or 0
    assert kept == report.rows_read - report.quarantined
    assert store.query("SELECT count(*) FROM quarantine").row(0)[0] == report.quarantined
    assert len(published.loaded()) == 2


def untouched(old: Path) -> None:
    """What was published before still is."""
    assert store.location().resolve() == old
    assert store.query("SELECT sum(source_rows) FROM figures").row(0)[0] == 1


def worded(result: LoadReport | str, name: str) -> None:
    """A refusal is a sentence about the file."""
    if isinstance(result, str):
        assert result.startswith(f"{name}: ")
        assert len(result) > len(name) + 10
        assert result.endswith((".", "?"))


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database that holds figures."""
    folder = tmp_path_factory.mktemp("before")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRENDS_DATABASE", str(folder / "trends.duckdb"))
        build.load(
            [written(tmp_path_factory.mktemp("counts"), "iso,when,value\nKEN,2019,17\n", "c.csv")], datasets=SMALL
        )
    return folder


@MANY
@given(changes=changes)
@example(changes=[])
@example(changes=[("gzip", 0, 0, b""), ("end", 0.9, 0, b"")])
@example(changes=[("utf-16", 0, 0, b""), ("end", 0.999, 0, b"")])
@example(changes=[("insert", 0.5, 0, b'"')])
@example(changes=[("insert", 0.5, 0, b"\0")])
def test_a_mangled_file_is_loaded_whole_or_refused(before: Path, changes: list[Edit]) -> None:
    content = PLAIN
    for edit in changes:
        content = edited(content, edit)
    name = "people 2021-08-25.csv"
    result = outcome(content, name, SMALL[:1], before)
    worded(result, name)
    if content == PLAIN:
        assert isinstance(result, LoadReport)


@SOME
@given(content=st.binary(max_size=2_000))
def test_noise_is_refused(before: Path, content: bytes) -> None:
    assert isinstance(outcome(content, "noise.csv", SMALL[:1], before), str)


names = st.lists(st.sampled_from([*HEADER, "", " gender ", '"country"', "YEAROF", "x" * 40, "ye\nar"]), max_size=9)
orders = st.permutations([*HEADER[1:], " caseNo"])


@SOME
@given(header=orders | names, rows=st.lists(st.lists(st.sampled_from(VALUES), min_size=6, max_size=7), max_size=6))
def test_any_table_is_loaded_whole_or_refused(before: Path, header: list[str], rows: Cells) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    worded(outcome(text.getvalue().encode(), "table 2021.csv", SMALL[:1], before), "table 2021.csv")


@cache
def fabricated_tables() -> dict[str, Cells]:
    """The fabricated file of every data set, as cells, by its name."""
    with TemporaryDirectory() as folder:
        made = [
            fabricated.synthetic(Path(folder)),
            fabricated.k_anonymised(Path(folder), "2017-11-27"),
            fabricated.k_anonymised(Path(folder), "2021-07-15"),
            fabricated.victim_perpetrator(Path(folder)),
            fabricated.demo(Path(folder)),
        ]
        return {path.name: cells(path.read_text(encoding="utf-8")) for path in made}


def cells(text: str) -> Cells:
    """A separated text as cells."""
    return list(csv.reader(io.StringIO(text), delimiter="\t" if "\t" in text else ","))[:60]


spoilt = st.lists(st.tuples(st.floats(0, 0.999), st.floats(0, 0.999), st.sampled_from(VALUES)), max_size=3)
lost = st.lists(st.floats(0, 0.999), max_size=2)


def spoil(table: Cells, cells: list[tuple[float, float, str]], columns: list[float]) -> Cells:
    """A table with some values, of the header too, replaced, and some columns taken out."""
    table = [list(row) for row in table]
    for row, column, value in cells:
        line = table[int(row * len(table))]
        line[int(column * len(line))] = value
    for column in columns:
        table = [row[: int(column * len(row))] + row[int(column * len(row)) + 1 :] for row in table]
    return table


@SOME
@given(data=st.data(), cells=spoilt, columns=lost)
def test_a_published_layout_with_strange_values_is_loaded_whole_or_refused(
    before: Path, data: st.DataObject, cells: list[tuple[float, float, str]], columns: list[float]
) -> None:
    name = data.draw(st.sampled_from(sorted(fabricated_tables())))
    text = io.StringIO()
    csv.writer(text).writerows(spoil(fabricated_tables()[name], cells, columns))
    worded(outcome(text.getvalue().encode(), name, REAL, before), name)


@cache
def glotip_table() -> Cells:
    """The fabricated figures, as cells, with their preface."""
    import fastexcel

    with TemporaryDirectory() as folder:
        sheet = fastexcel.read_excel(fabricated.glotip(Path(folder))).load_sheet(0, header_row=None, dtypes="string")
        return [[cell or "" for cell in row] for row in sheet.to_polars().iter_rows()]


@SOME
@given(cells=spoilt, columns=lost, changes=st.lists(edits, max_size=1))
def test_a_workbook_with_strange_values_is_loaded_whole_or_refused(
    before: Path, cells: list[tuple[float, float, str]], columns: list[float], changes: list[Edit]
) -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("data_glotip_1")
        for number, row in enumerate(spoil(glotip_table(), cells, columns)):
            for column, value in enumerate(row):
                sheet.write_string(number, column, value)
    content = buffer.getvalue()
    for edit in changes:
        content = edited(content, edit)
    worded(outcome(content, "data_glotip_2025-04-14.xlsx", REAL, before), "data_glotip_2025-04-14.xlsx")
