"""The commands of `trends`. Everything they do is imported when they run, so that `trends --help` answers at once."""

from pathlib import Path
from typing import Annotated

import typer

from cli.screen import progress_bar, say, say_json, spoken

EXIT_CODES = (
    "Exit codes: 0 done, 1 a file or call was refused (a sentence on stderr says why), 2 wrong use, 130 stopped."
)
ABOUT = f"""Load published counter-trafficking data and explore it.

The database is TRENDS_DATABASE, or ./data/trends.duckdb.

{EXIT_CODES}"""

app = typer.Typer(help=ABOUT, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

Files = Annotated[
    list[Path],
    # What may not be read is told by the load, as all that is wrong with a file.
    typer.Argument(metavar="FILE...", readable=False, help="CSV, TSV, ;-separated, XLSX; plain, .gz or .zip."),
]
As = Annotated[
    str | None, typer.Option("--as", metavar="DATASET", help="The data set it is, if the header is not enough.")
]
Edition = Annotated[
    str | None, typer.Option("--edition", metavar="EDITION", help="The edition it is: YYYY-MM-DD or YYYY.")
]
Json = Annotated[bool, typer.Option("--json", help="Write a JSON list to stdout.")]
Steps = Annotated[
    bool, typer.Option("--progress", help="Write each step as a line of JSON to stderr, for another program.")
]


@app.command(epilog=EXIT_CODES)
def demo() -> None:
    """Make the demonstration data (made up, 200,000 records) and load it."""
    with spoken(), progress_bar() as progress:
        from etl import build

        report = build.demo(progress)
    say([report])


@app.command(epilog=EXIT_CODES)
def load(
    files: Files,
    as_: As = None,
    edition: Edition = None,
    replace: Annotated[bool, typer.Option("--replace", help="Replace an edition that holds more records.")] = False,
    json: Json = False,
    progress: Steps = False,
) -> None:
    """Load published files into the database.

    Every file is published by itself: a refused one does not keep the others out, and leaves the database as it was.
    An edition that is there is replaced; the same file again changes nothing.
    """
    with spoken(json), progress_bar(progress) as tell:
        from etl import build

        reports = build.load(files, as_, edition, replace, tell)
    say(reports, json)


@app.command(epilog=EXIT_CODES)
def check(files: Files, as_: As = None, edition: Edition = None, json: Json = False, progress: Steps = False) -> None:
    """Say what loading files would say; nothing is written."""
    with spoken(json), progress_bar(progress) as tell:
        from etl import build

        reports = build.check(files, as_, edition, tell)
    say(reports, json)


@app.command("list", epilog=EXIT_CODES)
def list_(json: Json = False) -> None:
    """List the editions that are loaded, and the population."""
    with spoken():
        from etl import populated, published

        reports, residents = published.loaded(), populated.sentences()
    if json:
        say_json([*(report.listed() for report in reports), *populated.listed()])
    elif reports or residents:
        typer.echo("\n".join([*(report.sentence for report in reports), *residents]))
    else:
        typer.echo("Nothing is loaded yet. Build the demonstration database with: trends demo", err=True)


@app.command(epilog=EXIT_CODES)
def describe(
    link: Annotated[
        str,
        typer.Argument(metavar="LINK", help="An address of the app, a path with a query, or the query alone."),
    ],
    json: Annotated[bool, typer.Option("--json", help="Write a JSON object with the numbers to stdout.")] = False,
) -> None:
    """Say what a link shows: the statement of its page, and its numbers."""
    with spoken():
        from cli.describe import described

        said, numbers = described(link)
    if json:
        say_json(numbers)
    else:
        typer.echo(said)


@app.command(epilog=EXIT_CODES)
def fetch(
    what: Annotated[str, typer.Argument(metavar="WHAT", help="What to fetch: population.")],
    from_: Annotated[
        Path | None,
        typer.Option("--from", metavar="FOLDER", readable=False, help="Saved answers (*.json), or one file of them."),
    ] = None,
    url: Annotated[
        str | None,
        typer.Option("--url", metavar="ADDRESS", envvar="TRENDS_POPULATION_URL", help="Another address of the API."),
    ] = None,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, help="Seconds that one request may take.")] = 30.0,
    refresh: Annotated[bool, typer.Option("--refresh", help="Ask again, whatever is kept.")] = False,
    json: Json = False,
) -> None:
    """Fetch the population from the World Bank's open API, for rates per 100,000 residents.

    Answers are kept for 30 days beside the database; within that time nothing is asked again.
    """
    from cli.fetch import fetched

    with spoken(json), progress_bar() as progress:
        lines, told = fetched(what, from_, url, timeout, refresh, progress)
    if json:
        say_json([told])
    else:
        typer.echo("\n".join(lines))


@app.command(epilog=EXIT_CODES)
def outlines(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", readable=False, help="GeoJSON, Shapefile (also in a .zip), GeoPackage."),
    ] = None,
    source: Annotated[
        str, typer.Option("--source", metavar="TEXT", help="Whose boundaries they are: it stands under every map.")
    ] = "",
    code: Annotated[
        str | None, typer.Option("--code", metavar="COLUMN", help="The column of country codes, if it is not found.")
    ] = None,
    default: Annotated[bool, typer.Option("--default", help="Go back to the outlines that come with the app.")] = False,
) -> None:
    """Draw the maps from boundaries you prefer: those of the UN, or of a national mapping agency.

    The file is simplified and kept beside the database; nothing of the app's own is changed.
    """
    with spoken(), progress_bar() as progress:
        from cli.outlines import outlined

        lines = outlined(file, source, code, default, progress)
    typer.echo("\n  ".join(lines))


@app.command(epilog=EXIT_CODES)
def remove(
    dataset: Annotated[str, typer.Argument(metavar="DATASET", help="As `trends list` names it.")],
    edition: Annotated[str | None, typer.Option("--edition", metavar="EDITION", help="Only this edition.")] = None,
) -> None:
    """Take a data set, or one edition of it, out of the database."""
    with spoken():
        from etl import build

        gone = build.remove(dataset, edition)
    typer.echo("\n".join(f"{dataset} {one}: removed" for one in gone))


@app.command(epilog=EXIT_CODES)
def serve(
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="The port to listen on.")] = 8501,
    host: Annotated[
        str, typer.Option("--host", help="The address to listen on; 127.0.0.1 is this computer alone.")
    ] = "127.0.0.1",
    allow_load: Annotated[
        bool, typer.Option("--allow-load", help="Let whoever opens the app load files on its page Sources.")
    ] = False,
) -> None:
    """Open the dashboard on http://127.0.0.1:8501 until it is stopped."""
    from cli.serve import run_server

    with spoken():
        run_server(host, port, allow_load)


def run() -> None:
    """The console script."""
    app(prog_name="trends")
