"""The command `trends`: one sentence for a mistake, exit codes that tell, JSON that other programs can rely on."""

import json
import os
import pty
import re
import signal
import socket
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from cli.serve import command, options_of, settings
from tests import fabricated
from tests.conftest import Invoke

ROOT = Path(__file__).parent.parent
COMMAND = (sys.executable, "-c", "from cli.main import run; run()")
LISTED = {
    "dataset", "edition", "records", "figures", "represents", "profiles", "rows_read", "quarantined", "first_year",
    "last_year", "without_year", "countries", "protection", "redistribution", "sha256",
}  # fmt: skip


@pytest.fixture(autouse=True)
def database(no_database: Path) -> Path:
    """An empty place for a database, which every test has for itself."""
    return no_database


def started(*arguments: str | Path, **options: object) -> "subprocess.Popen[bytes]":
    """The command, in a process of its own."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen([*COMMAND, *map(str, arguments)], env=environment, **options)  # type: ignore[call-overload]


def test_what_a_load_says_is_on_stdout_and_what_it_refuses_on_stderr(invoke: Invoke, tmp_path: Path) -> None:
    done = invoke("load", fabricated.synthetic(tmp_path), tmp_path / "missing.csv")
    assert done.exit_code == 1
    assert done.stdout.startswith("ctdc-synthetic 2021-08-25: ")
    assert done.stderr.startswith("missing.csv: there is no such file in ")
    assert done.stderr.count("\n") == 1


def test_the_reports_of_a_load_are_json_when_asked_for(invoke: Invoke, tmp_path: Path) -> None:
    path = fabricated.k_anonymised(tmp_path, "2021-07-15")
    done = invoke("load", path, "--json")
    assert done.exit_code == 0
    (report,) = json.loads(done.stdout)
    assert report["status"] == "loaded"
    assert report["file"] == path.name
    assert set(report) > LISTED
    assert json.loads(invoke("load", path, "--json").stdout)[0]["status"] == "unchanged"


def test_a_list_has_the_fields_that_other_programs_rely_on(invoke: Invoke, tmp_path: Path) -> None:
    for path in fabricated.every_file(tmp_path):
        invoke("load", path)
    listed = json.loads(invoke("list", "--json").stdout)
    assert {one["dataset"] for one in listed} >= {"ctdc-synthetic", "ctdc-k-anonymised", "unodc-glotip", "demo"}
    assert listed[-1]["dataset"] == "demo"
    for one in listed:
        assert set(one) == LISTED
        assert (one["records"] is None) != (one["figures"] is None)
        assert len(one["sha256"]) == 64
    assert len(invoke("list").stdout.splitlines()) == len(listed)


def test_nothing_loaded_is_an_empty_list_and_a_hint(invoke: Invoke) -> None:
    assert json.loads(invoke("list", "--json").stdout) == []
    done = invoke("list")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "trends demo" in done.stderr


def test_a_check_writes_nothing(invoke: Invoke, tmp_path: Path, database: Path) -> None:
    path = fabricated.victim_perpetrator(tmp_path)
    done = invoke("check", path)
    assert done.exit_code == 0
    assert "checked: nothing was written" in done.stdout
    assert not database.parent.exists()
    assert invoke("load", path).stdout.splitlines()[0] == done.stdout.splitlines()[0]
    assert invoke("check", tmp_path / "missing.csv").exit_code == 1


def test_removing_says_what_went_and_what_is_not_there(invoke: Invoke, tmp_path: Path) -> None:
    invoke("load", fabricated.synthetic(tmp_path))
    assert invoke("remove", "ctdc-synthetic", "--edition", "2024").stderr == (
        "ctdc-synthetic 2024 is not loaded. Loaded: ctdc-synthetic 2021-08-25\n"
    )
    assert invoke("remove", "ctdc-synthetic").stdout == "ctdc-synthetic 2021-08-25: removed\n"
    gone = invoke("remove", "ctdc-synthetic")
    assert (gone.exit_code, gone.stderr) == (1, "ctdc-synthetic is not loaded. Loaded: nothing\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["load"],
        ["load", "--nonsense", "x.csv"],
        ["load", "--as", "nonsense", "x.csv"],
        ["load", "--edition", "nonsense", "x.csv"],
        ["check", "--edition", "2021-02-30", "x.csv"],
        ["serve", "--port", "0"],
        ["remove"],
        ["nonsense"],
    ],
)
def test_wrong_use_is_exit_code_2(invoke: Invoke, arguments: list[str]) -> None:
    done = invoke(*arguments)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_unknown_codes_are_one_message_without_a_traceback(invoke: Invoke, tmp_path: Path) -> None:
    path = fabricated.synthetic(tmp_path)
    path.write_text(path.read_text().replace("Female", "Womyn"))
    done = invoke("load", path)
    assert done.exit_code == 1
    assert re.search(r"column gender, [\d,]+ rows, .* row \d+: unknown value 'Womyn'\. Add it to .* etl/", done.stderr)
    assert "Traceback" not in done.stderr


def test_the_help_tells_every_exit_code(invoke: Invoke) -> None:
    for arguments in ([], ["load"], ["check"], ["list"], ["remove"], ["serve"], ["demo"]):
        said = " ".join(invoke(*arguments, "--help").stdout.replace("│", " ").split())
        for meaning in ("0 done", "1 a file or call was refused", "2 wrong use", "130 stopped"):
            assert meaning in said, arguments


def test_asking_for_help_imports_none_of_what_the_work_needs() -> None:
    code = "import sys; import cli.main; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert not {"duckdb", "polars", "numpy", "pandas", "pyarrow", "streamlit", "plotly", "etl.build"} & set(
        loaded.split()
    )


def test_the_demonstration_data_is_loaded_by_the_normal_way(invoke: Invoke) -> None:
    done = invoke("demo")
    assert done.exit_code == 0
    assert done.stdout.startswith("demo 2025: 200,000 records in ")
    assert "nothing changed" in invoke("demo").stdout


def test_progress_is_drawn_only_where_somebody_watches(tmp_path: Path) -> None:
    path = fabricated.synthetic(tmp_path)
    quiet = started("load", path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert quiet.communicate(timeout=60)[1] == b""
    ours, theirs = pty.openpty()
    watched = started("check", path, stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    seen = b""
    try:
        while piece := os.read(ours, 4096):
            seen += piece
    except OSError:  # the other end is closed
        pass
    os.close(ours)
    assert watched.wait(timeout=60) == 0
    assert b"reading" in seen
    assert b"publishing" not in seen


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_stopping_a_load_is_exit_code_130_and_leaves_nothing(database: Path, stop: signal.Signals) -> None:
    process = started("demo", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while not any(database.parent.glob("*.building")):
        assert process.poll() is None
        time.sleep(0.005)
    process.send_signal(stop)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130, said
    assert said == b"Stopped. The database is as it was before this file.\n"
    assert list(database.parent.iterdir()) == []


def test_the_server_gets_every_setting_of_the_project_as_an_option() -> None:
    given = dict(part.removeprefix("--").split("=", 1) for part in command("0.0.0.0", 9000) if "=" in part)
    assert given["server.address"] == "0.0.0.0"
    assert given["server.port"] == "9000"
    assert given["browser.gatherUsageStats"] == "false"
    assert given["runner.postScriptGC"] == "false"
    assert set(given) == {*dict(options_of(settings())), "server.address", "server.port"}
    assert settings() == tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def test_streamlit_understands_every_option_as_the_setting_it_is() -> None:
    from streamlit.web.cli import main_run

    line = command("127.0.0.1", 8501)
    understood = main_run.make_context("run", line[line.index("run") + 1 :]).params
    for name, value in options_of(settings()):
        got = understood[name.replace(".", "_")]
        assert got == value if isinstance(got, str) else got == json.loads(value), name


def test_only_a_server_that_was_told_so_takes_files_and_large_ones() -> None:
    plain, open_ = command("127.0.0.1", 8501), command("127.0.0.1", 8501, allow_load=True)
    assert "--server.maxUploadSize=1" in plain
    assert "--allow-load" not in plain
    assert "--server.maxUploadSize=200" in open_
    assert open_[-2:] == ["--", "--allow-load"]


def test_a_server_that_takes_files_listens_to_this_computer_alone(invoke: Invoke) -> None:
    done = invoke("serve", "--allow-load", "--host", "0.0.0.0")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("--allow-load with --host 0.0.0.0 would let whoever reaches the port")
    assert done.stderr.count("\n") == 1


def test_each_step_is_a_line_for_a_program_that_asks_for_it(invoke: Invoke, tmp_path: Path) -> None:
    done = invoke("check", "--progress", fabricated.synthetic(tmp_path))
    told = [json.loads(line) for line in done.stderr.splitlines()]
    assert [one["step"].rpartition(": ")[2] for one in told] == ["unpacking", "reading", "tidying"]
    assert [one["done"] for one in told] == [0, 1, 2]


def test_serving_without_a_database_starts_and_gives_the_hint(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = started("serve", "--port", str(port), cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        assert answer(f"http://127.0.0.1:{port}/_stcore/health") == "ok"
    finally:
        process.terminate()
        _, said = process.communicate(timeout=30)
    assert said.startswith(b"No database yet. Build the demonstration one with: trends demo\n")


def answer(address: str) -> str:
    """What a server answers, once it does."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(address, timeout=5) as page:
                return str(page.read().decode())
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise TimeoutError(address)


def test_the_database_draws_nothing_into_the_answer_of_a_slow_load() -> None:
    """DuckDB draws a bar on stdout after two seconds where Python runs with -c, as the app starts the command."""
    asked = "SELECT current_setting('enable_progress_bar')"
    script = f'from data import store\nwith store.scratch() as made: print(made.sql("{asked}").fetchall())'
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[(False,)]"
