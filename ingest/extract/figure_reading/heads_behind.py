"""Indicators behind their quantity: "5.4 billion worth of trade", "an 18.6 percent rise in its exports"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import takewhile

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.heads import has_new_subject, is_head, is_verb
from ingest.extract.figure_reading.quantities.quantity import DOWN, NOUNS, UP, skip_soft
from ingest.extract.figure_reading.words import words
from ingest.extract.mentions.place import Place


def head_behind(chunks: Sequence[Chunk], at: int) -> int | None:
    """Find the indicator behind an amount: "5.4 billion worth of trade", "51.99 billion yuan in exports"."""
    n = _behind_second_currency(chunks, at + 1)
    near = [c.key for c in chunks[n : n + 2]]  # "its 1.5-billion-dollar target for exports", "3.7 billion came from"
    n += near[:1] in (["target"], ["goal"]) or near == ["came", "from"]
    n = _behind_fraction(chunks, n)
    if n < len(chunks) and (told := _told_at_once(chunks, n)) is not None:
        return told
    if n + 1 < len(chunks) and chunks[n].key == "," and chunks[n + 1].key in words("ranks_as"):
        return _rank_behind(chunks, n + 2)
    if n >= len(chunks) or chunks[n].key not in _before_head(chunks, at):
        return None
    if chunks[n].key == "from" and _is_gerund(chunks, n + 1):
        return n + 1  # "earned 250 million from exporting rice"
    if tells_cause(chunks, n):
        return None
    if [c.key for c in chunks[n : n + 2]] == ["of", "which"] and chunks[n + 2 : n + 3]:
        n += 2 if chunks[n + 2].has("value") else 0  # "1.4 billion of which was Cambodian exports"
    return _head_after(chunks, at, n)


def _behind_fraction(chunks: Sequence[Chunk], at: int) -> int:
    """Step over what part an amount is: "3.9 trillion yuan or 79.9 percent to", "3.3 billion, or nearly half of"."""
    n = at + (at < len(chunks) and chunks[at].key == ",")
    if n + 2 >= len(chunks) or chunks[n].key != "or":
        return at
    n += 1
    if chunks[n].kind == "percent":
        return n + 1 if chunks[n + 1].key == "to" else at
    while n + 2 < len(chunks) and (chunks[n].key in words("before_amount") or chunks[n].key in ("one", "two", "than")):
        n += 1
    is_part = chunks[n].key in words("fractions") and chunks[n + 1].key == "of"
    return n + 1 if is_part else at


def tells_cause(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether what follows only explains: "on the back of higher trade with China", "thanks to exports to"."""
    keys = "".join(f"{c.key} " for c in chunks[at : at + 4])
    return any(keys.startswith(f"{cause} ") for cause in words("explains"))


def _head_after(chunks: Sequence[Chunk], at: int, link: int) -> int | None:
    """Find the indicator behind the preposition or verb at `link`, which leads there from an amount."""
    for at_head in range(link + 1, min(link + 9, len(chunks))):
        chunk = chunks[at_head]
        if _is_done(chunks, at_head, ("imported", "exported")):
            return at_head  # "of which 54.9 billion were imported goods"
        if is_head(chunks, at_head):
            return None if _are_places_of(chunks, at, at_head) else at_head
        ends = chunk.kind == "period" and not _is_taken_of(chunks, at, at_head)
        if chunk.is_quantity or ends or (chunk.kind == "mark" and chunk.key not in ("'s", "-")):
            return None
        is_verb_of_amount = chunk.has("value", *UP, *DOWN) and chunk.key not in ("of", "to", "total")
        if is_verb_of_amount and not _is_done(chunks, at_head, words("spends")):  # "842 million was spent on imports"
            return None
        if chunk.key in ("to", "by", "while", "for", "as", "after", "when", "with"):
            return None
    return None


def _is_taken_of(chunks: Sequence[Chunk], at: int, period: int) -> bool:
    """Say whether a flow of a period is told of which another takes: "supplied 3.02 billion of the month's imports"."""
    takes = any(c.key in words("taking") for c in chunks[max(0, at - 4) : at])
    return takes and [c.key for c in chunks[period + 1 : period + 2]] == ["'s"]


def _behind_second_currency(chunks: Sequence[Chunk], at: int) -> int:
    """Step over "(5 billion dollars)" and the sign of "24.4 billion dollars' worth of trade"."""
    n = at
    if n < len(chunks) and chunks[n].key == "(":
        while n < len(chunks) and chunks[n].key != ")":
            n += 1
        n += 1
    while n < len(chunks) and chunks[n].key in ("'", "’", "'s"):
        n += 1
    return n


def _told_at_once(chunks: Sequence[Chunk], at: int) -> int | None:
    """Find an indicator right behind its amount: "15 percent export growth", "its 5-billion-dollar rice exports"."""
    if chunks[at].key == "invested":
        return at
    goods = takewhile(lambda c: c.has("scope:nouns", "scope:sectors") and "ind" not in c.tags, chunks[at : at + 4])
    n = at + len(list(goods))
    is_bracketed = chunks[at - 1].key == ")" and chunks[at - 2].kind == "money"
    if n == at and (is_bracketed or chunks[at - 1].kind == "money"):
        n += len(list(takewhile(_is_of_whom, chunks[at : at + 3])))  # "534 billion baht Thai exports"
    is_told = n < len(chunks) and (is_bracketed or chunks[at - 1].is_quantity) and is_head(chunks, n)
    return n if is_told and (n == at or is_bracketed or chunks[at - 1].kind == "money") else None


def _is_of_whom(chunk: Chunk) -> bool:
    """Say whether a word between an amount and its indicator says whose it is, or that it is the whole."""
    place = chunk.value
    return chunk.key in words("wholly") or (isinstance(place, Place) and place.form == "adjective")


def _rank_behind(chunks: Sequence[Chunk], at: int) -> int | None:
    """Find the flow in which goods worth so much rank: "worth 4.6 billion, were the principal imports of"."""
    for n in range(at, min(at + 6, len(chunks))):
        if is_head(chunks, n):
            return n if any(c.key in words("ranks") | words("of_roles") for c in chunks[at:n]) else None
        if chunks[n].kind not in ("word", "phrase", "place") and chunks[n].key != "'s":
            return None
    return None


def _is_gerund(chunks: Sequence[Chunk], at: int) -> bool:
    return at < len(chunks) and chunks[at].key.endswith("ing") and is_verb(chunks, at)


def _is_done(chunks: Sequence[Chunk], at: int, verbs: Collection[str]) -> bool:
    """Say whether one of the verbs stands here behind "was" or "were"."""
    return chunks[at].key in verbs and chunks[at - 1].key in ("were", "was")


def head_of_change(chunks: Sequence[Chunk], at: int) -> int | None:
    """Find the indicator behind a change: "15 percent export growth", "an 18.6 percent rise in its exports"."""
    n = at + 1
    n += len(list(takewhile(_is_of_whom, chunks[n : n + 2])))
    if n < len(chunks) and is_head(chunks, n):
        return n
    n = at + 1
    if _is_rate_of_noun(chunks, at):
        return head_within(chunks, n + 1) if n < len(chunks) and chunks[n].key in ("in", "of", "for") else None
    while n < len(chunks) and chunks[n].has("yoy", "mom"):
        n += 1
    if n + 1 >= len(chunks) or not chunks[n].has(*NOUNS):
        return None
    n += 1
    while n < len(chunks) and chunks[n].has("yoy", "mom"):
        n += 1
    if n >= len(chunks) or chunks[n].key not in ("in", "of", "for"):
        return None
    return head_within(chunks, n + 1)


def _are_places_of(chunks: Sequence[Chunk], at: int, head: int) -> bool:
    """Say whether projects are only what money was put into: "had invested 2.9 billion in 397 projects in"."""
    invests = any(c.has("verb:investment", "ind:investment") for c in chunks[max(0, at - 9) : at])
    return invests and chunks[head].has("ind:deals") and chunks[at + 1].key in ("in", "into", "across", "through")


def _is_rate_of_noun(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a rate's noun stands before it: "growth of 4 percent in", "against 2 percent for"."""
    left = skip_soft(chunks, at)
    if left >= 0 and chunks[left].has("compare") and len(chunks[left].key) > 5:
        return True
    if left < 1 or chunks[left].key not in ("of", "by"):
        return left >= 0 and chunks[left].has(*NOUNS) and chunks[left].key.endswith(" of")
    return chunks[left - 1].has(*NOUNS)


def head_within(chunks: Sequence[Chunk], start: int) -> int | None:
    """Find the indicator of the noun phrase that begins here."""
    for head in range(start, min(start + 7, len(chunks))):
        if is_head(chunks, head):
            return head
        if chunks[head].is_quantity or chunks[head].kind == "period" or chunks[head].key in (",", ";", "and"):
            return None
    return None


def _before_head(chunks: Sequence[Chunk], at: int) -> tuple[str, ...]:
    """Give the prepositions that may lead from an amount to its indicator: "contributed 5 billion to exports"."""
    plain = ("worth", "of", "in", "from", "for", "on", "were", "was")
    return (*plain, "to") if any(c.key.startswith("contribut") for c in chunks[max(0, at - 4) : at]) else plain


def verb_behind(chunks: Sequence[Chunk], start: int, at: int) -> int | None:
    """Find the verb of which the amount is the subject: "goods worth 287.5 billion yuan moved in and out of"."""
    relative = _is_relative(chunks, at + 1)
    moved = _is_moved(chunks, at)
    told = relative or moved or (at > start and chunks[at - 1].key in ("worth", "valued at"))
    if not told or has_new_subject(chunks, start, at):
        return None
    for n in range(at + 1, min(at + 12, len(chunks))):
        if is_verb(chunks, n):
            return n
        if chunks[n].is_quantity and chunks[n - 1].key != "(" and chunks[n - 2].key != "(":
            return None
        if chunks[n].key in (",", ";", "and"):
            return None
    return None


def _is_relative(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether "that" follows, be it behind the goods: "2.1 billion dollars of fruit that Vietnam exported"."""
    while at < len(chunks) and chunks[at].key in ("'", "'s", "worth"):
        at += 1
    n = at
    if n < len(chunks) and chunks[n].key in ("of", "in"):
        while n < min(at + 6, len(chunks)) and chunks[n].key != "that" and chunks[n].kind in ("word", "phrase"):
            n += 1
    if n >= len(chunks) or chunks[n].key == "that":
        return n < len(chunks)
    return n > at + 1 and chunks[n].kind == "place" and n + 1 < len(chunks) and is_verb(chunks, n + 1)


def _is_moved(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether an amount is of goods moved: "5 billion yuan of toys were exported", "spent 5 billion importing"."""
    if any(c.key in words("spends") for c in chunks[max(0, at - 5) : at]):
        near = range(at + 1, min(at + 3, len(chunks)))
        return any(is_verb(chunks, n) and chunks[n].key.endswith("ing") for n in near)
    of = at + 1 + (at + 2 < len(chunks) and chunks[at + 1].key == "worth")
    if of >= len(chunks) or chunks[of].key != "of":
        return False
    for n in range(of + 1, min(at + 10, len(chunks) - 1)):
        if chunks[n].key in ("was", "were", "are", "is", "been", "being"):
            return is_verb(chunks, n + 1)
        if chunks[n].kind not in ("word", "phrase", "place") and chunks[n].key != "-":
            return False
    return False
