"""The words of a crosstab: heads with the width of their period, what a cell says, what of it is not shown."""

from collections.abc import Sequence

from pages.parts.crosstab_axes import Axis, Item, names
from pages.parts.crosstab_grid import Cell
from pages.parts.wording import dimension
from pages.parts.words import Words
from queries.figure import Figure


def headed(figure: Figure, item: Item, named: str, words: Words) -> str:
    """The name of a row or column; a period longer than a year says that its counts are per year."""
    if named != "year" or item.kind != "code":
        return item.label
    first, _, last = str(item.code).partition("-")
    years = int(last or first) - int(first) + 1
    if years == 1 or figure.view.measure == "share":
        return item.label
    return words("table.per_year", period=item.label, n=years)


def described(figure: Figure, cell: Cell, items: Sequence[Item], words: Words) -> str:
    """What hovering over a cell says: of whom it is, its value, what it rests on."""
    shown = [item.label for item in items if item.label]
    lines = [f"<b>{' · '.join(shown)}</b>", cell.text if cell.look not in ("none", "withheld") else ""]
    if cell.look in ("none", "withheld"):
        lines[1] = words("status.M" if cell.look == "none" else "status.U")
    if cell.row:
        lines += _grounds(figure, cell, words)
    return "<br>".join(lines)


def _grounds(figure: Figure, cell: Cell, words: Words) -> list[str]:
    row = cell.row or {}
    found = []
    if figure.view.measure == "share":
        counted = words.range(row["low"] or 0, row["high"] or 0)
        found.append(words("chart.of_records", low=counted, known=row["known"]))
    elif row.get("year_first") and row["year_last"] > row["year_first"]:
        n = row["year_last"] - row["year_first"] + 1
        found.append(words("chart.in_period", number=words.range(row["low"], row["high"]), n=n))
    if row["ci_low"] is not None and cell.value is not None:
        form = words.percent if figure.view.measure == "share" else words.number
        found.append(words("chart.interval", low=form(row["ci_low"]), high=form(row["ci_high"])))
    return found


def left_out(figure: Figure, axes: Sequence[Axis], words: Words, key: str) -> str:
    """Which rows, columns and layers are not shown, in one sentence; empty where all are."""
    hidden = [
        words("table.hidden_one", dimension=lower(dimension(figure, words, axis.dimension)), n=axis.hidden)
        for axis in axes
        if axis.hidden
    ]
    return words(key, hidden=words.list(hidden)) if hidden else ""


def of_what(figure: Figure, words: Words) -> str:
    """What one hundred percent is."""
    down, across, _ = names(figure)
    of_rows = figure.view.option("of") == "row"
    named = {"rows": lower(dimension(figure, words, down)), "columns": lower(dimension(figure, words, across))}
    return words("table.of_each_row" if of_rows else "table.of_each_column", **named)


def dimensions_of(figure: Figure, words: Words) -> str:
    """Type of exploitation, gender and region, as they stand in a sentence."""
    return words.list([lower(dimension(figure, words, name)) for name in names(figure) if name])


def crossed(figure: Figure, words: Words) -> str:
    """Type of exploitation by gender and region."""
    named = [dimension(figure, words, name) for name in names(figure) if name]
    return words("table.crossed", first=named[0], others=words.list([lower(name) for name in named[1:]]))


def lower(text: str) -> str:
    return text[:1].lower() + text[1:]
