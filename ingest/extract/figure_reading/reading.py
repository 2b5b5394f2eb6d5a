"""From a sentence's groups to statements: the subject of each group, its economies, period and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

from ingest.extract.dating import UNKNOWN, Span, resolve, shift_years
from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.context import WORLD, Context
from ingest.extract.figure_reading.groups import Group
from ingest.extract.figure_reading.heads import whole_of
from ingest.extract.figure_reading.quantities.quantity import Quantity
from ingest.extract.figure_reading.settling import economies
from ingest.extract.figure_reading.statements import Dropped, Statement
from ingest.extract.figure_reading.subjects.finding import find_subject
from ingest.extract.figure_reading.subjects.scene import Scene
from ingest.extract.figure_reading.subjects.subject import Subject, split_scopes
from ingest.extract.figure_reading.timing import Timing
from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.period import Period
from ingest.extract.sentences import Sentence


@lru_cache
def _currency_homes() -> dict[str, str]:
    """Map a national currency to the country whose statistics are kept in it."""
    return {code: country for country, codes in load_words("national_currencies.yml").items() for code in codes}


def _by_currency(subject: Subject, group: Group, pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Take the country of the currency as the reporter that a statement leaves open: S$ are Singapore's figures."""
    value = group.get("value")
    home = _currency_homes().get(value.currency or "") if value else None
    if home is None or subject.origin in ("gapped", "continued"):
        return pairs
    unnamed = subject.reporter is None or subject.reporter.name is None
    return [(home, p) if unnamed and p != home and home != r else (r, p) for r, p in pairs]


SMALLEST_VALUE = 50_000  # currency units; the smallest figure of the sample is a border gate's million dollars


def value_ahead(published_on: date | None, span: Span) -> bool:
    """Say whether a period begins after the page was published: what is said of it can only be expected."""
    return published_on is not None and span.start is not None and span.start > published_on


class SentenceReader:
    """Reads one sentence against the context; keeps the statement of the group before."""

    def __init__(
        self, sentence: Sentence, chunks: Sequence[Chunk], groups: Sequence[Group], timing: Timing, context: Context
    ) -> None:
        """Take the sentence's chunks, groups and periods, and what the page said so far."""
        self.text, self.offset = sentence.text, sentence.start
        self.chunks, self.groups, self.timing, self.context = chunks, groups, timing, context
        self.scene = Scene(chunks, groups, context)
        self.dropped: list[Dropped] = []
        self.was_forecast = False

    def read(self) -> list[Statement]:
        """Give the statements of the sentence, in order, and move the context on."""
        statements: list[Statement] = []
        main: list[Statement] = []
        for number, group in enumerate(self.groups):
            subject = find_subject(self.scene, number)
            if subject is None:
                self._drop(group, "no word says what it measures")
                continue
            if subject.indicator == "deals" and not self._is_signed():
                self._drop(group, "agreements that nothing says were signed")
                continue
            found = self._statements(number, group, subject)
            if found and not found[0].is_base:
                self._move_on(found)
                main = main or found
            statements += found
        if main:
            self._move_on(main)
        return statements

    def _drop(self, group: Group, reason: str) -> None:
        for quantity in group.quantities:
            chunk = self.chunks[quantity.at]
            self.dropped.append(Dropped(chunk.start, chunk.end, reason))

    def _is_signed(self) -> bool:
        if self.context.indicator == "deals":
            return True
        if any(
            c.key == "reached" and any(o.has("ind:deals") for o in self.chunks[n + 1 : n + 4])
            for n, c in enumerate(self.chunks)
        ):
            return True
        if any(c.key in ("expo", "fair", "forum", "summit", "exhibition") for c in self.chunks):
            return True
        return any(c.has("verb:deals") for c in self.chunks) or any(
            c.has("ind:deals") and "transaction" in c.key for c in self.chunks
        )

    # --- statements ---

    def _statements(self, number: int, group: Group, subject: Subject) -> list[Statement]:
        context = self.context
        value = group.get("value")
        if value is not None and value.number < SMALLEST_VALUE:
            self._drop(group, "too small to be an economy's figure")
            return []
        pairs = economies(subject, context)
        if not pairs:
            self._drop(group, "no economy is named")
            return []
        pairs = _by_currency(subject, group, pairs)
        span, text, inherited = self._period(number, group)
        statements = []
        for reporter, partner, scope, quantities in self._distribute(number, group, subject, pairs):
            statements.append(
                self._statement(group, subject, reporter, partner, scope, span, text, inherited, quantities)
            )
        statements = [replace(s, is_base=group.is_comparison) for s in statements]
        statements += self._bases(number, group, statements)
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
        if value_ahead(self.context.published_on, span):
            return True
        behind = any(
            c.has("forecast")
            for c in self.chunks[group.last + 1 : min(group.last + 7, group.right)]
            if c.key in ("target", "goal", "expected", "are expected", "is expected", "will")
        )
        signed = any(c.has("ind:deals") for c in self.chunks[group.left : group.first])
        over = (
            not signed
            and self.context.published_on is not None
            and span.end is not None
            and span.end < self.context.published_on
        )
        aimed = any(
            c.key in ("target", "targeted", "aimed", "goal", "planned to", "wanted")
            for c in self.chunks[start : group.first]
        )
        if not cued and group is not self.groups[0] and self.was_forecast:
            gap = [c.key for c in self.chunks[group.left : group.first]]
            cued = aimed = any(pair in (("and", "of"), ("and", "to")) for pair in pairwise(gap))
        self.was_forecast = cued or behind
        return (cued or behind) and (not over or aimed)

    def _period(self, number: int, group: Group) -> tuple[Span, str | None, bool]:
        at = self.timing.of(number)
        if at is None:
            return self.context.span or UNKNOWN, self.context.period_text, True
        chunk = self.chunks[at]
        change = group.get("change")
        if change is not None and change.basis == "other" and len(group.quantities) == 1 and at > group.last:
            return (
                self.context.span or UNKNOWN,
                self.context.period_text,
                True,
            )  # "14 percent more than at the fair of April 2012"
        if not isinstance(chunk.value, Period):
            return UNKNOWN, None, True
        future = any(c.has("forecast") for c in self.chunks[group.left : group.first])
        span = resolve(chunk.value, self.context.moment(is_future=future))
        return span, self._words(at), False

    def _words(self, at: int) -> str:
        """Give the words of a period with its preposition."""
        before = self.chunks[at - 1] if at else None
        words = self._text(at)
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
        return f"{self._text(at - 1)} {words}" if with_preposition else words

    def _text(self, at: int) -> str:
        """Give the words of a chunk as the page writes them."""
        chunk = self.chunks[at]
        return self.text[chunk.start - self.offset : chunk.end - self.offset].rstrip(".")

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
            if at is None and self.timing.early is not None and self.timing.own.get(number) != self.timing.early:
                at = self.timing.early
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

    def _move_on(self, found: list[Statement]) -> None:
        """Remember a statement: the next may go on from it; at the end of the sentence its main one."""
        context, main = self.context, found[0]
        context.indicator, context.sign = main.indicator, main.sign
        context.reporter, context.partner = main.reporter, main.partner
        context.scope, context.direction = main.scope, main.direction
        if context.topic is None and main.rule not in ("part", "item"):
            context.topic = (main.indicator, main.sign, main.reporter, main.partner, main.scope, main.direction)
        if main.partner == WORLD:
            context.totals.add(main.reporter)
        elif len({s.partner for s in found}) == 1:
            context.pair, context.pair_block = (main.reporter, main.partner), context.block
        if main.span != UNKNOWN and main.period_text is not None:
            context.remember(main.span, main.period_text)
