"""A file dropped on the page: what the command would make of it, then its load, with progress and a way to stop it.

Only where the server was started with `trends serve --allow-load`: behind a proxy every visitor looks like this
computer, so who a visitor is can never be the reason.
"""

from collections.abc import Sequence
from html import escape
from typing import Any, Final

import streamlit as st

from pages.parts import address, uploads
from pages.parts.cards import KNOWN
from pages.parts.here import Here
from pages.parts.loading import LOG, BusyError, Job, Kept, running, start
from pages.parts.page import section
from pages.parts.panel import remarks
from pages.parts.words import Words

TYPES: Final = ("csv", "tsv", "txt", "xlsx", "gz", "zip")
_EVERY: Final = 0.7  # seconds between two looks at the work


def dropped(words: Words, here: Here | None = None) -> None:
    """The place to drop a file, and how far its load is. `here`: where there is a database already."""
    if not uploads.allowed():
        return
    with st.container(key="drop"):
        section(words("drop.title"), words("drop.scope"))
        given = st.file_uploader(words("drop.choose"), TYPES, key="drop-file", max_upload_size=_largest())
        if given is None:
            _forget()
            if running():  # begun by somebody else, or by this reader before the page was loaded anew
                st.fragment(_elsewhere, run_every=_EVERY)(words)
            return
        if st.session_state.get("drop-id") != given.file_id and not _taken(given):
            st.html(f'<p role="status"><strong>{escape(words("drop.failed"))}</strong></p>')
            return
        _state(words, here)


def _taken(given: Any) -> bool:
    """Keeps a new file and begins to check it; no where it cannot be written down."""
    _forget()
    try:
        st.session_state["drop-kept"] = Kept(given.name, given.getbuffer())
    except OSError:
        LOG.exception("a dropped file could not be kept")
        return False
    st.session_state["drop-id"] = given.file_id
    _begin("check")
    return True


def _largest() -> int:
    return int(st.get_option("server.maxUploadSize"))


def _forget() -> None:
    """The file goes with its folder; work on it that is still going on is left to its end."""
    for name in ("drop-id", "drop-kept", "drop-job"):
        st.session_state.pop(name, None)


def _begin(what: Any, options: Sequence[str] = ()) -> None:
    """Begins, or waits for the other one: there is one place at work."""
    st.session_state["drop-wanted"] = (what, tuple(options))
    try:
        st.session_state["drop-job"] = start(what, st.session_state["drop-kept"], options)
    except BusyError:
        st.session_state["drop-job"] = None


def _state(words: Words, here: Here | None) -> None:
    job: Job | None = st.session_state["drop-job"]
    if job is None or job.is_running:
        st.fragment(_watch, run_every=_EVERY)(words)
    elif job.state == "done":
        _report(words, here, job)
    else:
        _ended(words, job)


def _watch(words: Words) -> None:
    """Drawn again and again while there is work; then the page is."""
    job: Job | None = st.session_state.get("drop-job")
    if job is None:
        other = running()
        if other is None:
            _begin(*st.session_state["drop-wanted"])
            st.rerun()
        st.html(f'<p role="status">{escape(words("drop.busy", name=other.file.path.name))}</p>')
        return
    if not job.is_running:
        st.rerun()
    what = words("drop.checking" if job.what == "check" else "drop.loading")
    st.progress(job.done / max(1, job.total), words(f"drop.{job.step}", what=what) if job.step else what)
    st.button(words("drop.cancel"), key="drop-cancel", icon=":material/stop:", on_click=job.stop)


def _elsewhere(words: Words) -> None:
    """Work that this page did not begin; when it is over, the page shows what came of it."""
    job = running()
    if job is None:
        st.rerun()
    st.progress(job.done / max(1, job.total), words("drop.elsewhere", name=job.file.path.name))


def _report(words: Words, here: Here | None, job: Job) -> None:
    """What the file is and what does not go in as it came; then the load of it, or the way to it."""
    report = job.report
    if report["status"] == "refused":  # a case sheet: told in numbers, and there is no way to load it
        st.html(f'<p role="status"><strong>{escape(words("drop.refused"))}</strong></p>')
        _said(words, [report["sentence"], *report["details"]])
        return
    named = {"name": words.label("dataset", report["dataset"]), "edition": words.edition(report["edition"])}
    kind = "would" if job.what == "check" else "unchanged" if report["status"] == "unchanged" else "loaded"
    st.html(f'<p role="status"><strong>{escape(words(f"drop.{kind}", **named))}</strong></p>')
    remarks(_lines(words, report))
    _said(words, [report["sentence"], *report["set_aside"], *report["notes"]])
    if job.what == "check":
        options = _options(words)
        st.button(words("drop.load"), key="drop-load", type="primary", on_click=_begin, args=("load", options))
    elif here:
        link = address.with_language({"dataset": [report["dataset"]], "edition": [report["edition"]]})
        st.page_link(here.pages["trends"], label=words("drop.open"), query_params=link, icon=":material/arrow_forward:")
    else:
        st.button(words("drop.open"), key="drop-open")  # there is a database now: the page is drawn with it


def _lines(words: Words, report: dict[str, Any]) -> list[str]:
    lines = [words("drop.quarantined", n=report["quarantined"])] if report["quarantined"] else []
    if report["unused_columns"]:
        lines.append(words("drop.unused", names=words.list(report["unused_columns"])))
    return lines + ([words("drop.unmapped", n=len(report["unmapped"]))] if report["unmapped"] else [])


def _ended(words: Words, job: Job) -> None:
    """Refused, stopped or failed: what the command said, and another try."""
    st.html(f'<p role="status"><strong>{escape(words(f"drop.{job.state}"))}</strong></p>')
    if job.state == "refused":
        _said(words, job.said)
    options = _options(words)
    st.button(words("drop.again"), key="drop-again", on_click=_begin, args=("check", options))


def _said(words: Words, lines: Sequence[str]) -> None:
    said = "<br>".join(map(escape, lines))
    st.html(f'<p class="quiet">{escape(words("drop.command"))}</p><p class="said" lang="en">{said}</p>')


def _options(words: Words) -> list[str]:
    """What a reader may say of a file that does not tell it: options of the command."""
    with st.expander(words("drop.help"), type="compact"):
        dataset = st.selectbox(
            words("drop.as"), ["", *(name for name in KNOWN if name != "demo")], key="drop-as",
            format_func=lambda name: words.label("dataset", name) if name else words("drop.recognise"),
        )  # fmt: skip
        edition = st.text_input(words("drop.edition"), key="drop-edition", max_chars=10).strip()
        replace = st.checkbox(words("drop.replace"), key="drop-replace")
    job: Job = st.session_state["drop-job"]
    # `=` keeps what was typed the value of its option, whatever it begins with.
    options = [f"--as={dataset}"] if dataset else []
    options += [f"--edition={edition}"] if edition else []
    return options + (["--replace"] if replace and job.what == "check" and job.state == "done" else [])
