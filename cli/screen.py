"""What the command writes: reports on stdout; errors and progress on stderr, progress only where somebody watches."""

import json
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

import typer

if TYPE_CHECKING:
    from etl.build import Report
    from etl.report import Progress

REFUSED, WRONG_USE, STOPPED = 1, 2, 130


@contextmanager
def spoken(as_json: bool = False) -> Iterator[None]:
    """Mistakes of the user as sentences with their exit code. Anything else is a bug, and keeps its traceback."""
    from cli.describe import CannotDescribe
    from data.store import NoDatabaseError
    from etl.build import FilesRefused
    from etl.dataset import DataError
    from etl.published import forbidden
    from etl.recipe import WrongUse

    signal.signal(signal.SIGTERM, _stop)
    try:
        yield
    except FilesRefused as refused:
        say(refused.reports, as_json)
        _leave(refused.errors, REFUSED)
    except CannotDescribe as refused:
        _leave(refused.sentences, REFUSED)
    except WrongUse as wrong:
        _leave([str(wrong)], WRONG_USE)
    except PermissionError as refusal:
        _leave([forbidden(refusal.filename or "the file", "read")], REFUSED)
    except (DataError, NoDatabaseError, OSError) as refusal:
        _leave([str(refusal)], REFUSED)
    except KeyboardInterrupt:
        _leave(["Stopped. The database is as it was before this file."], STOPPED)


@contextmanager
def progress_bar(as_lines: bool = False) -> Iterator["Progress"]:
    """Where the work stands, on stderr: a bar on a terminal, a JSON object a line where a program asked for it."""
    if as_lines:
        yield _progress_line
        return
    if not sys.stderr.isatty():
        yield lambda _step, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("")
        yield lambda step, done, total: bar.update(task, description=step, completed=done, total=total)


def _progress_line(step: str, done: int, total: int) -> None:
    typer.echo(json.dumps({"step": step, "done": done, "total": total}), err=True)


def say(reports: Sequence["Report"], as_json: bool = False) -> None:
    """The reports of a load or check: a sentence each and what there is to know, or as JSON."""
    if as_json:
        say_json([report.fields() for report in reports])
        return
    for report in reports:
        typer.echo(report.sentence)
        for line in filter(None, (report.outcome, *report.details)):
            typer.echo(f"  {line}")


def say_json(value: Sequence[dict[str, Any]] | dict[str, Any]) -> None:
    """A JSON list, or one object."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _leave(sentences: Sequence[str], code: int) -> NoReturn:
    for sentence in sentences:
        typer.echo(sentence, err=True)
    raise typer.Exit(code)


def _stop(_signal: int, _frame: Any) -> NoReturn:
    raise KeyboardInterrupt
