"""Who recruited, how, and by what means were people controlled?"""

from pages.parts.here import here
from pages.parts.page import scope, title
from pages.parts.question import questions

now = here()
title(now, "recruitment", scope(now, "recruitment", {}))
questions(now)
