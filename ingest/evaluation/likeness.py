"""When two values of a field count as the same: spelling, rounding and word order may differ, meaning may not."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

ROUNDING = 0.005  # two numbers agree within half a percent: 35.2 and 35.25 billion are one amount
SHARED_WORDS = 0.5  # of the shorter of two free texts, so many words stand in the longer
SAME_NAME = 0.75  # two event names
SAME_HOST = 0.7  # two organisations, which pages shorten more freely

_SMALL_WORDS = {"the", "of", "and", "in", "for", "on", "to", "a"}
_ALIASES = {
    "viet nam": "vietnam",
    "lao pdr": "laos",
    "brunei darussalam": "brunei",
    "republic of korea": "south korea",
    "korea": "south korea",
    "usa": "united states",
    "us": "united states",
    "u.s.": "united states",
    "uk": "united kingdom",
    "eu": "european union",
    "burma": "myanmar",
    "timor leste": "timor-leste",
    "people's republic of china": "china",
    "guangxi zhuang autonomous region": "guangxi",
    "association of southeast asian nations": "asean",
    "asean countries": "asean",
    "belt and road countries": "belt and road",
    "b&r countries": "belt and road",
    "rcep members": "rcep",
    "rcep countries": "rcep",
}


def options(gold: Any) -> list[Any]:
    """Give the values that count as right for one slot of a gold record."""
    return list(gold["any"]) if isinstance(gold, dict) and "any" in gold else [gold]


def any_right(gold: Any, found: Any, same: Callable[[Any, Any], bool]) -> bool:
    """Say whether what was found is one of the right values."""
    return any(same(option, found) for option in options(gold))


def normal(text: object) -> str:
    """Bring a name to its plain form."""
    plain = re.sub(r"[‐‑‒–—−]", "-", str(text or "")).replace("’", "'").replace("&", "and").lower()
    plain = re.sub(r"\s+", " ", plain).strip(" .,\"'“”")
    plain = plain.removeprefix("the ")
    return _ALIASES.get(plain, plain)


def same_text(a: object, b: object) -> bool:
    """Compare two short texts in their plain forms."""
    return normal(a) == normal(b)


def same_number(a: float | None, b: float | None) -> bool:
    """Compare two numbers up to rounding; null equals null."""
    if a is None or b is None:
        return a is None and b is None
    a, b = float(a), float(b)
    return abs(a - b) <= ROUNDING * max(abs(a), abs(b), 1e-9)


def same_date(a: object, b: object) -> bool:
    """Compare two ISO dates or dates; null equals null."""
    return (None if a is None else str(a)[:10]) == (None if b is None else str(b)[:10])


def same_words(a: str | None, b: str | None) -> bool:
    """Compare two free texts: most words of the shorter stand in the longer."""
    if not a or not b:
        return not a and not b
    words_a, words_b = _words(a), _words(b)
    if not words_a or not words_b:
        return same_text(a, b)
    return len(words_a & words_b) / min(len(words_a), len(words_b)) >= SHARED_WORDS


def name_likeness(a: object, b: object) -> float:
    """Say from 0 to 1 how alike two names are, whatever the order of their words."""
    words_a, words_b = _words(a), _words(b)
    if not words_a or not words_b:
        return 0.0
    shared, shorter = len(words_a & words_b), min(len(words_a), len(words_b))
    contained = shared / shorter if shorter >= 3 else 0.0
    spelling = difflib.SequenceMatcher(None, " ".join(sorted(words_a)), " ".join(sorted(words_b))).ratio()
    return max(shared / len(words_a | words_b), spelling, 0.9 * contained)


def same_hosts(gold: Iterable[str] | None, found: Iterable[str] | None) -> bool:
    """Compare two sets of organisations: each has its like in the other."""
    right, told = list(gold or []), list(found or [])
    return _each_has_its_like(right, told) and _each_has_its_like(told, right)


def same_counts(gold: Iterable[Mapping[str, Any]] | None, found: Iterable[Mapping[str, Any]] | None) -> bool:
    """Compare participants by their numbers."""
    return sorted(float(row["count"]) for row in gold or []) == sorted(float(row["count"]) for row in found or [])


def _each_has_its_like(names: list[str], others: list[str]) -> bool:
    return all(any(name_likeness(name, other) >= SAME_HOST for other in others) for name in names)


def _words(text: object) -> set[str]:
    return {word for word in re.findall(r"[a-z0-9]+", normal(text)) if word not in _SMALL_WORDS}
