"""The doors between the rooms: who may import whom, who opens the database, where SQL and the environment are.

cli -> everything;  pages/*.py -> pages/parts -> queries -> data <- etl
"""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("cli", "data", "etl", "pages", "queries")
MAY_IMPORT = {
    "data": {"data"},
    "etl": {"etl", "data"},
    "queries": {"queries", "data"},
    "pages": {"pages", "queries", "data"},
    "cli": {*ROOMS},
    "app.py": {"pages", "data"},
}
PURE_PARTS = {"charts", "maps", "sentences", "tables", "theme", "words"}
PAGE_STATE = {"data.store.query", "data.store.scratch"}  # pages draw what queries give them
HEAVY = {"geopandas", "kaleido", "pyproj", "ruptures", "scipy", "shapely", "statsmodels"}
NEVER_NAMED = {
    "base",
    "common",
    "constants",
    "helper",
    "helpers",
    "misc",
    "models",
    "services",
    "shared",
    "util",
    "utils",
}
MAPMAKERS = {
    "etl/boundary_file.py",
    "etl/outlined.py",
    "etl/outlines.py",
    "etl/outlining.py",
    "etl/shapes.py",
}  # make the map's outlines, for `trends outlines`; nothing that loads or serves imports them
LONGEST_FILE = 250
# A type's name cannot be a parameter: names and values come from data/codes.py.
FROM_CONSTANTS = {"etl/tables.py": """f'CREATE TYPE "{name}" AS ENUM (SELECT unnest($codes))'"""}

FILES = sorted([ROOT / "app.py", *(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))])
NAMES = [path.relative_to(ROOT).as_posix() for path in FILES]
every_file = pytest.mark.parametrize("name", NAMES)


def tree(name: str) -> ast.Module:
    return ast.parse((ROOT / name).read_text("utf-8"))


def room(name: str) -> str:
    return name.split("/")[0]


def named(node: ast.AST) -> list[str]:
    """The full names that an import statement brings in."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        assert node.level == 0, "imports name the room they open: no relative ones"
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


def imports(name: str) -> set[str]:
    return {one for node in ast.walk(tree(name)) for one in named(node)}


def run_on_import(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes that run when the module is imported: not those within functions."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield child
            yield from run_on_import(child)


def roots(names: set[str]) -> set[str]:
    return {one.split(".")[0] for one in names}


def calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


@every_file
def test_a_room_imports_only_through_its_doors(name: str) -> None:
    assert roots(imports(name)) & {*ROOMS, "app"} <= MAY_IMPORT[room(name)]


@every_file
def test_only_the_pages_know_streamlit(name: str) -> None:
    if room(name) not in {"pages", "app.py"} or name in {f"pages/parts/{part}.py" for part in PURE_PARTS}:
        assert "streamlit" not in roots(imports(name))


@every_file
def test_pages_and_parts_ask_the_queries_not_the_store(name: str) -> None:
    if room(name) in {"pages", "app.py"}:
        assert not imports(name) & PAGE_STATE


@every_file
def test_only_the_store_opens_a_database(name: str) -> None:
    if name != "data/store.py":
        assert not [text for text, _ in calls(name) if text in {"duckdb.connect", "duckdb.sql", "duckdb.query"}]
    if room(name) not in {"data", "etl"}:
        assert "duckdb" not in roots(imports(name))
    if room(name) != "etl":
        assert "data.store.scratch" not in imports(name)


@every_file
def test_only_the_store_reads_the_environment(name: str) -> None:
    if name != "data/store.py":
        reads = {node.attr for node in ast.walk(tree(name)) if isinstance(node, ast.Attribute)} | imports(name)
        assert not reads & {"environ", "getenv", "os.environ", "os.getenv"}


@every_file
def test_nothing_is_formatted_into_sql(name: str) -> None:
    """What is handed to the database is a name or a plain text, so no value can become part of a statement."""
    for text, call in calls(name):
        if text.rsplit(".")[-1] in {"execute", "executemany", "query", "sql"} and call.args:
            statement = call.args[0]
            formatted = isinstance(statement, ast.JoinedStr | ast.BinOp) or ".format(" in ast.unparse(statement)
            assert not formatted or FROM_CONSTANTS.get(name) == ast.unparse(statement), f"{name}:{call.lineno}"


@every_file
def test_the_statements_of_figures_are_in_sql_files(name: str) -> None:
    if room(name) in {"cli", "pages", "queries", "app.py"}:
        texts = [node.value for node in ast.walk(tree(name)) if isinstance(node, ast.Constant)]
        found = [text for text in texts if isinstance(text, str) and re.search(r"\bSELECT\b.*\bFROM\b", text, re.S)]
        assert not found


@every_file
def test_heavy_libraries_are_imported_where_they_are_used(name: str) -> None:
    at_once = {one for node in run_on_import(tree(name)) for one in named(node)}
    assert name in MAPMAKERS or not roots(at_once) & HEAVY
    assert name in MAPMAKERS or not {one for one in imports(name) if one.startswith(("etl.outlines", "etl.shapes"))}


@every_file
def test_pages_are_not_scripts_of_their_own(name: str) -> None:
    if room(name) in {"pages", "app.py"}:
        assert "__main__" not in (ROOT / name).read_text("utf-8")


@every_file
def test_a_module_is_named_after_what_it_does_and_can_be_read_in_one_go(name: str) -> None:
    assert Path(name).stem not in NEVER_NAMED
    lines = (ROOT / name).read_text("utf-8").count("\n")
    assert lines <= LONGEST_FILE


def test_the_command_starts_without_the_heavy_rooms() -> None:
    """`trends --help` must not wait for what only `serve` or `load` need."""
    heavy = "{'streamlit', 'polars', 'duckdb', 'plotly', 'pandas', 'geopandas', 'app'}"
    code = f"import sys, cli.main; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_serving_never_imports_the_map_makers_library() -> None:
    code = "import sys, pages.parts.maps, pages.parts.charts, queries; print('geopandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
