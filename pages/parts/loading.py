"""A file that was dropped on a page: checked and loaded by the command, in a process of its own, one at a time.

The command publishes a load as a whole or not at all: a process that is stopped or dies leaves the data as they were.
"""

import json
import logging
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import weakref
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

State = Literal["running", "done", "refused", "stopped", "failed"]
COMMAND: Final = (sys.executable, "-P", "-c", "from cli.main import run; run()")
LONGEST_NAME: Final = 60  # letters; a file system counts bytes
LOG: Final = logging.getLogger("trends")
_REFUSED: Final = (1, 2)
_STOPPED: Final = (130, -2, -9, -15)
_PATIENCE: Final = 10.0  # seconds a process has to stop by itself


class BusyError(Exception):
    """Another file is being checked or loaded; `name` is its name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Kept:
    """A file as a reader gave it, in a folder of its own that goes with it. Its name tells the edition, so it stays."""

    def __init__(self, name: str, content: bytes | memoryview) -> None:
        folder = tempfile.mkdtemp(prefix="trends-dropped-")
        self.remove = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        plain = re.sub(r"[^\w.,;() +-]", "_", name.replace("\\", "/").rpartition("/")[2]).lstrip(". ")
        self.path = Path(folder) / (plain[-LONGEST_NAME:] or "file")
        self.path.write_bytes(content)


@dataclass
class Job:
    """One run of the command on one file; another thread fills it in while pages look at it."""

    what: Literal["check", "load"]
    file: Kept
    process: "subprocess.Popen[str]"
    state: State = "running"
    step: str = ""
    done: int = 0
    total: int = 1
    report: dict[str, Any] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)  # what kept the file out, in the command's words

    @property
    def is_running(self) -> bool:
        return self.state == "running"

    def stop(self) -> None:
        """Stops the work; what is published stays as it was."""
        self.process.terminate()
        threading.Timer(_PATIENCE, self._kill).start()

    def _kill(self) -> None:
        if self.process.poll() is None:
            self.process.kill()


_slot = threading.Lock()
_at_work: list[Job] = []


def running() -> Job | None:
    """The job at work now, whoever began it."""
    return next(iter(_at_work), None)


def start(what: Literal["check", "load"], file: Kept, options: Sequence[str] = ()) -> Job:
    """Begins to check or to load a file. Raises BusyError while another one is at work."""
    with _slot:
        if busy := running():
            raise BusyError(busy.file.path.name)
        out = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115  closed by the thread that reads it
        line = [*COMMAND, what, "--json", "--progress", *options, "--", str(file.path)]
        process = subprocess.Popen(line, stdout=out, stderr=subprocess.PIPE, text=True, encoding="utf-8")
        job = Job(what, file, process)
        _at_work.append(job)
    threading.Thread(target=_follow, args=(job, out), daemon=True).start()
    return job


def _follow(job: Job, out: Any) -> None:
    """Reads what the command says until it ends."""
    with job.process as process:
        for line in process.stderr or ():
            _heard(job, line.rstrip("\n"))
        code = process.wait()
    out.seek(0)
    reports = _read(out.read())
    out.close()
    job.report = reports[0] if reports else {}
    job.state = _ended(code, job)
    if job.state == "failed":
        LOG.error("%s %s ended with %s: %s", job.what, job.file.path.name, code, "\n".join(job.said))
    _at_work.remove(job)


def _heard(job: Job, line: str) -> None:
    if line.startswith('{"step"'):
        told = json.loads(line)
        job.step, job.done, job.total = told["step"].rpartition(": ")[2], told["done"], told["total"]
    elif line:
        job.said.append(line)


def _read(text: str) -> list[dict[str, Any]]:
    """The reports; none where the process died while it wrote them."""
    try:
        found: list[dict[str, Any]] = json.loads(text or "[]")
    except json.JSONDecodeError:
        return []
    return found


def _ended(code: int, job: Job) -> State:
    if code == 0 and job.report:
        return "done"
    if code in _STOPPED:
        return "stopped"
    # Python, too, ends with 1 where it fails in a way that nobody foresaw.
    foreseen = code in _REFUSED and job.said and not any(line.startswith("Traceback ") for line in job.said)
    return "refused" if foreseen else "failed"
