"""How far can these data be trusted?"""

from pages.parts import counting, reporting, trust
from pages.parts.here import here
from pages.parts.page import title

now = here()
title(now, "quality", now.words("quality.scope", name=now.words.label("dataset", now.edition.dataset)))
trust.answered(now)
reporting.how_many(now)
reporting.who_and_when(now)
if not now.on_stage:
    trust.can_and_cannot(now)
    counting.changes(now)
    trust.read(now)
    trust.set_aside(now)
    trust.unmapped(now)
