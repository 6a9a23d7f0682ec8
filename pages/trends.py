"""How have registrations changed over the years?"""

from pages.parts import onward, options, real
from pages.parts.charts import lines
from pages.parts.here import here
from pages.parts.page import scope, title
from pages.parts.panel import panel
from pages.parts.picking import picks
from queries.figures import trend

now = here()
figure = trend(now.view)
title(now, "trends", scope(now, "trends", figure.facts))
panel(now, figure, lines, picks("trend"), under=lambda: options.of_trends(now, figure))
onward.of_trends(now, figure)
real.change(now)
real.windows(now)
