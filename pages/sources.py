"""Where do these figures come from?"""

from pages.parts import cards
from pages.parts.here import here
from pages.parts.page import title

now = here()
title(now, "sources", now.words("sources.scope"))
cards.jumps(now)
for edition in now.loaded.editions:
    cards.loaded(now, edition)
cards.not_loaded(now)
