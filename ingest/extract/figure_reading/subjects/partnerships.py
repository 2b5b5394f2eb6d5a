"""Both sides as a partnership tells them: "ASEAN is China's largest trading partner", "the top investor in"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.groups import Group
from ingest.extract.figure_reading.scene import Scene
from ingest.extract.figure_reading.subjects.economies import PRONOUNS, Economy, economy_at, is_possessive
from ingest.extract.figure_reading.subjects.investing import ALL
from ingest.extract.figure_reading.subjects.subject import Subject
from ingest.extract.figure_reading.words import words


def partnership(chunks: Sequence[Chunk], start: int, end: int) -> tuple[Economy, Economy] | None:
    """Find "B is A's largest trading partner" (A, B) and "A is the largest investor in B" (A, B)."""
    for at in range(start, end):
        if chunks[at].key in words("partners"):
            found = _partners_at(chunks, start, end, at)
            if found is not None:
                return found
    return None


def _partners_at(chunks: Sequence[Chunk], start: int, end: int, at: int) -> tuple[Economy, Economy] | None:
    """Read whose partner, investor or source stands at `at`."""
    key = chunks[at].key.removesuffix("s")
    spoken = [(n, e) for n in range(start, at) if (e := economy_at(chunks, n)) is not None]
    named = [(n, e) for n, e in spoken if e.name]
    if not named:
        return None
    first = named[0][1]
    owner = next((e for n, e in reversed(spoken) if is_possessive(chunks, n) or chunks[n].key == "its"), None)
    if key == "source":
        invests = any(c.has("ind:investment") for c in chunks[at : at + 5])
        host = owner or next(
            (
                e
                for n in range(at + 1, min(at + 6, end - 1))
                if chunks[n].key in ("in", "into", "for", "to") and (e := economy_at(chunks, n + 1)) is not None
            ),
            None,
        )
        return (first, host) if invests and host and first is not host else None
    if key == "partner" and not (at > start and chunks[at - 1].key in ("trading", "trade")):
        return None
    if key == "partner" and owner and first is not owner:
        return owner, first
    for n in range(at + 1, min(at + 5, end)):
        other = economy_at(chunks, n)
        stands = other is not None and (other.name or other.kind in ("country", "province", "city"))
        if other is not None and stands and chunks[n - 1].key in ("of", "for", "in", "the"):
            return (other, first) if key == "partner" else (first, other)
    return None


def with_partnership(scene: Scene, subject: Subject, group: Group) -> Subject:
    """Read both sides from "ASEAN became China's largest trading partner", "Singapore is the top investor in"."""
    names_both = (
        subject.reporter
        and subject.reporter.kind not in PRONOUNS
        and any(p.kind not in PRONOUNS for p in subject.partners)
    )
    if names_both and subject.reporter != ALL:
        return subject
    pair = partnership(scene.chunks, group.left, group.first) or _market_of(scene, subject, group)
    pair = pair or _partner_of_own(scene, subject, group) or _ranked_partner(scene, subject, group)
    pair = pair or _source_behind(scene, subject, group)
    if pair is None:
        return subject
    return replace(subject, reporter=pair[0], partners=(pair[1],), is_pair=False)


def _partner_of_own(scene: Scene, subject: Subject, group: Group) -> tuple[Economy, Economy] | None:
    """Find the partner of whom the page tells: "ASEAN remained the top trading partner, with bilateral trade of"."""
    chunks, context = scene.chunks, scene.context
    is_page_s = context.page_reporter in (context.reporter, context.partner)
    own = Economy(context.page_reporter) if is_page_s else Economy(None, "own")
    if not subject.is_pair and (subject.indicator != "trade" or subject.partners):
        return None
    for at in range(group.left, group.first):
        if chunks[at].key.startswith("partner") and chunks[at - 1].key in ("trade", "trading", *words("ranks")):
            named = [e for n in range(group.left, group.first) if (e := economy_at(chunks, n)) and e.kind == "place"]
            return (own, named[0]) if named and context.resolve(own) not in (None, named[0].name) else None
    return None


def _source_behind(scene: Scene, subject: Subject, group: Group) -> tuple[Economy, Economy] | None:
    """Read "The main source of FDI in January was China, with 45 billion": who invests stands behind its verb."""
    chunks = scene.chunks
    at = next((n for n in range(group.left, group.first) if chunks[n].key in ("source", "sources", "investor")), None)
    if at is None or subject.indicator != "investment" or subject.reporter not in (None, ALL):
        return None
    verb = next((n for n in range(at + 1, group.first - 1) if chunks[n].key in ("was", "is", "were", "being")), None)
    investor = economy_at(chunks, verb + 1) if verb is not None else None
    own = scene.context.page_reporter or scene.context.reporter
    host = subject.partners[0] if subject.partners else Economy(own) if own else None
    is_one = investor is not None and investor.kind == "place" and not investor.is_adjective
    return (investor, host) if is_one and investor and host and investor != host else None


def _ranked_partner(scene: Scene, subject: Subject, group: Group) -> tuple[Economy, Economy] | None:
    """Find a partner by its rank: "Laos recorded the highest value for border trade", "China came fourth with"."""
    chunks, context, named = scene.chunks, scene.context, subject.reporter
    own = context.page_reporter
    is_open = subject.indicator in ("trade", "exports", "imports") and not subject.partners and scene.before is None
    if not is_open or named is None or named.name in (None, own) or own not in (context.reporter, context.partner):
        return None
    kinds = context.kind(named.name), context.kind(own)
    at = next((n for n in range(group.left, group.first) if economy_at(chunks, n) == named), None)
    if own is None or kinds != ("country", "country") or at is None or chunks[at + 1].key == "'s":
        return None
    told = [c.key for c in chunks[at + 1 : min(at + 8, group.first)]]
    ranks = any(key in words("ranks") or key in ("highest", "greatest") for key in told)
    of_sellers = any(key.removesuffix("s") in words("sellers") for key in told)
    return (Economy(own), named) if ranks and not of_sellers else None


def _market_of(scene: Scene, subject: Subject, group: Group) -> tuple[Economy, Economy] | None:
    """Find the sides of "Malaysia was the largest market for Chinese contractors": builders or investors, and where."""
    chunks = scene.chunks
    for at in range(group.left, group.first - 2) if subject.indicator in ("investment", "contracts") else ():
        is_market = chunks[at].key in ("market", "destination", "recipient", "host")
        if is_market and chunks[at + 1].key in ("with", ",") and scene.context.actor:
            where = next((e for n in range(group.left, at) if (e := economy_at(chunks, n)) and e.kind == "place"), None)
            return (Economy(scene.context.actor), where) if where else None  # "the largest market with a turnover of"
        if is_market and chunks[at + 1].key in ("for", "of"):
            own = next((n for n in (at + 2, at + 3) if (e := economy_at(chunks, n)) and e.kind == "place"), None)
            where = next((e for n in range(group.left, at) if (e := economy_at(chunks, n)) and e.kind == "place"), None)
            who = economy_at(chunks, own) if own is not None else None
            return (who, where) if who and where else None
    return None
