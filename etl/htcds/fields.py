"""The fields of HTCDS 2.0, as fields.csv has them: what each holds, and what may ever be done with it."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal, cast

Handling = Literal["identifies", "accepted", "unused"]
Kind = Literal["text", "one", "several", "yes_no", "country", "language", "date", "number", "lookup"]

STRICTEST: Final[tuple[Handling, ...]] = ("identifies", "unused", "accepted")
# As the published case sheet spells it.
MISSPELT: Final = MappingProxyType({"vic_traffickinstatusdecisionmakingorg": "vic_TraffickingStatusDecisionMakingOrg"})


@dataclass(frozen=True)
class Field:
    """A field of the standard. `codes`: every accepted spelling of a picklist's value, folded -> its code."""

    name: str
    label: str
    kind: Kind
    codes: Mapping[str, str]
    handling: Handling
    reason: str
    becomes: str


@cache
def fields() -> Mapping[str, Field]:
    """Every field by its name with prefix, folded."""
    with Path(__file__).with_name("fields.csv").open(encoding="utf-8", newline="") as lines:
        found = [_field(row) for row in csv.DictReader(lines)]
    return MappingProxyType({folded(field.name): field for field in found})


@cache
def labels() -> Mapping[str, Field]:
    """A field by its label, folded; of several with one label, the one that is handled most strictly."""
    strict_last = sorted(fields().values(), key=lambda field: -STRICTEST.index(field.handling))
    return MappingProxyType({folded(field.label): field for field in strict_last})


def by_name(text: str) -> Field | None:
    """The field of a name such as `prs_FirstName`, whatever its case."""
    key = folded(text)
    return fields().get(folded(MISSPELT.get(key, key)))


def folded(text: str) -> str:
    """A text for comparing: no case, single blanks."""
    return " ".join(text.casefold().split())


def _field(row: Mapping[str, str]) -> Field:
    codes = [code for code in row["codes"].split("|") if code]
    spelled = dict(zip(row["labels"].split("|"), codes, strict=True)) if codes else {}
    known = {folded(text): code for text, code in (spelled | {code: code for code in codes}).items()}
    kind, handling = cast(Kind, row["kind"]), cast(Handling, row["handling"])
    return Field(row["field"], row["label"], kind, known, handling, row["reason"], row["becomes"])
