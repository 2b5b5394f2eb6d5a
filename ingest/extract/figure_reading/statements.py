"""From a sentence's groups to statements: the subject of each group, its economies, period and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.extract.dating import UNKNOWN, Span, resolve, shift_years
from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.context import Context, economies
from ingest.extract.figure_reading.groups import Group, gapped_subject, indicator_of, is_head, is_verb, whole_of
from ingest.extract.figure_reading.quantities import Quantity
from ingest.extract.figure_reading.subjects import (
    Subject,
    economy_at,
    noun_subject,
    split_scopes,
    verb_subject,
    with_trailing,
)
from ingest.extract.figure_reading.timing import Timing
from ingest.extract.mentions.period import Period


@dataclass(frozen=True, slots=True)
class Statement:
    """A group with its subject settled: all that a figure needs but its quote."""

    indicator: str
    reporter: str
    partner: str
    direction: str | None
    scope: str | None
    sign: int
    value: Quantity | None
    alt: Quantity | None
    change: Quantity | None
    share: Quantity | None
    share_of: str | None
    span: Span
    period_text: str | None
    status: str
    rule: str
    inherited: tuple[str, ...]
    is_base: bool = False


@dataclass(frozen=True, slots=True)
class Dropped:
    """A number that became no figure, and why."""

    start: int
    end: int
    reason: str


def heads_in(chunks: Sequence[Chunk], start: int, end: int) -> list[int]:
    """Give the chunks that name an indicator or state a flow."""
    return [n for n in range(start, end) if is_head(chunks, n) or is_verb(chunks, n)]


def main_head(chunks: Sequence[Chunk], heads: Sequence[int]) -> int | None:
    """Choose the head that governs a quantity: the last, but "a deficit in trade with", "contracts on foreign trade" the first."""
    if not heads:
        return None
    head = heads[-1]
    for earlier in reversed(heads[:-1]):
        gap = chunks[earlier + 1 : head]
        linked = (
            gap
            and gap[0].key in ("in", "of", "from", "on", "for")
            and len(gap) <= 5
            and all(c.kind != "mark" for c in gap)
        )
        if linked and chunks[earlier].has("ind:deficit", "ind:surplus", "ind:deals", "ind:contracts", "ind:balance"):
            head = earlier
    return head


class SentenceReader:
    """Reads one sentence against the context; keeps the statement of the group before."""

    def __init__(self, chunks: Sequence[Chunk], groups: Sequence[Group], timing: Timing, context: Context) -> None:
        """Take the sentence's chunks, groups and periods, and what the page said so far."""
        self.chunks, self.groups, self.timing, self.context = chunks, groups, timing, context
        self.subject: Subject | None = None
        self.dropped: list[Dropped] = []

    def read(self) -> list[Statement]:
        """Give the statements of the sentence, in order, and move the context on."""
        statements: list[Statement] = []
        for number, group in enumerate(self.groups):
            subject = self._subject(number, group)
            if subject is None or subject.indicator is None:
                self._drop(group, "no word says what it measures")
                self.subject = None
                continue
            if subject.indicator == "deals" and not self._is_signed():
                self._drop(group, "agreements that nothing says were signed")
                continue
            self.subject = subject
            statements += self._statements(number, group, subject)
        return statements

    def _drop(self, group: Group, reason: str) -> None:
        for quantity in group.quantities:
            chunk = self.chunks[quantity.at]
            self.dropped.append(Dropped(chunk.start, chunk.end, reason))

    def _is_signed(self) -> bool:
        if self.context.indicator == "deals":
            return True
        return any(c.has("verb:deals") for c in self.chunks) or any(
            c.has("ind:deals") and "transaction" in c.key for c in self.chunks
        )

    # --- subject ---

    def _subject(self, number: int, group: Group) -> Subject | None:
        chunks = self.chunks
        if group.head_after is not None:
            return self._postposed(group)
        heads = heads_in(chunks, group.left, group.first)
        if self._is_blocked(group, heads):
            return None
        head = main_head(chunks, heads)
        if head is not None:
            end = self._clause_end(group)
            found = self._from_head(head, group, end)
            return self._with_sentence(found)
        whole = self._whole(group)
        if whole is not None:
            return whole
        if group.is_continued and self.subject is not None:
            return replace(self.subject, origin="continued")
        if number and self.subject is not None:
            return self._gapped(group, self.subject)
        return self._from_context(group)

    def _clause_end(self, group: Group) -> int:
        """Give where the words that may still name a partner end: before the next group's subject."""
        n = group.first
        while n < group.right:
            chunk = self.chunks[n]
            if chunk.key in (";", "while", "whereas"):
                break
            if n > group.last and chunk.key in (",", "and", "with", "of which") and chunk.key != "with":
                break
            n += 1
        return n

    def _from_head(self, head: int, group: Group, end: int) -> Subject:
        chunks = self.chunks
        if is_head(chunks, head):
            subject = noun_subject(chunks, head, group.left, group.first)
            subject = self._with_clause_subject(subject, group.left, subject.at)
        else:
            subject = verb_subject(chunks, head, group.left, end)
        subject = self._as_deals(subject, group)
        return (
            with_trailing(chunks, subject, group.last + 1, end)
            if not subject.partners or not subject.reporter
            else subject
        )

    def _with_clause_subject(self, subject: Subject, start: int, at: int) -> Subject:
        """Take the reporter from the clause before the noun: "Vietnam ran up a trade deficit", "Fujian saw its trade"."""
        if subject.reporter is not None and (subject.reporter.name or subject.reporter.kind != "any"):
            return subject
        named = None
        for n in range(at - 1, start - 1, -1):
            chunk = self.chunks[n]
            if chunk.has("ind:trade", "ind:exports", "ind:imports") and is_head(self.chunks, n):
                break
            economy = economy_at(self.chunks, n)
            preposition = self.chunks[n - 1].key if n > 0 else ""
            if economy is None or economy.kind in ("pair", "any") or economy.is_adjective:
                continue
            if preposition in ("in", "at", "with", "to", "from", "of", "by", "between", "on", "and", "'s") or (
                n + 1 < len(self.chunks) and self.chunks[n + 1].key == "'s"
            ):
                continue
            named = economy
        verbs = any(c.kind in ("word", "phrase") and not c.has("ns:plain") for c in self.chunks[start:at])
        if named is not None and verbs and not subject.is_pair:
            return replace(subject, reporter=named)
        return subject

    def _as_deals(self, subject: Subject, group: Group) -> Subject:
        """In a sentence of agreements signed, their investment is the value of the deals."""
        if subject.indicator not in ("investment", "contracts"):
            return subject
        before = self.chunks[: group.first]
        agreed = any(c.has("ind:deals") for c in before) and any(c.has("verb:deals") for c in self.chunks)
        return replace(subject, indicator="deals", scopes=subject.scopes or ("investment",)) if agreed else subject

    def _with_sentence(self, subject: Subject) -> Subject:
        """Fill what the noun leaves open from the clause before it in the same sentence."""
        before = self.subject
        if before is None or subject.reporter or subject.partners or subject.is_pair:
            return subject
        return replace(
            subject,
            reporter=before.reporter,
            partners=before.partners,
            is_pair=before.is_pair,
            scopes=subject.scopes,
        )

    def _postposed(self, group: Group) -> Subject:
        """Read the indicator behind the amount: "38.9 billion yuan of exports", "earned 52 billion yuan in exports to them"."""
        head = group.head_after or 0
        value = group.get("value")
        start = value.at + 1 if value else group.left
        subject = noun_subject(
            self.chunks, head, start, len(self.chunks) if group.right == len(self.chunks) else group.right
        )
        if subject.indicator == "balance" or self.chunks[head].key in ("trade",):
            inherited = [
                n
                for n in heads_in(self.chunks, group.left, group.first)
                if self.chunks[n].has("ind:surplus", "ind:deficit")
            ]
            if inherited:
                sign = -1 if self.chunks[inherited[-1]].has("ind:deficit") else 1
                subject = replace(subject, indicator="balance", sign=sign)
            elif self.subject is not None and self.subject.indicator == "balance":
                subject = replace(subject, indicator="balance", sign=self.subject.sign)
        scope = self._leading_scope(group)
        if scope and not subject.scopes:
            subject = replace(subject, scopes=(scope,))
        subject = self._with_clause_subject(subject, group.left, group.first)
        return self._with_sentence(self._as_deals(subject, group))

    def _leading_scope(self, group: Group) -> str | None:
        """Give the goods that the clause speaks of: "Labor-intensive products earned ... in exports"."""
        found = gapped_subject(self.chunks, group.left, group.first)
        if found is None and group.left == 0:
            found = _opening_phrase(self.chunks, group.first)
        if found is None:
            return None
        return _scope_text(self.chunks, *found)

    def _is_blocked(self, group: Group, heads: Sequence[int]) -> bool:
        """Say whether the words right before a number speak of something that is no trade figure."""
        last = heads[-1] if heads else group.left - 1
        for n in range(max(last + 1, group.left), group.first):
            if any(tag.startswith("block:") for tag in self.chunks[n].tags):
                return True
        following = self.chunks[group.last + 1 : group.last + 4]
        return any(any(tag.startswith("block:") for tag in c.tags) for c in following[:3] if not c.has("ns:stop"))

    def _whole(self, group: Group) -> Subject | None:
        """A share alone takes its indicator and economies from its whole: "made up 90 percent of China's trade with ASEAN"."""
        share = group.get("share")
        if share is None or group.get("value") or group.get("change"):
            return None
        start, end = whole_of(self.chunks, share)
        heads = heads_in(self.chunks, start, end)
        if not heads:
            return None
        subject = noun_subject(self.chunks, heads[-1], start, end)
        opening = self.chunks[group.left : group.first]
        if any(c.has("ana:any") and c.key in ("it", "they") for c in opening[:2]) or not any(
            c.kind in ("word", "place") or c.has("scope:nouns") for c in opening
        ):
            return None
        scope = (
            _opening_phrase(self.chunks, group.first)
            if group.left == 0
            else gapped_subject(self.chunks, group.left, group.first)
        )
        text = _scope_text(self.chunks, *scope) if scope else None
        if text is None:
            return None
        return replace(subject, scopes=(text,), origin="share")

    def _gapped(self, group: Group, before: Subject) -> Subject | None:
        """Read a clause that leaves out its verb: another economy or another part of what was told before."""
        found = gapped_subject(self.chunks, group.left, group.first)
        if found is None:
            return replace(before, origin="continued")
        start, end = found
        found_economies = [
            (n, e) for n in range(start, end) if (e := economy_at(self.chunks, n)) is not None and e.kind == "place"
        ]
        if found_economies:
            at, economy = found_economies[0]
            rest = tuple(e for _, e in found_economies)
            possessive = at + 1 < len(self.chunks) and self.chunks[at + 1].key == "'s"
            if before.partners and not possessive:
                return replace(before, partners=rest, origin="gapped")
            if possessive or before.reporter is not None:
                return (
                    replace(before, reporter=economy, origin="gapped")
                    if possessive
                    else replace(before, partners=rest, origin="gapped")
                )
            return replace(before, partners=rest, origin="gapped")
        text = _scope_text(self.chunks, start, end)
        return replace(before, scopes=(text,), origin="gapped") if text else replace(before, origin="continued")

    def _from_context(self, group: Group) -> Subject | None:
        """Read a sentence that goes on from the one before: "In July it came to ...", "Fresh durians alone were worth ..."."""
        if self.context.indicator is None:
            return None
        opening = self.chunks[group.left : group.first]
        subject = Subject(self.context.indicator, self.context.sign, origin="context")
        if any(c.kind == "place" and economy_at(self.chunks, group.left + n) for n, c in enumerate(opening)):
            return self._place_opening(group, subject)
        phrase = _opening_phrase(self.chunks, group.first)
        if phrase is None:
            return replace(subject, scopes=(self.context.scope,) if self.context.scope else ())
        text = _scope_text(self.chunks, *phrase)
        if text is None:
            return replace(subject, scopes=(self.context.scope,) if self.context.scope else ())
        goods = any(_is_goods(c) for c in self.chunks[phrase[0] : phrase[1]])
        named = [c for c in self.chunks[phrase[0] : phrase[1]] if c.kind == "word"]
        if goods or (len(named) == phrase[1] - phrase[0] and phrase[1] - phrase[0] <= 3 and self._is_item(group)):
            return replace(subject, scopes=(text,), origin="part")
        return None

    def _is_item(self, group: Group) -> bool:
        """Say whether the sentence is an item of a list: "Fabrics: US$2.68 billion"."""
        return any(c.key == ":" for c in self.chunks[: group.first]) and group.first <= 14

    def _place_opening(self, group: Group, subject: Subject) -> Subject | None:
        """Read "Vietnam: 5 billion" in a list, "Imports from ...; Japan came third with 3 billion"."""
        if not self._is_item(group):
            return None
        found = [
            e
            for n in range(group.left, group.first)
            if (e := economy_at(self.chunks, n)) is not None and e.kind == "place"
        ]
        return replace(subject, partners=tuple(found[:1]), origin="item")

    # --- statements ---

    def _statements(self, number: int, group: Group, subject: Subject) -> list[Statement]:
        context = self.context
        pairs = economies(subject, context)
        if not pairs:
            self._drop(group, "no economy is named")
            return []
        span, text, inherited = self._period(number, group)
        statements = []
        for reporter, partner, scope, quantities in self._distribute(number, group, subject, pairs):
            statements.append(
                self._statement(group, subject, reporter, partner, scope, span, text, inherited, quantities)
            )
        statements += self._bases(number, group, statements)
        self._move_on(subject, statements, span, text)
        return statements

    def _distribute(
        self, number: int, group: Group, subject: Subject, pairs: list[tuple[str, str]]
    ) -> list[tuple[str, str, str | None, list[Quantity]]]:
        """Deal the quantities of "respectively" out to their items; else each pair gets them all."""
        quantities = group.quantities
        scopes = list(subject.scopes) or [None]
        run = self._run(number)
        if len(run) > 1:
            index = run.index(group)
            items = split_scopes(subject.scopes[-1]) if subject.scopes else []
            if len(pairs) == len(run):
                return [(*pairs[index], ", ".join(s for s in scopes if s) or None, quantities)]
            if len(items) == len(run):
                return [(*pairs[0], items[index], quantities)]
        scope = ", ".join(dict.fromkeys(s for s in scopes if s)) or None
        return [(reporter, partner, scope, quantities) for reporter, partner in pairs]

    def _run(self, number: int) -> list[Group]:
        """Give the groups that share one subject in a "respectively" list."""
        if not any(c.has("respectively") for c in self.chunks):
            return []
        start = number
        while start > 0 and self.groups[start].is_continued:
            start -= 1
        run = [self.groups[start]]
        for group in self.groups[start + 1 :]:
            if not group.is_continued:
                break
            run.append(group)
        return run

    def _is_forecast(self, group: Group, span: Span) -> bool:
        start = group.left
        for n in range(group.first - 1, group.left - 1, -1):
            if self.chunks[n].key in (";", "while"):
                start = n
                break
        cued = any(c.has("forecast") for c in self.chunks[start : group.first])
        behind = any(
            c.has("forecast")
            for c in self.chunks[group.last + 1 : min(group.last + 4, group.right)]
            if c.key in ("target", "goal")
        )
        over = self.context.published_on is not None and span.end is not None and span.end < self.context.published_on
        aimed = any(
            c.key in ("target", "targeted", "aimed", "goal", "planned to", "wanted")
            for c in self.chunks[start : group.first]
        )
        return (cued or behind) and (not over or aimed)

    def _period(self, number: int, group: Group) -> tuple[Span, str | None, bool]:
        at = self.timing.of(number)
        if at is None:
            return self.context.span or UNKNOWN, self.context.period_text, True
        chunk = self.chunks[at]
        if not isinstance(chunk.value, Period):
            return UNKNOWN, None, True
        future = any(c.has("forecast") for c in self.chunks[group.left : group.first])
        span = resolve(chunk.value, self.context.moment(is_future=future))
        return span, self._words(at), False

    def _words(self, at: int) -> str:
        """Give the words of a period with its preposition."""
        before = self.chunks[at - 1] if at else None
        with_preposition = before is not None and before.key in (
            "in",
            "for",
            "from",
            "over",
            "during",
            "between",
            "since",
            "by",
            "through",
        )
        return f"{before.key} {self.chunks[at].key}" if with_preposition and before else self.chunks[at].key

    def _statement(
        self, group: Group, subject: Subject, reporter: str, partner: str, scope: str | None, span: Span, text: str | None,
        inherited: bool, quantities: list[Quantity],
    ) -> Statement:  # fmt: skip
        def first(role: str) -> Quantity | None:
            return next((q for q in quantities if q.role == role), None)

        share = first("share")
        whole = None
        if share is not None:
            start, end = whole_of(self.chunks, share)
            whole = " ".join(c.key for c in self.chunks[start:end]) or None
        taken = tuple(
            name
            for name, is_taken in (
                ("reporter", subject.reporter is None),
                ("partner", not subject.partners),
                ("period", inherited),
            )
            if is_taken
        )
        return Statement(
            str(subject.indicator), reporter, partner, self._direction(subject, reporter), scope, subject.sign, first("value"), first("alt"),
            first("change"), share, whole, span, text, "forecast" if self._is_forecast(group, span) else "actual", subject.origin, taken,
        )  # fmt: skip

    def _direction(self, subject: Subject, reporter: str) -> str | None:
        if subject.indicator != "investment":
            return None
        if subject.origin in ("context", "continued", "part"):
            return "two-way" if subject.is_two_way or (subject.origin != "part" and self.context.direction) else None
        return "two-way" if subject.is_two_way else None

    def _bases(self, number: int, group: Group, statements: list[Statement]) -> list[Statement]:
        """Make records of the values compared with: "up from 3.89 billion in the same period last year"."""
        bases = [q for q in group.quantities if q.role == "base"]
        if not bases or not statements:
            return []
        main = statements[0]
        out = []
        for base in bases:
            at = self.timing.base.get(base.at)
            if at is None:
                span, text = shift_years(main.span, -1), None
            else:
                moment = replace(
                    self.context.moment(), anchor=main.span, year=main.span.end.year if main.span.end else None
                )
                value = self.chunks[at].value
                span = resolve(value, moment, is_base=True) if isinstance(value, Period) else UNKNOWN
                text = self._words(at)
            out.append(
                replace(
                    main,
                    value=base,
                    alt=None,
                    change=None,
                    share=None,
                    share_of=None,
                    span=span,
                    period_text=text,
                    is_base=True,
                    status="actual",
                )
            )
        return out

    def _move_on(self, subject: Subject, statements: list[Statement], span: Span, text: str | None) -> None:
        context, last = self.context, statements[0] if statements else None
        if last is None:
            return
        context.indicator, context.sign = last.indicator, last.sign
        context.reporter, context.partner = last.reporter, last.partner
        context.scope, context.direction = last.scope, last.direction
        if last.partner != "World":
            context.pair = (last.reporter, last.partner)
        if span != UNKNOWN and text is not None:
            context.span, context.period_text = span, text
            context.year = (span.end or span.start).year if (span.end or span.start) else context.year  # type: ignore[union-attr]


def _is_goods(chunk: Chunk) -> bool:
    return chunk.has("scope:nouns", "scope:modes", "scope:enterprises", "scope:sectors")


def _opening_phrase(chunks: Sequence[Chunk], end: int) -> tuple[int, int] | None:
    """Give the noun phrase that opens a sentence, up to its verb, comma or colon."""
    start = 0
    while start < end and (
        chunks[start].kind in ("mark", "period")
        or chunks[start].key
        in (
            "in",
            "among",
            "of",
            "the",
            "from",
            "over",
            "during",
            "meanwhile",
            "for",
            "these",
            "that",
            "this",
            "total",
            "imports",
            "exports",
            "which",
            "and",
        )
    ):
        start += 1
    stop = start
    while stop < end:
        chunk = chunks[stop]
        if chunk.key == "," or chunk.key == ":" or chunk.kind in ("period", "money", "percent", "place"):
            break
        if chunk.has("up_verb", "down_verb", "share", "value", "source") or (
            chunk.has("ns:stop") and chunk.key not in ("and", "the")
        ):
            break
        stop += 1
    return (start, stop) if stop > start else None


def _scope_text(chunks: Sequence[Chunk], start: int, end: int) -> str | None:
    """Give the words of a scope: without articles and "alone"; None where nothing is left."""
    words = []
    for chunk in chunks[start:end]:
        if chunk.key in ("such", "from", "to", "with", "including"):
            break
        if chunk.kind == "mark" and chunk.key not in ("&", "'s"):
            continue
        if chunk.key in ("the", "a", "an", "alone", "together", "as", "also", "'s") or (
            chunk.has("ns:plain") and not _is_goods(chunk)
        ):
            continue
        words.append(chunk.key)
    text = " ".join(words).strip()
    return text if text and any(_is_goods(c) or c.kind == "word" for c in chunks[start:end]) else None


def indicator_name(chunk: Chunk) -> str:
    """Give the indicator of a head for explanations."""
    return indicator_of(chunk)
