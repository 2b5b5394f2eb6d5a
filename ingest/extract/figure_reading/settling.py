"""Who a statement is about: its own economies, filled up from what the page said before."""

from __future__ import annotations

from functools import lru_cache

from ingest.extract.figure_reading.context import ABROAD, DEFAULT_GROUP, WORLD, Context, capitals
from ingest.extract.figure_reading.quantities.quantity import Quantity
from ingest.extract.figure_reading.subjects.economies import PRONOUNS, Economy
from ingest.extract.figure_reading.subjects.subject import Subject
from ingest.extract.lexicon.loader import load_words


def economies(subject: Subject, context: Context, value: Quantity | None = None) -> list[tuple[str, str]]:
    """Settle who a statement is about: pairs of reporter and partner, one for each partner named."""
    reporter = context.resolve(subject.reporter) if subject.reporter else None
    return _of_divisions(subject, context, reporter) or _settled(subject, context, reporter, value)


def _settled(subject: Subject, context: Context, reporter: str | None, value: Quantity | None) -> list[tuple[str, str]]:
    partners = [p for p in (_settled_partner(e, context, reporter) for e in subject.partners) if p]
    if subject.is_pair and not partners:
        return _settled_pair(context, reporter)
    if subject.indicator in ABROAD and not partners and _is_actor(subject, context):
        known = (context.reporter, context.partner, context.page_reporter, context.page_partner)
        return [(str(context.actor), next((n for n in known if n not in (None, WORLD, context.actor)), WORLD) or WORLD)]
    if subject.reporter is not None and subject.reporter.kind in PRONOUNS and not partners:
        return _of_couple(subject, context) or _inherited_pair(subject, context, reporter)
    if reporter and partners:
        reporter, partners = _capitals(reporter, partners, context)
        return [(reporter, p) for p in partners if p != reporter]
    if partners:
        home = (
            context.page_reporter if subject.is_two_way and context.kind(context.page_reporter) == "country" else None
        )
        if subject.indicator in ABROAD and context.actor not in (None, *partners):
            home = context.actor
        return [(r, p) for p in partners if (r := home if home and home != p else _other_side(context, p)) is not None]
    if not reporter and subject.is_foreign and (host := _host(context, WORLD)) != WORLD:
        return [(WORLD, host)]
    if not reporter and _is_part(subject):
        reporter = context.reporter or context.page_reporter
        if reporter in context.totals:
            return [(str(reporter), WORLD)]
        reporter = None
    if reporter and _is_flow_of_pair(subject, context, reporter, value):
        return [(reporter, str(context.partner if reporter == context.reporter else context.reporter))]
    if reporter:
        return [(reporter, _default_partner(subject, context, reporter))]
    return _inherited_pair(subject, context, None)


def _of_couple(subject: Subject, context: Context) -> list[tuple[str, str]]:
    """Read "China and ASEAN have drawn closer. Their trade rose"."""
    is_theirs = context.couple is not None and subject.indicator == "trade" and not subject.is_total
    return [context.couple] if is_theirs and context.couple else []


def _of_divisions(subject: Subject, context: Context, reporter: str | None) -> list[tuple[str, str]]:
    """Read "Guangxi alone accounted for 24.6 billion of that": provinces and cities of whose trade was told."""
    names = [str(e.name) for e in subject.partners]
    if subject.origin not in ("item", "gapped") or not names or reporter not in (None, context.reporter, context.lead):
        return []
    topic = context.topic
    told = [(topic[2], topic[3]) if topic else (None, None), (context.reporter, context.partner)]
    for owner, partner in told:
        if owner is not None and all(_is_division(name, owner, context) for name in names):
            return [(name, partner or WORLD) for name in names]
    return []


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
    return lies_in and not stands_for and name not in (reporter, *SEPARATE)


def _is_part(subject: Subject) -> bool:
    """Say whether a statement splits a total by who trades or how: private enterprises, processing trade."""
    lists = load_words("scope_words.yml")
    parts = {word.lower() for name in ("enterprises", "modes") for word in lists[name]}
    return any(scope in parts for scope in subject.scopes)


def _settled_partner(economy: Economy, context: Context, reporter: str | None) -> str | None:
    if economy.kind == "own":
        return context.resolve(economy)  # "Chinese investment here"
    if economy.kind in PRONOUNS:
        return _pronoun_partner(context, reporter)
    name = context.resolve(economy)
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


def _settled_pair(context: Context, reporter: str | None) -> list[tuple[str, str]]:
    if reporter and context.partner not in (None, WORLD, reporter):
        return [(reporter, str(context.partner))]
    if context.couple is not None:
        return [context.couple]
    spoken = {capitals().get(name) for name in context.block_places} & set(context.block_places)
    for name in [
        n
        for n in context.block_places
        if capitals().get(n) in spoken or capitals().get(n) in (context.page_reporter, context.page_partner)
    ]:
        del context.block_places[name]
    countries = [name for name in context.block_places if context.kind(name) == "country"]
    if len(countries) == 2 and context.pair_block != context.block:
        return [(countries[0], countries[1])]
    told = [name for name, count in context.block_places.most_common(2) if count > 1 or len(context.block_places) == 2]
    if len(told) == 2 and context.pair_block != context.block:
        one, other = (n if context.kind(n) == "country" else capitals().get(n, n) for n in told)
        return [(one, other)]
    if context.pair:
        return [context.pair]
    if context.page_reporter and context.page_partner:
        return [(context.page_reporter, context.page_partner)]
    return []


def _other_side(context: Context, partner: str) -> str | None:
    """Find the reporter of "exports to China": the other side of what was spoken of."""
    if context.kind(context.reporter) == "group" and context.lead not in (None, partner, context.reporter):
        return context.lead  # a province's page speaks of ASEAN's part, and then of its trade with others
    if context.indicator in ABROAD and context.page_reporter not in (None, partner):
        return context.page_reporter  # behind a list of investors
    if context.reporter and context.reporter != partner:
        return context.reporter
    if context.reporter == partner and context.partner not in (None, WORLD):
        return context.partner
    for name in (
        context.page_reporter,
        context.page_partner,
        context.latest.get("province"),
        context.latest.get("country"),
    ):
        if name and name != partner:
            return name
    return None


def _is_flow_of_pair(subject: Subject, context: Context, reporter: str, value: Quantity | None) -> bool:
    """Say whether a flow is a part of the trade of two told right before: "China's exports were 10.6 billion"."""
    if context.pair_trade is None or value is None or subject.indicator not in ("exports", "imports"):
        return False
    whole, currency, block = context.pair_trade
    sides = (context.reporter, context.partner)
    is_smaller = value.number < whole and value.currency == currency
    return reporter in sides and WORLD not in sides and block == context.block and is_smaller and not subject.is_total


def _host(context: Context, reporter: str) -> str:
    """Find into whom an investment "from" the reporter went: the economy that the page speaks of."""
    if context.indicator in ABROAD:
        known = (context.partner, context.reporter, context.page_reporter, context.page_partner)
    else:
        known = (context.page_reporter, context.reporter, context.partner, context.page_partner)
    return next((name for name in known if name not in (None, WORLD, reporter)), WORLD) or WORLD


def _is_actor(subject: Subject, context: Context) -> bool:
    """Say whether "they" are the companies told of: "Chinese builders are at home there. They signed contracts"."""
    if context.actor is None or context.subject is not None or context.indicator in ABROAD:
        return False
    return subject.reporter is not None and subject.reporter.kind == "any"


def _is_of_companies(subject: Subject) -> bool:
    """Say whether companies of an economy are told to invest: "Chinese investors put 16 billion into 931 projects"."""
    return subject.indicator in ABROAD and subject.reporter is not None and subject.reporter.is_adjective


def _default_partner(subject: Subject, context: Context, reporter: str) -> str:
    """A reporter named without a partner: its total, unless the sentence before compared the same two."""
    if subject.is_total or subject.indicator in ("trade",):
        return WORLD
    if subject.is_inbound:
        return _host(context, reporter)
    if _is_of_companies(subject) and context.page_reporter not in (None, reporter, context.home.get(reporter)):
        return str(context.page_reporter)
    if subject.is_part and context.partner and reporter in (context.reporter, context.partner):
        return context.partner if reporter == context.reporter else str(context.reporter)
    if subject.scopes and context.topic is None and reporter in context.totals:
        return WORLD  # a paragraph on goods, behind the total
    if (
        subject.reporter is not None
        and subject.reporter.kind != "place"
        and reporter == context.reporter
        and context.partner
    ):
        return context.partner
    if (
        subject.indicator in ("investment", "contracts", "balance", "deals")
        and context.partner
        and reporter == context.reporter
    ):
        return context.partner
    return WORLD


def _inherited_pair(subject: Subject, context: Context, reporter: str | None) -> list[tuple[str, str]]:
    """No economy named: that of the statement which this one continues."""
    told = context.partner not in (None, WORLD) and context.pair is not None
    opens = context.page_partner if context.reporter is None and context.page_partner in context.spoken else None
    told = told or (opens is not None and subject.reporter is None)
    told = told and (reporter or context.reporter) not in context.totals  # "total trade" again
    if (
        subject.is_total
        and not (subject.is_weak_total and told)
        and (reporter or context.reporter or context.page_reporter)
    ):
        return [(str(reporter or context.reporter or context.page_reporter), WORLD)]
    first = reporter or context.reporter or context.page_reporter
    if first is None:
        return []
    if context.reporter is None and any(scope in _modes() for scope in subject.scopes):
        return [(first, WORLD)]  # "Border trade rose to 5 billion"
    topic = context.topic
    if topic and context.is_listing and not subject.scopes and topic[0] == subject.indicator and topic[2] == first:
        return [(first, topic[3] or WORLD)]  # behind a list of partners the text goes on with the whole
    if topic and not subject.scopes and subject.origin == "noun" and topic[:1] + topic[2:5] == (
        subject.indicator, first, WORLD, None
    ):  # fmt: skip
        return [(first, WORLD)]  # the paragraph's first figure again, of another period
    if subject.scopes and subject.origin == "noun" and context.topic is None and first in context.totals:
        return [(first, WORLD)]  # a paragraph on goods, behind the total
    if subject.scopes and subject.origin == "noun" and topic and topic[2:4] == (first, WORLD):
        return [(first, WORLD)]
    if subject.scopes and subject.origin == "noun" and context.is_listing:
        whole = topic[3] if topic and context.kind(topic[3]) == "group" else WORLD
        return [(first, whole or WORLD)]
    partner = context.partner if context.reporter in (None, first) or reporter is None else None
    at_start = opens if not _is_own(subject) else None
    return [(first, partner or at_start or WORLD)]


def _is_own(subject: Subject) -> bool:
    """Say whether a total is told as that of the speaker: "the total imports and exports of our province"."""
    return subject.reporter is not None and subject.reporter.kind == "own"


SEPARATE = ("Hong Kong", "Macao", "Taiwan")  # China's statistics count trade with them


@lru_cache
def _modes() -> frozenset[str]:
    """Give the ways of trading."""
    return frozenset(word.lower() for word in load_words("scope_words.yml")["modes"])


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
    return [(home, p) if unnamed and p != home and home != r else (r, p) for r, p in pairs]
