"""From a file as a publisher gives it (archive, any encoding) to plain UTF-8 text or a workbook that can be read.

A plain UTF-8 file stays where it is; everything else becomes a temporary file in the caller's folder, piece by piece,
so memory does not grow with the file.
"""

import gzip
import hashlib
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import IO, Final, cast

from etl.dataset import DataError
from etl.encodings import PIECE, as_utf8, marked_encoding

DATA_SUFFIXES: Final = (".csv", ".tsv", ".xlsx", ".gz")
# What people give by mistake, by its first bytes.
NOT_DATA: Final = (
    (b"\xd0\xcf\x11\xe0", "is an old Excel file (.xls) or is protected by a password. Save it as .xlsx without one"),
    (b"%PDF", "is a PDF. Download the data file (CSV or XLSX) in its place"),
    (b"PAR1", "is a Parquet file. Give the publisher's CSV or XLSX file"),
    (b"<", "is a web page, saved in place of the data. Download the data file itself"),
    (b"{", "is JSON. Give the publisher's CSV or XLSX file"),
    (b"[", "is JSON. Give the publisher's CSV or XLSX file"),
    (b"\x89PNG", "is a picture. Give the publisher's CSV or XLSX file"),
    (b"BZh", "is compressed with bzip2. Unpack it first"),
    (b"7z\xbc\xaf", "is a 7z archive. Unpack it first"),
    (b"\xfd7zXZ", "is compressed with xz. Unpack it first"),
)  # fmt: skip
# Everything zipfile and gzip raise on damaged archives.
_DAMAGED: Final = (
    zipfile.BadZipFile, gzip.BadGzipFile, EOFError, zlib.error, lzma.LZMAError, struct.error, ValueError, IndexError,
    OverflowError, NotImplementedError, RuntimeError, OSError,
)  # fmt: skip


@dataclass(frozen=True)
class Opened:
    """A data file ready to be read. `names`: as given, then inside archives; `sha256` is of the file as given."""

    names: tuple[str, ...]
    content: Path
    sha256: str = ""
    workbook: bool = False
    notes: tuple[str, ...] = ()


def unpack(path: Path, folder: Path) -> Opened:
    """The data in `path`, unpacked into `folder` where it must be. Raises DataError for what is not a data file."""
    sha256 = _fingerprint_of_file(path)
    opened = _given(path, folder)
    for depth in range(3):  # a workbook in a .zip in a .gz is the most there can be
        further = _opened_archive(opened, folder / f"unpacked-{depth}")
        if further is None:
            break
        opened = further
    return replace(opened if opened.workbook else _as_text(opened, folder), sha256=sha256)


def _given(path: Path, folder: Path) -> Opened:
    """The file as given; one whose name is not UTF-8, which DuckDB cannot open, through a link."""
    name = path.name.encode("utf-8", "replace").decode()
    if name == path.name:
        return Opened((name,), path)
    link = folder / "given"
    link.symlink_to(path.absolute())
    return Opened((name,), link)


def _fingerprint_of_file(path: Path) -> str:
    if path.is_dir():
        raise DataError("is a folder. Name the files in it")
    if path.exists() and not path.is_file():
        raise DataError("is no file (a device or a pipe). Save what it gives to a file first")
    try:
        return fingerprint(path)
    except FileNotFoundError as missing:
        raise DataError(f"there is no such file in {path.absolute().parent}") from missing
    except PermissionError as refused:
        raise DataError("may not be read by you. Ask for the permission, or copy it") from refused


def fingerprint(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _opened_archive(opened: Opened, target: Path) -> Opened | None:
    """One layer less, or the workbook that it is; None where it is no archive."""
    with opened.content.open("rb") as file:
        head = file.read(64)
    if head[:2] == b"\x1f\x8b":
        names = (*opened.names, opened.names[-1].removesuffix(".gz"))
        content = _unpacked(lambda: cast(IO[bytes], gzip.open(opened.content)), target)  # noqa: SIM115 (closed there)
        return replace(opened, names=names, content=content)
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return None if opened.workbook else _opened_zip(opened, target)
    return None


def _opened_zip(opened: Opened, target: Path) -> Opened:
    try:
        with zipfile.ZipFile(opened.content) as archive:
            members = archive.infolist()
            if any(member.filename == "xl/workbook.xml" for member in members):
                return replace(opened, workbook=True)
            member = _only_data_file(members)
            content = _unpacked(lambda: archive.open(member), target)
    except _DAMAGED as damaged:
        raise _damaged_archive(damaged) from damaged
    return replace(opened, names=(*opened.names, PurePosixPath(member.filename).name), content=content)


def _only_data_file(members: list[zipfile.ZipInfo]) -> zipfile.ZipInfo:
    """The one data file of an archive; a text file counts only where there is no other (it is mostly the terms)."""
    files = [m for m in members if not m.is_dir() and not m.filename.startswith("__MACOSX/")]
    data = [m for m in files if m.filename.lower().endswith(DATA_SUFFIXES)]
    data = data or [m for m in files if m.filename.lower().endswith(".txt")]
    if not data:
        raise DataError("is an archive without a data file (.csv, .tsv, .txt or .xlsx) in it")
    if len(data) > 1:
        names = ", ".join(m.filename for m in data)
        raise DataError(f"holds several data files ({names}). Unpack it and load the files you want")
    if data[0].flag_bits & 1:
        raise DataError("is protected by a password. Unpack it first")
    return data[0]


def _unpacked(open_inside: Callable[[], IO[bytes]], target: Path) -> Path:
    with target.open("wb") as new:
        for piece in _pieces(open_inside):
            new.write(piece)
    return target


def _pieces(open_inside: Callable[[], IO[bytes]]) -> Iterator[bytes]:
    """What an archive holds. Only reading is watched: a full disk, when a piece is written, is no damaged archive."""
    try:
        with open_inside() as file:
            while piece := file.read(PIECE):
                yield piece
    except _DAMAGED as damaged:
        raise _damaged_archive(damaged) from damaged


def _damaged_archive(damaged: Exception) -> DataError:
    if isinstance(damaged, OSError) and damaged.errno not in (None, 22):
        raise damaged
    return DataError(f"is a damaged or incomplete archive ({damaged}). Download it again")


def _as_text(opened: Opened, folder: Path) -> Opened:
    with opened.content.open("rb") as file:
        head = file.read(4096)
    encoding = marked_encoding(head)
    text = head.decode(encoding or "latin-1", "ignore").strip()
    if not text:
        raise DataError("is empty")
    start = text.encode("latin-1", "replace")
    for magic, reason in NOT_DATA:
        if start.startswith(magic):
            raise DataError(reason)
    content, notes = as_utf8(opened.content, encoding, folder / "text")
    return replace(opened, content=content, notes=(*opened.notes, *notes))
