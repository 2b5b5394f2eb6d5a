from __future__ import annotations

import re
from pathlib import Path
from time import process_time
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ingest.clean.dates import DateContext
from ingest.clean.furniture import Furniture, load_furniture
from ingest.clean.lines import classify
from ingest.clean.prose import is_prose
from ingest.errors import TradepagesError


def cases(name: str) -> Any:
    return yaml.safe_load((Path(__file__).parents[2] / "cases/clean" / name).read_text(encoding="utf-8"))


SECONDS = 20  # it takes two
PROSE = cases("prose.yml")
FURNITURE = [line for lines in cases("furniture.yml").values() for line in lines]


@pytest.fixture(scope="module")
def furniture() -> Furniture:
    return load_furniture()


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_is_told(furniture: Furniture, context: DateContext, line: str) -> None:
    assert classify(line, furniture, context).kind not in ("prose", "other") or not furniture.cut(line)


@pytest.mark.parametrize("line", PROSE)
def test_what_only_looks_like_furniture_stays(furniture: Furniture, context: DateContext, line: str) -> None:
    assert classify(line, furniture, context).kind in ("prose", "other")
    assert furniture.cut(line) == line


@pytest.mark.parametrize(
    "line",
    ["Related Stories", "RELATED", "Most Popular", "Most viewed | Day | Week", "You may also like",
     "More news in this sector",
     "More in Business", "MORE IN BUSINESS", "Most viewed in Regional Markets", "Most commented",
     "In this issue: Fruit",
     "Earlier notes: No. 16 Coffee", "Other reports of this issue", "Tin liên quan", "Berita terkait", "ข่าวที่เกี่ยวข้อง",
     "Latest Statistics", "Editor's Picks", "Hot Topics: Libya, Oil spill", "相关文章", "Read also: A | B"],
)  # fmt: skip
def test_headings_over_other_stories_are_told(furniture: Furniture, line: str) -> None:
    assert furniture.heads_list(line)


@pytest.mark.parametrize(
    "line",
    [
        "3 Comments",
        "Comments (0)",
        "LEAVE A REPLY",
        "2 thoughts on “Expo opens”",
        "Readers' comments (2)",
        "Your comments",
        "Have your say",
        "What readers say",
        "Komentar",
        "网友评论",
    ],
)
def test_ends_are_told(furniture: Furniture, line: str) -> None:
    assert furniture.heads_end(line)


@pytest.mark.parametrize(
    "line",
    [
        "Highlights",
        "Trade in services",
        "Comments by the minister",
        "What comes next",
        "More numbers",
        "Other issues",
        "Previous editions",
        "Comments on the new tariff",
        "Discussion",
    ],
)
def test_an_article_s_own_headings_are_none(furniture: Furniture, line: str) -> None:
    assert not furniture.heads_list(line)
    assert not furniture.heads_end(line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Trade rose by 5 percent. (Editor: Web desk)", "Trade rose by 5 percent."),
        ("Trade rose by 5 percent. Source: Xinhua", "Trade rose by 5 percent."),
        ("Trade rose by 5 percent, he said. -- BERNAMA", "Trade rose by 5 percent, he said."),
        ("The ministry hopes for more./.", "The ministry hopes for more."),
        ("A ship at berth [Photo/VCG] in May", "A ship at berth in May"),
        ("Trade rose by 5 percent. The views expressed are the writer's own.", "Trade rose by 5 percent."),
        (
            "For subscribers only. Trade rose by 5 percent, he said.",
            "For subscribers only. Trade rose by 5 percent, he said.",
        ),
    ],
)
def test_cuts(furniture: Furniture, line: str, expected: str) -> None:
    assert furniture.cut(line) == expected


@given(st.text(max_size=300))
def test_any_line_can_be_judged(line: str) -> None:
    rules = load_furniture()
    rules.rule(line, is_prose(line))
    rules.heads_list(line)
    rules.heads_end(line)
    assert "".join(rules.split(line)) == line


def test_a_rule_that_is_no_expression_is_named(furniture: Furniture) -> None:
    rules = {"words": {"tools": "a", "menu": "b"}, "elements": {"strong": ["x"], "weak": ["y"]}}
    rules |= {name: {} for name in ("footers", "sentences", "notices", "anywhere", "cuts", "lists", "ends", "breaks")}
    with pytest.raises(TradepagesError, match=r"furniture\.yml: the rule 'broken'"):
        Furniture(rules | {"labels": {"broken": ["(unclosed"]}})


def test_no_rule_takes_long_over_its_own_words_again_and_again(furniture: Furniture) -> None:
    """Alternatives that share a beginning, repeated, would try every split of such a line: 2 ** 40 and more."""
    rules = Path(__file__).parents[3] / "ingest/clean"
    words = set(re.findall(r"[a-z]{2,}", "".join(path.read_text(encoding="utf-8") for path in rules.glob("*.yml"))))
    assert len(words) > 1_000
    began = process_time()
    for word in words:
        furniture.rule(f"{word} " * 40 + "7x", prose=False)
        furniture.rule(f"{word}" * 40 + "!", prose=False)
    assert process_time() - began < SECONDS
