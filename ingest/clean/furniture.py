"""Tell site furniture from article text, by the named rules of furniture.yml and notices.yml."""

from __future__ import annotations

import re
import sys
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import yaml

from ingest.clean.cues import CuedRule, Cues, of_group
from ingest.clean.prose import is_menu, is_prose
from ingest.errors import TradepagesError

RULES = "furniture.yml"
NOTICES = "notices.yml"
CUED = ("anywhere", "cuts", "notices")  # groups whose rules have cues
CAPTION_LENGTH = 400  # characters; longer lines are body even where a credit ends them
# Names that speak of furniture without being it: what a layout has or lacks, a page builder's wrappers.
MODIFIERS = re.compile(r"(?:no|has|with|without|hide|is|elementor|wp-block|js|uses?|drop)[-_]\S*", re.I)
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
MAX_KINDS = 10_000  # names that are remembered; a site has some hundreds
OUTER_BAR = re.compile(r"\|(?![^()]*\))")  # a bar outside of brackets
# Rules of sentences that speak of the site or its people; one that reports something, or a figure, is the article's.
MILD = frozenset(
    ("keywords", "powered", "newsletter", "about_the_author", "feedback", "welcome", "reach_us", "sections")
)
FIGURE = re.compile(r"\d\s*(?:%|per ?cent\b|pct\b|[mbt]illion\b|tonnes\b|tons\b|yuan\b|baht\b|dollars\b)", re.I)
MARKS = re.compile(r"^[*•>»→▶●■#\s]+")  # before a line of furniture as before an item
ROW = re.compile(
    r"[a-z)](?:[ :|]+[-+]?\d[\d,]*(?:\.\d+)?%?){2,}$|[a-z)] +[-+]?\d[\d,]*\.\d+%?$"
)  # "Thailand 103.7 20.5"
FOLD = re.compile(r"\n\s*")
SENTENCE_GAP = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][\"”’)\]]))\s+")
# What a ministry told the press may well sound like a disclaimer.
REPORTS = re.compile(
    r"\b(?:said|says|told|tells|added|adds|noted|stressed|explained|announced|recalled|argued?s?|according to)\b", re.I
)


class Furniture:
    """The compiled rules; `FURNITURE` is the one set of them."""

    def __init__(self, rules: dict[str, Any]) -> None:
        tools, menu = _words(rules["words"]["tools"]), _words(rules["words"]["menu"])
        self._tools = _only_words(tools)
        self._menu = _only_words(tools + menu)
        self._labels = _patterns(rules["labels"])
        self._footers = _patterns(rules["footers"])
        self._sentences = _patterns(rules["sentences"])
        self._cues = Cues([rule for group in CUED for rule in _cued(group, rules[group])])
        self._lists = _heading(rules["lists"])
        self._ends = _heading(rules["ends"])
        crumbs = rf"(?i:(?:Home|首页)\s*[>»›/]+\s*(?:{_one_of(menu)}\s*[>»›/]+\s*)*{_one_of(menu)}(?!\w))"
        self._breaks = _compile("breaks", f"(?P<crumbs>{crumbs})|{_join(rules['breaks'])}", ignore_case=False)
        self._strong = _element_names(rules["elements"]["strong"])
        self._weak = _element_names(rules["elements"]["weak"])
        self._kinds: dict[tuple[str | None, str | None], str | None] = {}

    def rule(self, line: str, prose: bool) -> str | None:
        """Name the rule by which a line, running text or not, is furniture, or None. Lists and ends are told apart."""
        kept = self._without_notices(line)
        if kept is not None and not any(map(_tells, kept)):
            return "notice"
        if len(line) <= CAPTION_LENGTH:
            for rule in of_group(self._cues.find(line), "anywhere"):
                if rule.pattern.search(line):
                    return rule.name
        bare = MARKS.sub("", line)
        name = _first(self._sentences, line) or (_first(self._sentences, bare) if bare != line else None)
        if name in MILD and prose and (REPORTS.search(line) or FIGURE.search(line)):
            name = None
        if name or prose:
            return name
        if name := _first(self._labels, line):
            return name
        if self._tools.fullmatch(line) or self._is_cut_to_tools(line):
            return "tools"
        if self._menu.fullmatch(line) and (" " in line or line.isupper()) and not ROW.search(line):
            return "menu"
        return "menu_shape" if is_menu(line) else None

    def _is_cut_to_tools(self, line: str) -> bool:
        """Tell "[Print] [Suggest to a Friend] (Responsible editor: Wang Xin)": nothing but tools beside what is cut."""
        return bool(of_group(self._cues.find(line), "cuts")) and self._tools.fullmatch(self.cut(line)) is not None

    def is_footer(self, line: str) -> bool:
        """Say whether a line is furniture unless it stands within the article: who hosts, where, how to reach."""
        return _first(self._footers, line) is not None

    def heads_list(self, line: str) -> bool:
        """Say whether a line is a heading over other stories, or begins such a list on the same line."""
        return bool(self._lists.match(line))

    def heads_end(self, line: str) -> bool:
        """Say whether nothing after a line belongs to the article."""
        return bool(self._ends.fullmatch(line))

    def element_kind(self, css_class: str | None, css_id: str | None) -> str | None:
        """Say whether an element's names tell furniture: "strong", "weak" or None."""
        if css_class is None and css_id is None:
            return None
        key = (css_class, css_id)
        if key not in self._kinds:
            if len(self._kinds) >= MAX_KINDS:
                self._kinds.clear()
            names = MODIFIERS.sub(" ", CAMEL.sub("-", f"{css_class or ''} {css_id or ''}").lower())
            self._kinds[key] = "strong" if self._strong.search(names) else "weak" if self._weak.search(names) else None
        return self._kinds[key]

    def cut(self, line: str) -> str:
        """Cut furniture out of a line that stays."""
        for rule in of_group(self._cues.find(line), "cuts"):
            line = rule.pattern.sub("", line)
        kept = self._without_notices(line)
        return (line if kept is None else " ".join(kept)).strip()

    def _without_notices(self, line: str) -> list[str] | None:
        """Give a line's sentences less those by which the site speaks of itself, or None where it holds no such."""
        cued = of_group(self._cues.find(line), "notices")
        if not cued:
            return None
        sentences = SENTENCE_GAP.split(line)
        kept = [
            text for text in sentences if REPORTS.search(text) or not any(rule.pattern.match(text) for rule in cued)
        ]
        return None if len(kept) == len(sentences) else kept

    def split(self, line: str) -> list[str]:
        """Cut a line before each place where furniture begins, and behind bars."""
        cuts = {0, len(line)}
        for match in self._breaks.finditer(line):
            whole = match.group("crumbs") or match.group()[-1] in " |])）0123456789"
            cuts |= {match.start(), match.end()} if whole else {match.start()}
        edges = sorted(cuts)
        return [line[start:end] for start, end in pairwise(edges)]


def _tells(sentence: str) -> bool:
    """Say whether a sentence tells something: names and addresses, which stand in capitals, do not."""
    words = sentence.split()
    return is_prose(sentence) and sum(word[0].islower() for word in words) >= len(words) / 2


def _first(patterns: re.Pattern[str], line: str) -> str | None:
    match = patterns.match(line)
    return match.lastgroup if match else None


def _words(entries: str) -> list[str]:
    """Split a list of words at the bars that stand outside of brackets; the longest come first."""
    words = {word.strip() for word in OUTER_BAR.split(entries)}
    return sorted(words, key=lambda word: (-len(word), word))


def _one_of(words: list[str]) -> str:
    """Give a pattern of one of some words; they are parted by how they begin, for few begin as a line does."""
    starts: dict[str, list[str]] = {"": []}  # those that begin with a choice are tried first
    for word in words:
        letter = word[0].lower() if word[0].isascii() and word[0].isalnum() else r"[^\x00-\x7f]"
        starts.setdefault("" if word[0] == "(" else letter, []).append(word)
    parts = (f"(?={start}){_either(group)}" if start else _either(group) for start, group in starts.items() if group)
    return f"(?>{'|'.join(parts)})"


def _either(words: list[str]) -> str:
    return f"(?>{'|'.join(words)})"


def _only_words(words: list[str]) -> re.Pattern[str]:
    """Compile a pattern of lines made of these words only; possessive, so that it is linear."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return _compile("words", rf"(?>[\W\d_]*+(?<!\w){_one_of(ordered)}(?!\w))++[\W\d_]*+[km]?")


def _patterns(group: dict[str, list[str]]) -> re.Pattern[str]:
    """Compile a group's rules as one pattern, which names the rule that matched."""
    whole = "|".join(f"(?P<{name}>{_join({name: group[name]})})" for name in group)
    try:
        return re.compile(whole, re.I)
    except re.error:
        for name in group:  # tells which rule it is
            _compile(name, _join({name: group[name]}))
        raise


def _cued(group: str, rules: dict[str, dict[str, Any]]) -> list[CuedRule]:
    return [
        CuedRule(
            group,
            name,
            tuple(_words(rule["cues"].lower())),
            _compile(name, _join({name: rule["patterns"]})),
            rule.get("longest", sys.maxsize),
        )
        for name, rule in rules.items()
    ]


def _join(group: dict[str, list[str]]) -> str:
    """Join the alternatives of a group; a long one is folded over lines, whose breaks count for nothing."""
    return "|".join(f"(?:{FOLD.sub('', pattern)})" for patterns in group.values() for pattern in patterns)


def _heading(group: dict[str, list[str]]) -> re.Pattern[str]:
    return _compile("heading", rf"[\W_]*(?:{_join(group)})\s*(?:[:：].*|[\W_]*$)")


def _element_names(alternatives: list[str]) -> re.Pattern[str]:
    return _compile("elements", rf"(?<![a-z0-9])(?:{'|'.join(alternatives)})(?=$|[\s_-]|[0-9])", ignore_case=False)


def _compile(name: str, pattern: str, ignore_case: bool = True) -> re.Pattern[str]:
    try:
        return re.compile(pattern, re.I if ignore_case else 0)
    except re.error as error:
        raise TradepagesError(f"{RULES}: the rule '{name}' is no regular expression: {error}") from error


@lru_cache(maxsize=1)
def load_furniture() -> Furniture:
    """Read and compile the rules, once a process."""
    return Furniture(_read(RULES) | {"notices": _read(NOTICES)})


def _read(name: str) -> dict[str, Any]:
    rules: dict[str, Any] = yaml.safe_load(files("ingest.clean").joinpath(name).read_text(encoding="utf-8"))
    return rules
