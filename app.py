"""The entry that `streamlit run app.py` and `trends serve` start: names the frame script, and the routes beside it.

It is an `st.App` and no script: a folder `pages/` beside a main script would put a fresh server in Streamlit's legacy
mode, where the first visitor of a deep link gets raw file names and no frame.
"""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Mount

from pages.parts.served import Assets, Guard, Language
from pages.parts.uploads import Uploads
from pages.parts.warmed import warmed

HERE = Path(__file__).parent

app = st.App(
    HERE / "pages" / "parts" / "frame.py",
    lifespan=warmed,
    routes=[Mount("/assets", Assets(HERE / "data" / "outlines"))],
    middleware=[Middleware(Guard), Middleware(Uploads), Middleware(Language)],
)
