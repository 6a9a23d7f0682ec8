"""Every yes/no column CTDC has published, in any release: column -> question group and code of data/codes.py.

The finest code a file has is what is kept; older names of means of control are merged in queries (data/codes.py,
MEANS_CROSSWALK), never here. A release that renames columns is a line here.
"""

from typing import Final

_EXPLOITATION: Final = {
    "isForcedLabour": "forced_labour",
    "isSexualExploit": "sexual_exploitation",
    "isOtherExploit": "other_exploitation",
    "isSexAndLabour": "sexual_and_labour_exploitation",
    "isForcedMarriage": "forced_marriage",
    "isForcedMilitary": "forced_military_service",
    "isOrganRemoval": "organ_removal",
    "isSlaveryAndPractices": "slavery_and_similar_practices",
}
_SECTOR: Final = {
    "typeOfLabourAgriculture": "agriculture",
    "typeOfLabourAquafarming": "aquafarming",
    "typeOfLabourConstruction": "construction",
    "typeOfLabourDomesticWork": "domestic_work",
    "typeOfLabourHospitality": "hospitality",
    "typeOfLabourManufacturing": "manufacturing",
    "typeOfLabourMiningOrDrilling": "mining_or_drilling",
    "typeOfLabourTransportation": "transportation",
    "typeOfLabourPeddling": "peddling",
    "typeOfLabourBegging": "begging",
    "typeOfLabourIllicitActivities": "illicit_activities",
    "typeOfLabourOther": "other",
    "typeOfLabourNotSpecified": "not_specified",
}
# The release of 2026 renamed the columns of both questions; what they ask is the same.
_SECTOR_2026: Final = {
    "sectorOfLabourAgriculture": "agriculture",
    "sectorOfLabourConstruction": "construction",
    "sectorOfLabourDomesticWork": "domestic_work",
    "sectorOfLabourHospitality": "hospitality",
}
_SEXUAL_FORM_2026: Final = {
    "sectorOfSexProstitution": "prostitution",
    "sectorOfSexPornography": "pornography",
}
_SEXUAL_FORM: Final = {
    "typeOfSexProstitution": "prostitution",
    "typeOfSexPornography": "pornography",
    "typeOfSexRemoteInteractiveServices": "remote_interactive_services",
    "typeOfSexPrivateSexualServices": "private_sexual_services",
    "typeOfSexOther": "other",
}
# Who recruited: the relation to the victim. How they did it is another question, below.
_RECRUITER: Final = {
    "recruiterRelationIntimatePartner": "intimate_partner",
    "recruiterRelationFamily": "family",
    "recruiterRelationFriend": "friend",
    "recruiterRelationOther": "other",
    "recruiterRelationUnknown": "unknown",
}
_METHOD: Final = {
    "methodOfRecruitmentOnlineSocialNetwork": "online_social_network",
    "methodOfRecruitmentOnlineAdvertisement": "online_advertisement",
    "methodOfRecruitmentRecruitmentAgency": "recruitment_agency",
    "methodOfRecruitmentAtWork": "at_work",
    "methodOfRecruitmentAtPlaceOfBusiness": "at_place_of_business",
    "methodOfRecruitmentAtEducationalInstitution": "at_educational_institution",
    "methodOfRecruitmentFamilyOrFamilyEvent": "family_or_family_event",
    "methodOfRecruitmentFriendsOrSocialEvent": "friends_or_social_event",
    "methodOfRecruitmentNewspaperAdvert": "newspaper_advert",
    "methodOfRecruitmentTelevisionAdvert": "television_advert",
    "methodOfRecruitmentOther": "other",
}
_MEANS: Final = {
    # 2024 and later
    "meansDebtBondageEarnings": "debt_bondage_earnings",
    "meansThreats": "threats",
    "meansAbusePsyPhySex": "psychological_physical_sexual_abuse",
    "meansFalsePromises": "false_promises",
    "meansDrugsAlcohol": "drugs_alcohol",
    "meansDenyBasicNeeds": "denies_basic_needs",
    "meansExcessiveWorkHours": "excessive_working_hours",
    "meansWithholdDocs": "withholds_documents",
    # 2017 to 2021
    "meansOfControlDebtBondage": "debt_bondage",
    "meansOfControlTakesEarnings": "takes_earnings",
    "meansOfControlThreats": "threats",
    "meansOfControlUsesChildren": "uses_children",
    "meansOfControlThreatOfLawEnforcement": "threat_of_law_enforcement",
    "meansOfControlPsychologicalAbuse": "psychological_abuse",
    "meansOfControlPhysicalAbuse": "physical_abuse",
    "meansOfControlSexualAbuse": "sexual_abuse",
    "meansOfControlFalsePromises": "false_promises",
    "meansOfControlPsychoactiveSubstances": "psychoactive_substances",
    "meansOfControlRestrictsFinancialAccess": "restricts_financial_access",
    "meansOfControlRestrictsMovement": "restricts_movement",
    "meansOfControlRestrictsMedicalCare": "restricts_medical_care",
    "meansOfControlWithholdsNecessities": "withholds_necessities",
    "meansOfControlExcessiveWorkingHours": "excessive_working_hours",
    "meansOfControlWithholdsDocuments": "withholds_documents",
    "isAbduction": "abduction",
    "meansOfControlOther": "other",
    "meansOfControlNotSpecified": "not_specified",
}

# column -> (question, code), in the order answers are listed
FLAGS: Final[dict[str, tuple[str, str]]] = {
    column: (question, code)
    for question, columns in {
        "exploitation": _EXPLOITATION,
        "sector": _SECTOR | _SECTOR_2026,
        "sexual_form": _SEXUAL_FORM | _SEXUAL_FORM_2026,
        "recruiter": _RECRUITER,
        "method": _METHOD,
        "means": _MEANS,
    }.items()
    for column, code in columns.items()
}


def publishes_zeros(column: str) -> bool:
    """Whether CTDC's k-anonymised releases answer "no" in a column; the means of control are ticked or missing."""
    return not column.startswith("means")
