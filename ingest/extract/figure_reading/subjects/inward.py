"""Investment told by the one it comes to: "investment from China", "Guangdong's paid-in foreign investment"."""

from __future__ import annotations

from ingest.extract.figure_reading.subjects.subject import Parts

_USED = frozenset(("paid-in", "utilized", "utilised", "used", "inward", "inbound", "inflow", "inflows", "actualized"))


def comes_in(parts: Parts, plain: set[str]) -> bool:
    """Say whether investment is told by the one it comes to: "investment from China", "Chinese investments"."""
    adjective = parts.reporter is not None and parts.reporter.is_adjective
    outward = not plain.isdisjoint(("outbound", "outward", "overseas", "odi", "ofdi", "abroad", "cumulative", "total"))
    return "from" in parts.words or (adjective and not outward and not parts.partners)


def is_used_at_home(indicator: str, parts: Parts, plain: set[str]) -> bool:
    """Say whether investment is told by the one who uses it: "Guangdong's paid-in foreign investment"."""
    owner = parts.reporter
    owned = owner is not None and owner.name is not None and not owner.is_adjective and not parts.partners
    foreign = not plain.isdisjoint(("foreign", "fdi")) and "from" not in parts.words
    return indicator == "investment" and owned and foreign and not plain.isdisjoint(_USED)


def is_inbound(plain: set[str]) -> bool:
    """Say whether investment comes from all the world: "foreign direct investment in Vietnam"."""
    return not plain.isdisjoint(("foreign", "fdi")) and plain.isdisjoint(("outbound", "outward", "overseas", "odi"))


def goes_out(indicator: str, plain: set[str]) -> bool:
    """Say whether economies put in their money or work elsewhere: "outward investment", "overseas projects"."""
    if indicator == "contracts" and "overseas" in plain:
        return True
    return indicator == "investment" and not plain.isdisjoint(("outbound", "outward", "odi", "ofdi"))
