"""Economies told beside another one: ranks, lists without a noun, parts that went to one, what exceeds by how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.context import ABROAD, WORLD, Context
from ingest.extract.figure_reading.groups import Group
from ingest.extract.figure_reading.heads import indicator_of, noun_heads_in
from ingest.extract.figure_reading.quantities.quantity import Quantity
from ingest.extract.figure_reading.scene import Scene
from ingest.extract.figure_reading.subjects.economies import Economy, economy_at, economy_list, is_possessive
from ingest.extract.figure_reading.subjects.gates import is_town_of, through
from ingest.extract.figure_reading.subjects.nouns import noun_subject
from ingest.extract.figure_reading.subjects.roles import role_before
from ingest.extract.figure_reading.subjects.scope_kinds import modes
from ingest.extract.figure_reading.subjects.subject import Subject
from ingest.extract.figure_reading.words import words

_FLOWS = ("exports", "imports", "balance")
_TOTALS = tuple(f"'s total {verb}" for verb in ("was", "stood", "came", "reached"))
_WHOLES = ("as a whole", "altogether", "in total", *_TOTALS)


def listed_beside(scene: Scene, group: Group, index: int, count: int) -> Subject | None:
    """Read "Singapore and Japan brought in 5.1 and 1.5 billion, respectively": of each what was told of another."""
    heads = noun_heads_in(scene.chunks, group.left, group.first)
    before = scene.before
    role = role_before(scene, group.first) if not heads else None
    role = role if role is not None and (role.reporter or scene.context.indicator is None) else None
    indicator = indicator_of(scene.chunks[heads[-1]]) if heads else role.indicator if role else scene.context.indicator
    if indicator is None:
        return None
    for n in range(group.left, group.first):
        named, behind = economy_list(scene.chunks, n, group.first)
        if n > 1 and _is_within_list(scene.chunks, n):
            continue
        if len(named) == count and all(e.kind == "place" for e in named):
            if not heads and any(c.has("verb:exports") for c in scene.chunks[behind : group.first]):
                return _by_member(scene, Subject("exports", reporter=named[index], origin="item"))
            if before is not None and before.partners and group.left and not heads:
                return _another(before, named[index])
            if role is not None and role.reporter is not None:
                return replace(role, partners=(named[index],))
            takes = any(c.key in words("takers") for c in scene.chunks[n : group.first])
            of_told = Subject(indicator, scene.context.sign)
            is_ranked = takes or any(c.key in words("ranks") for c in scene.chunks[behind : group.first])
            is_part = is_ranked and _is_smaller(
                scene.context, scene.groups[scene.groups.index(group) + index].get("value")
            )
            found = _beside(scene, of_told, named[index], takes=takes, is_part=is_part)
            owner = next((m for m in range(behind, group.first) if is_possessive(scene.chunks, m)), None)
            whose = economy_at(scene.chunks, owner) if owner is not None else None
            return replace(found, reporter=whose) if whose is not None and whose.name else found
    return None


def _is_within_list(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a place goes on a list, and does not follow a group: "Among the members of ASEAN, Vietnam and"."""
    if chunks[at - 1].key not in (",", "and") or chunks[at - 2].kind != "place":
        return False
    group = list(takewhile(lambda c: c.key != ",", reversed(chunks[max(0, at - 8) : at - 2])))
    return not any(c.key in ("among", "within", "amongst") for c in group)


def _by_member(scene: Scene, subject: Subject) -> Subject:
    """Read "Thailand shipped 3.3 billion worth", told of its group's exports of some goods: to whom, and of what."""
    context, owner = scene.context, subject.reporter
    told = context.topic
    is_member = owner is not None and told is not None and context.kind(told[2]) == "group" != context.kind(owner.name)
    if subject.indicator != "exports" or subject.partners or not is_member or told is None or told[0] != "exports":
        return subject
    partners = (Economy(told[3]),) if told[3] not in (None, WORLD) else ()
    return replace(subject, partners=partners, scopes=subject.scopes or ((told[4],) if told[4] else ()))


def _another(before: Subject, economy: Economy) -> Subject:
    """Put an economy in the place of one told in the same sentence: "followed by Japan and China with 5 and 3"."""
    if before.indicator in ABROAD:
        return replace(before, reporter=economy, origin="gapped")
    return replace(before, partners=(economy,), origin="gapped")


def ranked(scene: Scene, group: Group, subject: Subject) -> Subject | None:
    """Read "Thailand is in second place with 4.5 billion", "Japan came third": beside another that was told of."""
    opening = scene.chunks[group.left : group.first]
    whole = is_whole(opening)
    places = [
        (n, e)
        for n in range(group.left, group.first)
        if (e := economy_at(scene.chunks, n)) is not None and e.kind == "place"
    ]
    named = [e for n, e in places if whole or not is_possessive(scene.chunks, n)]  # "ASEAN, Hainan's top partner,"
    subject = _of_whole_pair(scene.context, subject)
    if len(named) == 1 and is_town_of(scene.context, named[0].name):
        return through(scene.context, replace(subject, origin="part"), str(named[0].name))
    if len(named) == 1 and whole:
        told = scene.context.topic
        indicator, sign = (told[0], told[1]) if told else (subject.indicator, subject.sign)
        return replace(subject, indicator=indicator, sign=sign, reporter=named[0], is_total=True, origin="item")
    gives = subject.indicator in ABROAD and any(c.key in words("gives") for c in opening)
    takes = not gives and any(_takes(opening, n) for n in range(len(opening)))
    if len(named) != 1 or not (takes or gives or any(c.key in words("ranks") for c in opening)):
        return None
    is_part = _is_smaller(scene.context, group.get("value")) and not _names_flow(opening)
    return _beside(scene, subject, named[0], takes=takes, is_part=is_part)


def _names_flow(opening: Sequence[Chunk]) -> bool:
    """Say whether a rank is among all markets or suppliers, and not those of goods: "was the top export market"."""
    return any(a.has("ind:exports", "ind:imports") and b.has("not:after") for a, b in pairwise(opening))


def _takes(opening: Sequence[Chunk], at: int) -> bool:
    """Say whether a verb takes a part, and not only a rank: "China took 5 billion", "Singapore took the lead"."""
    behind = [c.key for c in opening[at + 1 : at + 4]]
    ranks = any(key in words("ranks") or key in ("top spot", "spot", "place", "crown") for key in behind)
    return opening[at].key in words("takers") and not ranks


def _of_whole_pair(context: Context, subject: Subject) -> Subject:
    """Rank by the trade of two that a paragraph began with, and not by the flows that split it: "Japan came next"."""
    topic = context.topic
    if topic is None or topic[0] != "trade" or topic[3] in (None, WORLD) or subject.indicator not in _FLOWS:
        return subject
    is_same = {topic[2], topic[3]} == {context.reporter, context.partner}
    return replace(subject, indicator="trade", sign=1) if is_same else subject


def is_whole(opening: Sequence[Chunk]) -> bool:
    """Say whether a clause speaks of a place as a whole: "Sichuan as a whole registered"."""
    keys = " ".join(c.key for c in opening)
    return any(phrase in keys for phrase in _WHOLES)


def _beside(scene: Scene, subject: Subject, economy: Economy, *, takes: bool = False, is_part: bool = False) -> Subject:
    """Put an economy beside the one told before: another investor, builder or partner."""
    context = scene.context
    told_of_host = context.partner not in (None, WORLD)
    if subject.indicator in ("investment", "contracts") and told_of_host and not takes:
        return replace(subject, reporter=economy, partners=(Economy(context.partner),), origin="item")
    reporter = Economy(context.reporter) if context.reporter else None
    scopes = (context.scope,) if context.scope and (is_part or context.scope in modes()) else ()
    return replace(subject, reporter=reporter, partners=(economy,), scopes=scopes, origin="item")


def _is_smaller(context: Context, value: Quantity | None) -> bool:
    """Say whether an amount may be a part of the last: "Rubber exports rose to 190 billion. China took 93 billion"."""
    if value is None or context.amount is None:
        return False
    return value.currency == context.amount[1] and value.number < context.amount[0]


def balance_by(scene: Scene, group: Group) -> Subject | None:
    """Read "exports of 1.2 billion exceeding imports of 0.5 billion by 0.7 billion"."""
    chunks, before = scene.chunks, scene.before
    if group.get("value") is None or chunks[group.first - 1].key != "by":
        return None
    verb = next((n for n in range(group.first) if chunks[n].key in words("exceeds")), None)
    if verb is None:
        return None
    sides = [c for c in chunks[: group.first] if c.has("ind:exports", "ind:imports")]
    if len(sides) < 2 or not sides[-2].start < chunks[verb].start < sides[-1].start:
        return None
    sign = 1 if sides[-2].has("ind:exports") else -1
    if before is None:
        first = next(n for n in range(verb) if chunks[n] is sides[-2])
        before = noun_subject(chunks, first, group.left, verb)
    return replace(before, indicator="balance", sign=sign, origin="continued")


def as_market(scene: Scene, subject: Subject, group: Group) -> Subject:
    """Read "China bought 64.8 billion of that", told of another's exports, as what was sold to it, and the reverse."""
    context, other = scene.context, {"imports": "exports", "exports": "imports"}.get(subject.indicator or "")
    trader, named = subject.reporter, tuple(e for e in subject.partners if e.name)
    maker = named[0] if len(named) == 1 and named[0].is_adjective else None
    role = role_before(scene, subject.at) if other == "exports" and trader is not None and trader.name else None
    if role is not None and role.indicator == other and role.at >= group.left and not subject.scopes:
        return replace(role, partners=(trader,) if trader else ())  # "the top export market, buying 866 million"
    is_home = maker is not None and maker.name == context.page_reporter
    if subject.indicator == "imports" and is_home and trader and trader.name:
        return replace(subject, indicator="exports", reporter=maker, partners=(trader,))  # "bought Cambodian goods"
    if other is None or named or trader is None or trader.name is None:
        return subject
    if (sold := _by_member(scene, subject)) != subject:
        return sold
    if scene.before is not None:
        is_part = scene.before.indicator == other and not subject.scopes and scene.before.reporter not in (None, trader)
        return replace(scene.before, partners=(trader,), is_total=False, origin="item") if is_part else subject
    told = context.reporter
    if context.indicator != other or told in (None, trader.name):
        return subject
    if context.kind(trader.name) not in ("country", "group"):
        return subject
    is_part = _is_of_told(scene, group)
    of_group = context.kind(context.partner) == "group" and context.kind(trader.name) == "country"
    of_goods = told == context.page_reporter and context.scope is not None and not subject.scopes
    is_market = told == context.page_reporter and not subject.is_total and _is_smaller(context, group.get("value"))
    if not (is_part or ((of_group or of_goods or is_market) and other == "exports")):
        return subject
    scopes = subject.scopes or ((context.scope,) if context.scope and (is_part or of_goods) else ())
    return replace(subject, indicator=other, reporter=Economy(told), partners=(trader,), scopes=scopes, origin="item")


def _is_of_told(scene: Scene, group: Group) -> bool:
    """Say whether an amount is a part of what was told, or one of a list: "of that", "of the total", "followed by"."""
    keys = [c.key for c in scene.chunks]
    value = group.get("value")
    behind = keys[value.at + 1 : value.at + 4] if value else []
    if behind[:1] == ["of"] and (behind[1:2] in (["it"], ["that"], ["this"], ["these"], ["them"]) or "total" in behind):
        return True
    opening = keys[: group.first]
    if opening[:1] == ["of"] and opening[1:3] not in ([], ["which"]):
        return opening[1] in ("it", "that", "this", "these", "them") or "total" in opening[1:4]
    return len(scene.groups) > 1 and "followed" in keys[group.first :]


def of_told_mode(scene: Scene, subject: Subject, group: Group) -> Subject:
    """Take over the way of trading told before: "Border trade fell to 1.02 trillion. Exports fell to 588 billion"."""
    context, before = scene.context, scene.before
    if subject.indicator not in ("exports", "imports", "balance") or subject.origin != "noun":
        return subject
    named = subject.reporter.name if subject.reporter else None
    if subject.scopes or subject.partners or subject.is_total or named not in (None, context.reporter):
        return subject
    near = scene.chunks[max(0, subject.at - 1) : subject.at + 1]
    points_back = any(c.key in ("such", "these", "those") for c in near)
    if points_back:
        scope = context.scope  # "In July alone, such exports amounted to"
    elif before is not None:
        scope = before.scopes[-1] if before.scopes and before.indicator != subject.indicator else None
    else:
        scope = context.scope if context.indicator == "trade" and _is_smaller(context, group.get("value")) else None
    return replace(subject, scopes=(scope,)) if scope in modes() and scope is not None else subject


def with_buyer(scene: Scene, subject: Subject, group: Group) -> Subject:
    """Take who buys as the partner: "China bought 5 billion of Thai exports", "2 billion from Thai buyers"."""
    if subject.indicator != "exports" or subject.partners or group.get("value") is None:
        return subject
    chunks = scene.chunks
    for n in range(group.last + 1, min(group.last + 6, len(chunks) - 2)):
        buyer = economy_at(chunks, n + 1)
        is_buyer = chunks[n + 2].key.removesuffix("s") in (*words("buyers"), "client", "trader")
        if chunks[n].key in ("from", "by") and buyer is not None and is_buyer:
            return replace(subject, partners=(buyer,)) if buyer.is_adjective else subject
    if group.head_after is None or subject.reporter is None:
        return subject
    for n in range(group.left, group.first - 1):
        buyer = economy_at(chunks, n)
        verb = chunks[n + 1 + (chunks[n + 1].key in ("together", "alone", "also", "jointly"))]
        buys = verb.has("verb:imports") or verb.key in ("took", "absorbed")
        if buyer is not None and buyer.name and buys and buyer != subject.reporter and not buyer.is_adjective:
            return replace(subject, partners=(buyer,))
    return subject
