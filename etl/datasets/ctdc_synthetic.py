"""CTDC's Global Synthetic Dataset: records made from people's case data. Release of 25 August 2021."""

from datetime import date
from functools import partial
from typing import Final

from etl.dataset import Dataset, Layout, Release
from etl.datasets import ctdc, ctdc_rows

RELEASES: Final = {
    "2021-08-25": Release(
        represents=156_000,
        records=193_025,
        provisional=(2020, 2021),
        breaks=(
            *ctdc.IOM_SYSTEM,
            ctdc.HOTLINE_ENTERS,
            *ctdc.PHILIPPINES_2016,
            ctdc.HOTLINE_LEAVES,
            ctdc.RECOLLECTIV_LEAVES,
        ),
    )
}
# Durations set the synthetic files apart from the k-anonymised ones, the long names of the means from later releases.
LAYOUT_2021: Final = Layout(
    "synthetic-2021",
    frozenset(
        {"yearOfRegistration", "citizenship", "CountryOfExploitation", "traffickMonths", "meansOfControlThreats"}
    ),
    edition="2021-08-25",
)


SYNTHETIC: Final = Dataset(
    id="ctdc-synthetic",
    kind="victims",
    title="The Global Synthetic Dataset",
    publisher=ctdc.PUBLISHER,
    citation=ctdc.citation("The Global Synthetic Dataset"),
    bibtex=ctdc.bibtex("ctdc_global_synthetic", "The Global Synthetic Dataset"),
    url="https://www.ctdatacollaborative.org/page/global-synthetic-dataset",
    licence=ctdc.LICENCE,
    terms=ctdc.TERMS,
    redistribution="aggregates",
    protection="synthetic",
    method=(
        "k-anonymous synthesis without differential privacy: records that belong to no person, made from common "
        "combinations of the original answers, every published count a multiple of 10"
    ),
    unit="record",
    layouts=(LAYOUT_2021,),
    tidy=partial(ctdc_rows.tidy, columns=ctdc.Columns("ctdc-synthetic")),
    release=lambda edition: RELEASES.get(edition, Release()),
    edition_of=lambda _name, _rows: None,  # the layout is known from one release only
    min_edition=date(2021, 8, 25),
)
