"""The subject that a verb states with its clause: "Guangxi exported machinery worth ... to ASEAN"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.heads import indicator_of, is_verb
from ingest.extract.figure_reading.heads_behind import tells_cause
from ingest.extract.figure_reading.subjects.economies import (
    Economy,
    are_companies,
    economy_at,
    economy_list,
    is_inside,
    names_company,
    of_division,
)
from ingest.extract.figure_reading.subjects.noun_phrases import counted_phrase, is_goods
from ingest.extract.figure_reading.subjects.subject import Parts, Subject, assign
from ingest.extract.figure_reading.words import words


def verb_subject(chunks: Sequence[Chunk], at: int, start: int, end: int) -> Subject:
    """Read a clause around a verb: "Guangxi exported machinery worth ... to ASEAN"."""
    indicator = indicator_of(chunks[at], "verb:")
    parts = Parts()
    reporter = clause_subject(chunks, start, at)
    if at - 1 > start and chunks[at - 1].key == "'s" and (owner := economy_at(chunks, at - 2)) is not None:
        reporter = owner  # "57.9 percent of China's imported durian"
    if reporter is None and indicator == "investment" and _are_foreign(chunks, start, at):
        reporter = Economy("World")  # "Foreign investors poured 28 billion into Vietnam"
    if indicator == "trade" and reporter is not None and reporter.name:
        parts.partners = _together_with(chunks, start, at, reporter)
    mutual = indicator == "investment" and any(c.has("ana:pair") for c in chunks[at + 1 : end])
    if mutual and reporter is not None and reporter.name:
        parts.partners = _together_with(chunks, start, at, reporter)
    scopes: list[str] = []
    if reporter is None or not reporter.is_adjective:
        scopes = enterprise_before(chunks, start, at)
    start = at + 1
    named = 0 < at < end - 1 and is_goods(chunks[at - 1]) and chunks[at - 1].key not in words("all_goods")
    is_done = chunks[at].key.endswith(("ed", "ought")) or chunks[at].key in ("sold", "sent")
    if named and is_done and chunks[start].key in ("from", "to", "abroad", "overseas"):
        scopes = [chunks[at - 1].key]  # "fruit purchased from the bloc doubled to"
    sold_to = start + (start < end and chunks[start].key == "the")  # "sold the United States goods worth"
    receiver = economy_at(chunks, sold_to) if indicator == "exports" and sold_to + 1 < end else None
    maker = economy_at(chunks, start) if indicator == "imports" and start + 1 < end else None
    if maker is not None and maker.name and maker.is_adjective and maker != reporter:
        parts.partners, start = [maker], start + 1  # "bought Vietnamese goods worth"
    if receiver is not None and not receiver.is_adjective and _is_object(chunks, sold_to + 1):
        parts.partners, start = [receiver], sold_to + 1  # "sold China goods worth", "sold the bloc 5 billion"
        start += chunks[start].key == "with"
    scope, n = counted_phrase(chunks, _behind_weight(chunks, start, end), end)
    scopes += scope
    _read_trailing(chunks, n, end, indicator, parts)
    scopes += parts.scopes
    if indicator == "investment" and not parts.partners and any(c.key == "there" for c in chunks[at:end]):
        parts.partners = [Economy(None, "any")]
    subject = Subject(indicator, 1, reporter, tuple(parts.partners), tuple(scopes), origin="verb", at=at)
    if mutual:
        subject = replace(subject, is_two_way=True, is_pair=not parts.partners)
    amount = next((n for n in range(at + 1, end) if chunks[n].kind == "money"), None)
    if (
        amount is None and at and chunks[at - 1].key in ("was", "were", "been")
    ):  # "5 billion yuan of toys were exported"
        amount, end = next((n for n in reversed(range(at)) if chunks[n].kind == "money"), None), at - 1
    subject = subject if amount is None else with_goods_behind(chunks, subject, amount, end)
    return _as_ours(chunks, at, end, subject)


def _are_foreign(chunks: Sequence[Chunk], start: int, at: int) -> bool:
    """Say whether companies of all the world are the subject before a verb."""
    foreign = ("foreign", "overseas", "international", "global")
    return any(
        chunks[n].key in foreign and are_companies(chunks, n + 1) and (n == start or chunks[n - 1].key in (",", "the"))
        for n in range(start, at)
    )


def _as_ours(chunks: Sequence[Chunk], at: int, end: int, subject: Subject) -> Subject:
    """Read "they sold us 16.4 billion", "they bought 7.5 billion from us" as what the speakers' side imported, sold."""
    keys = [c.key for c in chunks[at + 1 : end]]
    is_sale = subject.indicator == "exports" and (keys[:1] == ["us"] or ("to", "us") in pairwise(keys))
    if not is_sale and not (subject.indicator == "imports" and ("from", "us") in pairwise(keys)):
        return subject
    side = subject.reporter
    partners = (side,) if side is not None and side.name else ()
    scopes = tuple(scope.removeprefix("us ") for scope in subject.scopes if scope != "us")
    return replace(
        subject, indicator="imports" if is_sale else "exports", reporter=None, partners=partners, scopes=scopes
    )


def with_goods_behind(chunks: Sequence[Chunk], subject: Subject, amount: int, end: int) -> Subject:
    """Read what an amount is of: "bought 5 billion yuan worth of Thai rice", "and 12.1 billion yuan of toys"."""
    n = amount + 1
    if n < end and chunks[n].key == "(":  # the second currency
        n = next((m + 1 for m in range(n, end) if chunks[m].key == ")"), end)
    while n < end and chunks[n].key in ("'", "'s", "worth"):
        n += 1
    pays = subject.at >= 0 and chunks[subject.at].key in words("pays") and n < end and chunks[n].key in ("on", "for")
    if n + 1 >= end or (chunks[n].key not in ("of", "in") and not pays):
        return subject
    if chunks[n].key == "in" and not is_goods(chunks[n + 1]):
        return subject
    maker = economy_at(chunks, n + 1) if n + 1 < end else None
    if maker is not None and maker.name is None:
        return subject  # "worth of them"
    start = n + 2 if maker is not None and maker.is_adjective else n + 1
    scope, _ = counted_phrase(chunks, start, end)
    if scope:
        subject = replace(subject, scopes=(*scope,))
    if maker is not None and maker.is_adjective and subject.indicator == "imports" and not subject.partners:
        return replace(subject, partners=(maker,))
    return subject


def _is_object(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether goods or an amount stand here, be it behind "about"."""
    if chunks[at].key == "with":
        return True  # "supplied China with gas worth"
    while at < len(chunks) - 1 and chunks[at].key in words("before_amount"):
        at += 1
    return is_goods(chunks[at]) or chunks[at].key in words("all_goods") or chunks[at].kind == "money"


def _together_with(chunks: Sequence[Chunk], start: int, at: int, reporter: Economy) -> list[Economy]:
    """Give the other side of "China and ASEAN exchanged goods worth"."""
    for n in range(start, at):
        if economy_at(chunks, n) == reporter:
            named, _ = economy_list(chunks, n, at)
            return named[1:2] if len(named) == 2 else []
    return []


def _behind_weight(chunks: Sequence[Chunk], at: int, end: int) -> int:
    """Step over "1.87 million tonnes of"."""
    for n in range(at, min(at + 6, end)):
        if chunks[n].has("block:nouns", "block:units") and n + 1 < end:
            if chunks[n + 1].key == "of":
                return n + 2
            if chunks[n + 1].key in ("for", "worth", "valued at"):
                return n + 1
        if not (
            chunks[n].key[:1].isdigit()
            or chunks[n].key
            in ("million", "billion", "thousand", "some", "about", "over", "more", "than", "nearly", ".", ",")
        ):
            break
    return at


def enterprise_before(chunks: Sequence[Chunk], start: int, at: int) -> list[str]:
    """Give the kind of enterprise that a clause speaks of, as its scope."""
    return [c.key for c in chunks[start:at] if c.has("scope:enterprises")][:1]


def clause_subject(chunks: Sequence[Chunk], start: int, at: int) -> Economy | None:
    """Find the economy that is the subject before a verb: of the nearest stretch between commas that names one."""
    if at - 2 > start and chunks[at - 1].key in ("which", "who") and chunks[at - 2].key == ",":
        taker = economy_at(chunks, at - 3)
        if taker is not None and taker.kind == "place" and not taker.is_adjective:
            return taker  # "to the United States, which bought 7.3 billion"
    beside = economy_at(chunks, at - 1) if at > start and chunks[at].key.endswith("ing") else None
    if beside is not None and beside.kind == "place" and not beside.is_adjective and chunks[at - 2].key == "with":
        return beside  # "with Vietnam buying 95 billion"
    end = at
    while end > start:
        begin = end
        while begin > start and chunks[begin - 1].key not in (",", ";", ":"):
            begin -= 1
        opening = [c.key for c in chunks[begin : begin + 3]]
        relative = any(key in ("whose", "which", "who", "where", "what") for key in opening)
        relative = relative and opening[:2] != ["of", "which"]  # "of which Singapore put up"
        for n in () if relative else range(begin, end):
            economy = economy_at(chunks, n)
            if economy is None or economy.kind == "pair" or is_inside(chunks, n, start):
                continue
            if chunks[n].key in ("its", "their") and n == begin > start and end < at:
                break  # "The United States, its main rival, sold"
            if not names_company(chunks, n):
                return of_division(chunks, n, economy)
        end = begin - 1
    return None


def _read_trailing(chunks: Sequence[Chunk], at: int, end: int, indicator: str | None, parts: Parts) -> None:
    """Read prepositions with economies anywhere up to the end of the clause."""
    n = at
    while n < end:
        chunk = chunks[n]
        if chunk.key in (";", "while", "whereas") or (n > at and is_verb(chunks, n)) or tells_cause(chunks, n):
            break
        if n > at and chunk.key in ("it", "they") and chunks[n - 1].key not in ("with", "to", "from", "in"):
            break
        if chunk.key in ("there", "here") and indicator != "trade":
            parts.partners = parts.partners or [Economy(None, "any")]
        if chunk.key in ("with", "to", "into", "from", "between", "in", "among", "across", "throughout"):
            both = [c.key for c in chunks[n + 1 : n + 3]] in (["and", "from"], ["and", "to"])  # "to and from ASEAN"
            economies, behind = economy_list(chunks, n + 3 if both else n + 1, end)
            owned = behind < end and chunks[behind].key == "'s"
            if economies and owned and indicator in ("investment", "contracts") and chunk.key in ("in", "into", "to"):
                owned = False
                scope, behind = counted_phrase(chunks, behind + 1, end)
                parts.scopes += scope if any(is_goods(c) for c in chunks[n:behind]) else []
            if economies and not owned:
                assign("with" if both else chunk.key, economies, indicator, parts)
                n = behind
                continue
        n += 1


def _passive_reporter(chunks: Sequence[Chunk], subject: Subject, at: int, end: int) -> tuple[int, Subject]:
    """Read whose goods moved: "... of the region", "... by Vietnam"."""
    for n in range(at, min(at + 4, end)):
        if chunks[n].key in ("of", "by", "through"):
            found, behind = economy_list(chunks, n + 1, end)
            if found:
                return behind, replace(subject, reporter=found[0], is_total=True)
        elif (economy := economy_at(chunks, n)) is not None and chunks[n - 1].key not in ("to", "from", "with", "into"):
            return n + 1, replace(subject, reporter=economy, is_total=True)
    return at, subject


def with_trailing(chunks: Sequence[Chunk], subject: Subject, at: int, end: int, *, passive: bool = False) -> Subject:
    """Fill a missing partner from the words behind the quantities: "a deficit of 5 billion with China"."""
    if subject.partners and subject.reporter:
        return subject
    if passive:
        at, subject = _passive_reporter(chunks, subject, at, end)
    parts = Parts(reporter=subject.reporter)
    _read_trailing(chunks, at, end, subject.indicator, parts)
    partners = subject.partners or tuple(parts.partners)
    return replace(subject, partners=partners, reporter=subject.reporter or parts.reporter)


def with_closing(chunks: Sequence[Chunk], subject: Subject) -> Subject:
    """Take the partner that closes the sentence for all of its list: "exported A worth ..., and B worth ..., to C"."""
    if subject.partners or subject.indicator not in ("exports", "imports"):
        return subject
    preposition = "from" if subject.indicator == "imports" else "to"
    for n in range(len(chunks) - 3, subject.at, -1):
        if chunks[n].key in (",", ")") and chunks[n + 1].key == preposition:
            named, behind = economy_list(chunks, n + 2, len(chunks))
            if named and all(
                c.kind in ("mark", "period") or c.key in ("in", "during") for c in chunks[behind : behind + 1]
            ):
                return replace(subject, partners=tuple(named))
    return subject
