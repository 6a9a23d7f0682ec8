"""How do two or three characteristics go together?"""

from pages.parts.here import here
from pages.parts.page import scope, title

now = here()
title(now, "table", scope(now, "table", {}))
