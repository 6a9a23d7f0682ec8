"""Any file a publisher gives becomes rows: every separator, encoding, archive and oddity, or one clear sentence."""

import csv
import gzip
import io
import os
import zipfile
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from etl.dataset import DataError, Problem, Rows
from etl.reading import places, read, with_gaps
from etl.recognise import recognise
from etl.source import LONGEST, Source, clean_name, column_names, peek
from etl.unpacking import fingerprint, unpack
from tests.small import COUNTS, DATASETS, HEADER, ROWS, people

NAMES = ("yearOf", "gender", "country", "isForcedLabour")
PLAIN = people(*ROWS)
EXPECTED = [("2019", "female", "KEN", "1", 2), ("2020", "male", "PHL", "0", 1), (None, None, None, None, 1)]


def source_of(path: Path, folder: Path) -> Source:
    """A file, recognised among the small data sets."""
    opened = unpack(path, folder)
    match = recognise(peek(opened), DATASETS)
    return Source(opened, match.table, match.header, folder, frozenset(map(str.casefold, match.dataset.identifiers)))


def rows_of(tmp_path: Path, content: bytes, name: str = "file.csv") -> Rows:
    """The rows of a file of these bytes."""
    path = tmp_path / name
    path.write_bytes(content)
    work = tmp_path / "work"
    work.mkdir()
    return read(source_of(path, work))


def values(rows: Rows) -> list[tuple[str | int | None, ...]]:
    """The distinct rows and how often each occurs, in the order of the file."""
    return rows.frame.sort("_row").select(*NAMES, "_records").rows()


def zipped(**files: bytes) -> bytes:
    """A zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_dot_", ".").replace("_in_", "/"), content)
    return buffer.getvalue()


def texts(value: object) -> str:
    """The name of a case: an archive holds the time it was made, and workers must agree on the names."""
    return value if isinstance(value, str) else ""


def workbook(path: Path, rows: list[list[object]], sheet: str = "numbers", more: tuple[str, ...] = ()) -> Path:
    """A workbook with one filled sheet."""
    with xlsxwriter.Workbook(path) as book:
        for name in more:
            book.add_worksheet(name)
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return path


def quoted(separator: str) -> str:
    """PLAIN with that separator, and a remark that holds it."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\n").writerows(
        [HEADER, *((*row[:-1], f"one{separator}two" if row[0] == "3" else "") for row in ROWS)]
    )
    return text.getvalue()


def test_rows_alike_are_one_row_with_their_number_and_first_place(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, PLAIN.encode())
    assert values(rows) == EXPECTED
    assert rows.frame["_row"].to_list() == [1, 3, 4]
    assert rows.rows_read == 4
    assert "caseNo" not in rows.frame.columns


@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
def test_the_separator_is_told_by_the_header_and_may_stand_in_quoted_cells(tmp_path: Path, separator: str) -> None:
    rows = rows_of(tmp_path, quoted(separator).encode())
    assert values(rows) == EXPECTED
    assert rows.frame["remark"].drop_nulls().to_list() == [f"one{separator}two"]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-mark", "utf-16-be-mark", "utf-32", "cp1252"]
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_end_gives_the_same_rows(tmp_path: Path, encoding: str, newline: str) -> None:
    text = people(*ROWS[:3], ("4", "", "", "", "", "Côte d’Ivoire")).replace("\n", newline)
    marks = {"utf-16-le-mark": b"\xff\xfe", "utf-16-be-mark": b"\xfe\xff"}
    mark = marks.get(encoding, b"")
    rows = rows_of(tmp_path, mark + text.encode(encoding.removesuffix("-mark")))
    assert values(rows) == EXPECTED
    assert rows.frame["remark"].drop_nulls().to_list() == ["Côte d’Ivoire"]


def test_a_file_put_together_from_two_systems_has_two_line_ends(tmp_path: Path) -> None:
    lines = PLAIN.splitlines()
    assert values(rows_of(tmp_path, ("\r\n".join(lines[:3]) + "\n" + "\n".join(lines[3:])).encode())) == EXPECTED


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("file.csv.gz", gzip.compress(PLAIN.encode())),
        ("file.gz", gzip.compress(PLAIN.encode("utf-16"))),
        ("file.zip", zipped(data_dot_csv=PLAIN.encode())),
        ("file.zip", zipped(data_dot_csv=PLAIN.encode(), readme_dot_txt=b"terms", notes_dot_pdf=b"%PDF")),
        ("file.zip", zipped(__MACOSX_in_data_dot_csv=b"x", folder_in_data_dot_tsv=quoted("\t").encode())),
        ("file.zip", zipped(data_dot_txt=PLAIN.encode())),
        ("file.zip.gz", gzip.compress(zipped(data_dot_csv=PLAIN.encode("utf-8-sig")))),
        ("wrongly named.csv", gzip.compress(PLAIN.encode())),
        ("wrongly named.xlsx", PLAIN.encode()),
        ("not packed.csv.gz", PLAIN.encode()),
        ("a[1]*?.csv", PLAIN.encode()),
    ],
    ids=texts,
)
def test_a_file_is_what_it_holds_whatever_its_name(tmp_path: Path, name: str, content: bytes) -> None:
    assert values(rows_of(tmp_path, content, name)) == EXPECTED


def test_a_name_may_be_in_any_encoding(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.csv")
    try:
        path.write_text(PLAIN)
    except OSError:
        pytest.skip("this file system wants names in UTF-8")
    (tmp_path / "work").mkdir()
    source = source_of(path, tmp_path / "work")
    assert values(read(source)) == EXPECTED
    assert source.opened.names == ("caf?.csv",)


def test_a_workbook_is_read_by_its_sheet_under_its_preface(tmp_path: Path) -> None:
    header = ["iso", "when", "value"]
    path = workbook(
        tmp_path / "book.xlsx",
        [["Counts"], ["14/04/2025"], header, ["KEN", 2019, 5], [], ["KEN", 2019, 5], ["PHL", 2020, "<5"]],
        more=("about", "terms"),
    )
    rows = read(source_of(path, tmp_path))
    assert rows.frame.rows() == [("KEN", "2019", "5", 2, 1), ("PHL", "2020", "<5", 1, 4)]
    assert rows.preface == ("Counts", "14/04/2025")
    assert rows.rows_read == 3


def test_a_workbook_in_an_archive_is_a_workbook(tmp_path: Path) -> None:
    book = workbook(tmp_path / "book.xlsx", [["iso", "when", "value"], ["KEN", 2019, 5]])
    archive = tmp_path / "archive.zip"
    archive.write_bytes(zipped(book_dot_xlsx=book.read_bytes()))
    assert read(source_of(archive, tmp_path)).frame["iso"].to_list() == ["KEN"]


def test_lines_above_the_header_are_the_preface(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, ('"Terms, of use",,\n\nEdition 2021-08-25\n' + PLAIN).encode())
    assert values(rows) == EXPECTED
    assert rows.preface == ("Terms, of use", "Edition 2021-08-25")


def test_names_are_compared_without_case_and_cut_at_32_characters() -> None:
    assert column_names([' "Year" ', "\ufeffgender\u00a0", ""]) == ("Year", "gender", "column 3")
    assert clean_name('"\u200bx"') == "x"
    with pytest.raises(DataError, match=r"has the column 'YEAR' twice \(columns 1 and 3\)"):
        column_names(["year", "b", "YEAR"])
    with pytest.raises(DataError, match="twice"):
        column_names(["meansOfControlThreatOfLawEnforce", "meansOfControlThreatOfLawEnforcement"])


def test_blanks_of_every_kind_are_null_and_spaces_around_values_do_not_count(tmp_path: Path) -> None:
    text = people(("1", " 2019", "female ", "KEN\u00a0", "1", '""'), ("2", "2019", "\t female", '" KEN"', "1", "  "))
    rows = rows_of(tmp_path, text.encode())
    assert values(rows) == [("2019", "female", "KEN", "1", 2)]
    assert rows.frame["remark"].to_list() == [None]


def test_junk_rows_are_problems_with_their_row_and_never_lose_the_rest(tmp_path: Path) -> None:
    lines = PLAIN.splitlines()
    text = "\n".join([*lines[:2], "junk", "", *lines[2:4], "1,2,3,4,5,6,7", *lines[4:], ""])
    rows = rows_of(tmp_path, text.encode())
    assert rows.problems == (Problem(2, "", "junk", "fields"), Problem(5, "", "1,2,3,4,5,6,7", "fields"))
    assert values(rows) == EXPECTED
    assert rows.frame["_row"].to_list() == [1, 4, 6]
    assert rows.rows_read == 6


def test_a_stray_quote_damages_its_own_row_only(tmp_path: Path) -> None:
    text = people(*ROWS[:3], ("5", '"fe"male', "x", "y", "z", ""), ROWS[3])
    rows = rows_of(tmp_path, text.encode())
    assert [(problem.row, problem.reason) for problem in rows.problems] == [(4, "damaged")]
    assert values(rows) == EXPECTED


def test_a_quote_that_is_never_closed_is_refused_since_it_would_swallow_the_rows_after_it(tmp_path: Path) -> None:
    text = people(*ROWS, ("5", '"2019', "female", "KEN", "1", ""), *ROWS * 5)
    with pytest.raises(DataError, match="row 5: a quote is opened and never closed"):
        rows_of(tmp_path, text.encode())


@pytest.mark.parametrize(("width", "newline"), [(1, "\r"), (1, "\n"), (4_000, "\n")])
@pytest.mark.parametrize("end", [("6", '"', "", "", "", ""), ("6", '"', "")])
def test_a_quote_that_is_closed_much_later_is_refused_too(
    tmp_path: Path, width: int, newline: str, end: tuple[str, ...]
) -> None:
    wide = ("5", "2019", "female", "KEN", "1", "x" * width)
    text = people(*ROWS, ("5", '"2019', "female", "KEN", "1", ""), *[wide] * 20, end, ROWS[0])
    with pytest.raises(DataError, match="row 5: a quote is opened and never closed"):
        rows_of(tmp_path, text.replace("\n", newline).encode())


def test_a_cell_may_be_huge_and_hold_line_breaks(tmp_path: Path) -> None:
    text = people(*ROWS[:3], ("4", "", "", "", "", '"' + "x\n" * 2_000_000 + '"'))
    rows = rows_of(tmp_path, text.encode())
    assert values(rows) == EXPECTED
    assert rows.frame["remark"].str.len_bytes().max() == 4_000_000 - 1


def test_a_row_longer_than_any_can_be_is_refused_by_its_number(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"row 5: .*too long"):
        rows_of(tmp_path, people(*ROWS, ("x" * (LONGEST + 1), "", "", "", "", "")).encode())


def test_every_place_of_a_row_is_found_in_a_second_pass(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    lines = PLAIN.splitlines()
    path.write_text("\n".join([*lines[:2], "junk", *lines[2:4], "junk", lines[1], lines[3]]))
    source = source_of(path, tmp_path)
    rows = read(source)
    assert rows.frame["_row"].to_list() == [1, 4]
    assert places(source, rows, [1, 4]) == {1: [1, 3, 6], 4: [4, 7]}
    assert places(source, rows, [4]) == {4: [4, 7]}


def test_every_place_of_a_row_of_a_workbook_is_found_too(tmp_path: Path) -> None:
    path = workbook(tmp_path / "b.xlsx", [["iso", "when", "value"], ["A", 1, 1], ["B", 1, 1], [], ["A", 1, 1]])
    source = source_of(path, tmp_path)
    assert places(source, read(source), [1]) == {1: [1, 4]}


def test_numbers_among_good_rows_become_numbers_among_all() -> None:
    assert with_gaps(pl.Series([1, 2, 3, 4]), [2, 3, 6]).to_list() == [1, 4, 5, 7]
    assert with_gaps(pl.Series([1, 2]), []).to_list() == [1, 2]
    assert with_gaps(pl.Series([1, 2]), [1]).to_list() == [2, 3]


def test_the_fingerprint_is_of_the_file_as_given(tmp_path: Path) -> None:
    path = tmp_path / "file.csv.gz"
    path.write_bytes(gzip.compress(PLAIN.encode()))
    assert unpack(path, tmp_path).sha256 == fingerprint(path)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"  \n\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (PLAIN.split("\n")[0].encode(), "has a header and no rows"),
        (b"<!DOCTYPE html><html></html>", "is a web page, saved in place of the data"),
        ("  <html>".encode("utf-16"), "is a web page"),
        (b"%PDF-1.7", "is a PDF"),
        (b'{"a": 1}', "is JSON"),
        (b'[{"a": 1}]', "is JSON"),
        (b"PAR1....", "is a Parquet file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", r"is an old Excel file \(.xls\) or is protected by a password"),
        (PLAIN.encode().replace(b"KEN", b"K\0N"), "holds NUL characters"),
        (PLAIN.encode("utf-16-le"), "holds NUL characters"),
        (b"\xff\xfe" + PLAIN.encode("utf-16-le")[:-1], "is not UTF-16 all through"),
        (b"\xff\xfe" + PLAIN.replace("KEN", "K\0N").encode("utf-16-le"), "holds NUL characters"),
        ((PLAIN + "é").encode() + b"\xe9\n", "is damaged: it is UTF-8 up to byte 1[0-9]+ and not after"),
        (PLAIN.encode() + b"\x81\n", "is neither UTF-8 nor Windows-1252"),
        (gzip.compress(PLAIN.encode())[:-9], "is a damaged or incomplete archive"),
        (gzip.compress(PLAIN.encode())[:20], "is a damaged or incomplete archive"),
        (zipped(data_dot_csv=PLAIN.encode())[:-30], "is a damaged or incomplete archive"),
        (zipped(a_dot_csv=b"a", b_dot_csv=b"b"), r"holds several data files \(a.csv, b.csv\)"),
        (zipped(a_dot_pdf=b"a"), "is an archive without a data file"),
        (zipped(), "is an archive without a data file"),
        (b"a,b\n1,2\n", "has the columns of no data set that is known"),
        (PLAIN.replace("gender", "sex").encode(), r"Nearest is people \(people\), but without the column gender"),
        (b"".join([PLAIN.split("\n")[0].encode(), b"\n", b"x\n" * 9]), "another number of fields than its header"),
    ],
    ids=texts,
)
def test_what_cannot_be_read_is_refused_in_a_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    with pytest.raises(DataError, match=sentence):
        rows_of(tmp_path, content)


@pytest.mark.parametrize(
    ("header", "sentence"),
    [(b"Amina,Secret", "None of theirs is in it"), (b"gender,Amina", "The nearest it has is column gender")],
)
def test_the_first_line_of_a_file_that_is_not_known_is_not_shown(tmp_path: Path, header: bytes, sentence: str) -> None:
    """It may be a person's: a case sheet whose header was cut off has a name there."""
    with pytest.raises(DataError, match=sentence) as refused:
        rows_of(tmp_path, header + b"\nOmar,Hidden\n")
    assert not any(word in str(refused.value) for word in ("Amina", "Secret", "Omar"))


def test_an_encrypted_archive_is_refused_in_a_sentence(tmp_path: Path) -> None:
    content = bytearray(zipped(data_dot_csv=PLAIN.encode()))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + flags] |= 1
    with pytest.raises(DataError, match="is protected by a password"):
        rows_of(tmp_path, bytes(content))


def test_a_damaged_workbook_is_refused_in_a_sentence(tmp_path: Path) -> None:
    book = workbook(tmp_path / "b.xlsx", [["iso", "when", "value"], ["KEN", 2019, 5]]).read_bytes()
    broken = bytearray(book)
    broken[200:400] = b"\0" * 200
    with pytest.raises(DataError, match="damaged"):
        rows_of(tmp_path, bytes(broken), "c.xlsx")


def test_an_empty_workbook_is_said_to_be_one(tmp_path: Path) -> None:
    opened = unpack(workbook(tmp_path / "b.xlsx", []), tmp_path)
    with pytest.raises(DataError, match="has nothing in it that can be read as a table"):
        recognise(peek(opened), [COUNTS])


def test_a_workbook_without_the_publishers_sheet_is_asked_about(tmp_path: Path) -> None:
    opened = unpack(workbook(tmp_path / "b.xlsx", [["x"]], sheet="other"), tmp_path)
    with pytest.raises(DataError, match=r'counts: no sheet "numbers". Is this the file from https://example.org'):
        recognise(peek(opened), [COUNTS])


def test_a_folder_and_a_missing_file_are_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="is a folder"):
        unpack(tmp_path, tmp_path)
    with pytest.raises(DataError, match="there is no such file in"):
        unpack(tmp_path / "missing.csv", tmp_path)
    with pytest.raises(DataError, match="is no file"):
        unpack(Path("/dev/zero"), tmp_path)
