"""CTDC's Global Victim-Perpetrator Synthetic Dataset: the release of 1 December 2022."""

from datetime import date
from functools import partial
from typing import Final

from etl.dataset import Break, Dataset, Layout, Release
from etl.datasets import ctdc, ctdc_headers, ctdc_rows
from etl.datasets.codes import Coded, coded

SOURCE: Final = "ctdc-victim-perpetrator"
_HERE: Final = "etl/datasets/ctdc_victim_perpetrator.py"
REGION: Final = {
    "Africa": "africa",
    "Americas/Oceania": "americas_oceania",  # the file's own region
    "Asia": "asia",
    "Europe": "europe",
}
VALUES: Final[tuple[Coded, ...]] = (
    coded("UN_COE_Region", "region", REGION, f"REGION in {_HERE}"),
    coded("UN_COO_Region", "origin_region", REGION, f"REGION in {_HERE}"),
    coded("gender", "gender", ctdc.GENDER, "GENDER in etl/datasets/ctdc.py"),
    coded("majorityStatus", "majority", ctdc.MAJORITY, "MAJORITY in etl/datasets/ctdc.py"),
)
FLAGS: Final = {
    "isForcedLabour": ("exploitation", "forced_labour"),
    "isSexualExploit": ("exploitation", "sexual_exploitation"),
    "IP_Exploiter": ("perpetrator", "role_exploiter"),
    "IP_RecruiterBroker": ("perpetrator", "role_recruiter_broker"),
    "IP_TransactionProcess": ("perpetrator", "role_transaction_process"),
    "IP_ControlAbuseKidnap": ("perpetrator", "role_control_abuse_kidnap"),
}
# A case may have several perpetrators, so these columns hold several values a cell.
PERPETRATOR: Final = {
    "IP_Gender": {"Female": "gender_female", "Male": "gender_male"},
    "IP_ageBroad": {"0--29": "age_0_29", "30--38": "age_30_38", "39--47": "age_39_47", "48+": "age_48_plus"},
    "IP_citizen_UNRegion": {text: f"region_{code}" for text, code in REGION.items()},
    "IP_Relation": {
        "FamilyIntimatePartner": "relation_family_intimate_partner",
        "FriendAcquaintance": "relation_friend_acquaintance",
        "StrangerUnknownOther": "relation_stranger_unknown_other",
    },
    "IP_PayMoney": {"Yes": "payment_yes", "No": "payment_no"},
}
COLUMNS: Final = ctdc.Columns(
    SOURCE,
    year="yearRegister",
    year_pattern=r"\d{4}(?:-\d{4})?",
    values=VALUES,
    flags=FLAGS,
    several={column: ("perpetrator", codes) for column, codes in PERPETRATOR.items()},
)
RELEASES: Final = {
    "2022-12-01": Release(
        represents=17_000, records=21_195, provisional=(2021, 2022), breaks=(Break(2014, "iom_system"),)
    )
}
LAYOUT: Final = Layout(
    "victim-perpetrator-2022",
    frozenset({"yearRegister", "UN_COO_Region", "UN_COE_Region", "IP_Exploiter", "IP_Relation"}),
    edition="2022-12-01",
    columns=ctdc_headers.VICTIM_PERPETRATOR,
)


VICTIM_PERPETRATOR: Final = Dataset(
    id=SOURCE,
    kind="victims",
    title="The Global Victim-Perpetrator Synthetic Dataset",
    publisher=ctdc.PUBLISHER,
    citation=ctdc.citation("The Global Victim-Perpetrator Synthetic Dataset"),
    bibtex=ctdc.bibtex("ctdc_victim_perpetrator", "The Global Victim-Perpetrator Synthetic Dataset"),
    url="https://www.ctdatacollaborative.org/page/global-victim-perpetrator-synthetic-dataset",
    licence=ctdc.LICENCE,
    terms=ctdc.TERMS,
    redistribution="aggregates",
    protection="dp-synthetic",
    method=(
        "synthesis with differential privacy: records that belong to no person, made from noisy counts of combinations "
        "of the original answers, so small counts are partly noise"
    ),
    unit="record",
    layouts=(LAYOUT,),
    tidy=partial(ctdc_rows.tidy, columns=COLUMNS),
    release=lambda edition: RELEASES.get(edition, Release()),
    edition_of=lambda _name, _rows: None,  # the layout is known from one release only
    min_edition=date(2022, 12, 1),
)
