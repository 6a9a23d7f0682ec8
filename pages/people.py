"""Who are the people identified?"""

from pages.parts import people_parts
from pages.parts.here import here
from pages.parts.page import scope, title

now = here()
title(now, "people", scope(now, "people", {}))
people_parts.ages(now)
people_parts.stages(now)
people_parts.years(now)
people_parts.places(now)
