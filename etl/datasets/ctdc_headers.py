"""The columns that are read from each of CTDC's releases, as published: what a copy of one lacks is told by them.

Of 2017 to 2022 from the files, of v2024 and later from the publisher's list of columns.
"""

from typing import Final

_K_MEANS: Final = (
    "DebtBondage", "TakesEarnings", "RestrictsFinancialAccess", "Threats", "PsychologicalAbuse", "PhysicalAbuse",
    "SexualAbuse", "FalsePromises", "PsychoactiveSubstances", "RestrictsMovement", "RestrictsMedicalCare",
    "ExcessiveWorkingHours", "UsesChildren", "ThreatOfLawEnforcement", "WithholdsNecessities", "WithholdsDocuments",
    "Other", "NotSpecified",
)  # fmt: skip
_K_LABOUR: Final = (
    "Agriculture", "Aquafarming", "Begging", "Construction", "DomesticWork", "Hospitality", "IllicitActivities",
    "Manufacturing", "MiningOrDrilling", "Peddling", "Transportation", "Other", "NotSpecified",
)  # fmt: skip
_RECRUITER: Final = tuple(f"recruiterRelation{who}" for who in ("IntimatePartner", "Friend", "Family", "Other"))
_FORMS: Final = ("isForcedLabour", "isSexualExploit", "isOtherExploit")
_PERSON: Final = ("yearOfRegistration", "gender", "ageBroad", "citizenship", "CountryOfExploitation")

K_ANONYMISED_2017: Final = (
    *_PERSON, "Datasource", "majorityStatus", "majorityStatusAtExploit", "majorityEntry", *_FORMS, "isSexAndLabour",
    "isForcedMarriage", "isForcedMilitary", "isOrganRemoval", "isAbduction",
    *(f"meansOfControl{name}" for name in _K_MEANS), *(f"typeOfLabour{name}" for name in _K_LABOUR),
    "typeOfSexProstitution", "typeOfSexPornography", "typeOfSexRemoteInteractiveServices",
    "typeOfSexPrivateSexualServices", *_RECRUITER, "recruiterRelationUnknown",
)  # fmt: skip
K_ANONYMISED_2020: Final = (*K_ANONYMISED_2017, "isSlaveryAndPractices")

_SHORTER_2021: Final = {"RestrictsFinancialAccess", "UsesChildren", "NotSpecified"}
_SECTORS: Final = ("Agriculture", "Construction", "DomesticWork", "Hospitality")
SYNTHETIC_2021: Final = (
    *_PERSON, "majorityStatusAtExploit", "traffickMonths", *_FORMS,
    *(f"meansOfControl{name}" for name in _K_MEANS if name not in _SHORTER_2021),
    *(f"typeOfLabour{name}" for name in (*_SECTORS, "Other")),
    *(f"typeOfSex{name}" for name in ("Prostitution", "Pornography", "Other")), *_RECRUITER,
)  # fmt: skip
SYNTHETIC_2024: Final = (
    *_PERSON, "traffickMonths", *_FORMS, "meansDebtBondageEarnings", "meansThreats", "meansAbusePsyPhySex",
    "meansFalsePromises", "meansDrugsAlcohol", "meansDenyBasicNeeds", "meansExcessiveWorkHours", "meansWithholdDocs",
    *(f"typeOfLabour{name}" for name in _SECTORS), "typeOfSexProstitution", "typeOfSexPornography", *_RECRUITER,
)  # fmt: skip
SYNTHETIC_2026: Final = tuple(
    name.replace("typeOfLabour", "sectorOfLabour").replace("typeOfSex", "sectorOfSex") for name in SYNTHETIC_2024
)

VICTIM_PERPETRATOR: Final = (
    "yearRegister", "gender", "majorityStatus", "isForcedLabour", "isSexualExploit", "UN_COO_Region", "UN_COE_Region",
    "IP_Exploiter", "IP_Gender", "IP_ageBroad", "IP_citizen_UNRegion", "IP_Relation", "IP_PayMoney",
    "IP_RecruiterBroker", "IP_TransactionProcess", "IP_ControlAbuseKidnap",
)  # fmt: skip
