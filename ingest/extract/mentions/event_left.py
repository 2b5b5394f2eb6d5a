"""An event's name read from its head to the left: modifiers, then edition, article or owner."""

from __future__ import annotations

import re

from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.event_phrase import (
    LONGEST,
    YEAR,
    Phrase,
    Token,
    ends_capital,
    ends_phrase,
    is_capital,
    is_owner,
    token_before,
)
from ingest.extract.mentions.ordinal import ORDINAL, read_ordinal
from ingest.extract.wording import any_of

_words = load_words("event_words.yml")
_nouns = load_words("event_nouns.yml")
_EVENT_NOUNS = frozenset(
    word
    for key in ("expo", "forum", "summit", "conference", "meeting", "press_conference", "visit")
    for word in _nouns[key]
)
_SHIFTS = {word: shift for shift in (-1, 0, 1) for word in _words[f"relative_years_{shift}"]}
_ARTICLES = ("the", "a", "an", "this", "these", "its", "their", "our")
_GAP = re.compile(r"\s+|\s*[\"“”]\s*|\s*[\"“”]\s+|\s?-\s?")
_SHIFT_BEFORE = re.compile(rf"{any_of(_SHIFTS, ' ')}\s+$", re.IGNORECASE)
_EDITION_OF = re.compile(
    rf"(?:the\s+)?({ORDINAL}|spring|summer|autumn|winter)\s+(?:annual\s+)?(?:edition|session|round|iteration|instalment|installment|staging|outing)"
    r"\s+of\s+(?:the\s+|its\s+)?$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"(?:^|[^\w'])(a|an|the|this|its|their|our|his|her|another|one|that|these|two|three|both)\s+$", re.IGNORECASE
)
# Words that may stand before the edition: "the five-day 18th China-ASEAN Expo".
_LEADING = re.compile(r"\b(\w+-day|annual|online|hybrid|virtual|ongoing)\s+$", re.IGNORECASE)
# "Hun Sen's January 20-23 visit": the date stands with the visit, the owner before it.
_DATED = re.compile(
    r"\s(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:\s?-\s?\d{1,2})?|\d{1,2}(?:\s?-\s?\d{1,2})?\s+[A-Z][a-z]{2,8})\s+$"
)
_OF_COMPOUND = re.compile(rf"\b{any_of(_words['before_of'])}\s+of$")  # "the rules of origin seminar"
_OWNER = re.compile(r"[\w.]+(?:'s|s')\s+$")
# "Ministry to hold workshop", "Council calls press conference": headlines leave articles out.
_CALLS = [f"{verb}s" for verb in _words["headline_verbs"]]
_HEADLINE = re.compile(rf"(?:\b(?:to|will)\s+{any_of(_words['headline_verbs'])}|\b{any_of(_CALLS)})\s+$")
_NO_EDITIONS = ("century", "anniversary", "year")  # "the 21st Century Maritime Silk Road Expo"
_TIMES_OF_DAY = ("morning", "afternoon", "evening", "noon", "today", "tomorrow")  # "in the morning and a session"
_LONGEST_LEAD = 60  # characters
_LONGEST_TITLE = 100  # characters


def read_left(folded: str, tokens: list[Token], span: tuple[int, int]) -> Phrase:
    """Read from the head at `span` to the left."""
    phrase = Phrase(span[0], span[1], span[0], capital_head=folded[span[0]].isupper())
    taken = _take_modifiers(folded, tokens, phrase)
    _settle(folded, taken, phrase)
    _read_lead(folded, phrase)
    return phrase


def _take_modifiers(folded: str, tokens: list[Token], phrase: Phrase) -> list[Token]:
    """Collect the words of the phrase from right to left; an ordinal goes to `edition`, brackets to `drops`."""
    taken: list[Token] = []
    edge = phrase.start
    index = token_before(tokens, edge)
    while index >= 0 and len(taken) < LONGEST:
        token = tokens[index]
        gap = folded[token.end : edge]
        if ")" in gap:
            opened = _take_bracket(folded, tokens, index, edge, phrase, taken)
            if opened is None:
                break
            index = opened - 1
            edge = len(folded[: tokens[opened].start - 1].rstrip())
            continue
        if not _joins(folded, tokens, index, gap, taken):
            break
        title = _title_before(folded, tokens, index, gap)
        if title is not None:
            taken.extend(reversed(tokens[title : index + 1]))
            edge, index = tokens[title].start, title - 1
            continue
        edition = read_ordinal(token.text)
        if edition is not None and not (taken and taken[-1].text.lower() in _NO_EDITIONS):
            phrase.edition, phrase.start = edition, token.start
            break
        if not _is_connector(folded, tokens, index) and (_ends_here(folded, token) or is_owner(token.text)):
            break
        taken.append(token)
        edge = token.start
        index -= 1
    return _trim(taken)


def _title_before(folded: str, tokens: list[Token], index: int, gap: str) -> int | None:
    """Give the first word of a title in quotes that no noun phrase is: the "Guangxi goods go to Vietnam" meeting."""
    if not gap.startswith('"'):
        return None
    opening = folded.rfind('"', max(0, tokens[index].end - _LONGEST_TITLE), tokens[index].end)
    if opening < 0 or not folded[opening + 1 : opening + 2].isupper():
        return None
    first = token_before(tokens, opening + 1) + 1
    is_phrase = not any(_ends_here(folded, token) for token in tokens[first : index + 1])
    return None if is_phrase else first


def _ends_here(folded: str, token: Token) -> bool:
    """Tell a word that stands in no name; "One" and "For" in capitals do, except where a sentence begins."""
    if token.text.replace("-", "").isdigit() and not YEAR.fullmatch(token.text):
        return True
    if token.text[0].isupper() and token.text.lower() not in _ARTICLES and token.start > 0:
        begins = folded[: token.start].rstrip()[-1:] in '.:;!?"“('
        return (begins and ends_phrase(token.text)) or ends_capital(token.text)
    return ends_phrase(token.text)


def _joins(folded: str, tokens: list[Token], index: int, gap: str, taken: list[Token]) -> bool:
    return not gap or bool(_GAP.fullmatch(gap)) or _is_list_comma(folded, tokens, index, gap, taken)


def _is_list_comma(folded: str, tokens: list[Token], index: int, gap: str, taken: list[Token]) -> bool:
    """Tell the comma in "Auto, Parts & Accessories Expo": a list that ends inside the name and begins in its phrase."""
    if gap.strip() != "," or index == 0 or not any(t.text in ("and", "&") for t in taken):
        return False
    if not is_capital(tokens[index].text) or ends_phrase(tokens[index].text):
        return False
    before = tokens[index - 1].text
    joined = folded[tokens[index - 1].end : tokens[index].start] in (" ", ") ")
    return joined and (is_capital(before) or before in ("the", "The") or read_ordinal(before) is not None)


def _take_bracket(
    folded: str, tokens: list[Token], index: int, edge: int, phrase: Phrase, taken: list[Token]
) -> int | None:
    """Take a bracket inside the name, or drop it; give its first word, None where the name begins behind it."""
    opening = folded.rfind("(", max(0, tokens[index].end - 90), tokens[index].end)
    if opening < 0:
        return None
    first = index
    while first > 0 and tokens[first - 1].start > opening:
        first -= 1
    if _is_drop(tokens, first, index):
        phrase.drops.append((opening, len(folded[:edge].rstrip())))
        return first
    if index - first > 3:
        return None
    taken.extend(reversed(tokens[first : index + 1]))
    return first


def _is_drop(tokens: list[Token], first: int, last: int) -> bool:
    """Tell an abbreviation, or the words it stands for, from a bracket that belongs to the name."""
    inside = [t.text for t in tokens[first : last + 1]]
    before = [t.text for t in tokens[max(0, first - 6) : first]]
    if len(inside) > 1 and before:
        initials = "".join(w[0] for w in inside if w[0].isupper())
        return initials.startswith(before[-1].split("-")[-1][:3]) or len(inside) > 3
    letters = [part[0] for word in before for part in re.split(r"-", word) if part]
    word = inside[0]
    return (word.isupper() and "".join(letters).upper().endswith(word[-2:])) or bool(
        re.fullmatch(r"[A-Z]{2,}(?:-[A-Z]{2,})?[a-z]?", word)
    )


def _is_connector(folded: str, tokens: list[Token], index: int) -> bool:
    """ "and" or "of" between two parts of one name ("Business and Investment Summit")."""
    word = tokens[index].text.lower()
    if word == "for":
        return index > 1 and all(
            is_capital(t.text) and not ends_phrase(t.text) for t in (tokens[index - 2], tokens[index - 1])
        )
    if word not in ("and", "of", "&", "plus") or index == 0:
        return False
    if word == "of" and _OF_COMPOUND.search(folded, 0, tokens[index].end):
        return True
    left = tokens[index - 1]
    right = tokens[index + 1] if index + 1 < len(tokens) else None
    if folded[left.end : tokens[index].start].strip():
        return False
    if right is None or ends_phrase(left.text) or is_owner(left.text):
        return False
    if is_capital(left.text) != is_capital(right.text):
        return False
    if word == "of" and not is_capital(left.text):
        return False
    return word == "&" or left.text.lower() not in (*_EVENT_NOUNS, *_TIMES_OF_DAY)


def _trim(taken: list[Token]) -> list[Token]:
    """Cut connectors off the left end."""
    while taken and taken[-1].text.lower() in ("and", "of", "&"):
        taken.pop()
    return taken


def _settle(folded: str, taken: list[Token], phrase: Phrase) -> None:
    """Fix where the name starts: at its first capital, where it has one, else at the first modifier."""
    phrase.modifiers = [token.text.lower() for token in taken]
    capitals = [token for token in taken if is_capital(token.text) and not YEAR.fullmatch(token.text)]
    if taken:
        phrase.start = min(phrase.start, taken[-1].start)
        phrase.name_start = taken[-1].start
    if not capitals:
        years = [token for token in taken if YEAR.fullmatch(token.text)]
        phrase.year = int(years[0].text) if years else None
        return
    phrase.proper = True
    first = capitals[-1]
    named = [t for t in taken if t.start >= first.start or YEAR.fullmatch(t.text)]
    phrase.name_start = named[-1].start
    mark = folded[max(0, phrase.name_start - 1) : phrase.name_start]
    if mark in ('"', "“"):
        phrase.name_start -= 1


def _read_lead(folded: str, phrase: Phrase) -> None:
    """Read what stands before the modifiers: "the", "this year's", "the 22nd edition of the", "China's"."""
    if folded[phrase.start - 1 : phrase.start] in ('"', "“") and phrase.start:
        phrase.start -= 1
    before = folded[max(0, phrase.start - _LONGEST_LEAD) : phrase.start]
    dated = _DATED.search(before)
    if dated:
        before = before[: dated.start() + 1]
    leading = _LEADING.search(before)
    if leading:
        phrase.modifiers.append(leading.group(1).lower())
        phrase.start -= len(leading.group())
        before = before[: leading.start()]
    shift = _SHIFT_BEFORE.search(before)
    edition = _EDITION_OF.search(before)
    article = _ARTICLE.search(before)
    owner = _OWNER.search(before)
    if edition:
        is_opening = edition.group(1).lower() == "inaugural" and "session" in edition.group().lower()
        phrase.edition = None if is_opening else read_ordinal(edition.group(1))
        phrase.article = "the"
        phrase.start -= len(edition.group())
    elif shift:
        word = shift.group().strip().lower()
        phrase.year_shift = _SHIFTS[word]
        phrase.article = {"next": "next", "last": "last", "previous": "last"}.get(
            word, "the"
        )  # "the next round" may still be held this year
        phrase.start -= len(shift.group())
    elif article:
        phrase.article = article.group(1).lower()
        if dated:
            phrase.dated = True
            return  # the date stays a part of its own: "a February 21 meeting"
        phrase.start -= len(article.group()) - (1 if not article.group()[0].isalpha() else 0)
    elif owner:
        phrase.article = "'s"
    elif phrase.edition is not None:
        phrase.article = "the"
    elif not phrase.proper and not phrase.capital_head and _HEADLINE.search(before):
        phrase.article = "a"
