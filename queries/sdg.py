"""SDG indicator 16.2.2 as far as published figures reach: detected victims per 100,000 residents."""

from dataclasses import replace

from queries.figure import Figure, kept
from queries.figures import trend
from queries.view import View

INDICATOR = "detected_victims"


@kept
def indicator(view: View) -> Figure:
    """The indicator over the years, whole or by sex, age or form of exploitation (`view.by`), of the places selected.

    The frame and the facts are those of queries.figures.trend with the measure rate: as published, and in the same
    reporters. Only where queries.rates.refusal gives no reason against it.
    """
    rates = replace(view, measure="rate", filters=replace(view.filters, indicator=INDICATOR))
    whole = trend(rates)
    return replace(whole, name="sdg", view=replace(whole.view, page=view.page))
