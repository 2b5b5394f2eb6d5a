"""The subject of a statement: which indicator, of whom, with whom, of what part."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from ingest.extract.figure_reading.subjects.economies import Economy
from ingest.extract.lexicon.loader import load_words


@dataclass(frozen=True, slots=True)
class Subject:
    """What a statement is about, as far as its own words say.

    `partners` and `scopes` hold several for lists ("with A, B and C"). `is_pair`: between the two economies spoken of.
    `is_total`: the reporter's total; `is_weak_total`: "total" is said, but maybe of the two. `is_inbound`: investment
    from the reporter, into whom the page speaks of; `is_foreign`: from all the world; `is_outward`: to it.
    `lists_reporters`: its list goes on with others who trade or invest. `origin` names the construction, `at` the
    chunk at which it begins.
    """

    indicator: str | None = None
    sign: int = 1
    reporter: Economy | None = None
    partners: tuple[Economy, ...] = ()
    scopes: tuple[str, ...] = ()
    is_pair: bool = False
    is_total: bool = False
    is_two_way: bool = False
    is_part: bool = False
    is_inbound: bool = False
    is_foreign: bool = False
    is_outward: bool = False
    is_weak_total: bool = False
    lists_reporters: bool = False
    origin: str = "context"
    at: int = -1


@dataclass(slots=True)
class Parts:
    """A subject as it is put together."""

    reporter: Economy | None = None
    partners: list[Economy] = field(default_factory=list)
    scopes: list[str] = field(default_factory=list)
    words: set[str] = field(default_factory=set)


PREPOSITIONS = (
    "with",
    "to",
    "from",
    "between",
    "in",
    "into",
    "at",
    "of",
    "by",
    "through",
    "via",
    "under",
    "among",
    "for",
    "toward",
    "towards",
    "across",
    "over",
    "along",
    "and",
)


def assign(preposition: str, economies: list[Economy], indicator: str | None, parts: Parts) -> None:
    """Give the economies behind a preposition their part in the statement."""
    is_shared = preposition == "of" and indicator == "trade" and len(economies) == 2 and parts.reporter is None
    if is_shared or (preposition == "between" and len(economies) >= 2):
        parts.reporter, parts.partners = economies[0], economies[1:]
    elif (preposition in ("between", "among") and economies[0].name is None) or economies[0].kind == "pair":
        parts.words.add("bilateral")
    elif preposition in ("of", "by"):
        _assign_owner(preposition, economies, parts)
    elif preposition == "with" or (preposition in ("over", "along") and economies[0].is_adjective):
        parts.partners = economies
    elif preposition in ("to", "into", "toward", "towards", "for"):
        parts.partners = economies if indicator != "imports" else parts.partners
    elif preposition == "from":
        if indicator in ("investment", "contracts") and parts.reporter is not None and parts.reporter.name:
            parts.partners = parts.partners or [parts.reporter]  # "Guangxi's foreign capital from ASEAN"
            parts.reporter = economies[0]
            parts.words.add("from")
        elif indicator in ("imports", "balance", "deficit", "surplus") or (indicator == "trade" and parts.reporter):
            parts.partners = economies
        else:
            parts.reporter = economies[0]
            parts.words.add("from")
    elif preposition in ("in", "across", "throughout"):
        if indicator in ("investment", "contracts"):
            parts.partners = economies
        elif parts.reporter is None and indicator in ("exports", "imports", "trade"):
            parts.reporter = economies[0]


def _assign_owner(preposition: str, economies: list[Economy], parts: Parts) -> None:
    if preposition == "of" and parts.partners and parts.reporter is not None:
        return  # "with the four Mekong countries of Vietnam, Laos ..."
    parts.reporter = economies[0]
    if preposition == "by":
        parts.words.add("from")


def split_scopes(scope: str) -> list[str]:
    """Split "machine tools and auto parts" into its items; "mechanical and electrical products" are one."""
    for kind in _joined_kinds():
        scope = scope.replace(kind, kind.replace(" and ", " & "))
    parts = [part.strip() for piece in scope.split(",") for part in piece.split(" and ")]
    return [part.replace(" & ", " and ") for part in parts if part]


@cache
def _joined_kinds() -> tuple[str, ...]:
    """Give the kinds of goods that are joined in their own name."""
    scopes = load_words("scope_words.yml")
    return tuple(word.lower() for name in ("sectors", "nouns") for word in scopes[name] if " and " in word)
