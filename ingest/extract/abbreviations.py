"""Abbreviations that a text defines: "Association of Southeast Asian Nations (ASEAN)".

After A. S. Schwartz and M. A. Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text",
Pacific Symposium on Biocomputing 8 (2003), 451-462: the short form's letters are sought in the words before it, from
right to left; its first letter must begin a word. Before that, initials alone are tried, which the paper's rule cuts
short where two words begin alike ("China Council for the Promotion of International Trade (CCPIT)"). Beside
"long form (SHORT)" also "SHORT (long form)" is read.
"""

from __future__ import annotations

import re

from ingest.extract.folding import fold

_BRACKETS = re.compile(r'\(["“\' ]?([^()\n]{2,120}?)["”\' ]?\)')
_SHORT = re.compile(r"(?=[^a-z]*[A-Z])[^\W_](?:[\w&./+-]| (?=[A-Z\d])){1,11}")
_SMALL = frozenset(("of", "for", "the", "and", "on", "in", "to", "a", "at", "with", "s"))  # often without a letter
_LONGEST_BEFORE = 160  # characters before a bracket in which the long form is sought
_LOOK_FORWARD = re.compile(r"(?:hereafter|hereinafter|short for|or|also known as|known as|referred to as|the) +", re.I)


def find_abbreviations(text: str) -> dict[str, str]:
    """Give each short form with the long form that the text defines for it; the first definition counts."""
    found: dict[str, str] = {}
    folded = fold(text)
    for bracket in _BRACKETS.finditer(folded):
        span = _definition(folded, bracket)
        if span is not None:
            (short_start, short_end), (long_start, long_end) = span
            found.setdefault(text[short_start:short_end], text[long_start:long_end])
    return found


def _definition(folded: str, bracket: re.Match[str]) -> tuple[tuple[int, int], tuple[int, int]] | None:
    start, end = bracket.span(1)
    lead = _LOOK_FORWARD.match(folded, start, end)
    start = lead.end() if lead else start
    if _SHORT.fullmatch(folded, start, end):
        return _long_before(folded, (start, end), bracket.start())
    word = re.search(r"([^\W_][\w&./+-]{1,11}) $", folded[max(0, bracket.start() - 14) : bracket.start()])
    if word is None or not _SHORT.fullmatch(word.group(1)) or not word.group(1).isupper():
        return None
    begin = bracket.start() - 1 - len(word.group(1))
    long_start = _match(word.group(1), folded[start:end])
    return ((begin, bracket.start() - 1), (start, end)) if long_start == 0 else None


def _long_before(folded: str, short: tuple[int, int], bracket: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    letters = folded[short[0] : short[1]]
    end = bracket - 1 if folded[bracket - 1 : bracket] == " " else bracket
    first = max(0, end - _LONGEST_BEFORE, folded.rfind("\n", 0, end) + 1)
    window = folded[first:end]
    most = min(len(letters) + 5, len(letters) * 2) + 4  # the paper's bound on words, and room for "of the"
    words = [match.start() for match in re.finditer(r"[^\W_][^\s(]*", window)][-most:]
    begin = _match(letters, window[words[0] :]) if words else None
    if begin is None:
        return None
    long_start = first + words[0] + begin
    if end - long_start <= len(letters) or letters in folded[long_start:end]:
        return None
    return short, (long_start, end)


def _match(short: str, long: str) -> int | None:
    """Give where in the long form the short form's first letter stands, None where they do not belong together."""
    by_initials = _match_initials(short, long)
    return by_initials if by_initials is not None else _match_letters(short, long)


def _match_initials(short: str, long: str) -> int | None:
    letters = [letter.casefold() for letter in re.sub(r"s$|[\W_]", "", short)]
    for word in reversed(list(re.finditer(r"[^\W_]+", long))):
        if word.group()[0].casefold() == letters[-1]:
            letters.pop()
            if not letters:
                return word.start()
        elif word.group().casefold() not in _SMALL:
            return None
    return None


def _match_letters(short: str, long: str) -> int | None:
    """Find the short form's letters in the long form from right to left: Schwartz and Hearst's rule."""
    place = len(long)
    for number in range(len(short) - 1, -1, -1):
        letter = short[number].casefold()
        if not letter.isalnum():
            continue
        place -= 1
        while place >= 0 and (
            long[place].casefold() != letter or (number == 0 and place > 0 and long[place - 1].isalnum())
        ):
            place -= 1
        if place < 0:
            return None
    return place if place < len(long) else None
