"""Tell site furniture from article text, by the named rules of furniture.yml."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, Literal

import yaml

from ingest.errors import TradepagesError

RULES = "furniture.yml"
CAPTION_LENGTH = 400  # characters; longer lines are body even where a credit ends them
FUNCTION_WORDS = re.compile(
    r"\b(?:the|of|and|to|in|for|was|were|is|are|has|have|had|that|from|by|with|on|at|its|it|an|a|as|be|been|will|which"
    r"|their|they|he|she|his|her|said|this|these|but|not|who|than|we|our|or|after|when|would|also)\b",
    re.I,
)
SENTENCE_END = re.compile(r"[.!?。！？…][\"'”’)\]]*$")
INNER_SENTENCE = re.compile(r"[a-z0-9)”\"’%][.!?][\"”’)]* +[\"“‘(]?[A-Z]")
ABOUT = re.compile(r"(?:about|contact|terms|privacy)\b", re.I)
FIGURES = re.compile(r"\d[\d.,]*\d|%|[.!?]$")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
LONG_CHINESE = 60  # characters; Chinese parts its sentences by 。 and its words by nothing
MIN_PROSE_WORDS = 5
LONG = 25  # words; a line of that many is a paragraph whatever ends it
OUTER_BAR = re.compile(r"\|(?![^()]*\))")  # a bar outside of brackets
FOLD = re.compile(r"\n\s*")
SEPARATORS = re.compile(r"\s*[|｜•·»›→>/\t]+\s*|\s{2,}|\s+-\s+|\]\s*\[")


class Furniture:
    """The compiled rules; `FURNITURE` is the one set of them."""

    def __init__(self, rules: dict[str, Any]) -> None:
        tools, menu = _words(rules["words"]["tools"]), _words(rules["words"]["menu"])
        self._tools = _only_words(tools)
        self._menu = _only_words(tools + menu)
        self._labels = _patterns(rules["labels"])
        self._footers = _patterns(rules["footers"])
        self._sentences = _patterns(rules["sentences"])
        self._anywhere = _patterns(rules["anywhere"])
        self._cuts = _patterns(rules["cuts"])
        self._lists = _heading(rules["lists"])
        self._ends = _heading(rules["ends"])
        crumbs = rf"(?i:(?:Home|首页)\s*[>»›/]+\s*(?:{_one_of(menu)}\s*[>»›/]+\s*)*{_one_of(menu)}(?!\w))"
        self._breaks = _compile("breaks", f"(?P<crumbs>{crumbs})|{_join(rules['breaks'])}", ignore_case=False)
        self.strong_elements = _element_names(rules["elements"]["strong"])
        self.weak_elements = _element_names(rules["elements"]["weak"])

    def rule(self, line: str, prose: bool) -> str | None:
        """Name the rule by which a line, running text or not, is furniture, or None. Lists and ends are told apart."""
        if len(line) <= CAPTION_LENGTH and (name := _first(self._anywhere, line, "search")):
            return name
        if (name := _first(self._sentences, line)) or prose:
            return name
        if name := _first(self._labels, line):
            return name
        if self._tools.fullmatch(line):
            return "tools"
        if self._menu.fullmatch(line) and (" " in line or line.isupper()):
            return "menu"
        return "menu_shape" if is_menu(line) else None

    def is_footer(self, line: str) -> bool:
        """Say whether a line is furniture unless it stands within the article: who hosts, where, how to reach."""
        return _first(self._footers, line) is not None

    def heads_list(self, line: str) -> bool:
        """Say whether a line is a heading over other stories, or begins such a list on the same line."""
        return bool(self._lists.match(line))

    def heads_end(self, line: str) -> bool:
        """Say whether nothing after a line belongs to the article."""
        return bool(self._ends.fullmatch(line))

    def cut(self, line: str) -> str:
        """Cut furniture out of a line that stays."""
        for _, pattern in self._cuts:
            line = pattern.sub("", line)
        return line.strip()

    def split(self, line: str) -> list[str]:
        """Cut a line before each place where furniture begins, and behind bars."""
        cuts = {0, len(line)}
        for match in self._breaks.finditer(line):
            whole = match.group("crumbs") or match.group()[-1] in " |])）0123456789"
            cuts |= {match.start(), match.end()} if whole else {match.start()}
        edges = sorted(cuts)
        return [line[start:end] for start, end in pairwise(edges)]


def is_prose(line: str) -> bool:
    """Say whether a line is running text: a whole sentence or more, with the small words of a language."""
    if not line.isascii() and len(CHINESE.findall(line)) > len(line) / 3:
        return "。" in line or len(line) > LONG_CHINESE
    words = line.count(" ") + 1
    if words < MIN_PROSE_WORDS:
        return False
    ends = SENTENCE_END.search(line) or INNER_SENTENCE.search(line)
    if not ends and words < LONG:
        return False
    small = len(FUNCTION_WORDS.findall(line))
    return small >= 2 and small >= words * 0.1


def is_menu(line: str) -> bool:
    """Say whether a line is a row of short entries: "Home | Copper | Zinc", "You are here > News > China"."""
    cells = [cell for cell in SEPARATORS.split(line) if cell.strip(" []")]
    if len(cells) < 3:
        return False
    short = [cell for cell in cells if ABOUT.match(cell) or (len(cell.split()) <= 5 and not FIGURES.search(cell))]
    return len(short) >= 0.8 * len(cells)


def _first(
    patterns: list[tuple[str, re.Pattern[str]]], line: str, how: Literal["match", "search"] = "match"
) -> str | None:
    for name, pattern in patterns:
        if getattr(pattern, how)(line):
            return name
    return None


def _words(entries: str) -> list[str]:
    """Split a list of words at the bars that stand outside of brackets; the longest come first."""
    words = {word.strip() for word in OUTER_BAR.split(entries)}
    return sorted(words, key=lambda word: (-len(word), word))


def _one_of(words: list[str]) -> str:
    return f"(?>{'|'.join(words)})"


def _only_words(words: list[str]) -> re.Pattern[str]:
    """Compile a pattern of lines made of these words only; possessive, so that it is linear."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return _compile("words", rf"(?>[\W\d_]*+(?<!\w){_one_of(ordered)}(?!\w))++[\W\d_]*+[km]?")


def _patterns(group: dict[str, list[str]]) -> list[tuple[str, re.Pattern[str]]]:
    return [(name, _compile(name, _join({name: group[name]}))) for name in group]


def _join(group: dict[str, list[str]]) -> str:
    """Join the alternatives of a group; a long one is folded over lines, whose breaks count for nothing."""
    return "|".join(f"(?:{FOLD.sub('', pattern)})" for patterns in group.values() for pattern in patterns)


def _heading(group: dict[str, list[str]]) -> re.Pattern[str]:
    return _compile("heading", rf"[\W_]*(?:{_join(group)})\s*(?:[:：].*|[\W_]*$)")


def _element_names(alternatives: list[str]) -> re.Pattern[str]:
    return _compile("elements", rf"(?<![a-z0-9])(?:{'|'.join(alternatives)})(?=$|[\s_-]|[A-Z0-9])", ignore_case=False)


def _compile(name: str, pattern: str, ignore_case: bool = True) -> re.Pattern[str]:
    try:
        return re.compile(pattern, re.I if ignore_case else 0)
    except re.error as error:
        raise TradepagesError(f"{RULES}: the rule '{name}' is no regular expression: {error}") from error


@lru_cache(maxsize=1)
def load_furniture() -> Furniture:
    """Read and compile the rules, once a process."""
    return Furniture(yaml.safe_load(files("ingest.clean").joinpath(RULES).read_text(encoding="utf-8")))
