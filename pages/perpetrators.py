"""What is known of the perpetrators?"""

from pages.parts.here import here
from pages.parts.page import scope, title

now = here()
title(now, "perpetrators", scope(now, "perpetrators", {}))
