"""Subjects that stand behind their quantity: "5 billion yuan of exports", "goods worth ... were exported"."""

from __future__ import annotations

from dataclasses import replace

from ingest.extract.figure_reading.context import ABROAD
from ingest.extract.figure_reading.groups import Group
from ingest.extract.figure_reading.heads import heads_in, indicator_of, is_verb
from ingest.extract.figure_reading.scene import Scene
from ingest.extract.figure_reading.subjects.agreements import as_deals
from ingest.extract.figure_reading.subjects.clauses import leading_scope, names_goods, scope_text
from ingest.extract.figure_reading.subjects.economies import Economy, economy_at
from ingest.extract.figure_reading.subjects.investing import taken_in
from ingest.extract.figure_reading.subjects.nouns import noun_subject
from ingest.extract.figure_reading.subjects.parties import (
    with_clause_subject,
    with_sentence,
)
from ingest.extract.figure_reading.subjects.partnerships import with_partnership
from ingest.extract.figure_reading.subjects.shares import is_of_amount
from ingest.extract.figure_reading.subjects.subject import Subject
from ingest.extract.figure_reading.subjects.verbs import (
    enterprise_before,
    verb_subject,
    with_goods_behind,
    with_trailing,
)
from ingest.extract.figure_reading.subjects.whole_values import whole_reporter
from ingest.extract.figure_reading.words import words


def postposed(scene: Scene, group: Group) -> Subject:
    """Read the indicator behind the amount: "38.9 billion yuan of exports", "earned 52 billion in exports to them"."""
    head = group.head_after or 0
    if is_verb(scene.chunks, head):
        active = _that_clause(scene, head, group) or _having(scene, head, group) or _by_doing(scene, head, group)
        return active or _passive(scene, head, group)
    before = [q.at for q in group.quantities if q.at < head and q.role in ("value", "change")]
    start = max(before) + 1 if before else group.left
    subject = noun_subject(
        scene.chunks, head, start, len(scene.chunks) if group.right == len(scene.chunks) else group.right
    )
    if subject.indicator == "balance" or scene.chunks[head].key in ("trade",):
        inherited = [
            n
            for n in heads_in(scene.chunks, group.left, group.first)
            if scene.chunks[n].has("ind:surplus", "ind:deficit")
        ]
        if inherited:
            sign = -1 if scene.chunks[inherited[-1]].has("ind:deficit") else 1
            subject = replace(subject, indicator="balance", sign=sign)
        elif (
            scene.before is not None
            and scene.before.indicator == "balance"
            and not scene.chunks[head].has("ind:surplus", "ind:deficit")
        ):
            subject = replace(subject, indicator="balance", sign=scene.before.sign)
    if _is_spent_on(scene, group, head) and subject.reporter is not None and subject.reporter.is_adjective:
        subject = replace(
            subject, reporter=None, partners=(subject.reporter,)
        )  # "spent 68.5 billion on Chinese imports"
    if group.get("value") is None and subject.reporter is None:
        subject = replace(subject, reporter=whole_reporter(scene, group))
    scope = leading_scope(scene, group)
    if any(c.key in words("fractions") for c in scene.chunks[group.first + 1 : head]):
        subject = replace(subject, scopes=())  # those of the whole: "3.3 billion, or half of its fruit exports"
    traders = enterprise_before(scene.chunks, group.left, group.first)
    if not subject.scopes and (scope or traders):
        subject = replace(subject, scopes=(scope,) if scope else tuple(traders))
    if not subject.partners and _is_whole_of_partner(scene, group):
        subject = replace(subject, is_total=True)
    if (taker := _taker(scene, group, subject)) is not None:
        return replace(subject, partners=(taker,))
    subject = with_partnership(scene, with_clause_subject(scene, subject, group.left, group.first), group)
    return with_sentence(scene, taken_in(scene, as_deals(scene, subject, group), group))


def _is_spent_on(scene: Scene, group: Group, head: int) -> bool:
    """Say whether an amount is told as spent on what is bought."""
    is_on = any(c.key == "on" for c in scene.chunks[group.last + 1 : head])
    return is_on and any(c.key in words("pays") for c in scene.chunks[group.left : group.first])


def _is_whole_of_partner(scene: Scene, group: Group) -> bool:
    """Say whether a partner's part was told before: "imports from China made up 5 of the 15 billion of imports"."""
    number = scene.groups.index(group)
    before = scene.before
    has_partner = before is not None and len(before.partners) == 1
    return has_partner and number > 0 and is_of_amount(scene, scene.groups[number - 1])


def _taker(scene: Scene, group: Group, subject: Subject) -> Economy | None:
    """Find who takes or supplies so much of another's flow: "China supplied 3 billion of its imports and took 1 of"."""
    if subject.partners or subject.indicator not in ("exports", "imports"):
        return None
    at = group.first - 1
    while at > group.left and scene.chunks[at].key in words("before_amount"):
        at -= 1
    if at < group.left or scene.chunks[at].key not in words("taking"):
        return None
    taker = economy_at(scene.chunks, at - 1) if at > group.left else None
    if taker is not None and taker.kind == "place" and not taker.is_adjective:
        return taker if taker != subject.reporter else None
    before = scene.before
    goes_on = scene.chunks[at - 1].key == "and" and before is not None and len(before.partners) == 1
    return before.partners[0] if goes_on and before is not None else None


def _that_clause(scene: Scene, head: int, group: Group) -> Subject | None:
    """Read "1.4 billion that Chinese companies had invested in Malaysia"."""
    told = scene.chunks[group.first + 1 : head]
    if not any(c.key == "that" for c in told) and not (told and told[0].key != "worth" and told[-1].kind == "place"):
        return None
    found = verb_subject(scene.chunks, head, group.first + 1, group.right)
    return found if found.scopes else with_goods_behind(scene.chunks, found, group.first, head)


def _having(scene: Scene, head: int, group: Group) -> Subject | None:
    """Read "Chinese companies had 240 million dollars invested in the kingdom"."""
    if head != group.last + 1:
        return None
    found = verb_subject(scene.chunks, head, group.left, group.right)
    return found if found.reporter is not None else None


def _by_doing(scene: Scene, head: int, group: Group) -> Subject | None:
    """Read "The kingdom earned 250 million dollars from exporting 350,000 tonnes of rice"."""
    if scene.chunks[head - 1].key != "from":
        return None
    found = verb_subject(scene.chunks, head, group.left, group.right)
    return found if found.reporter is not None else None


def _passive(scene: Scene, head: int, group: Group) -> Subject:
    """Read "goods worth 5 billion yuan were exported to ASEAN", "... moved in and out of the region"."""
    subject = Subject(indicator_of(scene.chunks[head], "verb:"), origin="verb", at=head)
    worth = next((n for n in range(group.left, group.first) if scene.chunks[n].key in ("worth", "valued at")), None)
    dates = [n for n in range(group.left, worth or group.left) if scene.chunks[n].kind == "period"]
    start = dates[-1] + 1 if dates else group.left
    listed = worth is not None and names_goods(scene.chunks, start, worth)
    scope = scope_text(scene.chunks, start, worth) if worth is not None and listed else leading_scope(scene, group)
    subject = replace(subject, scopes=(scope,)) if scope else subject
    if not scope and head > group.first + 1:
        subject = with_goods_behind(scene.chunks, subject, group.first, head - 1)  # "5 billion yuan of toys were sold"
    subject = with_trailing(scene.chunks, subject, head + 1, group.right, passive=True)
    before = scene.before
    is_same = before is not None and subject.indicator in ABROAD and before.indicator == subject.indicator
    if is_same and before is not None and not subject.partners:
        return replace(subject, partners=before.partners)  # "ahead of the 2.4 billion invested by Thailand"
    return subject
