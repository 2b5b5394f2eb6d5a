"""The names in a list of hosts: "A, B and C", where "and" and commas stand inside names too."""

from __future__ import annotations

import re

from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.date import CALENDAR_WORDS
from ingest.extract.mentions.place import find_places
from ingest.extract.wording import any_of, whole_word

_words = load_words("host_words.yml")
WITH = rf"(?:{whole_word(_words['jointly_with'])}|with(?=\s+the\s+[A-Z]))"
_JOIN = re.compile(rf",?\s+{WITH}\s+|,\s*(?:and\s+)?|\s+and\s+|\s+as\s+well\s+as\s+")
_ALONGSIDE = re.compile(rf",?\s+(?:{WITH}|as\s+well\s+as)\s+")
HEADS = re.compile(whole_word(_words["organisation_heads"]), re.IGNORECASE)
_FIRM = whole_word(_words["firm_endings"])
_BRACKET = re.compile(rf"\s*\([^)]{{1,40}}\)(?!\s+{_FIRM})")  # "Bank of China (Malaysia) Berhad" keeps its own
_FIELD = any_of(_words["fields"])
# "Ministry of Agriculture, [Forestry and Fisheries]", "Department of Industry and [Trade of Quang Ninh]".
_FIELDS = re.compile(rf"(?:[a-z-]+(?:based)?\s+)?{_FIELD}(?:\s+{_FIELD})*(?=\s*(?:$|[,(.]|(?:and|&|of|in|for)\s))")
_HAS_FIELD = re.compile(r"\b(?:of|for|on)\s+(?:the\s+)?(?:[A-Z][\w'-]+[\s,]+(?:and\s+)?){0,6}$")
_ONE_WORD = re.compile(r"[A-Z][\w-]{2,}(?=\s*(?:$|[,;.(]))")
_ABSTRACT = re.compile(rf"(?:{_FIELD}|\w+(?:{'|'.join(_words['abstract_endings'])}))\W*$")
_SHARED_HEAD = re.compile(
    rf"\b{any_of(_words['plural_heads'])}\s+(?:of|in)\s+(?:[A-Z][\w'-]+[\s,]*(?:and\s+)?){{1,4}}$", re.IGNORECASE
)
_COINED = re.compile(r"[A-Z][a-z]+[A-Z]\w*|[A-Z]{3,}")
# "Vice Governor Li Gang", "Deputy Director of the Trade Division"; "Mr. Palee".
_PERSON = re.compile(
    rf"(?:H\.?E\.?\s+)?(?:{any_of(_words['forms_of_address'])}\.?(?:$|\s+[A-Z])"
    rf"|(?:[A-Z][a-z]+(?:ese|ian|ai|ean|an|ish|pine)\s+)?(?:{any_of(_words['ranks_of_people'])}\s+)*{any_of(_words['titles_of_people'])}\s+(?:of|for|[A-Z]))",
)
# "Its Thai partner, [the Board of Trade]" names nobody by itself.
_NAMELESS = re.compile(rf"(?:\S+\s+){{0,3}}{whole_word(_words['nameless'])}$")
_SHORT = re.compile(r"\([A-Za-z-]{2,15}\)\s*$")
_PEOPLE = re.compile(rf"{whole_word(_words['staff'])}\s+(?:from|of)|{whole_word(_words['members'])}$")
# "The economic and trade ministries of the ten ASEAN countries" are offices, not people.
_OFFICES = re.compile(
    r"(?:[a-z-]+\s+){0,5}(?:ministries|authorities|chambers|governments|departments|agencies|bureaus|embassies|secretariats)"
    r"(?:\s+of\s+commerce)?\s+(?:of|in|from)\s",
    re.IGNORECASE,
)
_NO_HOST = re.compile(r"(?:We|They|It|He|She|You|I|Both|This|That|There)|[A-Z][a-z]+ing(?:\s[a-z]+)+")
_GROUP_MEMBERS = re.compile(r"\b(?:ASEAN|EU|RCEP|BRICS|SCO|LMC|GMS|CLMV)\s+members$")
_PRONOUN = re.compile(r"\s+(?:it|they|we|he|she)$")  # "together with the Board of Trade it hosted"
_STAFF = re.compile(rf"\s+{whole_word(_words['staff'])}$")
_ARTICLE = re.compile(
    r"^(?:(?:jointly\s+)?(?:co-?)?(?:organi[sz]ed|hosted|sponsored|held|undertaken)?\s*by\s+)?(?:(?:the|its|our|their|both|local)\s+)?",
    re.IGNORECASE,
)


def split_names(text: str) -> tuple[str, ...]:
    """Cut a list of organisations into their names; "and" inside a name ("Trade and Industry") stays."""
    text = text.strip(" ,;.")
    pieces: list[str] = []
    at = 0
    for join in _JOIN.finditer(text):
        left, right = text[at : join.start()], text[join.end() :]
        if _separates(join.group(), left, right):
            pieces.append(left)
            at = join.end()
    pieces.append(text[at:])
    names = [_without_staff(_ARTICLE.sub("", _BRACKET.sub("", piece).strip(" ,;.")).strip()) for piece in pieces]
    return tuple(name for name in names if _is_name(name))


def _separates(join: str, left: str, right: str) -> bool:
    """Tell "A and B" from the "and" in "Ministry of Trade and Industry": B has a head noun or an article of its own."""
    if re.match(rf"{_FIRM}\W*", right):
        return False
    is_with = _ALONGSIDE.fullmatch(join) is not None
    if not is_with and _FIELDS.match(right) and _HAS_FIELD.search(f"{left} "):
        return False
    if join.strip() == "," or is_with or re.match(r"(?:the|its)\s", right):
        return True
    if _SHORT.search(left) or _is_whole(left, right):
        return True
    following = _JOIN.search(right)
    reach = following.start() if following else len(right)
    has_head = bool(HEADS.search(right, 0, reach)) or bool(re.match(r"[A-Z]{2,}\b", right))
    if has_head:
        return bool(HEADS.search(left) or left.isupper() or _COINED.fullmatch(left))
    word = _ONE_WORD.match(right)  # "the Thai Chamber of Commerce and Koelnmesse"
    if _SHARED_HEAD.search(left):
        return False  # "the provincial governments of Heilongjiang and [Zhejiang]"
    return word is not None and not _ABSTRACT.match(word.group()) and bool(HEADS.search(left))


def _without_staff(name: str) -> str:
    """Give the organisation of "Development Council officers"; nothing for "Lao customs officers"."""
    name = _PRONOUN.sub("", name)
    bare = _STAFF.sub("", name)
    if bare == name or _GROUP_MEMBERS.search(name):
        return name
    places = find_places(bare)  # "Vietnamese and Guangxi officials" act for no body
    is_place = (
        bool(places)
        and not HEADS.search(bare)
        and places[-1].end == len(bare)
        and places[-1].value.role != "organisation"
    )
    return bare if bare.split()[-1][:1].isupper() and not is_place else ""


def _is_whole(left: str, right: str) -> bool:
    """Tell a name that its head noun ends, before one of several words: "the Federation and Enterprise Singapore"."""
    last = left.split()[-1] if left.split() else ""
    is_ended = last != "Customs" and bool(HEADS.fullmatch(last))
    return is_ended and right[:1].isupper() and len(right.split()) > 1


def _is_name(name: str) -> bool:
    if not name or _NAMELESS.fullmatch(name) or len(name) > 140 or name.rstrip(".") in CALENDAR_WORDS:
        return False
    is_office = HEADS.fullmatch(name.rsplit(maxsplit=1)[-1]) is not None  # "Nanning municipal government"
    if (_PEOPLE.search(name) and not _OFFICES.match(name)) or (_NO_HOST.fullmatch(name) and not is_office):
        return False  # "trade officials from both countries"
    if _PERSON.match(name):
        return False  # "Vice Governor Li Gang held a seminar" in an office's name
    return any(c.isupper() for c in name) or bool(HEADS.search(name))
