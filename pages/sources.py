"""Where do these figures come from?"""

from pages.parts import card_outlines, card_population, cards, drop
from pages.parts.here import here
from pages.parts.page import title

now = here()
title(now, "sources", now.words("sources.scope"))
drop.dropped(now.words, now)
cards.jumps(now)
for edition in now.loaded.editions:
    cards.loaded(now, edition)
card_population.card(now)
card_outlines.card(now)
cards.not_loaded(now)
