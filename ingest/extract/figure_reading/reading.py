"""From a sentence's groups to statements: the subject of each group, its economies, period and numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.extract.dating import UNKNOWN, Span
from ingest.extract.figure_reading.change_spans import basis_of
from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.context import ABROAD, WORLD, Context, Told
from ingest.extract.figure_reading.dealing import bases_of, opens_with_base
from ingest.extract.figure_reading.forecasts import is_awaited, is_forecast
from ingest.extract.figure_reading.groups import Group, is_list, run_of
from ingest.extract.figure_reading.periods import Dated, period_of, period_of_base
from ingest.extract.figure_reading.quantities.quantity import Quantity
from ingest.extract.figure_reading.scene import Scene
from ingest.extract.figure_reading.settling import by_currency, economies
from ingest.extract.figure_reading.statements import Dropped, Statement
from ingest.extract.figure_reading.subjects.economies import economy_behind
from ingest.extract.figure_reading.subjects.finding import find_subject
from ingest.extract.figure_reading.subjects.subject import Subject, split_scopes
from ingest.extract.figure_reading.sums import sums_as_trade
from ingest.extract.figure_reading.together import together
from ingest.extract.figure_reading.wholes import whole_of
from ingest.extract.figure_reading.words import words

SMALLEST_VALUE = 50_000  # currency units; the smallest figure of the sample is a border gate's million dollars

_FLOWS = ("trade", "exports", "imports", "balance")
Pair = tuple[str, str]  # reporter, partner


def read_statements(scene: Scene) -> tuple[list[Statement], list[Dropped]]:
    """Give the statements of a sentence, in order, and the numbers that made none; moves the context on."""
    statements: list[Statement] = []
    dropped: list[Dropped] = []
    main: list[Statement] = []
    context = scene.context
    told = context.reporter, context.partner, context.pair
    told_trade = context.indicator == "trade"
    for number, group in enumerate(scene.groups):
        if opens_with_base(scene.chunks, scene.groups, number):
            continue
        found = _read_group(scene, number)
        if isinstance(found, str):
            dropped += _drop(scene, group, found)
            continue
        if found and not found[0].is_base:
            _move_on(context, found)
            main = main or found
        statements += found
        scene.told += _identities(scene.told, found)
    if main:
        context.told = scene.told
        _move_on(context, main)
        if told_trade and _splits_sum(scene, statements):
            context.indicator, context.sign = "trade", 1
            if context.topic is not None:
                context.topic = ("trade", 1, *context.topic[2:])
        if main[0].rule == "item" and told[0] is not None:
            context.reporter, context.partner, context.pair = told  # "Thailand is in second place"
        context.is_listing = _is_listing(statements)
        if _lists_goods(main, statements) and context.topic is not None:
            context.scope = context.topic[4]  # "Durian alone was worth 67 billion, longan 12 billion. That compares"
    return sums_as_trade(statements), dropped


def _splits_sum(scene: Scene, statements: list[Statement]) -> bool:
    """Say whether a sentence only splits trade told before: "Of the sum, 3.8 billion came from exports"."""
    opening = [c.key for c in scene.chunks[:3]]
    of_sum = opening[:1] == ["of"] and any(key in words("sums") or key in ("this", "that") for key in opening[1:])
    return of_sum and all(s.indicator in ("exports", "imports") for s in statements)


def _identities(told: list[Told], found: list[Statement]) -> list[Told]:
    """Give what statements are about, unless it was told of before."""
    named = [(s.indicator, s.sign, s.reporter, s.partner, s.scope) for s in found if not s.is_base]
    return [one for one in dict.fromkeys(named) if one not in told]


def _is_listing(statements: list[Statement]) -> bool:
    """Say whether a sentence tells one flow of several partners, none of which the next sentence goes on with."""
    told = [s for s in statements if not s.is_base]
    flows = {(s.indicator, s.reporter) for s in told}
    return len(flows) == 1 and len({s.partner for s in told if s.partner != WORLD}) > 1


def _lists_goods(main: list[Statement], statements: list[Statement]) -> bool:
    """Say whether a sentence tells several parts of what was told before."""
    return main[0].rule == "part" and len({s.scope for s in statements if not s.is_base}) > 1


def _drop(scene: Scene, group: Group, reason: str) -> Iterator[Dropped]:
    for quantity in group.quantities:
        chunk = scene.chunks[quantity.at]
        yield Dropped(chunk.start, chunk.end, reason)


def _read_group(scene: Scene, number: int) -> list[Statement] | str:
    """Give the statements of a group, or the reason why it makes none."""
    group = scene.groups[number]
    subject = find_subject(scene, number)
    if subject is None:
        return "no word says what it measures"
    if subject.indicator == "deals" and not _is_signed(scene.chunks, scene.context):
        return "agreements that nothing says were signed"
    value = group.get("value")
    if value is not None and value.number < SMALLEST_VALUE:
        return "too small to be an economy's figure"
    pairs = economies(subject, scene.context, value)
    if not pairs:
        return "no economy is named"
    statements = _statements(scene, number, subject, by_currency(subject, scene.context, value, pairs))
    if subject.reporter is None and not subject.partners and not subject.is_pair:
        statements = [_as_total(s, scene.context) for s in statements]
    bases = _bases(scene, number, statements[0])
    is_empty = not any(group.get(role) for role in ("value", "change", "share"))
    return bases if is_empty and bases else statements + bases


def _as_total(statement: Statement, context: Context) -> Statement:
    """Take a forecast of exports as such for that of all of them where the page told their total before."""
    if statement.status == "forecast" and statement.rule == "context" and context.topic is not None:
        indicator, _, reporter, partner, scope, _ = context.topic  # "For 2024 the association is aiming for"
        if reporter is not None and indicator == statement.indicator:
            return replace(statement, reporter=reporter, partner=partner or WORLD, scope=scope)
    is_flow = statement.indicator in ("exports", "imports") and statement.scope is None
    aimed = statement.status == "forecast" and is_flow and statement.reporter in context.totals
    return replace(statement, partner=WORLD) if aimed else statement


def _is_signed(chunks: Sequence[Chunk], context: Context) -> bool:
    """Say whether a sentence of agreements tells that they were made: signed, reached, told of a fair."""
    if context.indicator == "deals" or context.is_signing:
        return True
    if any(c.has("verb:deals") or c.key in words("gatherings") for c in chunks):
        return True
    return any(
        (c.has("ind:deals") and "transaction" in c.key)
        or (
            c.key == "reached"
            and any(o.has("ind:deals") for o in (*chunks[max(0, n - 12) : n], *chunks[n + 1 : n + 4]))
        )
        for n, c in enumerate(chunks)
    )


def _statements(scene: Scene, number: int, subject: Subject, pairs: list[Pair]) -> list[Statement]:
    """Make a statement of a group for each pair of economies."""
    group = scene.groups[number]
    dated = _of_flow(period_of(scene, number), subject)
    taken = (subject.reporter is None, not subject.partners, dated.is_inherited)
    status = "forecast" if is_forecast(scene, group, dated.span) else "actual"
    share = group.get("share")
    whole = whole_of(scene.chunks, _last_listed(scene, number) or share) if share else (0, 0)
    dealt, scope = _deal_out(scene, number, subject, pairs)
    first = Statement(
        indicator=str(subject.indicator),
        reporter="",
        partner="",
        direction=_direction(subject, scene.context),
        scope=scope,
        sign=subject.sign,
        value=group.get("value"),
        alt=group.get("alt"),
        change=basis_of(scene, number, dated.span),
        share=share,
        share_of=scene.words(*_trimmed(scene, *whole)) or None,
        span=_of_target(dated.span, subject) if status == "forecast" else dated.span,
        period_text=dated.text,
        status=status,
        rule=subject.origin,
        inherited=tuple(n for n, is_taken in zip(("reporter", "partner", "period"), taken, strict=True) if is_taken),
        is_base=group.is_comparison,
    )
    return [replace(first, reporter=reporter, partner=partner) for reporter, partner in dealt]


def _trimmed(scene: Scene, start: int, end: int) -> tuple[int, int]:
    """Leave out what leads from a whole to its amount: "of the sector's earnings of 1.8 billion"."""
    while end > start and scene.chunks[end - 1].key in ("of", "the", "a", "its", "their", "at", "worth"):
        end -= 1
    return start, end


def _of_flow(dated: Dated, subject: Subject) -> Dated:
    """Take the year of a stock told before for a flow: "By the end of 2021 it had invested 5 billion. Trade was"."""
    start, end = dated.span.start, dated.span.end
    if not dated.is_inherited or start is not None or end is None or subject.indicator not in _FLOWS:
        return dated
    return dated._replace(span=replace(dated.span, start=end.replace(month=1, day=1)))


def _of_target(span: Span, subject: Subject) -> Span:
    """Take the whole year for a flow that is to be reached by its end: "will exceed 5 billion by the end of 2020"."""
    start, end = span.start, span.end
    if start is None and end is not None and (end.month, end.day) == (12, 31) and subject.indicator in _FLOWS:
        return replace(span, start=end.replace(month=1, day=1))
    return span


def _last_listed(scene: Scene, number: int) -> Quantity | None:
    """Give the last share of a list, behind which the whole of all stands: "5, 4 and 3 percent of its exports"."""
    run = run_of(scene.groups, number)
    return scene.groups[run[-1]].get("share") if is_list(scene.groups, run) else None


def _deal_out(scene: Scene, number: int, subject: Subject, pairs: list[Pair]) -> tuple[list[Pair], str | None]:
    """Give a group of a "respectively" list its own pair or part; any other group has all of them."""
    parts = dict.fromkeys(_spelled(scene.context, part) for part in subject.scopes)
    scope = ", ".join(parts).replace(" ' ", "' ") or None  # "border residents' trade"
    run = run_of(scene.groups, number)
    if len(run) > 1 and scene.is_dealt_out(run):
        index = number - run.start
        if len(pairs) == len(run):
            return [pairs[index]], scope
        items = split_scopes(subject.scopes[-1]) if subject.scopes else []
        if len(items) == len(run):
            return pairs[:1], items[index]
    return together(scene, scene.groups[number], pairs), scope


def _spelled(context: Context, scope: str) -> str:
    """Write a gate as the page does: "Kan Paik Ti border gate"."""
    if not scope[:1].isupper():
        return scope
    town = next((t for t in context.spelled if scope == t or scope.startswith(f"{t} ")), None)
    return context.spelled[town] + scope[len(town) :] if town else scope


def _direction(subject: Subject, context: Context) -> str | None:
    """Tell investment that goes both ways."""
    if subject.indicator != "investment":
        return None
    goes_on = subject.origin in ("context", "continued") and context.direction is not None
    return "two-way" if subject.is_two_way or goes_on else None


def _bases(scene: Scene, number: int, main: Statement) -> list[Statement]:
    """Make statements of the values compared with: "up from 3.89 billion in the same period last year"."""
    plain = replace(main, alt=None, change=None, share=None, share_of=None, is_base=True, status="actual")
    found = []
    for base in bases_of(scene.chunks, scene.groups, number):
        if is_awaited(scene, base):
            found.append(replace(plain, value=base, status="forecast"))
            continue
        side = economy_behind(scene.chunks, base.at)
        if side is not None and side.name not in (None, main.reporter):
            found.append(replace(plain, partner=str(side.name), value=base, is_base=False))  # "to 1.9 billion to Japan"
            continue
        dated = period_of_base(scene, number, base, main.span)
        found.append(replace(plain, value=base, span=dated.span, period_text=dated.text))
    return found


def _move_on(context: Context, found: list[Statement]) -> None:
    """Remember a statement: the next may go on from it; at the end of the sentence its main one."""
    main = found[0]
    context.subject = context.couple = context.traders = None
    context.currency = main.value.currency if main.value else context.currency
    context.amount = (main.value.number, main.value.currency) if main.value else None
    if context.lead is None:
        context.lead, context.is_of_world = main.reporter, main.partner == WORLD
    if main.indicator == "trade" and main.partner != WORLD and main.value is not None and main.scope is None:
        context.pair_trade = (main.value.number, main.value.currency, context.block)
    elif main.indicator not in ("exports", "imports"):
        context.pair_trade = None
    context.indicator, context.sign = main.indicator, main.sign
    of_fair = main.indicator == "deals" and context.reporter is not None and context.kind(main.reporter) == "city"
    context.reporter = context.reporter if of_fair else main.reporter  # a fair's town is not whose page it is
    if _is_told_from_afar(main, context):
        context.reporter, context.partner = main.partner, main.reporter  # the page goes on from its own side
    elif (
        main.rule != "share" or main.partner == WORLD or context.reporter not in context.totals
    ):  # a rank among partners leaves the total
        context.partner = main.partner
    context.scope, context.direction = main.scope, main.direction
    context.tells_shares = main.share is not None
    if main.indicator in ABROAD and "reporter" not in main.inherited:
        context.actor = main.reporter
    if context.topic is None and main.rule not in ("part", "item") and not of_fair:
        context.topic = (main.indicator, main.sign, main.reporter, main.partner, main.scope, main.direction)
        if main.status != "forecast":  # no paragraph goes on from the year of a target
            context.topic_span = (main.span, main.period_text or "")
            context.page_span = context.page_span or context.topic_span
    if main.partner == WORLD:
        context.totals.add(main.reporter)
    elif len({s.partner for s in found}) == 1:
        context.pair, context.pair_block = (main.reporter, main.partner), context.block
    is_aim = main.status == "forecast"
    if main.span != UNKNOWN and main.period_text is not None and main.indicator != "deals" and not is_aim:
        context.remember(main.span, main.period_text)


def _is_told_from_afar(main: Statement, context: Context) -> bool:
    """Say whether trade of two is told with the page's own country for a partner: "China remained its largest"."""
    sides = main.partner, main.reporter
    own = context.page_reporter, context.page_partner
    return main.indicator == "trade" and sides == own and context.kind(main.partner) == "country"
