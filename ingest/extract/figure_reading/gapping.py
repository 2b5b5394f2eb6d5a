"""Clauses that leave out their verb: "general trade 2.2% to ...", "and that with Japan 3.3 percent"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.words import words

_CLAUSE_MARKS = (",", ";", ":", "(", ")", "—", "–", "-")
_ANSWERS = ("the former", "the latter")
ANSWERED = ("two", "ones", "pair")  # "the former two"
_CLAUSE_WORDS = ("and", "while", "whereas", "but", "with", "ahead")


def gapped_subject(chunks: Sequence[Chunk], start: int, end: int) -> tuple[int, int] | None:
    """Find the noun phrase of a clause without a verb: "general trade 2.2% to", "and textiles 3.3 percent"."""
    listed = _those_listed(chunks, start, end)
    if listed is not None:
        return listed
    begin = _list_start(chunks, start, _clause_start(chunks, start, end), end)
    found = _phrase_at(chunks, start, begin, end)
    for _ in range(3):  # "and that with the United States, the third, gained"
        if found is not None or begin <= start or chunks[begin - 1].key != ",":
            break
        is_worth = all(c.key in words("before_goods_amount") for c in chunks[begin:end])
        is_aside = _ranks(list(takewhile(lambda c: c.key != ",", chunks[begin:end])))
        stop = begin - 1
        begin = _clause_start(chunks, start, stop)
        if (is_worth or is_aside) and any(_is_part(c) for c in chunks[begin:stop]):
            begin = _behind_overtaken(chunks, _list_start(chunks, start, begin, stop), stop)
            return _phrase_at(chunks, start, begin, stop)  # "garments, worth 320 million, milled rice, worth 200"
        if _names_only_place(chunks, begin, stop):
            return begin, stop
        relative = stop + 1 < end and chunks[stop + 1].key in ("which", "who")
        if relative and begin > start and any(_is_part(c) for c in chunks[begin:stop]):
            return _phrase_at(chunks, start, begin, stop)  # "versus computers and parts, which leapt"
        if begin > start and chunks[begin - 1].key in ("and", "while", ";") and chunks[begin].key in ("that", "those"):
            found = _phrase_at(chunks, start, begin, stop)
    return found


def _those_listed(chunks: Sequence[Chunk], start: int, end: int) -> tuple[int, int] | None:
    """Find several goods of one clause: "while those of ceramics and fireworks were down", "those of A, B and C"."""
    begin = next((n for n in range(end - 1, start, -1) if chunks[n].key == "those" and chunks[n + 1].key == "of"), None)
    if begin is None or chunks[begin - 1].key not in (*_CLAUSE_MARKS, *_CLAUSE_WORDS):
        return None
    stop = next((n for n in range(begin + 2, end) if chunks[n].has("value", "up_verb", "down_verb", "share")), end)
    items = chunks[begin + 2 : stop]
    joined = any(c.key == "and" for c in items[1:-1])
    return (begin, stop) if joined and not any(c.kind in ("place", "period") for c in items) else None


def _ranks(opening: Sequence[Chunk]) -> bool:
    """Say whether a clause only ranks what stands before it: "machinery, still the largest, was worth"."""
    return any(c.key in words("ranks") for c in opening) and all(
        c.key in words("ranks") or c.key in words("of_asides") for c in opening
    )


def _behind_overtaken(chunks: Sequence[Chunk], start: int, end: int) -> int:
    """Step over what goods are overtaken by: "rice has now overtaken rubber, at 31 million"."""
    at = max((n + 1 for n in range(start, end) if chunks[n].key in words("exceeds")), default=start)
    return at + 2 if [c.key for c in chunks[at : at + 2]] == ["those", "of"] else at


def _list_start(chunks: Sequence[Chunk], start: int, begin: int, end: int) -> int:
    """Give where a list of kinds begins that the goods close: "while fresh, chilled and dried fruits shrank"."""
    goods = _goods_listed(chunks, start, begin)
    if goods is not None:
        return goods
    if begin - start < 4 or chunks[begin - 1].key != "and" or chunks[begin - 2].kind != "word":
        return begin
    n = begin - 1
    while n > start and (chunks[n - 1].key == "," or (chunks[n - 1].kind == "word" and not chunks[n - 1].capital)):
        n -= 1
    commas = sum(c.key == "," for c in chunks[n:begin])
    opens = n > start and chunks[n - 1].key in (*_CLAUSE_WORDS, ";")
    kinds = all(a.key == "," or b.key in (",", "and") for a, b in pairwise(chunks[n:begin]))
    named = begin + 1 < end and any(c.has("scope:nouns") for c in chunks[begin : begin + 3])
    return n if commas and opens and kinds and named else begin


def _goods_listed(chunks: Sequence[Chunk], start: int, begin: int) -> int | None:
    """Give where a list of goods begins that "and" closes: "; cassava, bananas, rubber, and cattle were worth"."""
    n = begin - 1
    if n <= start or chunks[n].key != "and" or not _is_part(chunks[begin]):
        return None
    n -= chunks[n - 1].key == ","
    while n - 1 > start and (_is_part(chunks[n - 1]) or (chunks[n - 1].key == "," and _is_part(chunks[n - 2]))):
        n -= 1
    opens = chunks[n - 1].key in (*_CLAUSE_WORDS, ";", ":") or (n - 1 == start and chunks[start].key == ",")
    return n if opens and any(c.key == "," for c in chunks[n : begin - 1]) else None


def _clause_start(chunks: Sequence[Chunk], start: int, end: int) -> int:
    """Give where the clause before `end` begins: behind the last mark or joining word."""
    begin = end
    while begin > start and not (chunks[begin - 1].key in _CLAUSE_MARKS and chunks[begin - 1].kind == "mark"):
        begin -= 1
        if chunks[begin].key in words("following") and chunks[begin + 1].key == "by":
            return begin + 1  # "crude oil at 96 million followed by methanol at 50"
        if (
            chunks[begin].key in _CLAUSE_WORDS
            and not _joins_names(chunks, begin)
            and not _joins_kinds(chunks, start, begin)
            and not (chunks[begin].key == "with" and chunks[begin - 1].key in ("that", "those"))
            and any(_is_content(c) for c in chunks[begin + 1 : end])
        ):
            return begin + 1
    return begin


def _phrase_at(chunks: Sequence[Chunk], start: int, begin: int, end: int) -> tuple[int, int] | None:
    if begin == start > 0:
        return None  # what follows a quantity with no break belongs to it: "1.2 billion from the United States"
    while begin < end and chunks[begin].key in words("before_items"):
        begin += 1
    stop = begin
    while stop < end and not chunks[stop].has(
        "value", "up_verb", "down_verb", "share", "yoy", "up_noun", "down_noun", "up_word"
    ):
        if chunks[stop].kind == "period" or chunks[stop].has("source") or chunks[stop].key in words("has"):
            break
        if stop > begin and chunks[stop].key in words("receives"):
            break  # "of which processing and manufacturing attracted"
        stop += 1
    if any(c.has("up_noun", "down_noun") for c in chunks[stop:end]):
        return None
    return (begin, stop) if any(_is_content(c) for c in chunks[begin:stop]) else None


def _joins_kinds(chunks: Sequence[Chunk], start: int, at: int) -> bool:
    """Say whether "and" stands within one item of a list: "mining 5 billion, transport and telecoms 2 billion"."""
    before = chunks[start + 1 : at]
    opens = chunks[start].key in (",", ";") and chunks[at].key == "and" and 0 < len(before) < 4
    return opens and all(
        (c.kind == "word" and _is_content(c) and not c.key.endswith("ing")) or _is_part(c) for c in before
    )


def _joins_names(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether "and" stands between two places, or two kinds of enterprise."""
    if not 0 < at < len(chunks) - 1 or chunks[at].key != "and":
        return False
    one, other = chunks[at - 1], chunks[at + 1]
    if one.has("scope:nouns", "scope:sectors") and other.has("scope:nouns", "scope:sectors"):
        return True
    return one.kind == other.kind == "place" or (one.has("scope:enterprises") and other.has("scope:enterprises"))


def _is_part(chunk: Chunk) -> bool:
    return chunk.has("scope:enterprises", "scope:modes", "scope:sectors", "scope:nouns")


def _is_content(chunk: Chunk) -> bool:
    if chunk.kind == "place":
        return True
    if chunk.kind == "phrase":
        return _is_part(chunk) or chunk.has("block")
    return (
        chunk.kind == "word"
        and chunk.key not in words("never_a_subject")
        and not chunk.key.isdigit()
        and not chunk.key.endswith("ly")
    )


def _names_only_place(chunks: Sequence[Chunk], begin: int, stop: int) -> bool:
    """Say whether a stretch only names a place: "followed by Malaysia, 66.3 billion, and Thailand, 61.4 billion"."""
    opens = begin < stop and (chunks[begin].key == "followed" or chunks[begin - 1].key in (",", ";", "and"))
    return opens and all(c.kind == "place" or c.key in ("followed", "by", "the") for c in chunks[begin:stop])


def answers(chunks: Sequence[Chunk], start: int, end: int) -> int | None:
    """Find "the former" or "the latter" where it stands for a figure told before, not for an economy or a name."""
    for n in range(end - 1, start - 1, -1):
        if chunks[n].key in _ANSWERS:
            behind = chunks[n + 1]
            is_name = behind.kind == "place" or (behind.kind == "word" and behind.key not in ANSWERED)
            return None if is_name and not behind.has("ns:stop") else n
    return None
