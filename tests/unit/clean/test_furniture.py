from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ingest.clean.dates import DateContext
from ingest.clean.furniture import Furniture, load_furniture
from ingest.clean.lines import classify
from ingest.clean.prose import is_prose
from ingest.errors import TradepagesError

PROSE = yaml.safe_load((Path(__file__).parents[2] / "cases/clean/prose.yml").read_text(encoding="utf-8"))
FURNITURE = [
    "Print Print",
    "Comments Print Mail Large Medium Small",
    "A-  A+   Share on Facebook   Share on X",
    "[Font size: L M S]  [Print]  [Close]",
    "Home | China | World | Business",
    "首页 Home\t铜 Copper\t铝 Aluminium\t锌 Zinc",
    "Home > China-ASEAN Business Council > Media Report > Text",
    "Current location: | English-sme | SME Events",
    "Viewed  0  Times",
    "123.jpg",
    "Photo: VNA",
    "Jinan, capital of East China's Shandong province [Photo/VCG]",
    "Containers at the port. (Xinhua/Li Ming)",
    "Containers at Port Klang. — Bernama photo",
    "(Web editor: Chen Yi, Liang Jun)",
    "Edit:Yao jue Responsible editor:Xie Tunan",
    "Reporting by A. Writer; Editing by B. Writer",
    "Source:People's Daily",
    "By Staff Reporter",
    "Previous:Key body is turning point in China, ASEAN relations, officials say",
    "Tags: ASEAN, customs, Lam Dong",
    "#Vietnam #durian",
    "Advertisement. Scroll to continue reading.",
    "We use cookies to improve your experience on our site.",
    "Subscribe to our newsletter to get updates about Chongqing",
    "Scan the QR code to follow us",
    "Copyright © 2009-2017 China ASEAN Business Council All Right Reserved.",
    "Technical Support: BuFeng Info",
    "沪ICP备05000000号",
    "Special statement: if the pictures and texts infringe your rights, please contact this site.",
    "The views expressed here do not necessarily reflect those of the paper.",
    "We have 312 guests and no members online",
    "This site looks best at 1024 x 768 or above",
]


@pytest.fixture(scope="module")
def furniture() -> Furniture:
    return load_furniture()


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_is_told(furniture: Furniture, line: str) -> None:
    assert furniture.rule(line, is_prose(line)) is not None


@pytest.mark.parametrize("line", PROSE)
def test_what_only_looks_like_furniture_stays(furniture: Furniture, context: DateContext, line: str) -> None:
    assert classify(line, furniture, context).kind in ("prose", "other")
    assert furniture.cut(line) == line


@pytest.mark.parametrize(
    "line",
    ["Related Stories", "RELATED", "Most Popular", "Most viewed | Day | Week", "You may also like",
     "More news in this sector",
     "Latest Statistics", "Editor's Picks", "Hot Topics: Libya, Oil spill", "相关文章", "Read also: A | B"],
)  # fmt: skip
def test_headings_over_other_stories_are_told(furniture: Furniture, line: str) -> None:
    assert furniture.heads_list(line)


@pytest.mark.parametrize("line", ["3 Comments", "Comments (0)", "LEAVE A REPLY", "2 thoughts on “Expo opens”"])
def test_ends_are_told(furniture: Furniture, line: str) -> None:
    assert furniture.heads_end(line)


@pytest.mark.parametrize("line", ["Highlights", "Trade in services", "Comments by the minister", "What comes next"])
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
    rules |= {name: {} for name in ("footers", "sentences", "anywhere", "cuts", "lists", "ends", "breaks")}
    with pytest.raises(TradepagesError, match=r"furniture\.yml: the rule 'broken'"):
        Furniture(rules | {"labels": {"broken": ["(unclosed"]}})
