"""Clauses and their phrases: what opens them, what they name, where they end."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.gapping import gapped_subject
from ingest.extract.figure_reading.groups import Group
from ingest.extract.figure_reading.scene import Scene
from ingest.extract.figure_reading.subjects.noun_phrases import is_goods, narrows
from ingest.extract.figure_reading.words import words

_OWNERS = ("ana:country", "ana:province", "ana:city", "ana:group", "ana:prefecture", "ana:state")


def is_bare(opening: Sequence[Chunk]) -> bool:
    """Say whether a clause names no subject of its own: "it came to", "the figure was", "in July, up"."""
    return not any(
        (c.kind == "word" or narrows(c))
        and not c.key.isdigit()
        and c.key not in words("standing_for_figure")
        and not c.key.endswith("ly")
        for c in opening
    )


def is_pronoun_clause(opening: Sequence[Chunk]) -> bool:
    """Say whether the last clause has a pronoun for subject: "Last year, in spite of the pandemic, it stood at"."""
    start = max((n + 1 for n, c in enumerate(opening) if c.key == ","), default=0)
    clause = opening[start:]
    if start == 0 or not clause:
        return False
    is_again = clause[0].key == "the" and len(clause) > 1 and clause[1].key in words("figures_again_told")
    return (is_again or clause[0].key in ("it", "this", "they", "these")) and is_bare(clause)


def only_period(opening: Sequence[Chunk]) -> bool:
    """Say whether a period is the subject: "September alone brought in", "Q1: down"."""
    return (
        bool(opening)
        and opening[0].kind == "period"
        and all(
            c.kind in ("period", "mark") or c.has("value", "up_verb", "down_verb", "ns:plain", "ns:stop")
            for c in opening
        )
        and not any(c.key in (",", "it", "they") or c.key in words("of_one_flow") for c in opening)
    )


def names_goods(chunks: Sequence[Chunk], start: int, end: int) -> bool:
    """Say whether a part of trade is named here."""
    return any(is_goods(c) for c in chunks[start:end])


def behind_terms(chunks: Sequence[Chunk], start: int, end: int) -> int:
    """Step over what a figure is measured in or who counted: "In dollar terms, exports", "By Beijing's count it"."""
    if start < end and chunks[start].key in words("frames"):
        comma = next((n for n in range(start + 1, min(start + 6, end)) if chunks[n].key == ","), None)
        if comma is not None and comma + 1 < end and not any(c.kind == "place" for c in chunks[start:comma]):
            return comma + 1  # "By sector, electromechanical products led"
    if start < end and chunks[start].key in ("in", "on", "by"):
        for n in range(start + 1, min(start + 6, end)):
            if chunks[n].key in words("terms") and chunks[n + 1 : n + 2] and chunks[n + 1].key == "of":
                comma = next((m for m in range(n + 2, min(n + 7, end)) if chunks[m].key == ","), None)
                return comma + 1 if comma is not None else start  # "In terms of trade modes, border trade was"
            if chunks[n].key in words("terms"):
                return n + 2 if n + 1 < end and chunks[n + 1].key == "," else n + 1
    return start


def opening_phrase(chunks: Sequence[Chunk], end: int) -> tuple[int, int] | None:
    """Give the noun phrase that opens a sentence, up to its verb, comma or colon."""
    said = max((n + 1 for n in range(end) if chunks[n].has("source")), default=0)
    start = behind_terms(chunks, said, end)
    while start < end and (
        chunks[start].kind in ("mark", "period")
        or chunks[start].key in words("sentence_openers")
        or _only_counts(chunks, start)
    ):
        start += 1
    stop = start
    while stop < end:
        if _ends_subject(chunks, stop, end) or (stop > start and chunks[stop].key in words("of_goods")):
            break
        stop += 1
    return (start, stop) if stop > start else None


def _only_counts(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a word only counts the sentence: "Fourth, mechanical and electrical products made up"."""
    return at + 1 < len(chunks) and chunks[at + 1].key == "," and chunks[at].key in words("enumerating")


def _ends_subject(chunks: Sequence[Chunk], at: int, end: int) -> bool:
    """Say whether a noun phrase ends before a chunk: a mark, number, place, verb or preposition."""
    chunk = chunks[at]
    if chunk.key == "," and _goes_on_to_goods(chunks, at + 1, end):
        return False
    if chunk.key in (",", ":") or chunk.kind in ("period", "money", "percent"):
        return True
    if chunk.key in ("their", "its") and at and chunks[at - 1].key == "and":
        return False  # "Phones and their components were"
    if chunk.kind == "place":
        return not (at + 1 < end and chunks[at + 1].has("scope:gates"))
    return chunk.has("up_verb", "down_verb", "share", "value", "source") or (
        chunk.has("ns:stop") and chunk.key not in ("and", "the")
    )


def _goes_on_to_goods(chunks: Sequence[Chunk], at: int, end: int) -> bool:
    """Say whether a list goes on behind a comma, to goods at its end: "Fresh, chilled and dried fruit"."""
    joined = False
    for n in range(at, min(at + 8, end)):
        chunk = chunks[n]
        if joined and is_goods(chunk):
            return True
        joined = joined or chunk.key == "and"
        if chunk.kind not in ("word", "phrase") and chunk.key != ",":
            return False
        if chunk.has("value", "up_verb", "down_verb", "ind", "share") or (chunk.has("ns:stop") and chunk.key != "and"):
            return False
    return False


def scope_text(chunks: Sequence[Chunk], start: int, end: int) -> str | None:
    """Give the words of a scope: without articles and "alone"; None where nothing is left."""
    kept: list[str] = []
    for chunk in chunks[start:end]:
        if chunk.key in ("such", "from", "to", "with", "including") or (kept and chunk.key in ("being", "having")):
            break  # "tea alone being worth"
        if (chunk.kind == "mark" and chunk.key not in ("&", "'s", ",")) or chunk.key.isdigit():
            continue
        if not kept and chunk.key.startswith("the ") and chunk.has(*_OWNERS):
            continue  # "the province's private enterprises"
        owned = chunk.key in ("their", "its") and kept[-1:] == ["and"]  # "phones and their components"
        if chunk.key in ("the", "a", "an", "alone", "together", "as", "also", "'s") or (
            chunk.has("ns:plain") and not is_goods(chunk) and not owned
        ):
            continue
        kept.append(chunk.key)
    while kept and kept[-1] in words("preposition"):
        kept.pop()
    while kept and (kept[0] in words("preposition") or kept[0] in words("before_items")):
        kept.pop(0)
    text = " ".join(kept).replace(" ,", ",").strip(", ")
    if any(word in words("never_scope") for word in text.split()):
        return None
    if text in ("goods", "products", "commodities"):
        return None
    return (
        text
        if text and any(is_goods(c) or (c.kind == "word" and not c.key.isdigit()) for c in chunks[start:end])
        else None
    )


def clause_end(scene: Scene, group: Group) -> int:
    """Give where the words that may still name a partner end: at the comma or clause behind the first value."""
    n, depth = group.first + 1, 0
    value = group.get("value")
    start = value.at if value else group.first
    while n < group.right:
        chunk = scene.chunks[n]
        depth += {"(": 1, ")": -1}.get(chunk.key, 0)
        if (
            depth <= 0
            and n > start
            and (
                chunk.key in (";", "while", "whereas")
                or (chunk.key == "," and not _lists_goods(scene.chunks, n))
                or (chunk.key == "and" and _begins_clause(scene, n))
            )
        ):
            break
        n += 1
    return n


def _begins_clause(scene: Scene, at: int) -> bool:
    """Say whether "and" joins another statement rather than another name."""
    return not (
        at + 1 < len(scene.chunks)
        and (
            scene.chunks[at + 1].kind == "place"
            or scene.chunks[at + 1].key in ("the", "from", "to")
            or _lists_goods(scene.chunks, at)
        )
    )


def _lists_goods(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a comma or "and" joins two goods: "palm oil and palm-based products"."""
    if not 0 < at < len(chunks) - 1 or not is_goods(chunks[at - 1]):
        return False
    kinds = takewhile(lambda c: c.kind == "word" and not is_goods(c), chunks[at + 1 : at + 4])
    behind = at + 1 + len(list(kinds))
    return behind < len(chunks) and is_goods(chunks[behind])


def goods_between(scene: Scene, start: int, end: int) -> tuple[int, int] | None:
    """Find goods that are the subject of a clause between the indicator and its value."""
    commas = [n for n in range(start, end) if scene.chunks[n].key == ","]
    if not commas:
        return None
    begin = commas[-1] + 1
    stop = begin
    while (
        stop < end
        and not scene.chunks[stop].has("value", "up_verb", "down_verb", "share")
        and scene.chunks[stop].key not in ("was", "were", "at")
    ):
        stop += 1
    return (begin, stop) if begin < stop < end and names_goods(scene.chunks, begin, stop) else None


def predicate_goods(scene: Scene, start: int, end: int) -> tuple[int, int] | None:
    """Find goods between a verb and their amount: "were rice (600 million)", "included sugar worth 5 million"."""
    chunks = scene.chunks
    while end > start and chunks[end - 1].key in words("before_goods_amount"):
        end -= 1
    begin = end
    while begin > start and (chunks[begin - 1].kind in ("word", "phrase") or chunks[begin - 1].key in ("-", "&")):
        before = chunks[begin - 1]
        if before.has("value", "up_verb", "down_verb", "ind") or before.key in words("leads_goods"):
            break
        begin -= 1
    led = begin > start and chunks[begin - 1].key in words("leads_goods")
    if not led or begin >= end:
        return None
    named = all(c.kind == "word" and c.key not in words("never_scope") for c in chunks[begin:end])
    of_goods = any(c.key in ("goods", "products", "commodities", "items") for c in chunks[:begin])
    return (begin, end) if names_goods(chunks, begin, end) or (named and of_goods and end - begin < 4) else None


def leading_scope(scene: Scene, group: Group) -> str | None:
    """Give the goods that the clause speaks of: "Labor-intensive products earned ... in exports"."""
    found = gapped_subject(scene.chunks, group.left, group.first)
    opening = opening_phrase(scene.chunks, group.first) if group.left == 0 else None
    if opening is not None and (found is None or opening[0] < found[0] < opening[1]):
        found = opening  # "Coffee, pepper and cashew nuts brought"
    if found is None or not names_goods(scene.chunks, *found):
        return None
    return scope_text(scene.chunks, *found)
