"""Reporter and partner as the clauses around a noun tell them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from ingest.extract.figure_reading.context import ABROAD
from ingest.extract.figure_reading.groups import Group
from ingest.extract.figure_reading.heads import is_head
from ingest.extract.figure_reading.modes import mode_behind
from ingest.extract.figure_reading.scene import Scene
from ingest.extract.figure_reading.subjects.clauses import (
    goods_between,
    names_goods,
    opening_phrase,
    predicate_goods,
    scope_text,
)
from ingest.extract.figure_reading.subjects.economies import (
    PRONOUNS,
    Economy,
    are_companies,
    economy_at,
    economy_list,
    is_count,
    is_inside,
    is_possessive,
)
from ingest.extract.figure_reading.subjects.noun_phrases import narrows
from ingest.extract.figure_reading.subjects.scope_kinds import goods
from ingest.extract.figure_reading.subjects.subject import Subject
from ingest.extract.figure_reading.subjects.verbs import enterprise_before
from ingest.extract.figure_reading.words import words


def with_site(scene: Scene, subject: Subject, group: Group) -> Subject:
    """Read where an investment went from the clause before: "set up enterprises in China, with an investment of"."""
    if subject.partners or subject.indicator not in ("investment", "contracts"):
        return subject
    for n in range(group.first - 1, group.left, -1):
        economy = economy_at(scene.chunks, n)
        if economy is None or not economy.name or economy == subject.reporter:
            continue
        before = n - 1
        while before > group.left and (scene.chunks[before].key in ("the", "all") or is_count(scene.chunks[before])):
            before -= 1
        if scene.chunks[before].key in words("sites"):
            return replace(subject, partners=(economy,))
    return subject


def with_opening(scene: Scene, subject: Subject, group: Group) -> Subject:
    """Read "With Japan, the province traded goods worth 30 billion"."""
    first = scene.chunks[group.left] if group.left < group.first else None
    mode = mode_behind(scene.chunks, group.left, group.first) if not subject.scopes else None
    if mode is not None:
        subject = replace(subject, scopes=(mode[0],))
    where = next((n for n in range(group.left, group.first) if scene.chunks[n].key == "where"), None)
    if where is not None and not subject.partners and subject.reporter is not None:
        return _before_where(scene, subject, where)
    labelled = _label(scene, group) if subject.is_pair and not subject.partners else None
    if labelled is not None:
        return replace(subject, partners=(labelled,), is_pair=False)
    if first is not None and first.key == "for" and subject.reporter is None:
        return _fronted(scene, subject, group)
    is_open = all(e.kind in PRONOUNS for e in subject.partners)  # "With ASEAN ...: it exported 5 billion to them"
    if not is_open or first is None or first.key not in ("with", "to", "from"):
        return subject
    named, _ = economy_list(scene.chunks, group.left + 1, group.first)
    told = all(e.name and e != subject.reporter for e in named)
    return replace(subject, partners=tuple(named)) if named and told else subject


def _fronted(scene: Scene, subject: Subject, group: Group) -> Subject:
    """Read "For the whole of China, trade with ASEAN was", and "For Myanmar, it was" behind a province's figures."""
    skipped = next(
        (n for n in range(group.left + 1, min(group.left + 5, group.first)) if scene.chunks[n].kind == "place"), None
    )
    named, behind = economy_list(scene.chunks, skipped, group.first) if skipped is not None else ([], 0)
    if len(named) != 1 or named[0].is_adjective or scene.chunks[behind].key != ",":
        return subject
    if subject.partners:
        return replace(subject, reporter=named[0]) if named[0] not in subject.partners else subject
    told = scene.context.reporter
    of_province = scene.context.kind(told) in ("province", "city") and scene.context.kind(named[0].name) == "country"
    return replace(subject, partners=tuple(named)) if of_province and told != named[0].name else subject


def with_way(scene: Scene, subject: Subject, group: Group) -> Subject:
    """Read how an amount was traded: "exported 21.9 billion yuan to ASEAN by way of processing trade"."""
    if subject.scopes or subject.indicator not in ("trade", "exports", "imports") or group.get("value") is None:
        return subject
    for n in range(group.first + 1, min(group.first + 6, group.right)):
        if scene.chunks[n].kind == "mark" or scene.chunks[n].is_quantity:
            break
        if (mode := mode_behind(scene.chunks, n, group.right)) is not None:
            return replace(subject, scopes=(mode[0],))
    return subject


def _label(scene: Scene, group: Group) -> Economy | None:
    """Read the label of an item: "-- Malaysia: two-way trade of 35.2 billion"."""
    start = next((n for n in range(group.left, group.first) if scene.chunks[n].kind != "mark"), group.left)
    economy = economy_at(scene.chunks, start)
    return economy if economy is not None and economy.name and scene.chunks[start + 1].key == ":" else None


def with_border(scene: Scene, subject: Subject, group: Group) -> Subject:
    """Read whose border a sentence begins with: "On the Thai side, trade through Myawady stood at"."""
    opening = scene.chunks[: group.first][:5]
    if subject.partners or not opening or opening[0].key not in ("on", "along", "at", "across"):
        return subject
    for at in range(1, len(opening) - 1):
        economy = economy_at(scene.chunks, at)
        if economy is not None and economy.is_adjective and opening[at + 1].key in words("borders"):
            return replace(subject, partners=(economy,)) if economy != subject.reporter else subject
    return subject


def _before_where(scene: Scene, subject: Subject, where: int) -> Subject:
    """Read "half of it was with ASEAN, where Yunnan's imports and exports came to": the place that "where" tells."""
    place = where - 1 - (scene.chunks[where - 1].key == ",")
    economy = economy_at(scene.chunks, place) if place > 0 else None
    if economy is None or economy == subject.reporter or scene.chunks[place - 1].key not in ("with", "to", "from"):
        return subject
    return replace(subject, partners=(economy,))


def with_trader(scene: Scene, subject: Subject, group: Group) -> Subject:
    """Read the partner as a market or supplier: "China became the largest market for its exports, taking"."""
    if subject.partners or subject.indicator not in ("exports", "imports"):
        return subject
    traders = words("buyers" if subject.indicator == "exports" else "sellers")
    for n in range(group.left, group.first):
        if scene.chunks[n].key in traders or scene.chunks[n].key.rstrip("s") in traders:
            named = [
                e
                for m in range(group.left, n)
                if (e := economy_at(scene.chunks, m)) is not None
                and e.kind == "place"
                and not is_possessive(scene.chunks, m)
            ]
            if named:
                reporter = subject.reporter if subject.reporter and subject.reporter.name != named[0].name else None
                return replace(subject, partners=(named[0],), reporter=reporter)
    return subject


def with_clause_scope(scene: Scene, subject: Subject, head: int, group: Group) -> Subject:
    """Take the goods from the clause around: "Machinery did better, with exports soaring", "Among imports, oil was"."""
    between = predicate_goods(scene, head + 1, group.first) or goods_between(scene, head + 1, group.first)
    if between is None and group.left == 0:
        opening = opening_phrase(scene.chunks, head)
        between = opening if opening and opening[1] <= head and names_goods(scene.chunks, *opening) else None
    if between is not None and any(
        c.key in ("included", "excluded") for c in scene.chunks[between[0] : between[1] + 1]
    ):
        between = None  # "total exports to the bloc, re-exports included, were"
    between = between or _goods_running(scene, _clause_start(scene, group, head), head)
    between = between or _goods_ranked(scene, group.left, head)
    text = scope_text(scene.chunks, *between) if between else None
    if text is None and (told := enterprise_before(scene.chunks, _clause_start(scene, group, head), head)):
        text = told[0]  # "private enterprises realised imports and exports of 131.9 billion"
    if text is None and any(c.key == "their" for c in scene.chunks[max(group.left, head - 3) : head]):
        text = scene.context.traders  # "Private enterprises led the field. Their imports and exports"
    if text is None and _points_back(scene, group):
        text = scene.context.scope  # "exports of such products"
    if text is None and _splits_topic(scene, subject):
        text = scene.context.scope  # "Farm produce trade was worth 61.5 billion. It imported 38.6 billion worth"
    return replace(subject, scopes=(text,)) if text else subject


def _goods_running(scene: Scene, start: int, head: int) -> tuple[int, int] | None:
    """Find the goods that run what the indicator names: "while oil and gas ran a deficit"."""
    runs = next((n for n in range(start, head) if scene.chunks[n].key in words("runs_up")), start)
    goods = scene.chunks[start:runs]
    named = any(narrows(c) for c in goods) and all(c.kind in ("word", "phrase") for c in goods)
    return (start, runs) if named else None


def _goods_ranked(scene: Scene, start: int, head: int) -> tuple[int, int] | None:
    """Find goods that only take a rank: "while other goods rounded out the top three with an export value of"."""
    verb = next((n for n in range(head - 1, start, -1) if scene.chunks[n].key in words("takes_rank")), None)
    if verb is None or scene.before is None or any(c.kind == "place" for c in scene.chunks[verb:head]):
        return None
    joins = (n + 1 for n in range(start, verb) if scene.chunks[n].key in (",", ";", "and", "while", "whereas"))
    begin = max(joins, default=start)
    return (begin, verb) if names_goods(scene.chunks, begin, verb) else None


def _splits_topic(scene: Scene, subject: Subject) -> bool:
    """Say whether a flow splits the trade in some goods that was told right before."""
    topic, context = scene.context.topic, scene.context
    if topic is None or topic[0] != "trade" or topic[4] is None or context.scope != topic[4]:
        return False
    is_flow = subject.indicator in ("exports", "imports") and not subject.is_total and not subject.partners
    return is_flow and (subject.reporter is None or subject.reporter.kind in PRONOUNS)


def _clause_start(scene: Scene, group: Group, head: int) -> int:
    """Give where the clause of an indicator begins: behind the last comma before it."""
    marks = [n for n in range(group.left, head) if scene.chunks[n].key in (",", ";", "while", "whereas")]
    return marks[-1] + 1 if marks else group.left


def _points_back(scene: Scene, group: Group) -> bool:
    """Say whether goods are those told before: "of such products", "through this gate", "this group"."""
    near = scene.chunks[group.left : group.first]
    return any(a.key in words("pointing_back") and b.key in words("standing_for_goods") for a, b in pairwise(near))


def with_clause_subject(scene: Scene, subject: Subject, start: int, at: int) -> Subject:
    """Take the reporter from the clause before the noun: "Vietnam ran up a trade deficit", "Fujian saw its trade"."""
    if subject.reporter is not None and (subject.reporter.name or subject.reporter.kind not in PRONOUNS):
        return subject
    named, where = None, at
    for n in range(at - 1, start - 1, -1):
        chunk = scene.chunks[n]
        is_break = chunk.key in (":", "—") or chunk.key == "-" == scene.chunks[n - 1].key
        if is_break and (subject.reporter is None or scene.before is not None):
            break  # "Chinese firms are the biggest investors: by the end of March, their investment"
        if chunk.key in ("while", "whereas") and n > start and scene.chunks[n - 1].key == ",":
            break  # "India was the top market, while exports to China were"
        if chunk.has("ind:trade", "ind:exports", "ind:imports") and is_head(scene.chunks, n):
            break
        economy = economy_at(scene.chunks, n)
        if economy is not None and chunk.key in ("it", "they") and scene.chunks[n + 1].key in words("runs_up"):
            named = economy  # "Indonesia fared worse. Last year it ran a deficit"
            break
        if (
            economy is None
            or economy.kind in ("pair", *PRONOUNS)
            or (
                economy.is_adjective
                and not (are_companies(scene.chunks, n + 1) or _are_ventures(scene, subject, n + 1))
            )
        ):
            continue
        fronted = n == start + 1 and scene.chunks[start].key == "for"
        if fronted or is_inside(scene.chunks, n, start) or is_possessive(scene.chunks, n):
            continue
        named, where = economy, n
    verbs = any(c.kind in ("word", "phrase") and not c.has("ns:plain") for c in scene.chunks[start:at])
    if named is None or not verbs or subject.is_pair or (subject.reporter is not None and named in subject.partners):
        return subject  # "Myanmar is the first partner, the trade of the prefecture with Myanmar being"
    both, _ = economy_list(scene.chunks, where, at)
    if subject.indicator in ("trade", "deals") and not subject.partners and len(both) == 2:
        return replace(subject, reporter=both[0], partners=(both[1],))  # "Singapore and China did 95 billion of trade"
    return replace(subject, reporter=named)


def _are_ventures(scene: Scene, subject: Subject, at: int) -> bool:
    """Say whether what an economy invests in stands here: "1,346 Chinese projects with a registered capital of"."""
    return subject.indicator == "investment" and scene.chunks[at].key in ("projects", "ventures", "factories", "plants")


def with_sentence(scene: Scene, subject: Subject) -> Subject:
    """Fill what the noun leaves open from the clause before it in the same sentence."""
    before = scene.before
    if before is None or subject.reporter or subject.partners or subject.is_pair:
        return subject
    return replace(
        subject,
        reporter=before.reporter,
        partners=before.partners,
        is_pair=before.is_pair,
        is_part=before.is_part,
        scopes=subject.scopes or _shared(before, subject),
    )


def _shared(before: Subject, subject: Subject) -> tuple[str, ...]:
    """Give the scopes that the next flow shares: gates and ways of trading, but not the goods of the other flow."""
    if before.indicator == "deals" or (before.indicator in ABROAD and before.indicator != subject.indicator):
        return ()  # "trade deals worth 5 billion and cooperation deals of 3"
    if before.indicator in ("trade", subject.indicator) or before.is_part:
        return before.scopes
    return tuple(scope for scope in before.scopes if scope.split()[-1] not in goods())
