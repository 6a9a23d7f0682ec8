"""Where were people identified?"""

from pages.parts import options
from pages.parts.here import here
from pages.parts.maps import choropleth
from pages.parts.page import scope, title
from pages.parts.panel import panel
from pages.parts.picking import pick_country
from queries.figures import places

now = here()
figure = places(now.view)
title(now, "map", scope(now, "map"))
options.of_map(now)
panel(now, figure, choropleth, on_select=pick_country)
