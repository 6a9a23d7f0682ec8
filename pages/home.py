"""What do the published figures say, and what can they not say?"""

import streamlit as st

from pages.parts import doors, story
from pages.parts.here import here
from pages.parts.page import title
from queries.figures import headline

now = here()
title(now, "home", now.words("app.tagline"))
if now.on_stage:
    story.tell(now)
else:
    with st.container(key="home"):
        doors.doors(now)
        story.tell(now)
    doors.introduction(now, headline(now.view))
