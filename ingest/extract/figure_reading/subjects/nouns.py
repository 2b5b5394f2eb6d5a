"""The subject that a noun names with the words around it: "Guangxi's exports of fruit to Vietnam"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.goods_moved import are_receipts
from ingest.extract.figure_reading.heads import indicator_of, is_head
from ingest.extract.figure_reading.modes import mode_behind
from ingest.extract.figure_reading.subjects.economies import (
    PRONOUNS,
    Economy,
    are_companies,
    compound,
    economy_at,
    economy_list,
    gate_name,
    is_gates_name,
    is_town,
)
from ingest.extract.figure_reading.subjects.inward import comes_in, goes_out, is_inbound, is_used_at_home
from ingest.extract.figure_reading.subjects.noun_phrases import (
    counted_phrase,
    goods_before,
    leads_on,
    narrows,
    says_total,
    traders_behind,
)
from ingest.extract.figure_reading.subjects.subject import PREPOSITIONS, Parts, Subject, assign
from ingest.extract.figure_reading.words import words
from ingest.extract.mentions.number import number_words

_MUTUAL = frozenset(("bilateral", "two-way", "mutual"))
_WORLD = frozenset(("world", "the world", "global", "worldwide"))
_WHOLE = frozenset(("overall", "foreign", "external", "whole", "entire"))


def noun_subject(chunks: Sequence[Chunk], at: int, start: int, end: int) -> Subject:
    """Read the noun phrase around the indicator at chunk `at`; looks no further left than `start`, right than `end`."""
    head = chunks[at]
    indicator = indicator_of(head)
    if head.key in ("turnover", "business turnover") and any(
        c.key in words("builders") for c in chunks[at + 1 : at + 5]
    ):
        indicator = "contracts"
    parts = Parts()
    begin = _left_of_head(chunks, at, start, parts)
    _right_of_head(chunks, at, end, indicator, parts)
    sign = {"deficit": -1}.get(indicator, 1)
    if indicator in ("deficit", "surplus"):
        indicator = "balance"
    if indicator == "deals" and at + 1 < end and chunks[at + 1].key in ("on", "for", "in"):
        parts.scopes[:] = _topic(chunks, at + 2, end)
    if indicator == "deals" and head.key.startswith(("trade ", "investment ", "foreign trade")):
        parts.scopes[:] = ["foreign trade" if head.key.startswith("foreign") else head.key.split()[0]]
    if head.has("scope:modes"):
        kind = _kind_of_mode(chunks, at, parts)
        parts.scopes = [kind, *parts.scopes[1:]] if kind else [head.key, *parts.scopes]
    if head.key.startswith("non-financial"):
        parts.scopes.insert(0, "non-financial")
    plain = parts.words | set(() if head.has("scope:modes") else head.key.split())  # "border residents' mutual trade"
    is_foreign = indicator == "investment" and parts.reporter is None and is_inbound(plain)
    if is_foreign and parts.partners:
        parts.reporter = Economy("World")
    if indicator == "trade" and parts.reporter is None and not parts.partners and not plain.isdisjoint(_WORLD):
        parts.reporter = Economy("World")
    if is_used_at_home(indicator, parts, plain):
        parts.reporter, parts.partners = Economy("World"), [parts.reporter] if parts.reporter else []
    says_whole = not plain.isdisjoint(_WHOLE)
    is_mutual = not plain.isdisjoint(_MUTUAL)
    total = says_total(chunks, at, start) or (indicator in ("investment", "contracts") and "overseas" in plain)
    return Subject(
        indicator,
        sign,
        parts.reporter,
        tuple(parts.partners),
        tuple(parts.scopes),
        is_pair=is_mutual and len(parts.partners) < 2,
        is_weak_total=not total and "total" in plain and not says_whole,
        is_total=total or ((says_whole or "total" in plain) and plain.isdisjoint(("bilateral", "two-way"))),
        is_two_way=is_mutual,
        is_inbound=indicator == "investment" and comes_in(parts, plain),
        is_foreign=is_foreign and not parts.partners,
        is_outward=goes_out(indicator, plain),
        origin="noun",
        at=begin,
    )


def _kind_of_mode(chunks: Sequence[Chunk], at: int, parts: Parts) -> str | None:
    """Join goods with the way of trading that they narrow: "electronic NODX", "gold re-exports"."""
    is_kind = at > 0 and chunks[at - 1].has("scope:sectors", "scope:nouns") and narrows(chunks[at - 1])
    told = parts.scopes[0] if parts.scopes else ""
    is_kind = is_kind and chunks[at].key.endswith(("exports", "nodx", "norx"))
    return f"{told} {chunks[at].key}" if is_kind and told.endswith(chunks[at - 1].key) else None


def _topic(chunks: Sequence[Chunk], start: int, end: int) -> list[str]:
    """Read what deals are on: "contracts on trade"; a site or a number of projects tells nothing."""
    topic = list(takewhile(lambda c: c.key in ("and", "of") or not c.has("value", "ns:stop"), chunks[start:end]))[:5]
    if not topic or topic[0].kind == "place" or any(c.key[:1].isdigit() or c.key in number_words() for c in topic):
        return []
    return [" ".join(c.key for c in topic)]


def _left_of_head(chunks: Sequence[Chunk], at: int, start: int, parts: Parts) -> int:
    """Walk left over the words of the noun; reads whose it is and what part. Gives where the phrase begins."""
    n = goods_before(chunks, at, start) - 1
    scope = [c.key for c in chunks[n + 1 : at]]
    goes_on = True
    while n >= start and goes_on:
        if chunks[n].key == "-bound" and (bound := economy_at(chunks, n - 1)) is not None:
            parts.partners = [bound]
            n -= 2
        elif (economy := economy_at(chunks, n)) is not None:
            n, goes_on = _owner(chunks, n, start, economy, parts)
        elif chunks[n].key == "'s" or _qualifies(chunks, n, start, scope, parts):
            n -= 1
        else:
            goes_on = False
    if scope:
        parts.scopes.append(" ".join(scope).replace(" ,", ","))
    if n > start + 1 and chunks[n].key == "whose" and parts.reporter is None:
        parts.reporter = economy_at(chunks, n - 1 - (chunks[n - 1].key == ","))  # "India, whose purchases were"
    return n + 1


def _owner(chunks: Sequence[Chunk], at: int, start: int, economy: Economy, parts: Parts) -> tuple[int, bool]:
    """Read an economy before the noun; gives the chunk before it and whether the phrase may go on there."""
    chunk, follows = chunks[at], chunks[at + 1].key
    joined = compound(chunks, at, start)
    if joined is not None:
        parts.reporter, parts.partners = joined, [economy]
        return at - 3, False
    if chunk.key in _MUTUAL:
        parts.words.add(chunk.key)
        return at - 1, True
    owned = at > start and chunks[at - 1].key in ("'s", "its", "their")
    if chunk.kind == "place" and not economy.is_adjective and owned and follows != "'s":
        parts.reporter, parts.partners = None, [economy]  # "the province's ASEAN trade"
        return at - 1, True
    if economy.name or economy.kind in PRONOUNS or follows == "'s" or chunk.key.startswith("the "):
        if economy.kind == "pair":
            parts.words.add("bilateral")
        parts.reporter = economy if economy.kind != "pair" else None
    return at - 1, False


def _qualifies(chunks: Sequence[Chunk], at: int, start: int, scope: list[str], parts: Parts) -> bool:
    """Take a word before the noun into its scope or among its plain words; False where the phrase begins behind it."""
    chunk = chunks[at]
    if narrows(chunk):
        scope.insert(0, chunk.key)
    elif chunk.has("ns:plain") and not chunk.has("ns:stop"):
        if scope and chunk.key != "domestic":
            return False
        parts.words.add(chunk.key)
    elif scope and chunk.kind == "word" and chunk.key not in words("all_goods") and not chunk.key.endswith("ly"):
        scope.insert(0, chunk.key)
    elif chunk.has("ind:trade") and chunks[at + 1].has("ind:surplus", "ind:deficit", "ind:balance"):
        parts.words.add(chunk.key)  # "a goods trade surplus"
    elif scope and chunk.key == "and" and at > start and narrows(chunks[at - 1]):
        scope.insert(0, "and")
    else:
        is_adverb = chunk.key.endswith("ly") and at > start and chunks[at - 1].key in ("'s", "its", "their")
        return chunk.has("yoy") or chunk.kind == "period" or is_adverb  # "its actually utilised foreign capital"
    return True


def _right_of_head(chunks: Sequence[Chunk], at: int, end: int, indicator: str, parts: Parts) -> None:
    """Read the prepositions behind the noun: of what, with, to, from, between whom."""
    n = at + 1
    while n < end:
        chunk = chunks[n]
        if indicator in ("investment", "contracts") and chunk.key in ("abroad", "overseas"):
            parts.words.add("overseas")
            n += 1
            continue
        if indicator in ("investment", "contracts") and chunk.key == "here":
            parts.partners.append(Economy(None, "own"))
        if (
            chunk.kind == "period"
            or chunk.key in ("volume", "value", "turnover", "here", "also", "as", "a", "whole", "(", ")")
            or (chunk.kind == "place" and chunks[n - 1].key == "(")
        ):
            n += 1
            continue
        if chunk.key.startswith("by ") and chunk.has("scope:modes"):
            parts.scopes.append(chunk.key)  # "exports by rail"
            n += 1
            continue
        if leads_on(chunks, n, end):
            n += 1
            continue
        if chunk.key in ("that", "which") and parts.reporter is None and n + 3 < end:
            parts.reporter = _who_moved(chunks, n + 1)  # "of exports that Indonesia sent abroad"
            break
        if chunk.key not in PREPOSITIONS or chunk.kind == "mark":
            break
        n = _prepositional(chunks, n, end, indicator, parts)
        if n < 0:
            break


def _who_moved(chunks: Sequence[Chunk], at: int) -> Economy | None:
    """Give the economy of a clause that tells whose a flow is: "Indonesia sent abroad", "the province ran"."""
    economy = economy_at(chunks, at)
    told = chunks[at + 1].key in (*words("runs_up"), "sent", "shipped", "sold", "made", "did")
    return economy if economy is not None and told and not economy.is_adjective else None


def _owned_goods(
    chunks: Sequence[Chunk], key: str, at: int, end: int, owners: list[Economy], indicator: str, parts: Parts
) -> int:
    """Read "of Guangdong's high-tech products", "in Laos' power sector"; gives the chunk behind, -1 for no goods."""
    if len(owners) > 1 or (key != "of" and indicator not in ("investment", "contracts")):
        return -1
    scope, behind = counted_phrase(chunks, at, end)
    if not scope or not any(narrows(c) for c in chunks[at:behind]):
        return -1
    parts.scopes.extend(scope)
    assign(key, owners, indicator, parts)
    return behind


def _shared_object(chunks: Sequence[Chunk], at: int, end: int) -> tuple[list[Economy], int]:
    """Read the economies that a second preposition names for both: "exports to and imports from Cambodia"."""
    if at + 1 < end and is_head(chunks, at) and chunks[at + 1].key in ("to", "from", "with", "in"):
        return economy_list(chunks, at + 2, end)
    return [], at


def _prepositional(chunks: Sequence[Chunk], at: int, end: int, indicator: str, parts: Parts) -> int:
    """Read one preposition with its object; gives the chunk behind, -1 where the phrase ends."""
    key = chunks[at].key
    if indicator == "imports" and key == "to" and chunks[at - 1].key.endswith(("payments", "payment", "bill", "bills")):
        key = "with"  # "import payments to China"
    if indicator == "exports" and key == "from" and are_receipts(chunks[max(0, at - 4) : at]):
        key = "to"  # "export receipts from China"
    economies, behind = economy_list(chunks, at + 1, end)
    if not economies and at + 1 < end and chunks[at + 1].key == "and":
        economies, behind = _shared_object(chunks, at + 2, end)
    if key == "and":
        return -1
    if economies and key in words("through") and economies[0].kind == "province" and parts.partners:
        parts.reporter = parts.reporter or economies[0]  # "trade with China through the province's gates"
        return -1
    if economies and not (_leads_to_gate(chunks, at, end) and is_town(chunks, at + 1)):
        if behind < end and chunks[behind].key == "'s" and key in ("of", "in"):
            return _owned_goods(chunks, key, behind + 1, end, economies, indicator, parts)
        if key == "of" and behind < end and chunks[behind].key == "origin":
            return behind + 1  # "re-exports of Chinese origin" are another's
        if key == "of" and len(economies) == 1 and economies[0].is_adjective and not are_companies(chunks, behind):
            scope, after = counted_phrase(chunks, behind, end)
            if scope or (indicator == "imports" and after > behind):  # "purchases of Chinese goods"
                parts.scopes.extend(scope)
                assign("from" if indicator == "imports" else "of", economies, indicator, parts)
                return after
        assign(key, economies, indicator, parts)
        return behind
    return _narrowing(chunks, at, end, parts)


def _leads_to_gate(chunks: Sequence[Chunk], at: int, end: int) -> bool:
    """Say whether a gate may follow: "trade via Muse", "trade at Chinshwehaw stood at"."""
    is_at = chunks[at].key == "at" and at + 2 < end and chunks[at + 2].has("value", "up_verb", "down_verb")
    return is_at or chunks[at].key in words("through")


def _narrowing(chunks: Sequence[Chunk], at: int, end: int, parts: Parts) -> int:
    """Read a preposition with the part that is counted: goods, a way of trading, who trades, a gate."""
    key = chunks[at].key
    mode = mode_behind(chunks, at, end)
    if mode is not None:
        parts.scopes.append(mode[0])
        return mode[1]
    if key == "in" and at + 1 < end and is_head(chunks, at + 1):
        return at + 2
    named = at + 1 + (at + 2 < end and chunks[at + 1].key == "the")
    if _leads_to_gate(chunks, at, end) and named < end and is_gates_name(chunks, named):
        gate = gate_name(chunks, named)  # "trade via Muse", "through the Horgos Port"
        parts.scopes.append(gate)
        return named + len(gate.split())
    scope, behind = traders_behind(chunks, at, end)
    if not scope and key in ("of", "in", "through", "via", "at", "from", "for"):
        scope, behind = counted_phrase(chunks, at + 1, end)
        if key in ("from", "for") and not any(narrows(c) for c in chunks[at + 1 : behind]):
            scope, behind = [], at  # but "earnings from timber and wood products"
    told = [s for s in scope if s.split()[-1] not in words("kinds_of") and s.split()[-1] not in words("gatherings")]
    told = [" ".join(takewhile(lambda w: w not in words("never_scope"), s.split())).rstrip(",") for s in told]
    parts.scopes.extend(s for s in told if s)
    return behind if scope or (behind > at + 1 and key in ("of", "in")) else -1
