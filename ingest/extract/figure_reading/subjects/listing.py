"""Lists that answer each other: "exports and imports stood at A and B", "X and Y made up 60 and 31 percent of"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.groups import run_of
from ingest.extract.figure_reading.heads import heads_in, is_head, noun_heads_in
from ingest.extract.figure_reading.scene import Scene
from ingest.extract.figure_reading.subjects.beside import listed_beside
from ingest.extract.figure_reading.subjects.clauses import behind_terms
from ingest.extract.figure_reading.subjects.economies import Economy, economy_list
from ingest.extract.figure_reading.subjects.noun_phrases import is_goods
from ingest.extract.figure_reading.subjects.nouns import noun_subject
from ingest.extract.figure_reading.subjects.parties import with_clause_subject, with_sentence
from ingest.extract.figure_reading.subjects.subject import Subject, split_scopes
from ingest.extract.figure_reading.subjects.verbs import verb_subject
from ingest.extract.figure_reading.wholes import whole_of
from ingest.extract.figure_reading.words import words

_FLOWS = ("exports", "imports")


def listed_subject(scene: Scene, number: int) -> Subject | None:
    """Deal several indicators, economies or parts out to the quantities of a list."""
    run = run_of(scene.groups, number)
    first, chunks = scene.groups[run.start], scene.chunks
    if len(run) < 2 or not scene.is_dealt_out(run):
        return None
    index = run.index(number)
    shared = _of_whole(scene, run, index)
    if shared is not None:
        return shared
    heads = noun_heads_in(chunks, behind_terms(chunks, first.left, first.first), first.first)
    if len(heads) == len(run):
        return with_sentence(scene, noun_subject(chunks, heads[index], first.left, first.first))
    flows = _both_flows(chunks[heads[-1]]) if heads else ()
    if flows and len(heads) > 1 and len(heads) + 1 == len(run):  # "total trade, exports and imports slipped by"
        subject = noun_subject(chunks, heads[min(index, len(heads) - 1)], first.left, first.first)
        late = index - len(heads) + 1
        return with_sentence(scene, replace(subject, indicator=flows[late]) if late >= 0 else subject)
    if len(flows) == len(run):
        subject = noun_subject(chunks, heads[-1], first.left, first.first)
        if len(subject.partners) == len(run) or any(len(split_scopes(s)) == len(run) for s in subject.scopes):
            return None  # "imports and exports of private and state-owned enterprises"
        subject = with_clause_subject(scene, subject, first.left, subject.at)
        return with_sentence(scene, replace(subject, indicator=flows[index]))
    if len(heads) == 1 and len(owners := _owners(chunks, first.left, heads[0])) == len(run):
        subject = noun_subject(chunks, heads[0], first.left, first.first)
        partners = tuple(e for e in subject.partners if e not in owners)
        return replace(subject, reporter=owners[index], partners=partners)
    traders = _traders(chunks, first.left, heads[0]) if len(heads) == 1 else []
    if len(traders) == len(run):
        subject = noun_subject(chunks, heads[0], first.left, first.first)
        subject = with_clause_subject(scene, subject, first.left, subject.at)
        return with_sentence(scene, replace(subject, scopes=(traders[index],)))
    ranked = any(c.key in words("partners") or c.key in words("ranked") for c in chunks[first.left : first.first])
    return listed_beside(scene, first, index, len(run)) if ranked or not heads else None


def _both_flows(head: Chunk) -> tuple[str, ...]:
    """Give the two flows of "exports and imports", in their order."""
    flows = [
        f"{word.removesuffix('s')}s" for word in head.key.split() if word.removesuffix("s") in ("export", "import")
    ]
    is_joined = " and " in head.key or "&" in head.key
    return tuple(flows) if is_joined and sorted(flows) == list(_FLOWS) and head.key.endswith("ports") else ()


def _of_whole(scene: Scene, run: range, index: int) -> Subject | None:
    """Read "China and Japan took 20 and 15 percent of Vietnam's exports": the last share names the whole of all."""
    shares = [scene.groups[n].get("share") for n in run]
    first, chunks = scene.groups[run.start], scene.chunks
    if None in shares or any(len(scene.groups[n].quantities) > 1 for n in run) or shares[-1] is None:
        return None
    start, end = whole_of(chunks, shares[-1])
    told = heads_in(chunks, start, end)
    if not told or any(not chunks[n].has("scope:modes") for n in heads_in(chunks, first.left, first.first)):
        return None
    read = noun_subject if is_head(chunks, told[-1]) else verb_subject
    subject = replace(read(chunks, told[-1], start, end), origin="share")
    for n in range(first.left, first.first):
        named, _ = economy_list(chunks, n, first.first)
        if len(named) == len(run) and all(e.kind == "place" for e in named):
            return replace(subject, partners=(named[index],))
    items = _items(chunks, first.left, first.first)
    return replace(subject, scopes=(items[index],)) if len(items) == len(run) else None


def _owners(chunks: Sequence[Chunk], start: int, end: int) -> list[Economy]:
    """Give the economies that a clause begins with: "Shenzhen and Dongguan registered trade of A and B"."""
    named, behind = economy_list(chunks, start, end)
    is_subject = behind < end and chunks[behind].key in (*words("runs_up"), "did")
    if not is_subject:
        named = _owners_behind(chunks, end)
    return named if all(e.kind == "place" and not e.is_adjective for e in named) else []


def _owners_behind(chunks: Sequence[Chunk], head: int) -> list[Economy]:
    """Give the economies whose flow is told: "The trade volume of Guangxi and Inner Mongolia came to A and B"."""
    at = head + 1
    while at < len(chunks) and chunks[at].key in words("figures_for"):
        at += 1
    return economy_list(chunks, at + 1, len(chunks))[0] if at < len(chunks) and chunks[at].key == "of" else []


def _traders(chunks: Sequence[Chunk], start: int, head: int) -> list[str]:
    """Split the kinds of enterprise that trade: "Henan's private, foreign-invested and state-owned enterprises"."""
    ends = [n for n in range(start, head) if chunks[n].has("scope:enterprises")]
    owners = [n for n in range(start, head) if chunks[n].key == "'s"]
    begin = owners[-1] + 1 if owners and ends and owners[-1] < ends[0] else start
    return _items(chunks, begin, ends[-1] + 1) if ends else []


def _items(chunks: Sequence[Chunk], start: int, end: int) -> list[str]:
    """Split the goods, ways or kinds of enterprise that open a clause: "private, foreign-invested and state firms"."""
    while start < end and (chunks[start].kind in ("mark", "period") or chunks[start].key in words("sentence_openers")):
        start += 1
    pieces: list[list[Chunk]] = [[]]
    for chunk in chunks[start:end]:
        if chunk.has("value", "share", "up_verb", "down_verb"):
            break
        if chunk.key in (",", "and", "&"):
            pieces.append([])
        else:
            pieces[-1].append(chunk)
    filled = [piece for piece in pieces if piece]
    named = [chunk for piece in filled for chunk in piece]
    if not any(is_goods(c) for c in named) or any(c.kind not in ("word", "phrase") for c in named):
        return []
    texts = [" ".join(c.key for c in piece if not c.has("ns:stop")) for piece in filled]
    kind = filled[-1][-1]
    shared = kind.key.split()[-1] if kind.has("scope:enterprises") else ""
    return [text if not shared or text.endswith(shared) else f"{text} {shared}" for text in texts]
