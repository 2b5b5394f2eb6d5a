"""The noun phrase around the head of an event's name: read to the left as far as it goes, and to the right."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.date import CALENDAR_WORDS, find_dates
from ingest.extract.mentions.ordinal import ORDINAL, read_ordinal

LONGEST = 24  # words of a name


@dataclass(frozen=True, slots=True)
class Token:
    """A word where it stands in the folded text."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class Phrase:
    """One side of a name's phrase.

    `start`/`end` bound the whole phrase, `name_start` the name in it; `drops` are stretches inside that are no part
    of the name; `following` is the word behind it.
    """

    start: int
    end: int
    name_start: int = 0
    article: str = ""
    edition: int | None = None
    year: int | None = None
    year_shift: int | None = None
    proper: bool = False
    capital_head: bool = False
    plural: bool = False
    modifiers: list[str] = field(default_factory=list)
    drops: list[tuple[int, int]] = field(default_factory=list)
    following: str = ""


_words = load_words("event_words.yml")
_STOPS = frozenset(_words["phrase_stops"])
_CAPITAL_STOPS = frozenset(_words["capital_stops"])
_SHIFTS = {word: shift for shift in (-1, 0, 1) for word in _words[f"relative_years_{shift}"]}
_TOKEN = re.compile(r"[^\W_](?:[\w'.&/+-]*[\w'])?|&")
_GAP = re.compile(r"\s+|\s*[\"“”]\s*|\s*[\"“”]\s+|-")
_YEAR = re.compile(r"(?:19|20)\d\d")
_COMMON_OWNERS = ("women", "people", "children", "men", "farmer", "entrepreneur", "leader", "minister")
_SHIFT_BEFORE = re.compile(
    rf"(?:{'|'.join(sorted(map(re.escape, _SHIFTS), key=len, reverse=True))})\s+$", re.IGNORECASE
)
_EDITION_OF = re.compile(
    rf"(?:the\s+)?({ORDINAL})\s+(?:annual\s+)?(?:edition|session|round)\s+of\s+(?:the\s+|its\s+)?$", re.IGNORECASE
)
_EDITION_BEHIND = re.compile(
    rf"\s*(?:\([A-Z-]+\))?,\s+(?:the|its|now in its)\s+({ORDINAL})(?=\s*(?:,|edition|since|of its kind))", re.IGNORECASE
)
_ARTICLE = re.compile(
    r"(?:^|[^\w'])(a|an|the|this|its|their|his|her|another|one|that|these|two|three|both)\s+$", re.IGNORECASE
)
_OWNER = re.compile(r"[\w.]+(?:'s|s')\s+$")
_COMPLEMENT_STOP = re.compile(
    r"[,;:()\"“”]|\.(?=\s|$)|\s-\s|--|\b(?:was|were|is|are|be|been|will|would|has|have|had|which|that|who|where|while|when|as|after|before|"
    r"held|hosted|organi[sz]ed|co-hosted|jointly|in|at|during|from|here|there|also|alongside|opened|opens|kicked|kicks|"
    r"began|begins|started|closed|concluded|ended|wrapped|said|saw|to\s+be|to\s+mark|amid|can|could|should|may|might|must|attended|"
    r"and\s+(?:a|an|another|its)|took|takes|brought|attracted|drew|gathered|yesterday|today|tomorrow|since|until|scheduled|slated|this|last|next|and\s+said)\b"
)


def tokens_of(folded: str) -> list[Token]:
    """Cut folded text into words."""
    return [Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(folded)]


def _is_capital(word: str) -> bool:
    return (
        word[0].isupper()
        or word == "&"
        or bool(_YEAR.fullmatch(word))
        or (word[:2] in ("e-", "i-") and word[2:3].isupper())
    )


def _ends_phrase(word: str) -> bool:
    """Tell a word that stands in no noun phrase: an article, a preposition, a verb."""
    lower = word.lower()
    if lower in _STOPS or word.rstrip(".") in CALENDAR_WORDS:
        return True
    if _is_capital(word):
        return lower in _CAPITAL_STOPS
    return lower.endswith("ed") and "-" not in lower


def read_left(folded: str, tokens: list[Token], span: tuple[int, int]) -> Phrase | None:
    """Read from the head at `span` to the left: modifiers, then edition, article or owner."""
    head_start, _ = span
    index = _token_before(tokens, head_start)
    phrase = Phrase(start=head_start, end=span[1], name_start=head_start, capital_head=folded[head_start].isupper())
    taken, index = _take_modifiers(folded, tokens, index, head_start, phrase)
    _settle(folded, taken, phrase)
    _read_lead(folded, phrase)
    return phrase


def _token_before(tokens: list[Token], position: int) -> int:
    """Give the index of the last word that ends before the position, by halving."""
    low, high = 0, len(tokens)
    while low < high:
        middle = (low + high) // 2
        if tokens[middle].end <= position:
            low = middle + 1
        else:
            high = middle
    return low - 1


def _take_modifiers(
    folded: str, tokens: list[Token], index: int, right_edge: int, phrase: Phrase
) -> tuple[list[Token], int]:
    """Collect the words of the phrase from right to left; ordinals go to `edition`, brackets to `drops`."""
    taken: list[Token] = []
    while index >= 0 and len(taken) < LONGEST:
        token = tokens[index]
        gap = folded[token.end : right_edge]
        if ")" in gap:
            opened = _bracket_start(folded, tokens, index, right_edge)
            if opened is None or not _is_drop(folded, tokens, opened, index):
                if opened is None or index - opened > 3:
                    break
                taken.extend(reversed(tokens[opened : index + 1]))
            else:
                phrase.drops.append((tokens[opened].start - 1, token.end + 1 + len(gap) - len(gap.lstrip(") ")) - 1))
            right_edge = tokens[opened].start - 1
            index = opened - 1
            right_edge = len(folded[:right_edge].rstrip())
            continue
        if gap and not _GAP.fullmatch(gap) and not _is_list_comma(folded, tokens, index, gap, taken):
            break
        if _is_connector(folded, tokens, index):
            taken.append(token)
        elif read_ordinal(token.text) is not None:
            phrase.edition = read_ordinal(token.text)
            phrase.start = token.start
            if taken and not _is_capital(taken[-1].text):
                pass
            return _trim(taken), index - 1
        elif _ends_phrase(token.text) or _is_owner(token.text):
            break
        else:
            taken.append(token)
        right_edge = token.start
        index -= 1
    return _trim(taken), index


def _is_list_comma(folded: str, tokens: list[Token], index: int, gap: str, taken: list[Token]) -> bool:
    """Tell the comma in "Auto, Parts & Accessories Expo": a list that ends inside the name and begins in its phrase."""
    if gap.strip() != "," or index == 0 or not any(t.text in ("and", "&") for t in taken):
        return False
    if not _is_capital(tokens[index].text) or _ends_phrase(tokens[index].text):
        return False
    before = tokens[index - 1].text
    joined = folded[tokens[index - 1].end : tokens[index].start] in (" ", ") ")
    return joined and (_is_capital(before) or before in ("the", "The") or read_ordinal(before) is not None)


def _bracket_start(folded: str, tokens: list[Token], index: int, right_edge: int) -> int | None:
    """Give the first word inside the bracket that closes behind word `index`."""
    opening = folded.rfind("(", max(0, tokens[index].end - 90), tokens[index].end)
    if opening < 0:
        return None
    while index > 0 and tokens[index - 1].start > opening:
        index -= 1
    return index


def _is_drop(folded: str, tokens: list[Token], first: int, last: int) -> bool:
    """Tell an abbreviation, or the words it stands for, from a bracket that belongs to the name."""
    inside = [t.text for t in tokens[first : last + 1]]
    before = [t.text for t in tokens[max(0, first - 6) : first]]
    if len(inside) > 1 and before:
        initials = "".join(w[0] for w in inside if w[0].isupper())
        return initials.startswith(before[-1].split("-")[-1][:3]) or len(inside) > 3
    letters = [part[0] for word in before for part in re.split(r"-", word) if part]
    word = inside[0]
    return (word.isupper() and "".join(letters).upper().endswith(word[-2:])) or bool(
        re.fullmatch(r"[A-Z]{2,}[a-z]?", word)
    )


def _is_connector(folded: str, tokens: list[Token], index: int) -> bool:
    """ "and" or "of" between two parts of one name ("Business and Investment Summit")."""
    word = tokens[index].text.lower()
    if word not in ("and", "of", "&") or index == 0:
        return False
    left = tokens[index - 1]
    right = tokens[index + 1] if index + 1 < len(tokens) else None
    if folded[left.end : tokens[index].start].strip():
        return False
    if right is None or _ends_phrase(left.text) or _is_owner(left.text):
        return False
    if _is_capital(left.text) != _is_capital(right.text):
        return False
    if word == "of" and not _is_capital(left.text):
        return False
    return word == "&" or not _is_event_noun(left.text)


_nouns = load_words("event_nouns.yml")
_EVENT_NOUNS = frozenset(
    word
    for key in ("expo", "forum", "summit", "conference", "meeting", "press_conference", "visit")
    for word in _nouns[key]
)


def _is_event_noun(word: str) -> bool:
    return word.lower() in _EVENT_NOUNS


def _is_owner(word: str) -> bool:
    lower = word.lower()
    if lower.endswith("'s"):
        return not lower[:-2].endswith(_COMMON_OWNERS)
    return False


def _trim(taken: list[Token]) -> list[Token]:
    """Cut connectors off the left end."""
    while taken and taken[-1].text.lower() in ("and", "of", "&"):
        taken.pop()
    return taken


def _settle(folded: str, taken: list[Token], phrase: Phrase) -> None:
    """Fix where the name starts: at its first capital, where it has one, else at the first modifier."""
    phrase.modifiers = [token.text.lower() for token in taken]
    capitals = [token for token in taken if _is_capital(token.text) and not _YEAR.fullmatch(token.text)]
    if taken:
        phrase.start = min(phrase.start, taken[-1].start)
        phrase.name_start = taken[-1].start
    if not capitals:
        years = [token for token in taken if _YEAR.fullmatch(token.text)]
        phrase.year = int(years[0].text) if years else None
        return
    phrase.proper = True
    first = capitals[-1]
    named = [t for t in taken if t.start >= first.start or _YEAR.fullmatch(t.text)]
    phrase.name_start = named[-1].start
    mark = folded[max(0, phrase.name_start - 1) : phrase.name_start]
    if mark in ('"', "“"):
        phrase.name_start -= 1


def _read_lead(folded: str, phrase: Phrase) -> None:
    """Read what stands before the modifiers: "the", "this year's", "the 22nd edition of the", "China's"."""
    before = folded[max(0, phrase.start - 60) : phrase.start]
    shift = _SHIFT_BEFORE.search(before)
    edition = _EDITION_OF.search(before)
    article = _ARTICLE.search(before)
    owner = _OWNER.search(before)
    if edition:
        phrase.edition = read_ordinal(edition.group(1))
        phrase.article = "the"
        phrase.start -= len(edition.group())
    elif shift:
        phrase.year_shift = _SHIFTS[shift.group().strip().lower()]
        phrase.article = "the"
        phrase.start -= len(shift.group())
    elif article:
        phrase.article = article.group(1).lower()
        phrase.start -= len(article.group()) - (1 if not article.group()[0].isalpha() else 0)
    elif owner:
        phrase.article = "'s"
    elif phrase.edition is not None:
        phrase.article = "the"


def read_right(folded: str, tokens: list[Token], span: tuple[int, int], left: Phrase) -> Phrase:
    """Read from the head to the right: "for Asia", "on SMEs", "2023", "of the 34th EABC"."""
    phrase = Phrase(start=span[1], end=span[1])
    index = _token_before(tokens, span[1]) + 1
    named = left.proper or left.capital_head
    if named:
        index = _take_capitals(folded, tokens, index, phrase)
    if left.article in ("a", "an", "another", "the", "this", "one") and not phrase.proper and not left.proper:
        _take_topic(folded, phrase)
        index = _token_before(tokens, phrase.end) + 1
    behind = _EDITION_BEHIND.match(folded, phrase.end)
    if behind:
        phrase.edition = phrase.edition or read_ordinal(behind.group(1))
    if index < len(tokens) and not folded[phrase.end : tokens[index].start].strip():
        phrase.following = tokens[index].text
    return phrase


def _take_capitals(folded: str, tokens: list[Token], index: int, phrase: Phrase) -> int:
    """Take "for Asia", "on New Energy Vehicles", "of the 34th EABC", "2023": capitals joined by small words."""
    reached, position, joined = index, index, False
    while position < len(tokens) and position - index < LONGEST:
        token = tokens[position]
        gap = folded[tokens[position - 1].end : token.start] if position else " "
        if not gap.isspace():
            break
        lower = token.text.lower()
        if lower in (("of", "for", "on") if position == index else ("of", "for", "and", "the", "&", "in", "to")):
            if lower == "in" and not _goes_on(tokens, position):
                break
            joined = True
        elif read_ordinal(token.text) is not None and joined and phrase.edition is None:
            phrase.edition = read_ordinal(token.text)
            phrase.drops.append((token.start, token.end + 1))
        elif _YEAR.fullmatch(token.text) or (_is_capital(token.text) and joined and not _ends_phrase(token.text)):
            phrase.proper = phrase.proper or joined
            phrase.end, reached = token.end, position + 1
        else:
            break
        position += 1
    phrase.drops = [drop for drop in phrase.drops if drop[0] < phrase.end]
    if not phrase.proper:
        phrase.edition = None
    return reached


def _goes_on(tokens: list[Token], position: int) -> bool:
    """ "Trade in Services" goes on, "Forum in Nanning" ends: only a common noun of trade follows "in" inside a name."""
    following = tokens[position + 1].text if position + 1 < len(tokens) else ""
    return following in ("Services", "Goods", "Education", "Science", "Technology", "Agriculture", "Industry")


_NO_TOPIC = re.compile(
    r"\s+(?:of\s+(?:more|over|about|some|nearly|around|almost|up|at|\d)|on\s+the\s+(?:sideline|occasion|eve))",
    re.IGNORECASE,
)
_TOPIC = re.compile(r"\s+(?:on|about|for|of|between|with|to|regarding|themed|titled|dedicated\s+to|focused\s+on)\s+")


def capital_run(folded: str, tokens: list[Token], start: int) -> int | None:
    """Give the end of the name in capitals that begins at `start`; None where none does."""
    index = _token_before(tokens, start) + 1
    end = None
    position = index
    while position < len(tokens) and position - index < LONGEST:
        token = tokens[position]
        if position > index and folded[tokens[position - 1].end : token.start] not in (" ", ' "', '" '):
            break
        if (_is_capital(token.text) and not _ends_phrase(token.text)) or token.text[0].isdigit():
            end = token.end
        elif end is None or token.text.lower() not in ("of", "for", "and", "&", "on", "the"):
            break
        position += 1
    return end


def topic_end(folded: str, start: int, since: int | None = None) -> int:
    """Give where a noun phrase with what hangs on it ends: before a verb, a date, a mark, "in" or "at"."""
    stop = _COMPLEMENT_STOP.search(folded, start)
    end = min(stop.start() if stop else len(folded), start + 160)
    since = start if since is None else since
    dates = find_dates(folded[since : end + 12])
    if dates:
        end = max(since, min(end, since + dates[0].start))
    start = min(start, end)
    return start + len(_LOOSE_END.sub("", folded[start:end].rstrip()))


_LOOSE_END = re.compile(r"(?:\s+(?:on|in|for|of|to|the|and|by|with|from|between|a|an|held))+\s*$")


def _take_topic(folded: str, phrase: Phrase) -> None:
    """Take what the event is on: "on cross-border trade and finance", "to introduce the situation of ..."."""
    opening = _TOPIC.match(folded, phrase.end)
    if opening is None or _NO_TOPIC.match(folded, phrase.end):
        return
    end = topic_end(folded, opening.end(), phrase.end)
    topic = folded[phrase.end : end]
    words = topic.split()
    if len(words) > 1:
        phrase.end += len(topic)
        phrase.plural = False
