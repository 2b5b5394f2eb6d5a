"""The subject that a noun names with the words around it: "Guangxi's exports of fruit to Vietnam"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.heads import indicator_of, is_head
from ingest.extract.figure_reading.subjects.economies import Economy, economy_at, economy_list
from ingest.extract.figure_reading.subjects.noun_phrases import GENERIC, counted_phrase, narrows
from ingest.extract.figure_reading.subjects.subject import PREPOSITIONS, Parts, Subject, assign
from ingest.extract.mentions.place import Place


def noun_subject(chunks: Sequence[Chunk], at: int, start: int, end: int) -> Subject:
    """Read the noun phrase around the indicator at chunk `at`; looks no further left than `start`, right than `end`."""
    head = chunks[at]
    indicator = indicator_of(head)
    parts = Parts()
    begin = _left_of_head(chunks, at, start, parts)
    _right_of_head(chunks, at, end, indicator, parts)
    sign = {"deficit": -1}.get(indicator, 1)
    if indicator in ("deficit", "surplus"):
        indicator = "balance"
    if indicator == "deals" and at + 1 < end and chunks[at + 1].key in ("on", "for", "in"):
        topic = list(takewhile(lambda c: c.key in ("and", "of") or not c.has("value", "ns:stop"), chunks[at + 2 : end]))
        parts.scopes[:] = [" ".join(c.key for c in topic[:5])] if topic else []
    if indicator == "deals" and head.key.split()[0] in ("trade", "investment"):
        parts.scopes[:] = [head.key.split()[0]]
    if head.has("scope:modes"):
        parts.scopes.insert(0, head.key)
    words = parts.words | set(head.key.split())
    total = _says_total(chunks, at, start)
    return Subject(
        indicator,
        sign,
        parts.reporter,
        tuple(parts.partners),
        tuple(parts.scopes),
        is_pair=bool(words & {"bilateral", "two-way", "mutual"}) and len(parts.partners) < 2,
        is_weak_total=not total
        and "total" in words
        and not words & {"overall", "foreign", "external", "whole", "entire"},
        is_total=total
        or (
            bool(words & {"total", "overall", "foreign", "external", "whole", "entire"})
            and not words & {"bilateral", "two-way"}
        ),
        is_two_way=bool(words & {"two-way", "mutual", "bilateral"}),
        origin="noun",
        at=begin,
    )


def _says_total(chunks: Sequence[Chunk], at: int, start: int) -> bool:
    """ "Exports as a whole", "Overall, it enjoyed a surplus"."""
    behind = [c.key for c in chunks[at + 1 : at + 4]]
    return (
        behind == ["as", "a", "whole"]
        or behind[:1] == ["overall"]
        or (start == 0 and chunks[0].key in ("overall", "all told", "altogether"))
    )


def _left_of_head(chunks: Sequence[Chunk], at: int, start: int, parts: Parts) -> int:
    """Walk left over the words that belong to the noun; reads whose it is and what part. Gives where the phrase begins."""
    n = at - 1
    scope: list[str] = []
    while n >= start:
        chunk = chunks[n]
        economy = economy_at(chunks, n)
        if chunk.key == "'s":
            n -= 1
            continue
        if chunk.key == "-bound" and (bound := economy_at(chunks, n - 1)) is not None:
            parts.partners = [bound]
            n -= 2
            continue
        if economy is not None:
            compound = _compound(chunks, n, start)
            if compound is not None:
                parts.reporter, parts.partners = compound, [economy]
                n -= 2
            elif not (chunk.has("ana:pair") and chunk.key in ("two-way", "bilateral", "mutual")):
                if (
                    economy.name
                    or economy.kind in ("any",)
                    or chunks[n + 1].key == "'s"
                    or chunk.key.startswith("the ")
                ):
                    parts.reporter = economy if economy.kind != "pair" else None
                    parts.words |= {"bilateral"} if economy.kind == "pair" else set()
            else:
                parts.words.add(chunk.key)
                n -= 1
                continue
            if (
                chunk.kind == "place"
                and not economy.is_adjective
                and n > start
                and n + 1 < len(chunks)
                and chunks[n + 1].key != "'s"
                and compound is None
                and (chunks[n - 1].key == "'s" or chunks[n - 1].key in ("its", "their"))
            ):
                parts.reporter, parts.partners = None, [economy]  # "the province's ASEAN trade"
                n -= 1
                continue
            if chunk.kind == "place" or chunk.key in ("its", "their", "our") or chunks[n + 1].key == "'s":
                n -= 1
                break
            n -= 1
            break
        if narrows(chunk):
            scope.insert(0, chunk.key)
        elif chunk.has("ns:plain") and not chunk.has("ns:stop"):
            if scope and chunk.key not in ("domestic",):
                break
            parts.words.add(chunk.key)
        elif chunk.kind == "word" and scope and chunk.key not in GENERIC and not chunk.key.endswith("ly"):
            scope.insert(0, chunk.key)
        elif chunk.key == "and" and scope and n > start and narrows(chunks[n - 1]):
            scope.insert(0, "and")
        elif chunk.has("yoy") or chunk.kind == "period":
            pass
        else:
            break
        n -= 1
    if scope:
        parts.scopes.append(" ".join(scope))
    return n + 1


def _compound(chunks: Sequence[Chunk], at: int, start: int) -> Economy | None:
    """Give the first economy of "China-ASEAN trade", "Sino-Thai trade"."""
    here = chunks[at].value
    if at - 1 >= start and chunks[at - 1].kind == "place" and chunks[at - 1].end + 1 >= chunks[at].start:
        return economy_at(chunks, at - 1)
    dash = at - 2 >= start and chunks[at - 1].key in ("-", "–", "−", "/") and chunks[at - 2].kind == "place"
    return economy_at(chunks, at - 2) if dash and isinstance(here, Place) else None


def _right_of_head(chunks: Sequence[Chunk], at: int, end: int, indicator: str, parts: Parts) -> None:
    """Read the prepositions behind the noun: of what, with, to, from, between whom."""
    n = at + 1
    while n < end:
        chunk = chunks[n]
        if (
            chunk.kind == "period"
            or chunk.key in ("volume", "value", "turnover", "here", "also", "as", "a", "whole", "(")
            or chunk.key == ")"
        ):
            n += 1
            continue
        if chunk.kind == "place" and chunks[n - 1].key == "(":
            n += 1
            continue
        if chunk.key not in PREPOSITIONS or chunk.kind == "mark":
            break
        n = _prepositional(chunks, n, end, indicator, parts)
        if n < 0:
            break


def _prepositional(chunks: Sequence[Chunk], at: int, end: int, indicator: str, parts: Parts) -> int:
    """Read one preposition with its object; gives the chunk behind, -1 where the phrase ends."""
    key = chunks[at].key
    economies, behind = economy_list(chunks, at + 1, end)
    if key == "and":
        return -1
    if economies:
        if behind < end and chunks[behind].key == "'s" and key in ("of", "in"):
            return -1
        if key == "of" and len(economies) == 1 and economies[0].is_adjective:
            scope, after = counted_phrase(chunks, behind, end)
            if scope:
                parts.scopes.extend(scope)
                assign("from" if indicator == "imports" else "of", economies, indicator, parts)
                return after
        assign(key, economies, indicator, parts)
        return behind
    if key in ("of", "in") and at + 1 < end:
        if key == "in" and is_head(chunks, at + 1):
            return at + 2
        scope, behind = counted_phrase(chunks, at + 1, end)
        if scope or behind > at + 1:
            parts.scopes.extend(scope)
            return behind
    if key in ("through", "via"):
        scope, behind = counted_phrase(chunks, at + 1, end)
        if scope:
            parts.scopes.extend(scope)
            return behind
    return -1
