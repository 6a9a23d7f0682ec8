"""From where to where?"""

from pages.parts.here import here
from pages.parts.page import scope, title

now = here()
title(now, "flows", scope(now, "flows", {}))
