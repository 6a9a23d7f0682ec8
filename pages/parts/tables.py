"""The table twin of a figure and its file: the very rows that are drawn, with labels beside the codes.

The file is the table with its provenance in every row (data set, edition, unit, selection, citation), for rows travel
without the page they came from. UTF-8 with a byte order mark (Excel reads accents wrongly without one; R, pandas and
polars skip it), commas and a decimal point in every language, so that one file opens the same everywhere. No data is an
empty cell, zero is 0, and a status column tells why a value is missing or a bound.
"""

import re
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any, Final
from urllib.parse import urlencode

import polars as pl

from pages.parts import wording
from pages.parts.compare_words import side_label
from pages.parts.questions import in_order
from pages.parts.sentences import unit_line
from pages.parts.words import Words
from queries.crossed import CROSSABLE
from queries.figure import Figure
from queries.link import link_parameters

_BYTE_ORDER_MARK = "\ufeff"
# A spreadsheet runs a cell that begins so as a formula.
_FORMULA = r"^[=+\-@\t\r]"
# What a reader looks for first, and what it rests on after it.
_ORDER: Final = (
    *CROSSABLE, "code", "question", "side", "average", "told", "reporter", "reported", "year_first", "year_last",
    "value_low", "value_high",
    "ci_low", "ci_high", "value", "status", "provisional", "panel_value_low", "panel_value_high", "low", "high",
    "answered", "known", "known_high", "total", "years", "reporters", "people", "panel_low", "panel_high",
    "panel_reporters", "panel_people",
)  # fmt: skip
_COMPARED: Final = ("difference", "panel_ratio", "panel_difference", "old", "new")
_BOUNDS: Final = (
    ("value_low", "value_high", "value"), ("low", "high", "count"),
    ("panel_value_low", "panel_value_high", "panel_value"), ("panel_low", "panel_high", "panel_count"),
    *((f"{name}_low", f"{name}_high", name) for name in
      ("from", "to", "change", "from_without", "to_without", "ratio", *_COMPARED)),
)  # fmt: skip
# Columns that a screen does without where they hold nothing.
_MAY_BE_EMPTY: Final = (
    "ci_low", "ci_high", "panel_value_low", "panel_value_high", "panel_low", "panel_high", "panel_reporters",
    "panel_people", "ratio_low", "ratio_high", "ratio_ci_low", "ratio_ci_high", "difference_low", "difference_high",
    "difference_ci_low", "difference_ci_high", "panel_ratio_low", "panel_ratio_high", "panel_ratio_ci_low",
    "panel_ratio_ci_high", "panel_difference_low", "panel_difference_high", "panel_difference_ci_low",
    "panel_difference_ci_high",
)  # fmt: skip
_LONGEST_STEM: Final = 120
# Columns of codes, and what each is called; its header is `column.<name>_label`.
_LABELS: Final[Mapping[str, Callable[[Words, str], str]]] = {
    "status": lambda words, code: words(f"status.{code}"),
    "position": lambda words, code: words(f"position.{code}"),
    "reporter": lambda words, code: words.label("reporter", code),
    "part": lambda words, code: words(f"made.{code}"),
    "what": lambda words, code: words(f"made.{code}"),
    "reason": lambda words, code: words(f"break.{code}"),
    "revision": lambda words, code: words(f"revision.{code}"),
    "event": lambda words, code: words(f"counting.{code}"),
    "asked": lambda words, code: words(f"dimension.{code}"),
    "person": lambda words, code: words.label("age" if code == "minor" else "gender", code),
    "perpetrator": lambda words, code: words.label("perpetrator", code),
    "isic": lambda words, code: words(f"isic.{code}"),
}


def whole(figure: Figure, words: Words) -> pl.DataFrame:
    """All columns of the file: every row that is drawn, in its order, and what the rows are."""
    frame = in_order(figure.frame) if "question" in figure.frame.columns else figure.frame
    shown = [column for name in _ordered(frame) for column in _columns(figure, frame[name], words)]
    told = provenance(figure, words)
    constant = [pl.Series(name, [text] * figure.frame.height, dtype=pl.String) for name, text in told.items()]
    return pl.DataFrame([*shown, *constant])


def labelled(figure: Figure, words: Words) -> pl.DataFrame:
    """The table on screen: the file without the columns that repeat another, say nothing or are the same in all rows.

    Bounds that never differ are one value. A demonstration keeps its word in every row.
    """
    silent = _silent(figure)
    hidden = {words(f"column.{name}") for name in (*silent, *_provenance(figure, words)) if name != "data"}
    shown = whole(figure, words).select(pl.exclude(hidden))
    one = {words(f"column.{low}"): words(f"column.{name}") for low, high, name in _BOUNDS if high in silent}
    return shown.rename(one, strict=False)


def _ordered(frame: pl.DataFrame) -> list[str]:
    """The names of the columns as they stand; one year where every period is a single one."""
    names: list[str] = [name for name in _ORDER if name in frame.columns]
    names += [name for name in frame.columns if name not in _ORDER]
    if _is_yearly(frame):
        names.remove("year_last")
    return names


def _is_yearly(frame: pl.DataFrame) -> bool:
    return "year_first" in frame.columns and bool((frame["year_first"].eq_missing(frame["year_last"])).all())


def _silent(figure: Figure) -> set[str]:
    """Columns of the file that a reader of the screen does not miss."""
    frame = figure.frame
    repeats = (*((high, low) for low, high, _ in _BOUNDS), ("low", "value_low"), ("high", "value_high"),
               ("panel_low", "panel_value_low"), ("panel_high", "panel_value_high"),
               ("known_high", "known"))  # fmt: skip
    found = {name for name, other in repeats if {name, other} <= {*frame.columns} and _same(frame, name, other)}
    if figure.edition.kind == "figures" and figure.view.measure != "share":
        # Published figures have no question asked of people: "known" is only the sum again.
        found |= {"known", "known_high", "total"} & {*frame.columns}
    found |= {name for name in _MAY_BE_EMPTY if name in frame.columns and not frame[name].count()}
    never = [name for name in ("reporters", "provisional") if name in frame.columns]
    found |= {name for name in never if not frame[name].drop_nulls().cast(pl.Boolean).any()}
    return found | ({"selected"} if "selected" in frame.columns and frame["selected"].all() else set())


def _same(frame: pl.DataFrame, name: str, other: str) -> bool:
    return bool(frame[name].cast(pl.Float64).eq_missing(frame[other].cast(pl.Float64)).all())


def _columns(figure: Figure, column: pl.Series, words: Words) -> list[pl.Series]:
    """A column as it is shown; a code brings its label along."""
    name = column.name
    dimension = figure.view.by
    if name == "code" and not dimension:
        return []
    if name == "code":
        named = _mapped(column, lambda code: words.label(dimension, code), wording.dimension(figure, words, dimension))
        return [_header(column, words), named]
    if name == "question":
        return [_header(column, words), _mapped(column, lambda code: words(f"dimension.{code}"), words("column.label"))]
    if name == "combination":
        named = _mapped(column, lambda codes: _combined(figure, codes, words), words("column.combination_label"))
        return [_header(column, words), named]
    if name in CROSSABLE and column.dtype == pl.String:
        return _crossed(figure, column, words)
    return _labelled(figure, column, words)


def _combined(figure: Figure, codes: str, words: Words) -> str:
    return " + ".join(words.label(figure.facts["of"], code) for code in codes.split("+"))


def _labelled(figure: Figure, column: pl.Series, words: Words) -> list[pl.Series]:
    name = column.name
    if name == "side":
        named = _mapped(column, lambda side: side_label(figure, words, side), words("column.side_label"))
        return [_header(column, words), named]
    if name in _LABELS:
        told = _mapped(column, lambda code: _LABELS[name](words, code), words(f"column.{name}_label"))
        return [_header(column, words), told]
    if name == "year_first" and _is_yearly(figure.frame):
        return [column.alias(words("column.year"))]
    if column.dtype == pl.Boolean:
        return [_mapped(column, lambda yes: words("column.yes" if yes else "column.no"), words(f"column.{name}"))]
    return [_header(_written(column, figure.view.measure == "rate"), words)]


def _crossed(figure: Figure, column: pl.Series, words: Words) -> list[pl.Series]:
    """A column of the codes of a dimension, with their labels; what is not known is said."""
    dimension = wording.dimension(figure, words, column.name)
    if column.name == "year":
        return [pl.Series(dimension, [year or words("chart.without_year") for year in column])]
    labels = [words.label(column.name, code) for code in column]
    return [column.alias(words("column.code_of", name=dimension)), pl.Series(dimension, labels, dtype=pl.String)]


def _written(column: pl.Series, is_rate: bool) -> pl.Series:
    """Whole numbers without decimals, others with two; rates, which may be far smaller, with four digits."""
    if not column.dtype.is_float():
        return column
    if bool((column == column.round()).all()):
        return column.cast(pl.Int64)
    return column.round_sig_figs(4) if is_rate else column.round(2)


def _header(column: pl.Series, words: Words) -> pl.Series:
    return column.alias(words(f"column.{column.name}"))


def _mapped(column: pl.Series, write: Callable[[Any], str], header: str) -> pl.Series:
    known = {value: write(value) for value in column.unique() if value is not None}
    return pl.Series(header, [known.get(value) for value in column], dtype=pl.String)


def provenance(figure: Figure, words: Words) -> dict[str, str]:
    """Header -> the one text of a column that says what the rows of a file are."""
    return {words(f"column.{name}"): text for name, text in _provenance(figure, words).items()}


def _provenance(figure: Figure, words: Words) -> dict[str, str]:
    """Key of a column -> its one text: what the rows count, of which selection, and whom to cite."""
    edition = figure.edition
    editions = [edition, *(one for one in figure.facts.get("editions", {}).values() if one != edition)]
    divided = figure.facts.get("population")
    residents = [divided.citation] if divided else []
    told = {"dataset": " ".join(dict.fromkeys(one.dataset for one in editions)),
            "edition": " ".join(one.edition for one in editions)}  # fmt: skip
    if edition.kind == "figures":
        told["indicator"] = figure.view.filters.indicator
    told |= {
        "unit": unit_line(figure, words),
        "selection": urlencode(_selection(figure), doseq=True),
        "source": " ".join([*(one.citation for one in editions), *residents]),
    }
    return told | ({"data": words("app.demonstration")} if edition.is_demonstration else {})


def _selection(figure: Figure) -> Mapping[str, list[str]]:
    """The parameters of the link to this figure that have no column of their own."""
    own = ("dataset", "edition", "indicator", "show")
    return {name: values for name, values in link_parameters(figure.view).items() if name not in own}


def csv(figure: Figure, words: Words) -> bytes:
    """The table as a file, with its provenance: what is shown is what is downloaded."""
    return safe_csv(whole(figure, words))


def safe_csv(table: pl.DataFrame) -> bytes:
    """A table as a file that a spreadsheet opens without running any of its cells."""
    safe = table.with_columns(
        pl.when(pl.col(pl.String).str.contains(_FORMULA))
        .then("'" + pl.col(pl.String))
        .otherwise(pl.col(pl.String))
        .name.keep()
    )
    safe = safe.rename({name: f"'{name}" for name in safe.columns if name[:1] in "=+-@\t\r"})
    return (_BYTE_ORDER_MARK + safe.write_csv(line_terminator="\r\n")).encode("utf-8")


def stem(figure: Figure) -> str:
    """The file's name without its ending: data set, edition, figure, indicator, breakdown, measure, selection.

    Letters, digits, `+`, `-` and `_` only; a long selection is cut and told apart by a hash of all of it.
    """
    edition, view = figure.edition, figure.view
    indicator = view.filters.indicator if edition.kind == "figures" else ""
    chosen = {name: values for name, values in _selection(figure).items() if name not in ("by", "measure")}
    picked = [f"{name}-{'+'.join(values)}" for name, values in chosen.items()]
    parts = (edition.dataset, edition.edition, figure.name, indicator, view.by, view.measure, *picked)
    name = re.sub(r"[^\w.+-]", "", "_".join(part for part in parts if part), flags=re.ASCII)
    if len(name) <= _LONGEST_STEM:
        return name
    return f"{name[: _LONGEST_STEM - 9]}_{sha256(name.encode()).hexdigest()[:8]}"
