"""Starts the dashboard: Streamlit on the packaged app, with the project's own settings as its options.

A wheel has no .streamlit folder, and whoever runs it may have one with other settings: options win over both.
"""

import importlib.util
import json
import os
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NoReturn

import typer

from data import store
from etl.recipe import WrongUse

LARGEST_FILE: Final = 200  # megabytes that may be dropped on a page
THIS_COMPUTER: Final = ("127.0.0.1", "localhost", "::1")


def run_server(host: str, port: int, allow_load: bool = False) -> NoReturn:
    """Becomes the server: this process is replaced, so that signals reach it. Raises WrongUse where anybody who reaches
    the port could change the database."""
    if allow_load and host not in THIS_COMPUTER:
        raise WrongUse(
            f"--allow-load with --host {host} would let whoever reaches the port change the database. Listen on "
            "127.0.0.1, and put a proxy with a sign-in in front of it where others are to load files"
        )
    if not store.location().exists():
        typer.echo("No database yet. Build the demonstration one with: trends demo", err=True)
    os.execv(sys.executable, command(host, port, allow_load))


def command(host: str, port: int, allow_load: bool = False) -> list[str]:
    """The command line of the server. Only one that was told so takes files, and only that one takes large uploads."""
    options = dict(options_of(settings())) | {"server.address": host, "server.port": str(port)}
    options |= {"server.maxUploadSize": str(LARGEST_FILE)} if allow_load else {}
    # -P: the folder one is in must not shadow Python's own modules, nor ours.
    return [
        sys.executable, "-P", "-m", "streamlit", "run", str(_file_of("app")),
        *(f"--{name}={value}" for name, value in options.items()),
        *(["--", "--allow-load"] if allow_load else []),
    ]  # fmt: skip


def settings() -> dict[str, Any]:
    """The server's settings, pages/settings.toml."""
    return tomllib.loads(_file_of("pages").with_name("settings.toml").read_text(encoding="utf-8"))


def options_of(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Settings as Streamlit's options: `theme.light.textColor`, `#1D2730`; lists and switches as JSON writes them."""
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from options_of(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value if isinstance(value, str) else json.dumps(value)


def _file_of(module: str) -> Path:
    """Where a module lies, without running it."""
    found = importlib.util.find_spec(module)
    if not found or not found.origin:
        raise FileNotFoundError(f"the module {module} is not installed")
    return Path(found.origin)
