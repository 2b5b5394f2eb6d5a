"""An event's name read from its head to the right: "for Asia", "on SMEs", "2023", "of the 34th EABC"."""

from __future__ import annotations

import re
from functools import cache

from ingest.extract.lexicon.loader import load_rows, load_words
from ingest.extract.mentions.date import CALENDAR_WORDS, find_dates
from ingest.extract.mentions.event_phrase import LONGEST, YEAR, Phrase, Token, ends_phrase, is_capital, token_before
from ingest.extract.mentions.ordinal import ORDINAL, read_ordinal
from ingest.extract.wording import any_of

_words = load_words("event_words.yml")
_people = load_words("participants.yml")
_nouns = load_words("event_nouns.yml")


_EDITION_BEHIND = re.compile(
    rf"\s*(?:\([A-Z-]+\))?,\s+(?:the|its|now in its|whose)\s+({ORDINAL})"
    r"(?=\s*(?:,|edition|of its kind|in the series|of the series|so far|to date|(?<!first )since))",
    re.IGNORECASE,
)
_TOPIC = re.compile(rf"\s+{any_of(_words['topics'])}\s+")
_BETWEEN = re.compile(r"\s+between\s+[^,;:.()]{3,80}?\s(?P<last>and)\s+(?:an?|their|its)\s")
_QUALIFIED = any_of([*_people["about"], *_people["over"], *_people["under"]])
_NO_TOPIC = re.compile(
    rf"\s+(?:of\s+(?:{any_of(_words['counted'])}|\d)|with\s+(?:{_QUALIFIED}\s+)?\d|on\s+(?:Zoom|Teams|Webex|YouTube)\b|on\s+the\s+(?:sideline|margin|fringe|occasion|eve|first|second|last|final|same))",
    re.IGNORECASE,
)
# "On reining in the deficit": the preposition is the verb's.
_NOT_BEHIND = "".join(
    rf"(?<!{verb} )"
    for verb in ("reining", "phasing", "bringing", "ushering", "cashing", "investing", "engaging", "doing business")
)
_TOPIC_STOP = re.compile(
    rf"[,;:()\"“”]|\.(?=\s|$)|\s-\s|--|\b{any_of(_words['topic_stops'])}\b|{_NOT_BEHIND}\bin(?!\s+(?:charge\s+of|{any_of(_words['after_in'])})\b)\b"
    r"|\bon\s+the\s+(?:sideline|margin|fringe)s?\b"
    r"|\bafter\b(?!\s+(?:the\s+)?(?:[A-Z]{3,}\b|pandemic|crisis|[Cc]ovid))|\bbefore\b(?!\s+and\s+after\s)"
    rf"|\b(?:starting|beginning|commencing|ending)\s+(?:on\b|from\b|in\b|today|tomorrow|next|this|(?:{any_of(sorted(CALENDAR_WORDS))})\b|\d)"
    r"|\band\s+(?:a|an|another|its|attendance|participation|said|left|met|then|arrived|attended|visited|flew|travelled|traveled|on\s+to)\b"
    rf"|\b(?:to|for|with|by)\s+(?:{_QUALIFIED}\s+)?\d{{1,3}}(?:,\d{{3}})?\b"
    rf"|\bfrom\b(?!\s+(?:(?:both|the|all|across)\s+)?(?!{'|'.join(sorted(CALENDAR_WORDS))})[A-Z])"
)
_LISTED = re.compile(r",\s+(?:[a-z-]+,\s+){0,3}[a-z-]+,?\s+and\s+[a-z-]+\s+(?=[a-z])")
_ADJECTIVE = re.compile(r"\b[a-z]{3,}(?:ic|al|ural|tific)$")
_COUNTRIES = re.compile(r"(?:,\s+[A-Z]\w+(?:\s[A-Z]\w+)?){1,4}\s+and\s+[A-Z]\w+(?:\s[A-Z]\w+)?(?=\s+[a-z]|[,.])")
_OWNED = re.compile(
    r"\s+(?:[a-z-]+\s+){0,2}(?:conference|meeting|summit|forum|expo|fair|dialogue|session)\b"
)  # Asia's annual conference
_QUOTED = re.compile(r"(?:the\s+)?[\"“][^\"“”]{1,80}[\"”]")
_TITLED = re.compile(r"\s+[\"“][A-Z][^\"“”]{3,100}[\"”]")
_SENT = frozenset(_nouns["sent"])
_GOERS = any_of((*_people["people"], *_people["companies"]))
_SENT_COUNT = re.compile(rf"\s+of\s+(?:[a-z]+\s+){{0,2}}?\d[\d,]*\s+(?:[\w-]+\s+){{0,2}}?{_GOERS}\b")
_SENT_FROM = re.compile(r"(?:\s+of\s+[^,.;:()]{2,40}?)?\s+(?:from|of)\s+(?:the\s+)?(?=[A-Z])")
_GROUP = re.compile(rf"\s+(?:[a-z-]+\s+){{0,4}}?{_GOERS}\b")
_AIM = re.compile(r",\s+to\s+(?:[A-Z][\w'-]*\s?){1,4}(?=,)")
_CALLED = re.compile(
    r"(?:,\s+|,?\s+(?:titled|entitled|called|named|dubbed),?\s+)[\"“](?=[A-Z])[^\"“”]{4,100}[\"”]"
    r"(?!\W*(?:\w+\s+){0,3}(?:said|says|told|added|stressed|noted)\b)"
)
# Where and when, between an event's noun and what it is on: "a seminar here in Jakarta on how to read a contract".
_DAY = rf"on\s+(?:\d{{1,2}}\s+)?(?:{any_of(sorted(CALENDAR_WORDS))})\b\.?(?:\s+\d{{1,2}}(?!\d))?"
_PLACED = re.compile(
    r"\s+(?:here(?:\s+in\s+[A-Z][\w'-]*)?|in\s+[A-Z][\w'-]*(?:,?\s+[A-Z][\w'-]*){0,4})"
    rf"(?:,?\s+(?:{_DAY}|yesterday|today|tomorrow)(?:\s+(?:morning|afternoon|evening))?)?,?"
    rf"(?=\s+(?:on|about)\s+(?!\d|(?:{any_of(sorted(CALENDAR_WORDS))})\b))"
)
_LOOSE_END = re.compile(r"(?:(?:^|\s+)(?:on|in|for|of|to|the|and|by|with|from|between|a|an|held))+\s*$")
_AFTER_IN = frozenset(_words["after_in"])
_SECOND_HEADS = frozenset(word.capitalize() for word in _nouns["second_heads"])
_PLAIN_SECOND = re.compile(rf"\s+(?:and|cum)\s+{any_of(_nouns['second_heads'])}(?![\w-])(?!\s+of\b)")
_ONE = ("a", "an", "another", "one")
_JOINTS = ("of", "for", "on", "to")  # "Forum on Small Hydropower"
_GOES_TO = frozenset((*_nouns["visit"], "roadshow", "road show", "tour"))  # "the Style Show to Jakarta" is the show
_TO_WORD = re.compile(r"\s+to\s+([A-Z]\w+)(\s[A-Z]\w+)?(\s[A-Z]\w+)?")
_WITHIN = ("of", "for", "and", "&", "on", "the")  # a name in capitals
_SIDES = ("with", "between")  # "Dialogue with the Ministry of Trade"
_TWO_SIDED = frozenset(_nouns["two_sided"])
_BRACKET = re.compile(r"[A-Z][\w&'-]+(?:[\s,]+[A-Z&][\w'-]*){0,2}\)\s+[A-Z]")
_LONGEST_TOPIC = 160  # characters


def read_right(folded: str, tokens: list[Token], span: tuple[int, int], left: Phrase) -> Phrase:
    """Read from the head to the right: "for Asia", "on SMEs", "2023", "of the 34th EABC"."""
    phrase = Phrase(start=span[1], end=span[1])
    index = token_before(tokens, span[1]) + 1
    named = left.proper or left.capital_head
    if named:
        goes_on = folded[span[0] : span[1]].lower() in _GOES_TO or not _leads_to_place(folded, phrase.end)
        first = (
            *(_JOINTS if goes_on else _JOINTS[:-1]),
            *(_SIDES if folded[span[0] : span[1]].lower() in _TWO_SIDED else ()),
        )
        index = _take_capitals(folded, tokens, index, phrase, first)
    second = _PLAIN_SECOND.match(folded, span[1]) if left.edition or left.article in _ONE else None
    if second and not left.capital_head:
        phrase.end = second.end()  # "its 12th halal fair and conference"
        index = token_before(tokens, phrase.end) + 1
    if (
        left.article
        in ("a", "an", "another", "the", "this", "next", "last", "one", "'s", "his", "her", "its", "their", "our")
        and not phrase.proper
        and (not left.proper or (left.article in ("a", "an") and not left.capital_head))
    ):
        head_is_sent = folded[span[0] : span[1]].lower() in _SENT
        sent = _SENT_FROM.match(folded, phrase.end) if head_is_sent else None
        counted = _SENT_COUNT.match(folded, phrase.end) if head_is_sent else None
        if counted:
            phrase.end = counted.end()  # "a study group of 18 Vietnamese entrepreneurs"
        if sent:
            phrase.end = capital_run(folded, tokens, sent.end()) or phrase.end  # "a delegation of 80 traders from Hue"
            group = _GROUP.match(folded, phrase.end)
            phrase.end = group.end() if group else phrase.end  # "a delegation of Thai rice exporters"
        elif not counted:
            _take_topic(folded, phrase)
        index = token_before(tokens, phrase.end) + 1
    aim = _AIM.match(folded, phrase.end) if left.article in ("next", "'s", "its", "their") else None
    if aim:
        phrase.drops.append((phrase.end, phrase.end + 1))  # "its next mission, to Hanoi, is planned"
        phrase.end = aim.end()
        index = token_before(tokens, phrase.end) + 1
    behind = _EDITION_BEHIND.match(folded, phrase.end)
    if behind:
        phrase.edition = phrase.edition or read_ordinal(behind.group(1))
    if index < len(tokens) and not folded[phrase.end : tokens[index].start].strip():
        phrase.following = tokens[index].text
    return phrase


def _take_capitals(folded: str, tokens: list[Token], index: int, phrase: Phrase, first: tuple[str, ...]) -> int:
    """Take "for Asia", "on New Energy Vehicles", "of the 34th EABC", "2023": capitals joined by small words.

    The run begins with a capital or one of the words `first`.
    """
    index = _take_second_head(folded, tokens, index, phrase)
    if index < len(tokens) and tokens[index].text in _place_words() and folded[phrase.end : tokens[index].start] == " ":
        phrase.end, index = tokens[index].end, index + 1  # Trade Expo Indonesia
    reached, position, joined = index, index, False
    while position < len(tokens) and position - index < LONGEST:
        token = tokens[position]
        gap = folded[tokens[position - 1].end : token.start] if position else " "
        if not gap.isspace() and not (joined and _in_bracket(folded, token.start, gap)):
            break
        lower = token.text.lower()
        if gap == " (" and token.text.isupper() and folded.startswith(")", token.end):
            phrase.drops.append((token.start - 2, token.end + 1))  # "the Boao Forum for Asia (BFA) Annual Conference"
            position += 1
            continue
        begins = position == index and not (lower == "in" and _goes_on(tokens, position))
        if lower in (first if begins else ("of", "for", "on", "and", "the", "&", "in", "to")):
            if lower == "in" and not _goes_on(tokens, position):
                break
            joined = True
        elif read_ordinal(token.text) is not None and joined and _counts_anniversary(tokens, position):
            pass
        elif read_ordinal(token.text) is not None and joined and phrase.edition is None:
            phrase.edition = read_ordinal(token.text)
            phrase.drops.append((token.start, token.end + 1))
        elif YEAR.fullmatch(token.text) or (is_capital(token.text) and joined and not ends_phrase(token.text)):
            phrase.proper = phrase.proper or joined
            phrase.end, reached = token.end, position + 1
        else:
            break
        position += 1
    if phrase.proper and folded.endswith("'s", 0, phrase.end):
        owned = _OWNED.match(folded, phrase.end)
        phrase.end = owned.end() if owned else phrase.end - 2
        reached = token_before(tokens, phrase.end) + 1
    phrase.drops = [drop for drop in phrase.drops if drop[0] < phrase.end]
    if not phrase.proper:
        phrase.edition = None
    return reached


def _in_bracket(folded: str, start: int, gap: str) -> bool:
    """Tell a word of the bracket in "China-Singapore (Chongqing) Demonstration Initiative", or the one behind it."""
    return (gap == " (" and _BRACKET.match(folded, start) is not None) or gap == ") "


@cache
def _place_words() -> frozenset[str]:
    return frozenset(row["name"] for row in load_rows("places.csv") if row["kind"] in ("country", "city"))


def _leads_to_place(folded: str, start: int) -> bool:
    """Tell "(took) the Style Show to Jakarta" from "Summit to Commemorate"."""
    found = _TO_WORD.match(folded, start)
    words = [word or "" for word in found.groups()] if found else []
    return any("".join(words[:count]) in _place_words() for count in range(1, len(words) + 1))


def _take_second_head(folded: str, tokens: list[Token], index: int, phrase: Phrase) -> int:
    """Take the second noun of "Education Exhibition and Forum"; one with words of its own heads another name."""
    if index + 1 >= len(tokens):
        return index
    joint, second = tokens[index], tokens[index + 1]
    behind = folded[second.end : second.end + 2]
    if joint.text in ("and", "&") and second.text in _SECOND_HEADS and not behind.startswith((" of", "-")):
        phrase.end = second.end
        return index + 2
    return index


def _counts_anniversary(tokens: list[Token], position: int) -> bool:
    """Tell the ordinal in "the 30th Anniversary of Dialogue Relations", which is no edition."""
    return position + 1 < len(tokens) and tokens[position + 1].text.lower() == "anniversary"


def _goes_on(tokens: list[Token], position: int) -> bool:
    """Tell "Trade in Services", which goes on, from "Forum in Nanning", which ends."""
    following = tokens[position + 1].text if position + 1 < len(tokens) else ""
    return following in _AFTER_IN


def capital_run(folded: str, tokens: list[Token], start: int) -> int | None:
    """Give the end of the name in capitals that begins at `start`; None where none does."""
    index = token_before(tokens, start) + 1
    end = None
    position = index
    while position < len(tokens) and position - index < LONGEST:
        token = tokens[position]
        if position > index and folded[tokens[position - 1].end : token.start] not in (" ", ' "', '" '):
            break
        is_day = token.text[0].isdigit() and not YEAR.fullmatch(token.text) and tokens[position - 1].text == "on"
        if not is_day and ((is_capital(token.text) and not ends_phrase(token.text)) or token.text[0].isdigit()):
            end = token.end
        elif end is None or not (token.text.lower() in _WITHIN or (token.text == "in" and _goes_on(tokens, position))):
            break
        position += 1
    return end


def topic_end(folded: str, start: int, since: int | None = None) -> int:
    """Give where a noun phrase with what hangs on it ends: before a verb, a date, a mark, "in" or "at"."""
    quoted = _QUOTED.match(folded, start)
    stop = _TOPIC_STOP.search(folded, quoted.end() if quoted else start)
    listed = _LISTED.match(folded, stop.start()) if stop and stop.group() == "," else None
    if stop and listed and _ADJECTIVE.search(folded, start, stop.start()):
        stop = _TOPIC_STOP.search(folded, listed.end())  # "on economic, trade and technical cooperation"
    end = min(stop.start() if stop else len(folded), start + _LONGEST_TOPIC)
    since = start if since is None else since
    dates = find_dates(folded[since : end + 12])
    if dates:
        end = max(since, min(end, since + dates[0].start))
    start = min(start, end)
    return start + len(_LOOSE_END.sub("", folded[start:end].rstrip()))


def topic_behind_place(folded: str, end: int) -> str:
    """Give what an event is on where that stands behind its place, with a blank before it; else nothing."""
    if not folded.startswith((" in ", " here "), end):
        return ""
    placed = _PLACED.match(folded, end)
    topic = _TOPIC.match(folded, placed.end()) if placed else None
    if placed is None or topic is None or _NO_TOPIC.match(folded, placed.end()):
        return ""
    return folded[placed.end() : topic_end(folded, topic.end())]


def _countries_end(folded: str, end: int) -> int:
    """Give where a list of countries ends that a topic goes on with: "a tour of Brunei, Thailand and Vietnam"."""
    listed = _COUNTRIES.match(folded, end)
    if listed is None:
        return end
    names = re.split(r",\s+|\s+and\s+", listed.group().lstrip(", "))
    last = folded[:end].split()[-1]
    return listed.end() if all(name in _place_words() for name in (last, *names)) else end


def _take_topic(folded: str, phrase: Phrase) -> None:
    """Take what the event is on: "on cross-border trade and finance", "to introduce the situation of ..."."""
    titled = _TITLED.match(folded, phrase.end)
    if titled:
        phrase.end = titled.end()  # the webinar "Rules of Origin in Practice"
        return
    called = _CALLED.match(folded, phrase.end)
    if called:
        phrase.end = called.end()  # name_of gives what stands in the quotes
        return
    opening = _TOPIC.match(folded, phrase.end)
    if opening is None or _NO_TOPIC.match(folded, phrase.end):
        return
    sides = _BETWEEN.match(folded, phrase.end)
    end = topic_end(folded, sides.end(), sides.start("last")) if sides else topic_end(folded, opening.end(), phrase.end)
    if end <= opening.end():
        return
    end = _countries_end(folded, end)
    topic = folded[phrase.end : end]
    words = topic.split()
    if len(words) > 1:
        phrase.end += len(topic)
