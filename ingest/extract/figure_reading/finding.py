"""Which subject each group of a sentence has: named before it, behind it, left out, or taken from the context."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.context import Context
from ingest.extract.figure_reading.groups import Group, gapped_subject, indicator_of, is_head, is_verb, whole_of
from ingest.extract.figure_reading.quantities import share_noun
from ingest.extract.figure_reading.subjects import (
    Economy,
    Subject,
    economy_at,
    is_inside,
    noun_subject,
    verb_subject,
    with_trailing,
)

_BUILDERS = frozenset("builders contractors builder contractor".split())
_COMPANIES = frozenset("companies firms enterprises businesses investors builders contractors corporations".split())
_BUYERS = frozenset(["market", "destination", "buyer", "customer", "importer"])
_SELLERS = frozenset(["supplier", "source", "seller", "exporter", "provider"])


def heads_in(chunks: Sequence[Chunk], start: int, end: int) -> list[int]:
    """Give the chunks that name an indicator or state a flow."""
    return [n for n in range(start, end) if is_head(chunks, n) or is_verb(chunks, n)]


def noun_heads_in(chunks: Sequence[Chunk], start: int, end: int) -> list[int]:
    """Give the chunks that name an indicator."""
    return [n for n in range(start, end) if is_head(chunks, n)]


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


def partnership(chunks: Sequence[Chunk], start: int, end: int) -> tuple[Economy, Economy] | None:
    """Find "B is A's largest trading partner" (A, B) and "A is the largest investor in B" (A, B)."""
    named = [(n, e) for n in range(start, end) if (e := economy_at(chunks, n)) is not None and e.name]
    for at in range(start, end):
        key = chunks[at].key
        before = [e for n, e in named if n < at]
        behind = [e for n, e in named if at < n <= at + 4 and chunks[n - 1].key in ("of", "for", "in", "the")]
        owner = next((e for n, e in reversed(named) if n < at and _is_possessive(chunks, n)), None)
        if (
            key in ("source", "sources")
            and owner
            and before
            and before[0] is not owner
            and any(c.has("ind:investment") for c in chunks[at : at + 5])
        ):
            return before[0], owner
        is_partner = key in ("partner", "partners") and at > start and chunks[at - 1].key in ("trading", "trade")
        if is_partner and owner and before[0] is not owner:
            return owner, before[0]
        if is_partner and before and behind:
            return behind[0], before[0]
        if key in ("investor", "investors") and before and behind:
            return before[0], behind[0]
    return None


class SubjectFinder:
    """Finds the subject of each group of one sentence, in order; remembers that of the group before."""

    def __init__(self, chunks: Sequence[Chunk], groups: Sequence[Group], context: Context) -> None:
        """Take the sentence's chunks and groups, and what the page said so far."""
        self.chunks, self.groups, self.context = chunks, groups, context
        self.before: Subject | None = None

    def find(self, number: int) -> Subject | None:
        """Give the subject of group `number`, None where no word says what it measures."""
        listed = self._respectively(number)
        if listed is not None:
            self.before = listed
            return listed
        subject = self._subject(number, self.groups[number])
        if subject is not None:
            subject = self._as_part(subject, self.groups[number])
        self.before = subject if subject is not None and subject.indicator is not None else None
        return self.before

    def _as_part(self, subject: Subject, group: Group) -> Subject:
        """Mark a part of the total told before: "of which 5.6 billion were Chinese exports", "with Cambodia's exports worth"."""
        before = self.before
        opening = [c.key for c in self.chunks[group.left : group.first]]
        if ("of", "which") in pairwise(opening):
            return replace(subject, is_part=True)
        if before is None or subject.partners or not before.partners:
            return subject
        if before.is_part and subject.reporter in (None, before.reporter):
            return replace(subject, is_part=True, reporter=before.reporter)
        sides = (before.reporter, *before.partners)
        goes_on = (",", "with") in pairwise(opening) or opening[:1] == ["with"]
        return replace(subject, is_part=True) if goes_on and subject.reporter in sides else subject

    def _respectively(self, number: int) -> Subject | None:
        """Deal several indicators out: "trade, exports and imports grew by 5.5, 10.1 and 1.8 percent, respectively"."""
        if not any(c.has("respectively") for c in self.chunks):
            return None
        start = number
        while start > 0 and self.groups[start].is_continued:
            start -= 1
        run = [start]
        while run[-1] + 1 < len(self.groups) and self.groups[run[-1] + 1].is_continued:
            run.append(run[-1] + 1)
        first = self.groups[start]
        heads = noun_heads_in(self.chunks, first.left, first.first)
        if len(run) < 2 or len(heads) != len(run):
            return None
        at = heads[run.index(number)]
        return self._with_sentence(noun_subject(self.chunks, at, first.left, first.first))

    def _subject(self, number: int, group: Group) -> Subject | None:
        chunks = self.chunks
        if group.head_after is not None:
            return self._postposed(group)
        bracketed = self._bracketed(group)
        if bracketed is not None:
            return bracketed
        told = self._told_of_whole(number, group)
        if told is not None:
            return told
        share = group.get("share")
        if share is not None and len(group.quantities) == 1 and (found := self._share_of(group, share.at)) is not None:
            return found
        heads = heads_in(chunks, group.left, group.first)
        if self._is_single_company(group):
            return None
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
        if group.is_continued and self.before is not None:
            return self._with_right(replace(self.before, origin="continued"), group)
        if number and self.before is not None:
            return self._gapped(group, self.before)
        return self._from_context(group)

    def _clause_end(self, group: Group) -> int:
        """Give where the words that may still name a partner end: at the comma or clause behind the first value."""
        n, depth = group.first + 1, 0
        value = group.get("value")
        start = value.at if value else group.first
        while n < group.right:
            chunk = self.chunks[n]
            depth += {"(": 1, ")": -1}.get(chunk.key, 0)
            if (
                depth <= 0
                and n > start
                and (chunk.key in (",", ";", "while", "whereas") or (chunk.key == "and" and self._begins_clause(n)))
            ):
                break
            n += 1
        return n

    def _begins_clause(self, at: int) -> bool:
        """Say whether "and" joins another statement rather than another name."""
        return not (
            at + 1 < len(self.chunks) and (self.chunks[at + 1].kind == "place" or self.chunks[at + 1].key == "the")
        )

    def _from_head(self, head: int, group: Group, end: int) -> Subject:
        chunks = self.chunks
        if is_head(chunks, head):
            subject = noun_subject(chunks, head, group.left, group.first)
            subject = self._with_clause_subject(subject, group.left, subject.at)
        else:
            subject = verb_subject(chunks, head, group.left, end)
        subject = self._as_deals(subject, group)
        subject = with_trailing(chunks, subject, group.first + 1, end)
        subject = self._with_opening(self._with_site(subject, group), group)
        subject = self._with_trader(self._with_partnership(subject, group), group)
        return subject if subject.scopes else self._with_clause_scope(subject, head, group)

    def _with_site(self, subject: Subject, group: Group) -> Subject:
        """Read where an investment went from the clause before: "had set up enterprises in China, with an investment of"."""
        if subject.partners or subject.indicator not in ("investment", "contracts"):
            return subject
        for n in range(group.first - 1, group.left, -1):
            economy = economy_at(self.chunks, n)
            if (
                economy is not None
                and economy.name
                and self.chunks[n - 1].key in ("in", "into")
                and economy != subject.reporter
            ):
                return replace(subject, partners=(economy,))
        return subject

    def _with_opening(self, subject: Subject, group: Group) -> Subject:
        """Read "With Japan, the province traded goods worth 30 billion"."""
        first = self.chunks[group.left] if group.left < group.first else None
        if subject.partners or first is None or first.key not in ("with", "to", "from"):
            return subject
        economy = next(
            (
                e
                for n in (group.left + 1, group.left + 2)
                if n < group.first and (e := economy_at(self.chunks, n)) is not None and e.name
            ),
            None,
        )
        return replace(subject, partners=(economy,)) if economy and economy != subject.reporter else subject

    def _with_partnership(self, subject: Subject, group: Group) -> Subject:
        """Read both sides from "ASEAN became China's largest trading partner, with trade reaching", "Singapore is the top investor in"."""
        if subject.partners and subject.reporter and not subject.reporter.kind == "any":
            return subject
        pair = partnership(self.chunks, group.left, group.first)
        if pair is None:
            return subject
        return replace(subject, reporter=pair[0], partners=(pair[1],), is_pair=False)

    def _with_trader(self, subject: Subject, group: Group) -> Subject:
        """Read the partner as a market or supplier: "China became the largest market for its exports, taking 23.5 billion"."""
        if subject.partners or subject.indicator not in ("exports", "imports"):
            return subject
        words = _BUYERS if subject.indicator == "exports" else _SELLERS
        for n in range(group.left, group.first):
            if self.chunks[n].key in words or self.chunks[n].key.rstrip("s") in words:
                named = [
                    e
                    for m in range(group.left, n)
                    if (e := economy_at(self.chunks, m)) is not None
                    and e.kind == "place"
                    and not _is_possessive(self.chunks, m)
                ]
                if named:
                    reporter = subject.reporter if subject.reporter and subject.reporter.name != named[0].name else None
                    return replace(subject, partners=(named[0],), reporter=reporter)
        return subject

    def _with_clause_scope(self, subject: Subject, head: int, group: Group) -> Subject:
        """Take the goods from the clause around: "Machinery did better, with exports soaring", "Among imports, crude oil was ..."."""
        between = self._goods_between(head + 1, group.first)
        if between is None and group.left == 0:
            opening = _opening_phrase(self.chunks, head)
            between = opening if opening and opening[1] <= head and _names_goods(self.chunks, *opening) else None
        text = _scope_text(self.chunks, *between) if between else None
        return replace(subject, scopes=(text,)) if text else subject

    def _goods_between(self, start: int, end: int) -> tuple[int, int] | None:
        """Find goods that are the subject of a clause between the indicator and its value."""
        commas = [n for n in range(start, end) if self.chunks[n].key == ","]
        if not commas:
            return None
        begin = commas[-1] + 1
        stop = begin
        while (
            stop < end
            and not self.chunks[stop].has("value", "up_verb", "down_verb", "share")
            and self.chunks[stop].key not in ("was", "were", "at")
        ):
            stop += 1
        return (begin, stop) if begin < stop < end and _names_goods(self.chunks, begin, stop) else None

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
            if (
                economy is None
                or economy.kind in ("pair", "any")
                or (economy.is_adjective and not _are_companies(self.chunks, n + 1))
            ):
                continue
            if is_inside(self.chunks, n, start) or _is_possessive(self.chunks, n):
                continue
            named = economy
        verbs = any(c.kind in ("word", "phrase") and not c.has("ns:plain") for c in self.chunks[start:at])
        if named is not None and verbs and not subject.is_pair:
            return replace(subject, reporter=named)
        return subject

    def _as_deals(self, subject: Subject, group: Group) -> Subject:
        """In a sentence of agreements signed, their investment is the value of the deals."""
        if subject.indicator not in ("investment", "contracts", "deals"):
            return subject
        before = self.chunks[group.left : group.first] if subject.indicator == "deals" else self.chunks[: group.first]
        if subject.indicator == "deals":
            return replace(subject, indicator="contracts") if any(c.key in _BUILDERS for c in before) else subject
        contrasted = any(c.has("ind:deals") and not c.key.endswith("projects") for c in before)
        signed = any(c.has("verb:deals") for c in self.chunks) or self.context.indicator == "deals"
        agreed = any(c.has("ind:deals") for c in before) and signed
        agreed = agreed or (self.context.is_signing and subject.reporter is None and not subject.partners)
        return (
            replace(subject, indicator="deals", scopes=subject.scopes or (("investment",) if contrasted else ()))
            if agreed
            else subject
        )

    def _with_sentence(self, subject: Subject) -> Subject:
        """Fill what the noun leaves open from the clause before it in the same sentence."""
        before = self.before
        if before is None or subject.reporter or subject.partners or subject.is_pair:
            return subject
        return replace(
            subject,
            reporter=before.reporter,
            partners=before.partners,
            is_pair=before.is_pair,
            scopes=subject.scopes or before.scopes,
        )

    def _postposed(self, group: Group) -> Subject:
        """Read the indicator behind the amount: "38.9 billion yuan of exports", "earned 52 billion yuan in exports to them"."""
        head = group.head_after or 0
        if is_verb(self.chunks, head):
            active = self._that_clause(head, group) or self._having(head, group)
            return active or self._passive(head, group)
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
            elif self.before is not None and self.before.indicator == "balance":
                subject = replace(subject, indicator="balance", sign=self.before.sign)
        if group.get("value") is None and subject.reporter is None:
            subject = replace(subject, reporter=self._whole_reporter(group))
        scope = self._leading_scope(group)
        if scope and not subject.scopes:
            subject = replace(subject, scopes=(scope,))
        subject = self._with_clause_subject(subject, group.left, group.first)
        return self._with_sentence(self._as_deals(subject, group))

    def _whole_reporter(self, group: Group) -> Economy | None:
        """Of shares of one whole ("11.8 percent of Singapore's trade, against 9.9 percent for trade with the EU") take its owner."""
        for earlier in self.groups:
            share = earlier.get("share")
            if share is None or earlier is group:
                break
            start, end = whole_of(self.chunks, share)
            owner = next((e for n in range(start, end) if (e := economy_at(self.chunks, n)) is not None), None)
            if owner is not None:
                return owner
        return None

    def _that_clause(self, head: int, group: Group) -> Subject | None:
        """Read "1.4 billion that Chinese companies had invested in Malaysia"."""
        if not any(c.key == "that" for c in self.chunks[group.first + 1 : head]):
            return None
        return verb_subject(self.chunks, head, group.first + 1, group.right)

    def _having(self, head: int, group: Group) -> Subject | None:
        """Read "Chinese companies had 240 million dollars invested in the kingdom"."""
        if head != group.last + 1:
            return None
        found = verb_subject(self.chunks, head, group.left, group.right)
        return found if found.reporter is not None else None

    def _passive(self, head: int, group: Group) -> Subject:
        """Read "goods worth 5 billion yuan were exported to ASEAN", "... moved in and out of the region"."""
        subject = Subject(indicator_of(self.chunks[head], "verb:"), origin="verb", at=head)
        scope = self._leading_scope(group)
        subject = replace(subject, scopes=(scope,)) if scope else subject
        return with_trailing(self.chunks, subject, head + 1, group.right, passive=True)

    def _leading_scope(self, group: Group) -> str | None:
        """Give the goods that the clause speaks of: "Labor-intensive products earned ... in exports"."""
        found = gapped_subject(self.chunks, group.left, group.first)
        if found is None and group.left == 0:
            found = _opening_phrase(self.chunks, group.first)
        if found is None or not _names_goods(self.chunks, *found):
            return None
        return _scope_text(self.chunks, *found)

    def _is_blocked(self, group: Group, heads: Sequence[int]) -> bool:
        """Say whether the words right before a number speak of something that is no trade figure."""
        last = heads[-1] if heads else group.left - 1
        if heads and self.chunks[group.first - 1].key in ("worth", "valued at"):
            return False
        for n in range(max(last + 1, group.left), group.first):
            if any(tag.startswith("block:") for tag in self.chunks[n].tags) and not is_head(self.chunks, n):
                return True
        if heads and any(
            c.has("block:nouns") and self.chunks[n + 1].key == "of"
            for n, c in enumerate(self.chunks[: heads[-1]])
            if heads[-1] - n <= 4
        ):
            return True  # "the price of exports"
        behind = self.chunks[group.last + 1 : group.last + 3]
        if len(behind) == 2 and behind[0].key in ("in", "of") and any(t.startswith("block:") for t in behind[1].tags):
            return True  # "4.5 trillion dong in duties"
        share = group.get("share")
        if share is not None and any(
            c.has("block:units", "block:nouns") for c in self.chunks[slice(*whole_of(self.chunks, share))]
        ):
            return True  # "75 percent of the lorries"
        if group.get("value") is not None or heads:
            return False
        following = self.chunks[group.last + 1 : group.last + 4]
        return any(any(tag.startswith("block:") for tag in c.tags) for c in following[:3] if not c.has("ns:stop"))

    def _is_single_company(self, group: Group) -> bool:
        """Say whether the clause speaks of one company: "a maker of bird's nest ... sold goods worth 40 million yuan"."""
        for n in range(max(group.left, 1), group.first):
            if self.chunks[n].has("single:traders"):
                near = self.chunks[max(0, n - 4) : n]
                if any(c.has("single:determiners") for c in near[-2:]) or any(c.key in ("whose", "one") for c in near):
                    return True
        return False

    def _whole(self, group: Group) -> Subject | None:
        """A share alone takes its indicator and economies from its whole: "made up 90 percent of China's trade with ASEAN"."""
        share = group.get("share")
        if share is None or group.get("value") or group.get("change"):
            return None
        named = self._share_of(group, share.at)
        if named is not None:
            return named
        start, end = whole_of(self.chunks, share)
        heads = heads_in(self.chunks, start, end)
        if not heads:
            return None
        read = noun_subject if is_head(self.chunks, heads[-1]) else verb_subject
        subject = replace(read(self.chunks, heads[-1], start, end), scopes=())
        opening = self.chunks[group.left : group.first]
        holder = self._holder(group)
        if holder is not None and not any(c.has("scope:nouns") for c in opening):
            if subject.partners:  # "Shenzhen accounted for 44 percent of the province's exports to the bloc"
                return replace(subject, reporter=holder, origin="share")
            return replace(subject, partners=(holder,), origin="share")
        if any(c.has("ana:any") and c.key in ("it", "they") for c in opening[:2]) or not any(
            c.kind in ("word", "place") or c.has("scope:nouns") for c in opening
        ):
            return None
        scope = (
            _opening_phrase(self.chunks, group.first)
            if group.left == 0
            else gapped_subject(self.chunks, group.left, group.first)
        )
        text = (_scope_text(self.chunks, *scope) if scope else None) or self._sector(group)
        if text is None:
            return None
        return self._as_deals(replace(subject, scopes=(text,), origin="share"), group)

    def _holder(self, group: Group) -> Economy | None:
        """Give the economy that has a share: "China thus took 10.6 percent of"."""
        for n in range(group.left, group.first):
            economy = economy_at(self.chunks, n)
            if economy is not None and economy.kind == "place" and not is_inside(self.chunks, n, group.left):
                return economy
        return None

    def _sector(self, group: Group) -> str | None:
        """Read "74 were in processing and manufacturing"."""
        for n in range(group.left, group.first - 1):
            if self.chunks[n].key == "in" and _is_goods(self.chunks[n + 1]):
                return _scope_text(self.chunks, n + 1, n + 2)
        return None

    def _share_of(self, group: Group, at: int) -> Subject | None:
        """Read "the bloc's share in the region's foreign trade stood at 47.7 percent"."""
        noun = share_noun(self.chunks, at)
        if noun is None:
            return None
        heads = noun_heads_in(self.chunks, noun + 1, at)
        if not heads:
            return self._share_of_told(group, noun)
        subject = noun_subject(self.chunks, heads[0], noun + 1, at)
        owner = next(
            (e for n in range(noun - 1, group.left - 1, -1) if (e := economy_at(self.chunks, n)) is not None), None
        )
        return replace(subject, partners=subject.partners or ((owner,) if owner else ()), origin="share")

    def _share_of_told(self, group: Group, noun: int) -> Subject | None:
        """Read "Myanmar's share in it": of what was told before."""
        owner = next(
            (
                e
                for n in range(noun - 1, group.left - 1, -1)
                if (e := economy_at(self.chunks, n)) is not None and e.kind == "place"
            ),
            None,
        )
        if owner is None or self.context.indicator is None:
            return None
        return Subject(self.context.indicator, self.context.sign, partners=(owner,), origin="share")

    def _gapped(self, group: Group, before: Subject) -> Subject | None:
        """Read a clause that leaves out its verb: another economy or another part of what was told before."""
        found = gapped_subject(self.chunks, group.left, group.first)
        if found is None:
            return replace(before, origin="continued")
        start, end = found
        named = [
            (n, e)
            for n in range(start, group.first)
            if (e := economy_at(self.chunks, n)) is not None and e.kind == "place"
        ]
        if named:
            return self._other_economies(before, named)
        if self.chunks[start].key in ("that", "those") and self.chunks[start + 1].key == "of":
            start += 2
        text = _scope_text(self.chunks, start, end)
        return replace(before, scopes=(text,), origin="gapped") if text else replace(before, origin="continued")

    def _with_right(self, subject: Subject, group: Group) -> Subject:
        """Take another partner from behind the amount: "and 742 million from Japan"."""
        value = group.get("value")
        if (
            value is None
            or value.at + 2 >= len(self.chunks)
            or self.chunks[value.at + 1].key not in ("from", "with", "to")
        ):
            return subject
        economy = next(
            (
                e
                for n in (value.at + 2, value.at + 3)
                if n < len(self.chunks) and (e := economy_at(self.chunks, n)) and e.kind == "place"
            ),
            None,
        )
        return replace(subject, partners=(economy,), origin="gapped") if economy else subject

    def _bracketed(self, group: Group) -> Subject | None:
        """Read "followed by the EU (40.1 billion yuan) and the United States (38.7 billion yuan)"."""
        at = group.first
        if (
            at < 2
            or self.chunks[at - 1].key != "("
            or self.chunks[at - 2].kind != "place"
            or group.get("value") is None
        ):
            return None
        base = self.before or (Subject(self.context.indicator, self.context.sign) if self.context.indicator else None)
        economy = economy_at(self.chunks, at - 2)
        return replace(base, partners=(economy,), origin="gapped") if base is not None and economy is not None else None

    def _told_of_whole(self, number: int, group: Group) -> Subject | None:
        """Read "25.6 percent of the Kingdom's international trade, which was worth 27.7 billion": the whole goes on."""
        share = self.groups[number - 1].get("share") if number else None
        at_once = group.left == group.first and self.chunks[group.left - 1].key == "of"
        if (
            share is None
            or not at_once
            and [c.key for c in self.chunks[group.left : group.left + 2]]
            not in (
                [",", "which"],
                ["which"],
                [",", "that"],
            )
        ):
            return None
        start, end = whole_of(self.chunks, share)
        heads = noun_heads_in(self.chunks, start, end)
        return noun_subject(self.chunks, heads[-1], start, end) if heads else None

    def _other_economies(self, before: Subject, named: list[tuple[int, Economy]]) -> Subject:
        """Read "that with the Philippines", "that of ASEAN in China", "1.2 billion from the United States"."""
        reporter, partners = before.reporter, []
        for at, economy in named:
            preposition = self.chunks[at - 1].key if self.chunks[at - 1].key != "the" else self.chunks[at - 2].key
            followed = self.chunks[max(at - 2, 0)].key == "followed" or self.chunks[max(at - 3, 0)].key == "followed"
            if (
                before.indicator == "investment"
                and (followed or preposition in ("and", ","))
                and not _is_possessive(self.chunks, at)
            ):
                reporter = economy
            elif followed:
                partners.append(economy)
            elif _is_possessive(self.chunks, at) or preposition in ("of", "by"):
                reporter = economy
            elif preposition == "in" and before.indicator not in ("investment", "contracts"):
                continue
            else:
                partners.append(economy)
        if not partners and reporter is not before.reporter:
            partners = list(before.partners)
        return replace(before, reporter=reporter, partners=tuple(partners) or before.partners, origin="gapped")

    def _from_context(self, group: Group) -> Subject | None:
        """Read a sentence that goes on from the one before: "In July it came to ...", "Fresh durians alone were worth ..."."""
        if self.context.indicator is None:
            return None
        opening = self.chunks[group.left : group.first]
        subject = Subject(self.context.indicator, self.context.sign, origin="context")
        if any(c.key in ("target", "goal") for c in opening) and not heads_in(self.chunks, group.left, group.first):
            return subject
        if _only_period(opening):
            return replace(
                subject,
                indicator="trade" if self.context.indicator in ("exports", "imports") else self.context.indicator,
                sign=1,
            )
        if any(c.kind == "place" and economy_at(self.chunks, group.left + n) for n, c in enumerate(opening)):
            return self._place_opening(group, subject)
        phrase = _opening_phrase(self.chunks, group.first)
        if phrase is None and not _is_bare(opening):
            return None
        if phrase is None:
            return replace(subject, scopes=(self.context.scope,) if self.context.scope else ())
        text = _scope_text(self.chunks, *phrase)
        if text is None:
            return replace(subject, scopes=(self.context.scope,) if self.context.scope else ())
        goods = any(_is_goods(c) for c in self.chunks[phrase[0] : phrase[1]])
        named = [c for c in self.chunks[phrase[0] : phrase[1]] if c.kind == "word"]
        share = group.get("share")
        if goods and share is not None and (start := whole_of(self.chunks, share))[0] < start[1]:
            told = noun_heads_in(self.chunks, *start)
            if told:
                whole = noun_subject(self.chunks, told[-1], *start)
                return replace(whole, scopes=(text,), origin="part")
            if self.context.topic is not None and any(c.key == "total" for c in self.chunks[slice(*start)]):
                subject = replace(subject, indicator=self.context.topic[0], sign=self.context.topic[1])
        if goods or (len(named) == phrase[1] - phrase[0] and phrase[1] - phrase[0] <= 3 and self._is_item(group)):
            return replace(subject, scopes=(text,), origin="part")
        return None

    def _is_item(self, group: Group) -> bool:
        """Say whether the sentence is an item of a list: "Fabrics: US$2.68 billion"."""
        return any(c.key == ":" for c in self.chunks[: group.first]) and group.first <= 14

    def _place_opening(self, group: Group, subject: Subject) -> Subject | None:
        """Read "Vietnam: 5 billion" in a list, "Imports from ...; Japan came third with 3 billion"."""
        takes = any(
            c.has("share", "value") or c.key in ("took", "accounted") for c in self.chunks[group.left : group.first]
        )
        is_member = self.context.kind(self.context.partner) == "group" and takes
        if not (self._is_item(group) or is_member):
            return None
        found = [
            e
            for n in range(group.left, group.first)
            if (e := economy_at(self.chunks, n)) is not None and e.kind == "place"
        ]
        if not self._is_item(group) and (
            len(found) != 1
            or any(c.kind == "word" and c.key not in _STANDS_FOR for c in self.chunks[group.left : group.first])
        ):
            return None
        return replace(subject, partners=tuple(found[:1]), origin="item")


_STANDS_FOR = frozenset(
    "members countries partners another figure volume amount number sum value total it they this that which".split()
)


def _is_bare(opening: Sequence[Chunk]) -> bool:
    """Say whether a clause names no subject of its own: "it came to", "the figure was", "in July, up"."""
    return not any(
        c.kind == "word" and not c.key.isdigit() and c.key not in _STANDS_FOR and not c.key.endswith("ly")
        for c in opening
    )


def _only_period(opening: Sequence[Chunk]) -> bool:
    """Say whether a period is the subject: "September alone brought in", "Q1: down"."""
    return (
        bool(opening)
        and opening[0].kind == "period"
        and all(
            c.kind in ("period", "mark") or c.has("value", "up_verb", "down_verb", "ns:plain", "ns:stop")
            for c in opening
        )
        and not any(c.key in (",", "it", "they") for c in opening)
    )


def _are_companies(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether "companies", "firms", "investors" stand here: with an adjective they stand for their country."""
    return at < len(chunks) and (chunks[at].has("scope:enterprises") or chunks[at].key in _COMPANIES)


def _is_possessive(chunks: Sequence[Chunk], at: int) -> bool:
    return at + 1 < len(chunks) and chunks[at + 1].key == "'s"


def _names_goods(chunks: Sequence[Chunk], start: int, end: int) -> bool:
    return any(_is_goods(c) for c in chunks[start:end])


def _is_goods(chunk: Chunk) -> bool:
    return chunk.has("scope:nouns", "scope:modes", "scope:enterprises", "scope:sectors", "scope:gates")


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
        if (
            chunk.key == ","
            or chunk.key == ":"
            or chunk.kind in ("period", "money", "percent")
            or (chunk.kind == "place" and not (stop + 1 < end and chunks[stop + 1].has("scope:gates")))
        ):
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
        if (chunk.kind == "mark" and chunk.key not in ("&", "'s")) or chunk.key.isdigit():
            continue
        if chunk.key in ("the", "a", "an", "alone", "together", "as", "also", "'s") or (
            chunk.has("ns:plain") and not _is_goods(chunk)
        ):
            continue
        words.append(chunk.key)
    text = " ".join(words).strip()
    if text in ("goods", "products", "commodities"):
        return None
    return (
        text
        if text and any(_is_goods(c) or (c.kind == "word" and not c.key.isdigit()) for c in chunks[start:end])
        else None
    )
