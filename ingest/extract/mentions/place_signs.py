"""The patterns around names of places, made of `place_words.yml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ingest.extract.folding import fold
from ingest.extract.lexicon.loader import in_use, load_words
from ingest.extract.wording import any_of

DASH = re.compile(" ?[-/] ?")
NAME_AFTER = re.compile(r" (?!U\.S)[A-Z][a-z]")
NAME_BEFORE = re.compile(r"\b([A-Z][a-z]+|[A-Z]\.) $")
DATELINE = re.compile(
    r"(?:, [A-Z][\w' ]{2,20})?"  # VIENTIANE, Laos
    r"(?:, (?:\w{3,9}\.? \d{1,2}|\d{1,2} \w{3,9})(?:, \d{4})?)?"  # Sept. 25, 2012
    r"(?:,? \(\w[^()\n]{1,40}\))?(?: ?-{1,2} |: (?=[A-Z])|(?<=\d)\. |-(?=[A-Z][a-z]))"  # (Xinhua) --
)


@dataclass(frozen=True, slots=True)
class Signs:
    """What is looked for before and behind a name; each works on folded text."""

    directions: frozenset[str]
    direction: re.Pattern[str]
    type_word: re.Pattern[str]
    between: re.Pattern[str]
    members: re.Pattern[str]
    along: re.Pattern[str]
    money: re.Pattern[str]
    adjective_money: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    surname: re.Pattern[str]
    openers: frozenset[str]


def place_signs() -> Signs:
    """Give the patterns, built anew only when the words are."""
    return _patterns(in_use())


@lru_cache(maxsize=4)
def _patterns(_: Path | None) -> Signs:
    lists = load_words("place_words.yml")
    words = {name: any_of(map(fold, found), " ") for name, found in lists.items()}
    directions = frozenset(word.lower() for word in lists["directions"])
    member = rf"(?:(?:'s?)? (?:{words['members_before']} ){{0,2}}|-)(?:{words['members']} and )?{words['members']}\b"
    group = rf"\b(?:{words['members_before']} )?{words['members']}(?:(?: and | or | ?/ ?| ?\(){words['members']}\)?)?"
    return Signs(
        directions=directions,
        direction=re.compile(rf"\b(?:{words['directions']}(?: and |-))?{words['directions']} $", re.I),
        type_word=re.compile(rf" ({words['types']})\b", re.I),
        between=re.compile(rf"(?:,| |'s|{words['between']}\b)*", re.I),
        members=re.compile(member, re.I),
        along=re.compile(rf"{group} {words['along']} (?:the )?(?:ten |10 )?$", re.I),
        money=re.compile(rf"\$| \$(?!\d)|\.? ?{words['money']}\b(?! ?\d)", re.I),
        adjective_money=re.compile(rf" (?:{words['money']}|{words['money_after_adjective']})\b", re.I),
        before=re.compile(rf"\b{words['before']} (?:the )?$", re.I),
        after=re.compile(rf" {words['after']}\b", re.I),
        surname=re.compile(rf"\b{words['surnames']} $"),
        openers=frozenset(load_words("organisation_words.yml")["openers"]),
    )
