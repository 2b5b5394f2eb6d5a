"""What an economy is to another says what an amount measures: "its largest trading partner, with 206 billion"."""

from __future__ import annotations

from dataclasses import replace

from ingest.extract.figure_reading.groups import Group
from ingest.extract.figure_reading.scene import Scene
from ingest.extract.figure_reading.subjects.economies import Economy, are_companies, economy_at, is_possessive
from ingest.extract.figure_reading.subjects.noun_phrases import counted_phrase
from ingest.extract.figure_reading.subjects.subject import Subject
from ingest.extract.figure_reading.words import words


def role_before(scene: Scene, end: int) -> Subject | None:
    """Find the role that a sentence tells before chunk `end`, with whose it is and of what: "buyer of Thai rice"."""
    for at in range(end - 1, 0, -1):
        indicator = _indicator(scene, at)
        if indicator is not None:
            return _with_owner(scene, Subject(indicator, origin="role", at=at), at, end)
    return None


def by_role(scene: Scene, group: Group) -> Subject | None:
    """Read "ASEAN was Guangxi's largest trading partner, with 206 billion", "Its markets were Japan (5 billion)"."""
    in_bracket = any(c.key == "(" for c in scene.chunks[max(0, group.first - 2) : group.first])
    if group.get("value") is None and group.get("share") is None and not in_bracket:
        return None
    role = role_before(scene, group.first)
    if role is not None and role.reporter is None and group.get("value") is None and scene.context.reporter:
        role = replace(role, reporter=Economy(scene.context.reporter))  # "Australia was the main market (19.7 percent)"
    if role is None or role.reporter is None:
        return None
    for n in range(group.first - 1, group.left - 1, -1):
        economy = economy_at(scene.chunks, n)
        if economy is None or economy.kind != "place" or economy.is_adjective or is_possessive(scene.chunks, n):
            continue
        if economy.name != role.reporter.name:
            return replace(role, partners=(economy,))
    return None


def with_leading(scene: Scene, group: Group) -> Subject | None:
    """Read "imports grew to 8.9 billion, with China the leading source (1.7 billion)": a partner in what was told."""
    chunks, before = scene.chunks, scene.before
    if before is None or before.partners or before.indicator not in ("exports", "imports", "trade"):
        return None
    at = next((n for n in range(group.left, group.first - 2) if chunks[n].key == "with"), None)
    partner = economy_at(chunks, at + 1) if at is not None else None
    if at is None or partner is None or partner.kind != "place":
        return None
    told = [c.key.removesuffix("s") for c in chunks[at + 2 : group.first]]
    is_role = any(key in words("buyers") | words("sellers") | {"partner"} for key in told)
    is_first = any(key in words("ranks") for key in told)
    return replace(before, partners=(partner,), is_total=False, origin="gapped") if is_role and is_first else None


def _indicator(scene: Scene, at: int) -> str | None:
    """Say what a role is measured by: partners by trade, markets by exports, suppliers by imports."""
    key = scene.chunks[at].key.removesuffix("s")
    before = scene.chunks[at - 1].key
    if key == "partner":
        near = scene.chunks[max(0, at - 4) : at]
        ranks = [n for n, c in enumerate(near) if c.key in ("top", "largest", "biggest", "leading")]
        of_group = bool(ranks) and near[-1].kind == "place"  # "China's top three ASEAN partners"
        return "trade" if before in ("trading", "trade", "commercial") or of_group else None
    ranked = any(c.key in words("ranks") or c.key in words("of_roles") for c in scene.chunks[max(0, at - 4) : at])
    if not ranked:
        return None
    if key in words("buyers"):
        return "exports"
    return "imports" if key in words("sellers") and key != "source" else None


def _with_owner(scene: Scene, role: Subject, at: int, end: int) -> Subject:
    """Find whose partner, market or supplier it is, and of which goods."""
    chunks = scene.chunks
    for n in range(at - 1, max(-1, at - 8), -1):
        economy = economy_at(chunks, n)
        if economy is not None and (is_possessive(chunks, n) or chunks[n].key in ("its", "their")):
            return replace(role, reporter=economy)
    if at + 2 < end and chunks[at + 1].key in ("of", "for", "in", "to"):
        start = at + 2 + (chunks[at + 2].key in ("the", "all"))
        owner: Economy | None = economy_at(chunks, start) if start < end else None
        if owner is not None and are_companies(chunks, start + 1):
            is_builder = chunks[start + 1].key in words("builders")
            return replace(role, indicator="contracts" if is_builder else "investment", reporter=owner)
        if owner is not None and owner.is_adjective:
            scope, _ = counted_phrase(chunks, start + 1, end)
            return replace(role, reporter=owner, scopes=tuple(scope))
        return replace(role, reporter=owner)
    return role
