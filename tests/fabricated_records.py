"""The headers and records of the fabricated CTDC files (tests/fabricated.py). Every value is made up."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product

Record = dict[str, str]

TERMS = "By using this data you agree to the Terms of Use: https://www.ctdatacollaborative.org/terms-use"
_MEANS = (
    "DebtBondage", "TakesEarnings", "RestrictsFinancialAccess", "Threats", "PsychologicalAbuse", "PhysicalAbuse",
    "SexualAbuse", "FalsePromises", "PsychoactiveSubstances", "RestrictsMovement", "RestrictsMedicalCare",
    "ExcessiveWorkingHours", "UsesChildren", "ThreatOfLawEnforcement", "WithholdsNecessities", "WithholdsDocuments",
    "Other", "NotSpecified",
)  # fmt: skip
_EXPLOITATION = (
    "isForcedLabour", "isSexualExploit", "isOtherExploit", "isSexAndLabour", "isForcedMarriage", "isForcedMilitary",
    "isOrganRemoval",
)  # fmt: skip
_LABOUR = (
    "Agriculture", "Aquafarming", "Begging", "Construction", "DomesticWork", "Hospitality", "IllicitActivities",
    "Manufacturing", "MiningOrDrilling", "Peddling", "Transportation", "Other", "NotSpecified",
)  # fmt: skip
_SEX = ("Prostitution", "Pornography", "RemoteInteractiveServices", "PrivateSexualServices")
_RECRUITER = ("IntimatePartner", "Friend", "Family", "Other", "Unknown")


def _k_anonymised_header(slavery: Sequence[str]) -> tuple[str, ...]:
    return (
        "yearOfRegistration", "Datasource", "gender", "ageBroad", "majorityStatus", "majorityStatusAtExploit",
        "majorityEntry", "citizenship", *(f"meansOfControl{name}" for name in _MEANS), "meansOfControlConcatenated",
        *_EXPLOITATION, *slavery, "typeOfExploitConcatenated", *(f"typeOfLabour{name}" for name in _LABOUR),
        "typeOfLabourConcatenated", *(f"typeOfSex{name}" for name in _SEX), "typeOfSexConcatenated", "isAbduction",
        "RecruiterRelationship", "CountryOfExploitation", *(f"recruiterRelation{name}" for name in _RECRUITER),
    )  # fmt: skip


K_ANONYMISED_2017 = _k_anonymised_header(())  # and 2018: 62 columns
K_ANONYMISED_2020 = (TERMS, *_k_anonymised_header(("isSlaveryAndPractices",)))  # and 2021: 64 columns
SYNTHETIC_2021 = (
    "yearOfRegistration", "gender", "ageBroad", "majorityStatusAtExploit", "traffickMonths", "citizenship",
    "CountryOfExploitation",
    *(
        f"meansOfControl{name}"
        for name in (
            "DebtBondage", "TakesEarnings", "Threats", "PsychologicalAbuse", "PhysicalAbuse", "SexualAbuse",
            "FalsePromises", "PsychoactiveSubstances", "RestrictsMovement", "RestrictsMedicalCare",
            "ExcessiveWorkingHours", "ThreatOfLawEnforce", "WithholdsNecessities", "WithholdsDocuments", "Other",
        )
    ),
    "isForcedLabour", "isSexualExploit", "isOtherExploit", "typeOfLabourAgriculture", "typeOfLabourConstruction",
    "typeOfLabourDomesticWork", "typeOfLabourHospitality", "typeOfLabourOther", "typeOfSexProstitution",
    "typeOfSexPornography", "typeOfSexOther", *(f"recruiterRelation{name}" for name in _RECRUITER[:4]),
)  # fmt: skip
VICTIM_PERPETRATOR = (
    "yearRegister", "gender", "majorityStatus", "isForcedLabour", "isSexualExploit", "UN_COO_Region", "UN_COE_Region",
    "IP_Exploiter", "IP_Gender", "IP_ageBroad", "IP_citizen_UNRegion", "IP_Relation", "IP_PayMoney",
    "IP_RecruiterBroker", "IP_TransactionProcess", "IP_ControlAbuseKidnap",
)  # fmt: skip
DEMO = (
    "yearOfRegistration", "gender", "ageBroad", "citizenship", "CountryOfExploitation", "traffickMonths",
    "meansDebtBondageEarnings", "meansThreats", "meansAbusePsyPhySex", "meansFalsePromises", "meansDrugsAlcohol",
    "meansDenyBasicNeeds", "meansExcessiveWorkHours", "meansWithholdDocs", "isForcedLabour", "isSexualExploit",
    "isOtherExploit", "typeOfLabourAgriculture", "typeOfLabourConstruction", "typeOfLabourDomesticWork",
    "typeOfLabourHospitality", "typeOfSexProstitution", "typeOfSexPornography", "recruiterRelationIntimatePartner",
    "recruiterRelationFriend", "recruiterRelationFamily", "recruiterRelationOther", "contributor",
    "methodOfRecruitmentOnlineSocialNetwork", "methodOfRecruitmentOnlineAdvertisement",
    "methodOfRecruitmentRecruitmentAgency", "methodOfRecruitmentAtWork", "methodOfRecruitmentAtPlaceOfBusiness",
    "methodOfRecruitmentAtEducationalInstitution", "methodOfRecruitmentFamilyOrFamilyEvent",
    "methodOfRecruitmentFriendsOrSocialEvent", "methodOfRecruitmentNewspaperAdvert",
    "methodOfRecruitmentTelevisionAdvert", "methodOfRecruitmentOther",
)  # fmt: skip

# CTDC's of v2024 and v2025, from the publisher's list of columns; v2026 renamed two groups of them.
SYNTHETIC_2024 = DEMO[:27]
SYNTHETIC_2026 = tuple(
    name.replace("typeOfLabour", "sectorOfLabour").replace("typeOfSex", "sectorOfSex") for name in SYNTHETIC_2024
)

ADULTS = ("18--20", "21--23", "24--26", "27--29", "30--38", "39--47", "48+")
# Namibia (not a missing value), Kosovo twice, Zaire, East Timor, Yugoslavia, the Netherlands Antilles, unknown thrice.
ODD_ISO2 = ("NA", "Y1", "XK", "ZR", "TP", "YU", "AN", "ZZ", "00", "TB")


def _k_anonymised_records(years: range, third_gender: str = "") -> Iterator[Record]:
    """Persons of a k-anonymised release: groups of 11 and more, then one of every oddity."""
    rng = random.Random(years.stop)
    genders = ("Female", "Male", third_gender)
    for year in years:
        for age, country, origin in zip(
            rng.sample(("0--8", "9--17", *ADULTS), 4), ("MD", "PH", "UA", "US"), ("UA", "PH", "MD", ""), strict=True
        ):
            hotline = country == "US" and 2015 <= year <= 2019
            if country == "US" and not hotline:
                continue
            record = {
                "yearOfRegistration": str(year),
                "Datasource": "Hotline" if hotline else "Case Management",
                "gender": rng.choice(genders),
                "ageBroad": age,
                "majorityStatus": "Minor" if age in ("0--8", "9--17") else "Adult",
                "citizenship": origin,
                "CountryOfExploitation": country,
                **_answers(rng, hotline),
            }
            yield from [record] * rng.randint(11, 14)
    base = {"yearOfRegistration": str(years[-2]), "Datasource": "Case Management", "gender": "Female"}
    yield from [base | {"citizenship": code, "CountryOfExploitation": code} for code in ODD_ISO2]
    yield base | {"ageBroad": "48+", "majorityStatus": "Minor", "majorityEntry": "Adult"}
    yield base | {"majorityStatusAtExploit": "Minor", "isAbduction": "1", "meansOfControlThreats": "1"}
    yield base | {
        "isSexAndLabour": "1", "isSexualExploit": "1", "isForcedLabour": "1", "isForcedMarriage": "0",
        "meansOfControlConcatenated": "Takes earnings;Physical abuse", "RecruiterRelationship": "Friend; Other",
    }  # fmt: skip


def _answers(rng: random.Random, hotline: bool) -> Record:
    """Flags as these files have them: 1, 0 or missing; a ticked "unknown" with zeros beside it; means 1 or missing."""
    labour = {f"typeOfLabour{name}": "0" for name in _LABOUR} | {f"typeOfLabour{rng.choice(_LABOUR)}": "1"}
    known = rng.choice(("Friend", "Family", "Unknown", "Unknown"))
    relation = {f"recruiterRelation{name}": "1" if name == known else "0" for name in _RECRUITER}
    kind = rng.choice(("isForcedLabour", "isSexualExploit", "isOtherExploit"))
    exploitation = {name: "1" if name == kind else "0" for name in _EXPLOITATION}
    if rng.random() < 0.3:
        exploitation = {kind: "1"}  # the other questions were not asked
    means = {f"meansOfControl{name}": "1" for name in rng.sample(_MEANS[:-1], 2)} if rng.random() < 0.5 else {}
    missing = {"meansOfControlNotSpecified": "0" if means else "1"}
    return {
        **exploitation,
        **(labour if kind == "isForcedLabour" else {}),
        **({f"typeOfSex{name}": "1" if name == "Prostitution" else "0" for name in _SEX} if hotline else {}),
        **means,
        **missing,
        **relation,
    }


def _synthetic_records() -> Iterator[Record]:
    """Synthetic records in tens, as the publisher rounds; some without a year, one group without anything at all."""
    rng = random.Random(2021)
    places = (("UKR", "RUS"), ("PHL", "PHL"), ("", "USA"), ("NAM", "ZAF"), ("NGA", ""), ("", ""))
    durations = ("0--12 (0-1 yr)", "13--24 (1-2 yrs)", "25--60 (2-5 yrs)", "61+ (5+ yrs)", "", "")
    for year, (origin, country) in product(("", *map(str, range(2010, 2022))), places):
        record = {
            "yearOfRegistration": year,
            "gender": rng.choice(("Female", "Male", "Transgender/NonConforming", "")),
            "ageBroad": rng.choice(("0--8", "09--17", *ADULTS, "", "")),
            "majorityStatusAtExploit": rng.choice(("Minor", "Adult", "", "")),
            "traffickMonths": rng.choice(durations),
            "citizenship": origin,
            "CountryOfExploitation": country,
            **dict.fromkeys(rng.sample(SYNTHETIC_2021[7:], rng.randint(0, 4)), "1"),
        }
        yield from [record] * 10
    yield from [{}] * 10


def _later_synthetic_records(header: Sequence[str], last: int) -> Iterator[Record]:
    """The spellings of 2024 and later, noise in place of tens: any number of records a profile."""
    rng = random.Random(last)
    for year, (origin, country) in product(("", *map(str, range(2012, last + 1))), (("UKR", "POL"), ("", "USA"))):
        record = {
            "yearOfRegistration": year,
            "gender": rng.choice(("Woman", "Man", "Trans/Transgender/NonConforming", "")),
            "ageBroad": rng.choice(("0--8", "09--17", *ADULTS, "")),
            "citizenship": origin,
            "CountryOfExploitation": country,
            "traffickMonths": rng.choice(("0--12 (0-1 yr)", "13--24 (1-2 yrs)", "25+ (2+ yrs)", "")),
            **dict.fromkeys(rng.sample(header[6:], rng.randint(0, 6)), "1"),
        }
        yield from [record] * rng.randint(1, 9)


def _victim_perpetrator_records() -> Iterator[Record]:
    """Records with bins of years of unequal width, UN regions for countries, several perpetrators a cell."""
    rng = random.Random(2022)
    periods = ("2005-2013", "2014-2018", "2019", "2020", "2021-2022", "")
    regions = ("Africa", "Americas/Oceania", "Asia", "Europe", "")
    for period, region in product(periods, regions):
        yield {
            "yearRegister": period,
            "gender": rng.choice(("Female", "Male", "")),
            "majorityStatus": rng.choice(("Adult", "Minor", "")),
            "isForcedLabour": rng.choice(("1", "")),
            "isSexualExploit": rng.choice(("1", "")),
            "UN_COO_Region": rng.choice(regions),
            "UN_COE_Region": region,
            "IP_Exploiter": rng.choice(("1", "")),
            "IP_Gender": rng.choice(("Female", "Male", "Female;Male", "")),
            "IP_ageBroad": rng.choice(("0--29", "30--38;39--47", "48+", "")),
            "IP_citizen_UNRegion": rng.choice(("Asia", "Africa;Americas/Oceania", "")),
            "IP_Relation": rng.choice(("FamilyIntimatePartner", "FriendAcquaintance;StrangerUnknownOther", "")),
            "IP_PayMoney": rng.choice(("Yes", "No", "No;Yes", "")),
            "IP_RecruiterBroker": rng.choice(("1", "")),
            "IP_TransactionProcess": rng.choice(("1", "")),
            "IP_ControlAbuseKidnap": rng.choice(("1", "")),
        }


def _demo_records() -> Iterator[Record]:
    """The 2024 and later spellings, a contributor, and methods of recruitment."""
    rng = random.Random(2025)
    genders = ("Woman", "Man", "Trans/Transgender/NonConforming", "")
    for year, place in product(("", *map(str, range(2012, 2025))), ("ITA", "NGA", "MEX", "")):
        record = {
            "yearOfRegistration": year,
            "gender": rng.choice(genders),
            "ageBroad": rng.choice(("0--8", "09--17", *ADULTS, "")),
            "citizenship": rng.choice(("NGA", "MEX", "NAM", "")),
            "CountryOfExploitation": place,
            "traffickMonths": rng.choice(("0--12 (0-1 yr)", "25+ (2+ yrs)", "")),
            "contributor": "Made-up hotline" if place == "MEX" else "Made-up shelters",
            **dict.fromkeys(rng.sample((*DEMO[6:27], *DEMO[28:]), rng.randint(0, 5)), "1"),
        }
        yield from [record] * rng.randint(1, 4)


_RECORDS: Mapping[str, Callable[[], Iterator[Record]]] = {
    "k-anonymised 2017-11-27": lambda: _k_anonymised_records(range(2005, 2018), "Unknown"),
    "k-anonymised 2018-09-03": lambda: _k_anonymised_records(range(2005, 2019), "Unknown"),
    "k-anonymised 2020-04-14": lambda: _k_anonymised_records(range(2005, 2020)),
    "k-anonymised 2021-07-15": lambda: _k_anonymised_records(range(2005, 2022), "Transgender/NonConforming"),
    "synthetic": _synthetic_records,
    "synthetic 2024": lambda: _later_synthetic_records(SYNTHETIC_2024, 2023),
    "synthetic 2025": lambda: _later_synthetic_records(SYNTHETIC_2024, 2024),
    "synthetic 2026": lambda: _later_synthetic_records(SYNTHETIC_2026, 2025),
    "victim-perpetrator": _victim_perpetrator_records,
    "demo": _demo_records,
}


def records_of(what: str) -> list[Record]:
    """The records a file is written from, a dictionary a row: absent means missing."""
    return list(_RECORDS[what]())
