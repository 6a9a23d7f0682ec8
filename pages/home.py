"""What do the published figures say, and what can they not say?"""

import streamlit as st

from pages.parts import doors, leads, rise, story
from pages.parts.here import here
from pages.parts.page import title
from queries.figures import headline

now = here()
title(now, "home", now.words("app.tagline"))
if now.on_stage:
    story.tell(now)
else:
    with st.container(key="home"):
        asking, ways = st.columns([8, 4], gap="large")
        with asking:
            rise.ask(now)
        with ways:
            doors.doors(now)
            doors.introduction(now, headline(now.view))
        leads.questions(now)
        story.tell(now)
