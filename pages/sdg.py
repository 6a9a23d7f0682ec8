"""SDG indicator 16.2.2: how many victims of trafficking are detected per 100,000 residents?"""

from pages.parts import sdg_view
from pages.parts.charts import lines
from pages.parts.here import here
from pages.parts.page import title
from pages.parts.panel import panel
from queries.rates import refusal
from queries.sdg import indicator

now = here()
title(now, "sdg", now.words("sdg.scope"))
reason = refusal("sdg", now.edition, now.view.filters, now.view.by, now.loaded)
if reason:
    sdg_view.cannot(now, reason)
else:
    figure = indicator(now.view)
    panel(now, figure, lines, under=lambda: sdg_view.options(now))
sdg_view.definition(now)
