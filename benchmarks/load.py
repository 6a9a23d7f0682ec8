"""Time and memory of `trends load` on the publishers' files, beside DuckDB's own `read_csv` of the same files.

Every measurement is a process of its own, so its peak memory is its own. Prints a Markdown table: the median time of
the runs and the largest peak. The files are looked for in ../shared/data, or in TRENDS_REAL_DATA.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
FILES = (
    "ctdc/CTDC_synthetic_20210825.tsv",
    "ctdc/The Global Dataset 27 Nov 2017.csv",
    "ctdc/ctdc_kanon_2021-07-15_positives.csv",
    "ctdc/CTDC_VPsynthetic_condensed.csv",
    "unodc/data_glotip_2025-04-14.xlsx",
)
IMPORT = "import sys, duckdb"
READ_CSV = """
import sys, duckdb
for path in sys.argv[1:]:
    print(duckdb.execute("CREATE OR REPLACE TABLE rows AS FROM read_csv(?)", [path]).fetchone()[0])
"""
TRENDS = "from cli.main import run; run()"


@dataclass(frozen=True)
class Cost:
    """Of one run: wall time in seconds, peak resident memory in MiB."""

    seconds: float
    mebibytes: float


def cost(code: str, arguments: Sequence[str | Path], database: Path) -> Cost:
    """Runs Python code in a new process. Ends the benchmark with that process's own words if it fails."""
    environment = os.environ | {"TRENDS_DATABASE": str(database), "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryFile("w+") as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-c", code, *map(str, arguments)], env=environment, stdout=output, stderr=output
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            output.seek(0)
            sys.exit(f"failed: {' '.join(map(str, arguments))}\n{output.read()}")
    # Linux counts ru_maxrss in KiB, macOS in bytes.
    return Cost(seconds, usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10))


def measured(code: str, arguments: Sequence[str | Path], runs: int) -> Cost:
    """The median time and the largest peak of several runs, each with a database of its own."""
    costs = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            costs.append(cost(code, arguments, Path(folder) / "trends.duckdb"))
    return Cost(statistics.median(one.seconds for one in costs), max(one.mebibytes for one in costs))


def line(label: str, files: Sequence[Path], runs: int) -> str:
    """One row of the table. A workbook has no counterpart: DuckDB reads it only with an extension from the network."""
    load = measured(TRENDS, ["load", *files], runs)
    texts = [file for file in files if file.suffix != ".xlsx"]
    if not texts:
        return f"| {label} | {load.seconds:.2f} s | {load.mebibytes:,.0f} MiB | - | - |"
    read = measured(READ_CSV, texts, runs)
    return (
        f"| {label} | {load.seconds:.2f} s | {load.mebibytes:,.0f} MiB "
        f"| {read.seconds:.2f} s | {read.mebibytes:,.0f} MiB |"
    )


def table(files: Sequence[Path], runs: int) -> None:
    start = measured(IMPORT, [], runs)
    print("| file | `trends load` | peak | `read_csv` | peak |\n|---|---:|---:|---:|---:|")
    for file in files:
        print(line(file.name, [file], runs), flush=True)
    print(line("all five in one command (`read_csv`: the four of text)", files, runs))
    print(f"\nOf it, Python and `import duckdb`: {start.seconds:.2f} s, {start.mebibytes:,.0f} MiB.")
    print(f"Median time and largest peak of {runs} runs on {os.cpu_count()} cores.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3, help="how often each is measured")
    folder = Path(os.environ.get("TRENDS_REAL_DATA", ROOT.parent / "shared" / "data"))
    files = [folder / name for name in FILES]
    if missing := [str(file) for file in files if not file.exists()]:
        sys.exit("Not here: " + ", ".join(missing) + ". Set TRENDS_REAL_DATA to the folder of the publishers' files.")
    table(files, parser.parse_args().runs)


if __name__ == "__main__":
    main()
