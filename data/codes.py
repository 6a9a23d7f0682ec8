"""The language-free codes of every enumerated column, in the order they are shown.

Names follow the field's standards: IOM's Human Trafficking Case Data Standard (HTCDS 2.0), the IC-TIP classification,
ISIC Rev. 4 sections, UN M49 regions. Labels live in pages/locale/*.toml only.
"""

from types import MappingProxyType
from typing import Final

GENDER: Final = ("female", "male", "transgender_nonconforming")
AGE: Final = ("0_8", "9_17", "18_20", "21_23", "24_26", "27_29", "30_38", "39_47", "48_plus")
MAJORITY: Final = ("minor", "adult")
DURATION: Final = ("0_12", "13_24", "25_60", "61_plus", "25_plus")  # months; 25_plus only where a file ends there
COLLECTION: Final = ("case_management", "hotline")
REGION: Final = ("africa", "americas", "asia", "europe", "oceania", "americas_oceania")
SUBREGION: Final = (
    "northern_africa", "sub_saharan_africa", "latin_america_and_the_caribbean", "northern_america", "central_asia",
    "eastern_asia", "south_eastern_asia", "southern_asia", "western_asia", "eastern_europe", "northern_europe",
    "southern_europe", "western_europe", "australia_and_new_zealand", "melanesia", "micronesia", "polynesia",
)  # fmt: skip

# The question groups: several answers a person, so each is stored as a list of the codes answered yes and a list of the
# codes answered no. `unknown` and `not_specified` are boxes a file has; they are never an answer (see NO_ANSWER).
GROUPS: Final = MappingProxyType(
    {
        "exploitation": (
            "forced_labour", "sexual_exploitation", "other_exploitation", "sexual_and_labour_exploitation",
            "forced_marriage", "forced_military_service", "organ_removal", "slavery_and_similar_practices",
        ),
        "sector": (
            "agriculture", "aquafarming", "construction", "domestic_work", "hospitality", "manufacturing",
            "mining_or_drilling", "transportation", "peddling", "begging", "illicit_activities", "other",
            "not_specified",
        ),
        "sexual_form": (
            "prostitution", "pornography", "remote_interactive_services", "private_sexual_services", "other",
        ),
        "recruiter": ("intimate_partner", "family", "friend", "other", "unknown"),
        "method": (
            "online_social_network", "online_advertisement", "recruitment_agency", "at_work", "at_place_of_business",
            "at_educational_institution", "family_or_family_event", "friends_or_social_event", "newspaper_advert",
            "television_advert", "other",
        ),
        "means": (
            "debt_bondage_earnings", "debt_bondage", "takes_earnings", "threats", "uses_children",
            "threat_of_law_enforcement", "psychological_physical_sexual_abuse", "psychological_abuse",
            "physical_abuse", "sexual_abuse", "false_promises", "drugs_alcohol", "psychoactive_substances",
            "denies_basic_needs", "restricts_financial_access", "restricts_movement", "restricts_medical_care",
            "withholds_necessities", "excessive_working_hours", "withholds_documents", "abduction", "other",
            "not_specified",
        ),
        "perpetrator": (
            "role_exploiter", "role_recruiter_broker", "role_transaction_process", "role_control_abuse_kidnap",
            "gender_female", "gender_male", "age_0_29", "age_30_38", "age_39_47", "age_48_plus", "region_africa",
            "region_americas_oceania", "region_asia", "region_europe", "relation_family_intimate_partner",
            "relation_friend_acquaintance", "relation_stranger_unknown_other", "payment_yes", "payment_no",
        ),
    }
)  # fmt: skip

NO_ANSWER: Final = ("unknown", "not_specified")

# Means of control, older releases to the 2024 names. Applied in queries (table `crosswalk`), never at load: the finest
# code a file has is what is stored. A code that is absent here is already a 2024 name.
MEANS_CROSSWALK: Final = MappingProxyType(
    {
        "debt_bondage": "debt_bondage_earnings",
        "takes_earnings": "debt_bondage_earnings",
        "uses_children": "threats",
        "threat_of_law_enforcement": "threats",
        "psychological_abuse": "psychological_physical_sexual_abuse",
        "physical_abuse": "psychological_physical_sexual_abuse",
        "sexual_abuse": "psychological_physical_sexual_abuse",
        "psychoactive_substances": "drugs_alcohol",
        "restricts_financial_access": "denies_basic_needs",
        "restricts_movement": "denies_basic_needs",
        "restricts_medical_care": "denies_basic_needs",
        "withholds_necessities": "denies_basic_needs",
    }
)

# ISIC Rev. 4 section of each sector code, where one fits; the rest (begging, illicit activities, ...) have none.
ISIC: Final = MappingProxyType(
    {
        "agriculture": "A", "aquafarming": "A", "mining_or_drilling": "B", "manufacturing": "C", "construction": "F",
        "peddling": "G", "transportation": "H", "hospitality": "I", "domestic_work": "T",
    }
)  # fmt: skip

# UNODC GLOTIP
INDICATOR: Final = ("detected_victims", "convicted", "prosecuted", "formal_contact", "offences")
DIMENSION: Final = ("total", "exploitation", "citizenship", "repatriation")
SEX: Final = ("total", "female", "male", "other", "unknown")
FIGURE_AGE: Final = ("total", "minor", "adult", "unknown")

PROTECTION: Final = ("published", "k-anonymised", "synthetic", "dp-synthetic", "confidential")
REDISTRIBUTION: Final = ("open", "figures", "aggregates")
