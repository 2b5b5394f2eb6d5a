"""Noun phrases that say what is counted: goods, sectors, ways of trading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import takewhile

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.heads import is_head
from ingest.extract.figure_reading.subjects.economies import is_gate
from ingest.extract.figure_reading.words import words

_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")  # of an event: "orders at the 5th Expo"


def is_goods(chunk: Chunk) -> bool:
    """Say whether a word names a part of trade: goods, a sector, a mode, who trades, a gate."""
    return chunk.has("scope:nouns", "scope:modes", "scope:enterprises", "scope:sectors", "scope:gates")


def narrows(chunk: Chunk) -> bool:
    """Say whether a word names a part: a kind of goods, a sector, a way of trading, who trades."""
    return chunk.has("scope:nouns", "scope:sectors", "scope:modes", "scope:enterprises") and not chunk.has("ns:plain")


def goods_before(chunks: Sequence[Chunk], at: int, start: int) -> int:
    """Find where goods that no list knows begin: "Thai flower exports", "Garlic and onion exports"; `at` if none."""
    begin = at
    if not chunks[at].key.endswith(("exports", "imports", "shipments")):
        return at
    while begin > start and (
        _may_be_goods(chunks[begin - 1]) or (begin < at and chunks[begin - 1].key in (",", "and"))
    ):
        begin -= 1
    before = chunks[begin - 1] if begin > start else None
    owned = before is None or before.key in ("'s", "its", "their", "from") or (before.kind == "place" and begin < at)
    return begin if owned and at - begin <= 7 and begin < at and chunks[begin].key not in (",", "and") else at


def _closes_list(chunks: Sequence[Chunk], at: int, end: int, found: list[str]) -> bool:
    """Say whether ", and" leads to the last goods of a list, which numbers or what they did follow."""
    if "," not in found or at + 2 >= end or is_head(chunks, at + 2):
        return False
    n = at + 2
    while n < end and chunks[n].kind in ("word", "phrase") and (chunks[n].kind == "word" or narrows(chunks[n])):
        n += 1
    return n > at + 2 and n <= at + 6 and (n >= end or chunks[n].has("value", "up_verb", "down_verb"))


def _may_be_goods(chunk: Chunk) -> bool:
    """Say whether a word may name goods: no adjective, verb or number that is known."""
    if chunk.kind != "word" or not chunk.key[:1].isalpha() or chunk.key in words("not_goods"):
        return narrows(chunk)
    return not chunk.key.endswith(("ly", "ing", "ed", "ous", "ful", "less", "able", "ible", "est", "ive", "ish"))


def counted_phrase(chunks: Sequence[Chunk], at: int, end: int) -> tuple[list[str], int]:
    """Read what is counted: "machine tools and auto parts", "goods such as ..."; and the chunk behind."""
    n = at
    found: list[str] = []
    while n < end and _goes_on(chunks, n, end, found):
        chunk = chunks[n]
        if chunk.key == "and" and found:
            found.append("and")
        is_last_comma = chunk.key == "," and chunks[n + 1].key == "and"
        if not chunk.has("ns:stop") and (found or not chunk.has("ns:plain") or narrows(chunk)) and not is_last_comma:
            found.append(chunk.key)
        n += 1
    phrase = _written(found)
    if all(key in words("all_goods") for key in found):
        return [], n
    n = _skip_examples(chunks, n, end)
    return [phrase], n


def _goes_on(chunks: Sequence[Chunk], at: int, end: int, found: list[str]) -> bool:
    """Say whether what is counted goes on with a chunk."""
    chunk = chunks[at]
    if chunk.kind in ("money", "percent", "period") or (chunk.kind == "mark" and chunk.key != ","):
        return False
    if chunk.key == "and":
        return at + 1 < end and (chunks[at + 1].kind == "word" or narrows(chunks[at + 1]))
    if chunk.key != ",":
        return not _ends_phrase(chunks, at)
    if at + 1 < end and chunks[at + 1].key == "and" and _closes_list(chunks, at, end, found):
        return True  # "circuits, phones, and batteries"
    if at + 1 >= end or chunks[at + 1].has("value", "up_verb", "down_verb", "share", "ns:stop") or not found:
        return False  # and "shipments of gold, however, soared", "mineral fuels, chiefly coal"
    return chunks[at + 1].kind in ("word", "phrase") and chunks[at + 1].key not in words("no_goods_behind")


def traders_behind(chunks: Sequence[Chunk], at: int, end: int) -> tuple[list[str], int]:
    """Read "by private enterprises", "through private and state-owned firms"; and the chunk behind."""
    if chunks[at].key in ("by", "through", "from"):
        scope, behind = counted_phrase(chunks, at + 1, end)
        if any(c.has("scope:enterprises") for c in chunks[at + 1 : behind]):
            return scope, behind
    return [], at


def _ends_phrase(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a word is none of what is counted: a place, an indicator, a verb, an event's number."""
    chunk = chunks[at]
    if (chunk.kind == "place" and not is_gate(chunks, at)) or is_head(chunks, at) or _ORDINAL.fullmatch(chunk.key):
        return True
    if chunk.has("up_verb", "down_verb", "share", "yoy", "mom", "average"):
        return True
    is_stop = chunk.has("ns:stop", "value") and chunk.key not in ("the", "a", "an", "its", "other")
    return is_stop or chunk.key in ("such", "including", "worth", "like")


def _written(keys: list[str]) -> str:
    """Write what is counted, without words of amount and time at its end."""
    while keys and keys[0].isdigit():
        keys.pop(0)
    while keys and (keys[-1] in words("before_amount") or keys[-1] in words("never_counted")):
        keys.pop()
    if len(keys) > 1 and keys[0].startswith("non-") and keys[-1] in ("goods", "products", "commodities", "items"):
        keys.pop()  # "non-oil and gas goods"
    return " ".join(keys).replace(" ,", ",").strip(", ")


def _skip_examples(chunks: Sequence[Chunk], at: int, end: int) -> int:
    """Step over "such as textiles, clothing and plastics"."""
    if at + 1 < end and (chunks[at].key in ("such", "including", "like")):
        n = at + 1
        while (
            n < end
            and not chunks[n].is_quantity
            and not chunks[n].has("up_verb", "down_verb", "value")
            and chunks[n].key not in ("to", "with", "from")
        ):
            n += 1
        return n
    return at


def left_out(chunks: Sequence[Chunk], start: int, end: int) -> str | None:
    """Read what a figure leaves out as its part: "Stripped of oil and gas, exports" are non-oil and gas."""
    for n in range(start, end - 1):
        if chunks[n].key not in _leaving():
            continue
        begin = n + 1 if chunks[n].key in words("leaving_out") else n + 2
        if begin == n + 2 and f"{chunks[n].key} {chunks[n + 1].key}" not in words("leaving_out"):
            continue
        goods, stop = counted_phrase(chunks, begin, end)
        return f"non-{goods[0]}" if goods and any(narrows(c) for c in chunks[begin:stop]) else None
    return None


@cache
def _leaving() -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in words("leaving_out"))


def leads_on(chunks: Sequence[Chunk], at: int, end: int) -> bool:
    """Say whether a word behind an indicator only leads to who trades: "pledged to Vietnam", "in July were with"."""
    if at + 1 >= end:
        return False
    key, follows = chunks[at].key, chunks[at + 1]
    if key in words("of_flows") and follows.key in ("to", "into", "from", "in", "for", "with"):
        return True
    if key in words("passing") and follows.key in words("through"):
        return True  # "imports and exports passing through Youyi Port"
    is_dated = key in ("in", "for") and follows.kind == "period" and at + 2 < end
    return is_dated and chunks[at + 2].key in words("of_flows")


def says_total(chunks: Sequence[Chunk], at: int, start: int) -> bool:
    """ "Exports as a whole", "Overall, it enjoyed a surplus"."""
    behind = [c.key for c in takewhile(lambda c: not c.is_quantity and c.key != ",", chunks[at + 1 : at + 16])]
    return (
        "as a whole" in " ".join(behind)
        or behind[:1] == ["overall"]
        or (start == 0 and chunks[0].key in ("overall", "all told", "altogether"))
    )
