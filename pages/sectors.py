"""In which sectors were people exploited?"""

from pages.parts.here import here
from pages.parts.page import scope, title

now = here()
title(now, "sectors", scope(now, "sectors", {}))
