"""Editions and catalogues made by hand, for tests that need no database."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from queries.catalogue import Break, Catalogue, Edition

VICTIMS = Edition(
    dataset="ctdc-synthetic",
    edition="2021-08-25",
    kind="victims",
    title="Made-up title",
    publisher="Made-up publisher",
    citation="Made-up citation",
    bibtex="@misc{made}",
    url="https://example.org/data",
    licence="Made-up licence",
    terms="Made-up terms",
    redistribution="aggregates",
    protection="synthetic",
    method="Made-up method",
    unit="record",
    represents=156_000,
    zeros_lost=False,
    provisional=(2021,),
    breaks=(Break(2015, "hotline_enters"),),
    rows=193_025,
    profiles=60_886,
    rows_read=193_025,
    quarantined=0,
    first_year=2002,
    last_year=2021,
    without_year=39_285,
    countries=141,
    edition_date=date(2021, 8, 25),
    loaded_at=datetime(2026, 1, 1),
    file="made.tsv",
    sha256="0" * 64,
    unused_columns=(),
    unmapped=(),
    answers=frozenset({"region", "country", "origin", "gender", "age", "exploitation", "sector", "recruiter", "means"}),
    zeros=frozenset(),
    options={
        "region": {"europe": 10, "asia": 5},
        "country": {"ITA": 10, "NGA": 4, "NAM": 1},
        "origin": {"NGA": 9},
        "gender": {"female": 9, "male": 4},
        "age": {"9_17": 3, "minor": 4, "adult": 5},
        "exploitation": {"forced_labour": 5, "sexual_exploitation": 8},
        "sector": {"agriculture": 2},
        "recruiter": {"friend": 2},
        "means": {"threats": 2},
    },
    slices=frozenset(),
)
FIGURES = replace(
    VICTIMS,
    dataset="unodc-glotip",
    edition="2025-04-14",
    edition_date=date(2025, 4, 14),
    kind="figures",
    unit="figure",
    protection="published",
    represents=None,
    provisional=(2022,),
    breaks=(),
    answers=frozenset({"region", "subregion", "country", "origin_region", "origin", "exploitation", "gender", "age"}),
    options={
        "country": {"PAK": 4, "GBR": 9},
        "origin": {"NGA": 9},
        "origin_region": {"africa": 9},
        "exploitation": {"forced_labour": 5},
        "gender": {"female": 3},
        "age": {"minor": 2},
    },
    slices=frozenset(
        {
            ("detected_victims", "total", False, False),
            ("detected_victims", "total", True, False),
            ("detected_victims", "total", False, True),
            ("detected_victims", "total", True, True),
            ("detected_victims", "exploitation", False, False),
            ("detected_victims", "exploitation", False, True),
            ("detected_victims", "exploitation", True, True),
            ("detected_victims", "citizenship", False, False),
            ("offences", "total", False, False),
        }
    ),
)


def loaded(*editions: Edition) -> Catalogue:
    return Catalogue(editions or (VICTIMS, FIGURES))


def edition(**changes: Any) -> Edition:
    return replace(VICTIMS, **changes)
