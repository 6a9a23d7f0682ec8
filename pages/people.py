"""Who are the people identified?"""

from pages.parts.here import here
from pages.parts.page import scope, title

now = here()
title(now, "people", scope(now, "people", {}))
