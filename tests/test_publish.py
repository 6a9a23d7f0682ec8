"""The published database is the old one or the new one at every moment, and nothing is left lying beside it."""

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from data import schema, store
from etl import build, publish, published, tables
from etl.dataset import DataError
from queries.catalogue import catalogue
from tests.small import DATASETS, ROWS, people, written

ROOT = Path(__file__).parent.parent
# A load of the small data set in a process of its own: argument 1 is the file, 2 what to run before.
LOADER = """
import sys
from etl import build, publish, tables, recipe
from tests.small import DATASETS
exec(sys.argv[2])
build.load([sys.argv[1]], datasets=DATASETS)
"""


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for a database, which every test has for itself."""
    path = tmp_path / "database" / "trends.duckdb"
    monkeypatch.setenv("TRENDS_DATABASE", str(path))
    return path


def load(path: Path) -> None:
    """Loads one file of a small data set."""
    build.load([path], datasets=DATASETS)


def larger(folder: Path) -> Path:
    """A file of the same edition with more records."""
    return written(folder, people(*ROWS, *ROWS), "more people 2021-08-25.csv")


def records() -> int:
    """How many records a reader sees."""
    return int(store.query("SELECT sum(records) AS n FROM victims")["n"][0])


def files(database: Path) -> list[str]:
    """What lies in the database's folder."""
    return sorted(path.name for path in database.parent.iterdir())


def start(path: Path, before: str = "") -> "subprocess.Popen[str]":
    """Starts a load in a process of its own."""
    command = [sys.executable, "-c", LOADER, str(path), before]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)


def finish(process: "subprocess.Popen[str]") -> tuple[int, str]:
    """The exit code of a process, and what it said."""
    _, said = process.communicate(timeout=60)
    return process.returncode, said


def wait_for(folder: Path, pattern: str) -> None:
    """Until there is such a file."""
    for _ in range(6_000):
        if any(folder.glob(pattern)):
            return
        time.sleep(0.01)
    raise TimeoutError(pattern)


def test_the_database_is_a_link_to_a_version_beside_it(tmp_path: Path, database: Path) -> None:
    load(written(tmp_path))
    assert database.is_symlink()
    assert not os.path.isabs(os.readlink(database))
    assert files(database) == sorted([database.name, database.resolve().name])


def test_a_new_version_takes_the_place_of_the_old_one(tmp_path: Path, database: Path) -> None:
    load(written(tmp_path))
    old = database.resolve()
    load(larger(tmp_path))
    assert files(database) == sorted([database.name, database.resolve().name])
    assert database.resolve() != old


def test_readers_see_new_data_and_an_open_page_keeps_the_old(tmp_path: Path) -> None:
    load(written(tmp_path))
    assert records() == 4
    page = store._reader.cursor()
    version = store.version()
    load(larger(tmp_path))
    assert page.sql("SELECT sum(records) AS n FROM victims").pl()["n"][0] == 4
    assert records() == 8
    assert store.version() != version


def test_a_reader_that_finds_its_version_gone_takes_the_next(
    tmp_path: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(written(tmp_path))
    honest, told = store._published, iter([(tmp_path / "gone.duckdb", "gone")])
    monkeypatch.setattr(store, "_published", lambda: next(told, None) or honest())
    assert records() == 4
    assert database.exists()


def test_a_plain_file_becomes_a_link_with_what_it_held(tmp_path: Path, database: Path) -> None:
    load(written(tmp_path))
    plain = database.resolve().read_bytes()
    for path in database.parent.iterdir():
        path.unlink()
    database.write_bytes(plain)
    load(written(tmp_path, people(*ROWS[:2]), "people 2019-01-01.csv"))
    assert database.is_symlink()
    assert records() == 6


@pytest.mark.parametrize("content", [b"not a database", b""])
def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, database: Path, content: bytes) -> None:
    database.parent.mkdir()
    database.write_bytes(content)
    with pytest.raises(DataError, match="is not a database of this program"):
        load(written(tmp_path))
    assert files(database) == [database.name]
    assert database.read_bytes() == content


def test_a_database_of_something_else_is_left_alone(tmp_path: Path, database: Path) -> None:
    database.parent.mkdir()
    with duckdb.connect(str(database)) as other:
        other.execute("CREATE TABLE datasets AS SELECT 1 AS position, 2 AS edition_date, 3 AS edition, 'x' AS sha256, "
                      "'people' AS dataset")  # fmt: skip
    with pytest.raises(DataError, match="is not a database of this program"):
        load(written(tmp_path))
    assert not database.is_symlink()
    assert files(database) == [database.name]


def test_a_database_of_another_version_is_refused_and_left_alone(tmp_path: Path, database: Path) -> None:
    """A column that it lacks would come out empty: its data must not be taken over without it."""
    load(written(tmp_path))
    with duckdb.connect(str(database.resolve())) as other:
        other.execute("ALTER TABLE victims DROP COLUMN duration")
    before = files(database)
    with pytest.raises(DataError, match="or of another version of it"):
        load(larger(tmp_path))
    with pytest.raises(DataError, match="or of another version of it"):
        published.loaded()
    with pytest.raises(store.NoDatabaseError, match=r"of another version of this program \(it lacks victims.duration"):
        catalogue()
    assert files(database) == before


def test_every_table_and_column_that_is_made_is_needed_but_for_the_population() -> None:
    with store.scratch() as made:
        tables.create(made)
        there = made.sql(schema.there()).fetchall()
    assert schema.lacking(there) == ""
    for one in there:
        assert one[0].startswith("population") or schema.lacking(set(there) - {one}) == ".".join(one)


def test_two_loads_at_once_are_refused_in_a_sentence(tmp_path: Path, database: Path) -> None:
    path = written(tmp_path)
    with publish.workshop(database), pytest.raises(DataError, match="Another load is writing to"):
        load(path)
    load(path)
    assert records() == 4


def test_a_database_must_not_be_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(tmp_path))
    with pytest.raises(DataError, match=r"is a folder\. TRENDS_DATABASE must name a file in it"):
        load(written(tmp_path))


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path)
    monkeypatch.setenv("TRENDS_DATABASE", str(path / "trends.duckdb"))
    with pytest.raises(DataError, match="is no folder"):
        load(path)


def test_only_what_a_load_left_behind_is_swept(tmp_path: Path, database: Path) -> None:
    load(written(tmp_path))
    mine = ["trends-backup.duckdb", "trends-20260101T000000000000.txt", "other-20260101T000000000000.duckdb",
            "trends.db", "trends-20260101T000000000000.db"]  # fmt: skip
    left = ["trends-20260101T000000000000.duckdb", "trends-20260101T000000000000.duckdb.wal"]
    for name in (*mine, *left):
        (database.parent / name).touch()
    workshop = database.parent / "trends-20260101T000000000000.duckdb.building"
    workshop.mkdir()
    (workshop / "new.duckdb").touch()
    load(larger(tmp_path))
    assert files(database) == sorted([*mine, database.name, database.resolve().name])


STAGES = (
    ("before", "recipe.prepare"),
    ("before", "tables.create"),
    ("before", "tables.copy"),
    ("before", "recipe.write"),
    ("before", "publish.publish"),
    ("after", "publish._to_disk"),
    ("before", "publish.os.replace"),
    ("after", "publish.os.replace"),
    ("after", "publish.publish"),
)


@pytest.mark.parametrize(("when", "stage"), STAGES)
def test_a_load_killed_at_any_stage_leaves_a_whole_database_and_the_next_one_clears_up(
    tmp_path: Path, database: Path, stage: str, when: str
) -> None:
    load(written(tmp_path, people(*ROWS[:2]), "people 2019-01-01.csv"))
    load(written(tmp_path))
    kill = "__import__('os').kill(__import__('os').getpid(), 9)"
    steps = f"{kill}, inner(*a, **k)" if when == "before" else f"inner(*a, **k), {kill}"
    code, _ = finish(start(larger(tmp_path), f"inner = {stage}; {stage} = lambda *a, **k: ({steps})[0]"))
    assert code == -signal.SIGKILL
    assert records() in (6, 10)
    assert (records() == 10) == ((when, stage) == ("after", "publish.publish"))
    load(written(tmp_path, people(*ROWS, *ROWS, *ROWS)))
    assert records() == 14
    assert files(database) == sorted([database.name, database.resolve().name])


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_load_that_is_stopped_leaves_nothing_behind(tmp_path: Path, database: Path, stop: signal.Signals) -> None:
    load(written(tmp_path))
    before = files(database)
    slow = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.default_int_handler);"
        "inner = recipe.write; recipe.write = lambda *a: (inner(*a), time.sleep(60))[0]"
    )
    process = start(larger(tmp_path), slow)
    wait_for(database.parent, "*.building/new.duckdb")
    process.send_signal(stop)
    code, said = finish(process)
    assert code != 0
    assert "KeyboardInterrupt" in said
    assert files(database) == before
    assert records() == 4


@pytest.mark.parametrize("limit", [1, 4_096, 20_000, 300_000, 600_000])
def test_a_disk_that_is_full_is_told_and_leaves_nothing_behind(tmp_path: Path, database: Path, limit: int) -> None:
    load(written(tmp_path))
    before = files(database)
    full = f"import resource, signal; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))"
    code, said = finish(start(larger(tmp_path), full))
    assert code == 1
    assert "could not be written (File too large) and is as it was" in said.splitlines()[-1]
    assert files(database) == before
    assert records() == 4


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
def test_a_full_disk_while_publishing_is_told(
    tmp_path: Path, database: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    load(written(tmp_path))
    before = files(database)

    def full(_path: Path) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(publish, "_to_disk", full)
    with pytest.raises(DataError, match=r"could not be written .* and is as it was\. Make room for it"):
        load(larger(tmp_path))
    assert files(database) == before
    assert records() == 4


def test_readers_never_see_half_a_load_while_loads_go_on(tmp_path: Path) -> None:
    load(written(tmp_path))
    seen = set()
    process = start(larger(tmp_path))
    while process.poll() is None:
        seen.add(records())
    finish(process)
    assert process.returncode == 0
    assert records() == 8
    assert seen <= {4, 8}


@pytest.fixture
def read_only(database: Path) -> Iterator[Path]:
    """A database's folder that cannot be written; nothing stops the superuser."""
    if os.geteuid() == 0:
        pytest.skip("the superuser may write everywhere")
    database.parent.mkdir()
    database.parent.chmod(0o500)
    yield database.parent
    database.parent.chmod(0o700)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, read_only: Path) -> None:
    with pytest.raises(DataError, match=f"{read_only} may not be written by you"):
        load(written(tmp_path))


def test_nothing_loaded_is_an_empty_list() -> None:
    assert published.loaded() == []


@pytest.mark.parametrize(
    ("number", "place", "sentence"),
    [
        (errno.EACCES, "/d/trends-1.duckdb.building", "{folder} may not be written by you"),
        (errno.EROFS, "/d/x.csv", "/d/x.csv may not be written by you"),
        (errno.ENOTDIR, "/d", "/d is no folder. TRENDS_DATABASE must name a file in a folder"),
        (errno.EMFILE, "/d/x.csv", "Too many open files: /d/x.csv"),
    ],
)
def test_a_place_that_cannot_be_used_is_told(database: Path, number: int, place: str, sentence: str) -> None:
    with pytest.raises(DataError) as refused, published.worded():
        raise OSError(number, os.strerror(number), place)
    assert str(refused.value).startswith(sentence.format(folder=database.parent))


def test_a_database_that_was_cut_is_said_to_be_damaged(tmp_path: Path, database: Path) -> None:
    load(written(tmp_path))
    file = database.resolve()
    whole = file.read_bytes()
    for size in range(0, len(whole), len(whole) // 8):
        file.write_bytes(whole[:size])
        database.unlink()
        database.symlink_to(file.rename(file.with_name(f"trends-{size}.duckdb")).name)  # as another version
        file = database.resolve()
        with pytest.raises(store.NoDatabaseError, match=r"is damaged|cannot be opened as a database|lacks"):
            read_all()


def read_all() -> None:
    """All that a reader may ask of a database."""
    catalogue()
    for rows in ("FROM victims", "FROM figures", "FROM questions", "FROM quarantine", "FROM countries"):
        store.query(rows)
