"""How do two selections compare?"""

import streamlit as st

from pages.parts import compare_picker
from pages.parts.charts_compare import compare_lines
from pages.parts.charts_revision import revision_bars
from pages.parts.compare_parts import nothing, refused, start, unrevised
from pages.parts.here import here
from pages.parts.page import scope, title
from pages.parts.panel import panel
from queries.comparison import comparison
from queries.revisions import are_editions, revisions

now = here()
if now.view.versus is None:
    title(now, "compare", now.words("compare.start"))
    compare_picker.picker(now)
    start(now)
else:
    figure = comparison(now.view)
    title(now, "compare", scope(now, "trends", {}))
    compare_picker.cards(now)
    with st.container(key="question"):
        compare_picker.picker(now)
        if figure.facts["refused"]:
            refused(now, figure)
        elif figure.is_empty:
            nothing(now, figure)
        else:
            panel(now, figure, compare_lines)
    if are_editions(now.view) and not figure.facts["refused"]:
        panel(now, revisions(now.view), revision_bars)
    elif now.view.show == "revision" and not figure.facts["refused"]:
        unrevised(now)
