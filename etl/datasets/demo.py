"""The demonstration data set: made up by etl/demo.py in the layout of CTDC's 2025 release.

Its breaks and provisional years are planted, and told in data/demo/truths.toml.
"""

from functools import partial
from typing import Final

from data.demo import truths
from etl.dataset import Break, Dataset, Layout, Release
from etl.datasets import ctdc, ctdc_rows
from etl.datasets.ctdc_synthetic import LAYOUT_2024

# All that CTDC's layout is told by, and what only the demonstration has: the more exacting of two layouts is taken.
LAYOUT: Final = Layout(
    "demo",
    LAYOUT_2024.required | {"contributor", "methodOfRecruitmentOnlineSocialNetwork"},
    edition="2025",
    columns=LAYOUT_2024.columns,
)


def release(_edition: str) -> Release:
    """What the generator plants: a contributor enters, another leaves, the last years are incomplete."""
    planted = truths()
    enters, leaves = planted["entrant"]["first"], planted["leaver"]["last"] + 1
    return Release(
        provisional=tuple(planted["lag"]["years"]),
        breaks=(
            Break(enters, "contributor_enters", planted["entrant"]["region"], of="reporters"),
            Break(leaves, "contributor_leaves", planted["leaver"]["region"], of="reporters"),
        ),
    )


DEMO: Final = Dataset(
    id="demo",
    kind="victims",
    title="Demonstration data, made up",
    publisher="Trafficking Trends",
    citation="Trafficking Trends ({year}). Demonstration data, made up: no person, place or organisation is behind it.",
    bibtex="\n".join(
        (
            "@misc{trafficking_trends_demo,",
            "  title = {Demonstration data, made up},",
            "  author = {{Trafficking Trends}},",
            "  year = {{year}},",
            "  note = {No person, place or organisation is behind it}",
            "}",
        )
    ),
    url="",
    licence="Apache-2.0",
    terms="Free to use and to share. Whatever is made from it must say that it is made up.",
    redistribution="open",
    protection="synthetic",
    method="a seeded generator, shaped by published proportions, with planted truths to be found again",
    unit="record",
    layouts=(LAYOUT,),
    tidy=partial(ctdc_rows.tidy, columns=ctdc.Columns("demo")),
    release=release,
    edition_of=lambda _name, _rows: None,  # one generator, one edition
)
