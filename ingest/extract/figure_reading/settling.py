"""Who a statement is about: its own economies, filled up from what the page said before."""

from __future__ import annotations

from functools import lru_cache

from ingest.extract.figure_reading.context import ABROAD, DEFAULT_GROUP, WORLD, Context, capitals, stands_for
from ingest.extract.figure_reading.inheriting import (
    default_partner,
    host,
    inherited_pair,
    is_flow_of_pair,
    other_side,
    settled_pair,
)
from ingest.extract.figure_reading.quantities.quantity import Quantity
from ingest.extract.figure_reading.subjects.economies import PRONOUNS, Economy
from ingest.extract.figure_reading.subjects.scope_kinds import parts
from ingest.extract.figure_reading.subjects.subject import Subject
from ingest.extract.lexicon.loader import load_words

_SEPARATE = ("Hong Kong", "Macao", "Taiwan")  # China's statistics count trade with them


def economies(subject: Subject, context: Context, value: Quantity | None = None) -> list[tuple[str, str]]:
    """Settle who a statement is about: pairs of reporter and partner, one for each partner named."""
    reporter = context.resolve(subject.reporter) if subject.reporter else None
    pairs = _of_divisions(subject, context, reporter) or _settled(subject, context, reporter, value)
    if subject.indicator in ABROAD or subject.indicator == "deals":
        return pairs
    return [(r, p) for r, p in (_of_countries(*pair, context) for pair in pairs) if r != p or r == WORLD]


def _of_countries(reporter: str, partner: str, context: Context) -> tuple[str, str]:
    """Read capitals as their countries: "Seoul's exports", "Sri Lanka's imports from Beijing"."""
    country, home = stands_for(reporter, context.home.get(reporter)), context.home.get(partner)
    is_country = country != reporter or context.kind(reporter) == "country"
    is_abroad = is_country and home is not None and capitals().get(partner) == home != country
    return country, str(home) if is_abroad else stands_for(partner, home)


def _settled(subject: Subject, context: Context, reporter: str | None, value: Quantity | None) -> list[tuple[str, str]]:
    partners = [p for p in (_settled_partner(e, context, reporter) for e in subject.partners) if p]
    if subject.is_pair and not partners:
        return settled_pair(context, reporter)
    if subject.indicator in ABROAD and not partners and _is_actor(subject, context):
        known = (context.reporter, context.partner, context.page_reporter, context.page_partner)
        return [(str(context.actor), next((n for n in known if n not in (None, WORLD, context.actor)), WORLD) or WORLD)]
    if subject.reporter is not None and subject.reporter.kind in PRONOUNS and not partners:
        return _of_couple(subject, context) or inherited_pair(subject, context, reporter)
    if reporter and partners:
        return _of_named(subject, context, *_capitals(reporter, partners, context))
    if partners:
        speaks_as_country = subject.is_two_way and context.kind(context.page_reporter) == "country"
        home = context.page_reporter if speaks_as_country else None
        if subject.indicator in ABROAD and context.actor not in (None, *partners):
            home = context.actor
        return [(r, p) for p in partners if (r := home if home and home != p else other_side(context, p)) is not None]
    if not reporter and subject.is_foreign and (into := host(context, WORLD)) != WORLD:
        return [(WORLD, into)]
    if not reporter and any(scope in parts() for scope in subject.scopes):
        reporter = context.reporter or context.page_reporter
        topic = context.topic  # "processing trade with ASEAN was 22 billion. General trade was 10 billion"
        is_of_pair = topic is not None and topic[3] not in (None, WORLD) and topic[4] in parts()
        if reporter in context.totals and not is_of_pair:
            return [(str(reporter), WORLD)]
        reporter = None
    if reporter and is_flow_of_pair(subject, context, reporter, value):
        return [(reporter, str(context.partner if reporter == context.reporter else context.reporter))]
    if reporter:
        return [(reporter, default_partner(subject, context, reporter))]
    return inherited_pair(subject, context, None)


def _of_named(subject: Subject, context: Context, reporter: str, partners: list[str]) -> list[tuple[str, str]]:
    """Pair the reporter with each partner; whose page tells of a partner alone is the other side of it."""
    if partners == [reporter] and subject.reporter is not None and subject.reporter.kind in PRONOUNS:
        reporter = other_side(context, reporter) or reporter  # "our trade with Guangxi", of which the page tells
    return [(reporter, p) for p in partners if p != reporter]


def _of_couple(subject: Subject, context: Context) -> list[tuple[str, str]]:
    """Read "China and ASEAN have drawn closer. Their trade rose"."""
    if context.couple is None or subject.indicator != "trade" or subject.is_total:
        return []
    return [context.couple]


def _of_divisions(subject: Subject, context: Context, reporter: str | None) -> list[tuple[str, str]]:
    """Read "Guangxi alone accounted for 24.6 billion of that": provinces and cities of whose trade was told."""
    names = [str(e.name) for e in subject.partners]
    if subject.origin not in ("item", "gapped") or not names or reporter not in (None, context.reporter, context.lead):
        return []
    topic = context.topic
    told = [(topic[2], topic[3]) if topic else (None, None), (context.reporter, context.partner)]
    for owner, partner in told:
        if owner is not None and all(
            _is_division(name, owner, context) or _is_sibling(name, owner, context) for name in names
        ):
            return [(name, partner or WORLD) for name in names]
    return []


def _is_sibling(name: str, other: str, context: Context) -> bool:
    """Say whether two are cities or provinces of one province or country: "Fangchenggang came second"."""
    kinds = {context.kind(name), context.kind(other)}
    if name == other or name in _SEPARATE or other in _SEPARATE:
        return False
    if kinds == {"city"}:
        return context.regions.get(name) == context.regions.get(other) is not None
    return kinds == {"province"} and context.home.get(name) == context.home.get(other) is not None


def _capitals(reporter: str, partners: list[str], context: Context) -> tuple[str, list[str]]:
    """Read capitals as their countries: "Jakarta aims to raise its trade with Beijing", "Beijing and ASEAN"."""
    known = capitals()
    is_capital = reporter in known and context.home.get(reporter, known[reporter]) == known[reporter]  # of a country
    if is_capital and all(p in known or context.kind(p) == "group" for p in partners):
        return known[reporter], [known.get(p, p) for p in partners]
    return reporter, partners


def _is_division(name: str, reporter: str, context: Context) -> bool:
    """Say whether an economy lies in the reporter, which does not trade with it."""
    stands_for = capitals().get(name) == reporter and context.kind(reporter) == "country"  # "Beijing wants to see"
    lies_in = reporter in (context.home.get(name), context.regions.get(name))
    return lies_in and not stands_for and name not in (reporter, *_SEPARATE)


def _settled_partner(economy: Economy, context: Context, reporter: str | None) -> str | None:
    if economy.kind == "own":
        return context.resolve(economy)  # "Chinese investment here"
    if economy.kind in PRONOUNS:
        return _pronoun_partner(context, reporter)
    name = context.neighbour(economy.side, reporter) if economy.kind == "neighbour" else context.resolve(economy)
    if economy.name is None and (name is None or name == (reporter or context.reporter or context.page_reporter)):
        if context.partner not in (None, WORLD, reporter):
            return context.partner
        if economy.kind == "country":
            return _other_country(context, name) or name
        return DEFAULT_GROUP if economy.kind in ("province", "group") else name
    return name


def _other_country(context: Context, name: str | None) -> str | None:
    """Find the country that a partner stands for: "China was the top buyer. Exports to the country fell"."""
    spoken_of = (context.reporter, context.partner, context.latest.get("country"), context.page_partner)
    return next((n for n in spoken_of if n not in (None, name) and context.kind(n) == "country"), None)


def _pronoun_partner(context: Context, reporter: str | None) -> str | None:
    """ "Exports to it": the partner last spoken of, or the reporter where another one is named as subject."""
    if reporter is not None and reporter == context.partner:
        return context.reporter
    return context.partner if context.partner != WORLD else context.latest.get("group")


def _is_actor(subject: Subject, context: Context) -> bool:
    """Say whether "they" are the companies told of: "Chinese builders are at home there. They signed contracts"."""
    if context.actor is None or context.subject is not None or context.indicator in ABROAD:
        return False
    return subject.reporter is not None and subject.reporter.kind == "any"


@lru_cache
def _currency_homes() -> dict[str, str]:
    """Map a national currency to the country whose statistics are kept in it."""
    return {code: country for country, codes in load_words("national_currencies.yml").items() for code in codes}


def by_currency(
    subject: Subject, context: Context, value: Quantity | None, pairs: list[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Take the country of the currency as the reporter that a statement leaves open: S$ are Singapore's figures."""
    home = _currency_homes().get(value.currency or "") if value else None
    pairs_home = {context.home.get(r) for r, _ in pairs}
    if home is None or home in pairs_home or subject.origin in ("gapped", "continued"):
        return pairs
    if subject.indicator == "investment" and not subject.partners:
        return [(r, home if r != home else p) for r, p in pairs]  # what foreigners invest is told in the host's money
    if subject.indicator == "imports" and subject.reporter is not None and subject.reporter.is_adjective:
        return [(p, r) if p == home else (r, p) for r, p in pairs]  # "Chinese imports were RM5 billion"
    unnamed = subject.reporter is None or subject.reporter.name is None
    if unnamed and not subject.partners and subject.indicator in ("exports", "imports", "balance"):
        pairs = [(p, r) if p == home else (r, p) for r, p in pairs]  # a Malaysian page that told "China-Malaysia trade"
    return [(home, p) if unnamed and p != home and home != r else (r, p) for r, p in pairs]
