"""Border gates and ports: what passes through them is a part of the trade of those whose page it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.context import WORLD, Context, border_towns, capitals
from ingest.extract.figure_reading.groups import Group
from ingest.extract.figure_reading.scene import Scene
from ingest.extract.figure_reading.subjects.economies import Economy, gate_name, is_gate, is_town
from ingest.extract.figure_reading.subjects.parts_behind import gate_behind
from ingest.extract.figure_reading.subjects.scope_kinds import modes
from ingest.extract.figure_reading.subjects.subject import Subject
from ingest.extract.figure_reading.words import words

_FLOWS = ("trade", "exports", "imports")


def is_town_of(context: Context, name: str | None) -> bool:
    """Say whether a place is a town in one of two countries whose trade was told."""
    sides = (context.reporter, context.partner)
    if name is None or name in capitals() or None in sides or WORLD in sides or context.indicator not in _FLOWS:
        return False
    countries = all(context.kind(side) == "country" for side in sides)
    return countries and context.kind(name) == "city" and context.home.get(name) in sides and name not in sides


def at_gate(scene: Scene, subject: Subject, group: Group) -> Subject:
    """Read a town in the place of an economy as the gate that it is: "followed by Chinshwehaw with 232 million"."""
    context, names = scene.context, [economy.name for economy in subject.partners]
    if subject.indicator not in _FLOWS:
        return subject
    if subject.reporter is not None and _is_border_town(context, subject.reporter.name):
        return _of_country(context, subject, str(subject.reporter.name))
    if len(names) == 1 and _is_border_town(context, names[0]):
        return _of_country(context, subject, str(names[0]))
    subject = replace(subject, scopes=_gates_only(context, subject.scopes))
    if not subject.scopes and len(scene.groups) > 1 and (gate := gate_behind(scene, group)) is not None:
        return replace(subject, scopes=(gate,))  # "totalled 1 billion at Muse, 43.4 million at Lweje"
    town = subject.scopes[-1] if subject.scopes and not (subject.reporter or subject.partners) else None
    if _is_border_town(context, town):
        return _of_country(context, subject, str(town))  # "Trade via Muse came to"
    if subject.origin in ("gapped", "item") and len(names) == 1:
        if is_town_of(context, names[0]):
            return through(context, replace(subject, origin="part"), str(names[0]))
        if context.kind(names[0]) == "city" and _tells_gate(scene, group):
            partners = scene.before.partners if scene.before else ()
            return replace(subject, partners=partners, scopes=(str(names[0]),), origin="part")
    if subject.reporter is None and subject.scopes and not subject.partners:
        return _of_port(context, subject, scene.chunks[group.left : group.first])
    town = subject.reporter.name if subject.reporter else None
    if town is not None and context.kind(town) == "city" and town not in (context.page_reporter, context.lead):
        at = _passed(scene.chunks, group.first, group.right) or _clears(scene.chunks, group.left, group.right)
        if at is not None and scene.chunks[at].key == town and context.reporter not in (None, town):
            return replace(subject, reporter=None, scopes=(*subject.scopes, town), is_total=False, origin="part")
    return subject


def _gates_only(context: Context, scopes: tuple[str, ...]) -> tuple[str, ...]:
    """Leave a gate without its way of trading, and give "the gate" the name that was told before."""
    if not scopes or scopes[-1].split()[-1] not in words("gate_names"):
        return scopes
    told = context.scope or ""
    name = told if scopes[-1] in words("gate_names") and told.endswith(f" {scopes[-1]}") else scopes[-1]
    ways = tuple(scope for scope in scopes[:-1] if scope in modes())
    if ways and name.islower() and not any(scope not in modes() for scope in scopes[:-1]):
        return ways  # "transit trade, which is trade via border checkpoints to third countries"
    return (*(scope for scope in scopes[:-1] if scope not in modes()), name)


def _is_border_town(context: Context, name: str | None) -> bool:
    """Say whether a place is a gate of its country, and not of the province whose page it is."""
    province = context.regions.get(name or "")
    return name in border_towns() and (province is None or province not in (context.reporter, context.page_reporter))


def _of_country(context: Context, subject: Subject, town: str) -> Subject:
    """Read what a border town trades as its country's trade with the neighbour, through the town."""
    country = context.home.get(town)
    named = [p for p in subject.partners if p.name not in (town, country)]
    partners = tuple(named) or (Economy(border_towns()[town]),)
    scopes = subject.scopes if any(town in scope for scope in subject.scopes) else (town,)
    return replace(subject, reporter=Economy(country), partners=partners, scopes=scopes, is_total=False, is_pair=False)


def _of_port(context: Context, subject: Subject, clause: Sequence[Chunk]) -> Subject:
    """Take a port's town as the reporter where the page is the town's own: "the trade of Dongxing Port"."""
    town = next((c.key for c in clause if c.kind == "place" and subject.scopes[-1].startswith(f"{c.key} ")), None)
    if town is None or context.kind(town) != "city":
        return subject
    if _is_border_town(context, town):
        return _of_country(context, subject, town)
    whole = context.reporter or context.page_reporter
    is_own = town in (context.page_reporter, context.lead) or context.kind(whole) in ("country", None)
    is_ports = subject.scopes[-1].endswith(" port")  # other gates have no trade of their own
    if not is_ports and whole is not None and whole == context.home.get(town) != town:
        return _to_neighbour(context, subject)
    return replace(subject, reporter=Economy(town)) if is_own and not _is_of_two(context) else subject


def _to_neighbour(context: Context, subject: Subject) -> Subject:
    """Take the page's other country for that behind the gate of a country whose page names no partner before."""
    other = context.page_partner
    is_open = context.reporter is None and context.kind(other) == "country"
    return replace(subject, partners=(Economy(other),)) if is_open else subject


def _is_of_two(context: Context) -> bool:
    return context.partner not in (None, WORLD)


def through(context: Context, subject: Subject, town: str) -> Subject:
    """Give the part of the trade told before that passed through a town."""
    sides = Economy(context.reporter), (Economy(context.partner),)
    return replace(subject, reporter=sides[0], partners=sides[1], scopes=(town,))


def cleared_at(scene: Scene, group: Group) -> Subject | None:
    """Read "Hekou cleared goods worth 5.9 billion", "Wanding port 312 million": the trade through a gate."""
    at = _clears(scene.chunks, group.left, group.first) if group.get("value") is not None else None
    if at is None:
        return None
    context, name = scene.context, gate_name(scene.chunks, at)
    if scene.before is not None and scene.before.indicator in _FLOWS:
        partners = scene.before.partners if context.kind(_only(scene.before.partners)) != "city" else ()
        return replace(scene.before, partners=partners, scopes=(name,), origin="part")
    subject = Subject("trade", scopes=(name,), origin="part", at=at)
    if context.reporter is None and context.page_reporter is None:
        return replace(subject, reporter=Economy(scene.chunks[at].key))
    told = context.topic[0] if context.topic else context.indicator
    return replace(subject, indicator=told) if told in _FLOWS else subject


def _only(partners: Sequence[Economy]) -> str | None:
    return partners[0].name if len(partners) == 1 else None


def _tells_gate(scene: Scene, group: Group) -> bool:
    """Say whether the group before told of a gate, or what passes is told here."""
    told = scene.before.scopes[-1] if scene.before and scene.before.scopes else None
    if told is None:
        return False
    kinds = scene.context.kind(told), scene.context.kind(told.title())
    return "city" in kinds or told.split()[-1] in words("gate_names")


def _passed(chunks: Sequence[Chunk], start: int, end: int) -> int | None:
    """Find the town of "5 billion yuan passed through Mong Cai"."""
    return next(
        (n for n in range(start + 1, end) if chunks[n - 1].key.split()[-1] in words("through") and is_town(chunks, n)),
        None,
    )


def _clears(chunks: Sequence[Chunk], start: int, end: int) -> int | None:
    """Find the gate of which a clause tells: a town that clears goods, or what is called a port."""
    for n in range(start, end):
        if n and chunks[n - 1].key in ("of", "in", "from", "to", "with"):
            continue
        if chunks[n].kind == "place" and is_gate(chunks, n):
            return n if not any(c.has("ind", "flow") for c in chunks[n:end]) else None
        behind = n + 1 < end and chunks[n + 1].key in words("gate_deeds")
        is_name = chunks[n].kind == "word" and chunks[n].capital  # one that no list knows
        if is_town(chunks, n) or is_name:
            called = _is_called_gate(chunks, n + 1, end)
            if called or (behind and not is_name):
                return n
    return None


def _is_called_gate(chunks: Sequence[Chunk], at: int, end: int) -> bool:
    """Say whether a town is said to be a gate: "Ruili remained the busiest land port", "Mohan, the largest port,"."""
    for n in range(at, min(at + 7, end)):
        if chunks[n].has("scope:gates"):
            return True
        if chunks[n].is_quantity or chunks[n].kind == "place":
            return False
    return False
