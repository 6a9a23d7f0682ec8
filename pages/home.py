"""What do the published figures say, and what can they not say?"""

from pages.parts import doors, story
from pages.parts.here import here
from pages.parts.page import title
from queries.figures import headline

now = here()
title(now, "home", now.words("app.tagline"))
story.tell(now)
if not now.on_stage:
    doors.doors(now)
    doors.introduction(now, headline(now.view))
