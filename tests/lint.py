"""What no text of ours may say, in any language: words that METHODS refuses (sections 1 and 8), and slips of the pen.

A count is of people registered: it can never say that trafficking rose, that a place is a hot spot, or who is worst.
"""

import re
from collections.abc import Iterator, Mapping

# Stems, so that no ending slips through. A language that has none here cannot be added.
REFUSED: Mapping[str, tuple[str, ...]] = {
    "en": (
        r"\btrafficking (has |have |had |is |was )?(ros|rise|rising|risen|increas|grow|grew|fall|fell|declin|surg|soar"
        r"|explod|spread|worsen|drop|doubl|tripl)",
        r"\b(rise|increase|growth|surge|decline|fall|drop|spread|explosion) (in|of) (human )?trafficking\b",
        r"\bmore (people|victims|women|men|children) (are|were) (being )?trafficked",
        r"\bhot[ -]?spots?\b", r"\b(trafficking|crime) capital", r"\bepicent(re|er)", r"\b(trafficking )?hubs?\b",
        r"\bworst\b", r"\b(hardest|worst|most)[ -](hit|affected|dangerous)", r"\b(safest|deadliest)\b",
        r"\btop (\d+|three|five|ten|countr|origin|destination)", r"\branks? (first|second|third|highest|lowest|\d)",
        r"\b(trafficking|smuggling) routes?\b", r"\bmodern(-day)? slave", r"\bsex slave", r"\bslave trade",
        r"\bcaught in\b", r"\bweb of\b", r"\bchained up|\bin chains\b", r"\bshackle", r"\bpreyed?\b", r"\bpredator",
        r"\bvoiceless\b", r"\bsaviou?r", r"\brescued?\b", r"\bscourge\b", r"\bplague", r"\bepidemic", r"\bflood of\b",
        r"\bwaves? of\b", r"\bprostitutes?\b", r"\billegal (im)?migrants?\b", r"\billegal aliens?\b",
        r"\bstatistically significant", r"\bprove[sn]?\b that",
    ),
    "fr": (
        r"\btraite (des (personnes|êtres humains) )?(a |est |s’est |avait )?(augment|progress|cr[uû]\b|explos|recul"
        r"|diminu|baiss|aggrav|étend|doubl|tripl)",
        r"\b(hausse|augmentation|progression|croissance|explosion|baisse|recul|diminution) de la traite\b",
        r"\b(plus|davantage) de (personnes|victimes|femmes|hommes|enfants) (sont|ont été|étaient) (victimes|exploité)",
        r"\bpoints? chauds?\b", r"\bplaques? tournantes?\b", r"\bcapitale (mondiale )?(de la traite|du crime)",
        r"\bépicentre", r"\bfoyers? (de|du)\b", r"\bpires?\b", r"\bles plus (touché|affecté|dangereu)",
        r"\bpalmarès\b", r"\bclassement des pays", r"\ben tête du classement", r"\broutes? de la traite",
        r"\besclaves?\b", r"\besclavage (moderne|sexuel)", r"\btraite négrière", r"\bpris(es)? au piège",
        r"\bdans les (filets|mailles|griffes)", r"\bvictimes enchaîn", r"\bproies?\b", r"\bprédateur",
        r"\bsans[- ]voix\b", r"\bfléau", r"\bépidémi", r"\bvagues? de\b", r"\bprostituées?\b", r"\bclandestin",
        r"\bstatistiquement significati", r"\bprouven?t? que",
    ),
}  # fmt: skip
SLIPS: Mapping[str, str] = {
    r"[{}]": "an unfilled placeholder",
    r"  |^\s|\s$": "a space too many",
    r"\b(None|nan|NaN|inf)\b": "a value of the code",
    r"\.\.|,,|;;|[,;:] ?[.,;:]| [.,]": "signs that follow each other",
    r"\(\)|\[\]|“”|«\s*»": "empty brackets",
    r"\d{4}\.0\b": "a year or a count with a decimal",
}
CODES = re.compile(r"\b(?!h?ttps?)[a-z]+_[a-z_]+\b|\b[A-Z]{3}\b")
KNOWN = frozenset({"IOM", "OIM", "USA"})


def refused(text: str, language: str) -> list[str]:
    """The refused words of a text. Raises KeyError for a language that has no list."""
    said = re.sub(r"{\w+}", "", text)
    return [found[0] for stem in REFUSED[language] for found in re.finditer(stem, said, re.IGNORECASE)]


def slips(text: str, language: str) -> list[str]:
    """What is wrong with a finished text, whatever it says."""
    found = [f"{what}: {match[0]!r}" for sign, what in SLIPS.items() for match in re.finditer(sign, text)]
    if language == "fr":
        found += [f"no space of its own: {match[0]!r}" for match in re.finditer(r"\w [:;?!%»]|« |\w[;?!»](\s|$)", text)]
    return found + [f"a code: {code}" for code in CODES.findall(text) if code not in KNOWN]


def sentences(texts: tuple[str, ...], language: str) -> Iterator[str]:
    """What is wrong with the sentences of a statement: each has a capital and a full stop, and is said once."""
    for text in texts:
        yield from (f"{fault} in {text!r}" for fault in [*refused(text, language), *slips(text, language)])
        if not text.endswith("."):
            yield f"no full stop: {text!r}"
        if text[:1].islower():
            yield f"no capital: {text!r}"
    if len(set(texts)) < len(texts):
        yield f"said twice: {texts!r}"
