"""Many words as one pattern that tries few of them, and a cheap test of which words a text holds before it is searched.

`re` tries the alternatives of a pattern one by one at every place of a text. A recogniser of a hundred words is slow
that way, and in most sentences none of its words stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ingest.extract.folding import fold

_WORD = re.compile(r"[^\W_]+")
_BLANK = " "
_ANY = ""  # the cue of a phrase without a letter or digit: it stands in every text


def any_of(words: Iterable[str], blank: str = r"\s+") -> str:
    """Build a pattern for any of the words, the longest first, with `blank` for each blank in them.

    Words that begin alike share their beginning ("exp(?:o|ort)"): each letter of a text is compared once.
    """
    longest_first = sorted((_BLANK.join(word.split()) for word in words), key=len, reverse=True)
    return f"(?:{_joined(list(dict.fromkeys(longest_first)), blank)})" if longest_first else "(?!)"


def whole_word(words: Iterable[str]) -> str:
    """Build a pattern for any of the words, where it is no part of a longer or hyphenated one."""
    return rf"(?<![\w-]){any_of(words)}(?![\w-])"


def _joined(endings: list[str], blank: str) -> str:
    """Write alternatives, the longest first, as one pattern; they share the first letters that they have in common."""
    branches: dict[str, list[str]] = {}
    for ending in endings:
        branches.setdefault(ending[:1], []).append(ending[1:])
    if len({_likeness(letter, blank) for letter in branches}) < len(branches):  # either may match: their order counts
        return "|".join("".join(_letter(letter, blank) for letter in ending) for ending in endings)
    is_ending = branches.pop("", None) is not None
    written = [_letter(letter, blank) + _group(rest, blank) for letter, rest in branches.items()]
    pattern = "|".join(written)
    if not is_ending:
        return pattern
    return f"(?:{pattern})?" if pattern else ""


def _group(endings: list[str], blank: str) -> str:
    pattern = _joined(endings, blank)
    return f"(?:{pattern})" if "|" in pattern else pattern


def _letter(letter: str, blank: str) -> str:
    return blank if letter == _BLANK else re.escape(letter)


def _likeness(letter: str, blank: str) -> str:
    """Give what is common to letters that may match the same one of a text: "E" and "e", where case does not count."""
    return _BLANK if letter and "-" in blank and letter in "- " else letter.casefold()


@lru_cache(maxsize=16)  # one recogniser after the other asks for the same sentence
def words_in(text: str) -> frozenset[str]:
    """Give the words of a text as cues are asked: folded, without regard to case, hyphenated ones in their parts."""
    return frozenset((_ANY, *_WORD.findall(fold(text).casefold())))


def cues_of(words: Iterable[str]) -> frozenset[str]:
    """Give the first word of each phrase, as `words_in` gives it: a text without any of them holds no phrase."""
    firsts = (_WORD.search(fold(phrase).casefold()) for phrase in words)
    return frozenset(first.group() if first else _ANY for first in firsts)


class CuedPattern:
    """A pattern that is looked for only in texts with one of the words that it can't do without."""

    def __init__(self, pattern: str, cues: Iterable[str], flags: int = re.IGNORECASE) -> None:
        """Take the pattern, and phrases of which each match holds one as whole words."""
        self._pattern = re.compile(pattern, flags)
        self._cues = cues_of(cues)

    def search(self, text: str, *bounds: int) -> re.Match[str] | None:
        """Find the first match between the bounds."""
        return None if self._cues.isdisjoint(words_in(text)) else self._pattern.search(text, *bounds)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Find all matches."""
        return iter(()) if self._cues.isdisjoint(words_in(text)) else self._pattern.finditer(text)
