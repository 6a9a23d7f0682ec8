"""Text in any encoding a publisher has used to UTF-8: UTF-8, UTF-16 and UTF-32 with their marks, Windows-1252."""

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from etl.dataset import DataError

PIECE: Final = 1 << 20
BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NUL: Final = "holds NUL characters, so it is not a text file, or is damaged. Download it again or save it as CSV UTF-8"


def marked_encoding(head: bytes) -> str | None:
    """The encoding that the byte order mark at the start of a file tells."""
    return next((name for bom, name in BOMS if head.startswith(bom)), None)


def as_utf8(source: Path, encoding: str | None, target: Path) -> tuple[Path, tuple[str, ...]]:
    """A text file in UTF-8 with one kind of line ends: the file itself where it is that, else `target`, written anew.

    `encoding`: as its mark tells. The texts are what to tell about it. Raises DataError for what is no text.
    """
    if encoding in ("utf-16", "utf-32"):
        return _transcoded(source, encoding, target), ()
    foreign, mixed = _examine(source)
    if foreign is not None:
        return _transcoded(source, "cp1252", target), (f"read as Windows-1252: byte {foreign:,} is not UTF-8",)
    # DuckDB wants one kind of line end a file; a file put together from two systems has several.
    return (_transcoded(source, "utf-8", target) if mixed else source), ()


def _transcoded(source: Path, encoding: str, target: Path) -> Path:
    """Writes a text file anew in UTF-8 with one kind of line ends, piece by piece.

    Raises DataError for bytes the encoding does not know.
    """
    try:
        with source.open(encoding=encoding, newline=None) as old, target.open("w", encoding="utf-8", newline="") as new:
            while piece := old.read(PIECE):
                if "\0" in piece:
                    raise DataError(_NUL)
                new.write(piece)
    except UnicodeError as bad:
        kind = "neither UTF-8 nor Windows-1252" if encoding == "cp1252" else f"not {encoding.upper()} all through"
        raise DataError(f"is {kind}: it is damaged or no text. Download it again or save it as CSV UTF-8") from bad
    return target


def _examine(path: Path) -> tuple[int | None, bool]:
    """Where a file stops being UTF-8 (None: nowhere), and whether it has several kinds of line ends.

    Raises DataError where it is no text, or is UTF-8 that was damaged: another encoding would spoil its good letters.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    done, ascii_so_far, ends = 0, True, _LineEnds()
    for piece in _pieces(path):
        if b"\0" in piece:
            raise DataError(_NUL)
        ends.count(piece)
        foreign = _foreign(decoder, piece)
        if foreign is not None:
            if ascii_so_far and piece[:foreign].isascii():
                return done + foreign, False
            raise DataError(f"is damaged: it is UTF-8 up to byte {done + foreign:,} and not after. Download it again")
        ascii_so_far = ascii_so_far and piece.isascii()
        done += len(piece)
    return (done if _foreign(decoder, b"", final=True) is not None else None), ends.mixed


def _foreign(decoder: codecs.IncrementalDecoder, piece: bytes, final: bool = False) -> int | None:
    try:
        decoder.decode(piece, final)
    except UnicodeDecodeError as foreign:
        return max(0, foreign.start)
    return None


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


class _LineEnds:
    """Counts the kinds of line ends of a file that comes in pieces."""

    def __init__(self) -> None:
        self._pairs = self._feeds = self._returns = 0
        self._last = b""

    def count(self, piece: bytes) -> None:
        self._pairs += piece.count(b"\r\n") + (self._last == b"\r" and piece[:1] == b"\n")
        self._feeds += piece.count(b"\n")
        self._returns += piece.count(b"\r")
        self._last = piece[-1:]

    @property
    def mixed(self) -> bool:
        kinds = (self._pairs, self._feeds - self._pairs, self._returns - self._pairs)
        return sum(kind > 0 for kind in kinds) > 1
