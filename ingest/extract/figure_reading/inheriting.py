"""Who a statement is about that leaves it open, or half open: what the page said before tells."""

from __future__ import annotations

from ingest.extract.figure_reading.context import ABROAD, WORLD, Context, capitals
from ingest.extract.figure_reading.quantities.quantity import Quantity
from ingest.extract.figure_reading.subjects.scope_kinds import modes
from ingest.extract.figure_reading.subjects.subject import Subject

_OF_PARTNERS = ("investment", "contracts", "balance", "deals")  # seldom told as a total without saying so


def settled_pair(context: Context, reporter: str | None) -> list[tuple[str, str]]:
    """Find the two of "bilateral trade": of the sentence, the paragraph, or the page."""
    if reporter and context.partner not in (None, WORLD, reporter):
        return [(reporter, str(context.partner))]
    if context.couple is not None:
        return [context.couple]
    spoken = {capitals().get(name) for name in context.block_places} & set(context.block_places)
    spoken |= {context.page_reporter, context.page_partner}
    for name in [n for n in context.block_places if n in capitals() and capitals()[n] in spoken]:
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


def other_side(context: Context, partner: str) -> str | None:
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


def host(context: Context, reporter: str) -> str:
    """Find into whom an investment "from" the reporter went: the economy that the page speaks of."""
    if context.indicator in ABROAD:
        known = (context.partner, context.reporter, context.page_reporter, context.page_partner)
    else:
        known = (context.page_reporter, context.reporter, context.partner, context.page_partner)
    able = [n for n in known if n == context.page_reporter or context.kind(n) != "city"]  # not where it was said
    return next((name for name in able if name not in (None, WORLD, reporter)), WORLD) or WORLD


def is_flow_of_pair(subject: Subject, context: Context, reporter: str, value: Quantity | None) -> bool:
    """Say whether a flow is a part of the trade of two told right before: "China's exports were 10.6 billion"."""
    if context.pair_trade is None or value is None or subject.indicator not in ("exports", "imports"):
        return False
    whole, currency, block = context.pair_trade
    sides = (context.reporter, context.partner)
    is_smaller = value.number < whole and value.currency == currency
    return reporter in sides and WORLD not in sides and block == context.block and is_smaller and not subject.is_total


def default_partner(subject: Subject, context: Context, reporter: str) -> str:
    """A reporter named without a partner: its total, unless the sentence before compared the same two."""
    if subject.is_total or subject.indicator == "trade":
        return WORLD
    if subject.is_inbound:
        return host(context, reporter)
    if _is_of_companies(subject) and context.page_reporter not in (None, reporter, context.home.get(reporter)):
        return str(context.page_reporter)
    if (
        subject.indicator in ABROAD
        and context.indicator in ABROAD
        and reporter not in (context.reporter, context.partner)
    ):
        return context.partner or WORLD  # another investor
    if _invests_at_home(subject, context, reporter):
        return str(context.page_reporter)
    if subject.is_part and context.partner and reporter in (context.reporter, context.partner):
        return context.partner if reporter == context.reporter else str(context.reporter)
    if subject.scopes and context.topic is None and reporter in context.totals:
        return WORLD  # a paragraph on goods, behind the total
    if subject.indicator == "balance" and reporter == context.partner and context.reporter is not None:
        return context.reporter  # "China sold goods worth 49 billion to Vietnam, which ran a deficit of"
    goes_on = context.partner and reporter == context.reporter
    is_unnamed = subject.reporter is not None and subject.reporter.kind != "place"
    if goes_on and (is_unnamed or subject.indicator in _OF_PARTNERS):
        return str(context.partner)
    return WORLD


def _invests_at_home(subject: Subject, context: Context, reporter: str) -> bool:
    """Say whether a country is told to invest on another country's page: "In 2019 it realised investment of 2.3"."""
    own = context.page_reporter
    countries = context.kind(own) == context.kind(reporter) == "country"
    return subject.indicator == "investment" and countries and own != reporter and not subject.is_two_way


def _is_of_companies(subject: Subject) -> bool:
    """Say whether companies of an economy are told to invest: "Chinese investors put 16 billion into 931 projects"."""
    return subject.indicator in ABROAD and subject.reporter is not None and subject.reporter.is_adjective


def inherited_pair(subject: Subject, context: Context, reporter: str | None) -> list[tuple[str, str]]:
    """No economy named: that of the statement which this one continues."""
    told = context.partner not in (None, WORLD) and context.pair is not None
    opens = context.page_partner if context.reporter is None and context.page_partner in context.spoken else None
    told = told or (opens is not None and subject.reporter is None)
    told = told and not context.is_listing and (reporter or context.reporter) not in context.totals  # "total" again
    first = reporter or context.reporter or context.page_reporter
    if first is None:
        return []
    if subject.is_outward and first == WORLD and context.partner not in (None, WORLD):
        return [(str(context.partner), WORLD)]  # told behind the investment that came in
    if subject.is_total and not (subject.is_weak_total and told):
        return [(first, WORLD)]
    if context.reporter is None and any(scope in modes() for scope in subject.scopes):
        return [(first, WORLD)]  # "Border trade rose to 5 billion"
    topic = context.topic
    if topic and context.is_listing and not subject.scopes and topic[0] == subject.indicator and topic[2] == first:
        return [(first, topic[3] or WORLD)]  # behind a list of partners the text goes on with the whole
    if subject.origin == "noun" and (whole := _whole(subject, context, first)):
        return [(first, whole)]
    partner = context.partner if context.reporter in (None, first) or reporter is None else None
    at_start = opens if not _is_own(subject) else None
    partner = partner or at_start or WORLD
    if partner == first:  # "China was the third investor. In June it realised investment of"
        partner = context.page_reporter if context.page_reporter not in (None, first) else WORLD
    return [(first, str(partner))]


def _whole(subject: Subject, context: Context, reporter: str) -> str | None:
    """Give with whom a noun trades by itself: as the paragraph's first figure, or as the total before its goods."""
    topic = context.topic
    if not subject.scopes and topic is None and context.is_of_world and subject.indicator in ("exports", "imports"):
        return WORLD if reporter == context.lead else None  # a paragraph of totals on a page that began with them
    if not subject.scopes:  # the paragraph's first figure again, of another period
        is_same = topic is not None and (topic[0], *topic[2:5]) == (subject.indicator, reporter, WORLD, None)
        return WORLD if is_same else None
    if topic is None:
        is_of_total = reporter in context.totals or context.is_listing
        return WORLD if is_of_total else None
    if topic[2:4] == (reporter, WORLD):
        return WORLD
    if context.is_listing:
        return topic[3] if context.kind(topic[3]) == "group" else WORLD
    return None


def _is_own(subject: Subject) -> bool:
    """Say whether a total is told as that of the speaker: "the total imports and exports of our province"."""
    return subject.reporter is not None and subject.reporter.kind == "own"
