"""What is known of the perpetrators?"""

from pages.parts import perpetrator_parts
from pages.parts.here import here
from pages.parts.page import scope, title
from queries.perpetrators import has_perpetrators

now = here()
title(now, "perpetrators", scope(now, "perpetrators", {}) if has_perpetrators(now.edition) else "")
if has_perpetrators(now.edition):
    perpetrator_parts.parts(now)
    perpetrator_parts.over_time(now)
    perpetrator_parts.across(now)
else:
    perpetrator_parts.nothing(now)
