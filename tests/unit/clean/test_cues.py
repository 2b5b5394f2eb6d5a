from __future__ import annotations

import re
import sys

from ingest.clean.cues import CuedRule, Cues


def rule(name: str, *cues: str, longest: int = sys.maxsize) -> CuedRule:
    return CuedRule("notices", name, cues, re.compile(name), longest)


CUES = Cues([rule("liability", "liab", "©"), rule("tip", "tip"), rule("desk", "by our"), rule("icp", "icp", "备案")])


def names(line: str) -> list[str]:
    return [found.name for found in CUES.find(line)]


def test_a_cue_of_letters_begins_a_word() -> None:
    assert names("It accepts no Liability") == ["liability"]
    assert names("The reliability of multiple suppliers") == []
    assert names("粤ICP备05023850号") == ["icp"]


def test_marks_and_short_words_are_found_anywhere() -> None:
    assert names("© 2020") == ["liability"]
    assert names("Story by our desk") == ["desk"]
    assert names("备案") == ["icp"]


def test_rules_come_in_their_order_and_once() -> None:
    assert names("Tips: liability, liable ©") == ["liability", "tip"]


def test_long_lines_are_not_searched_for_rules_of_short_ones() -> None:
    cues = Cues([rule("short", "tip", longest=10)])
    assert cues.find("A tip")
    assert not cues.find("A tip in a longer line")
