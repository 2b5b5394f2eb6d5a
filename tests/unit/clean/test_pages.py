"""Whole pages: what must go is gone, what must stay is there, title and date are right."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from ingest.clean import clean_page
from ingest.records import Page

MakePage = Callable[..., Page]
ROOT = Path(__file__).parents[3]
SAMPLES = sorted((ROOT / "tests/gold/sample").glob("*.json"))
CASES = [
    case
    for name in ("html.yml", "dumps.yml", "region.yml", "bulletins.yml", "outlets.yml")
    for case in yaml.safe_load((ROOT / "tests/cases/clean" / name).read_text(encoding="utf-8"))
]


def squash(text: str) -> str:
    return re.sub(r"\s+", "", text)


def check(page: Page, expected: dict[str, Any]) -> None:
    document = clean_page(page)
    text = squash(document.text)
    assert [noise for noise in expected["noise"] if squash(noise) in text] == []
    assert [kept for kept in expected["keep"] if squash(kept) not in text] == []
    rows = [kept for kept in expected["keep"] if "\t" in kept]
    assert [row for row in rows if row not in document.text.split("\n")] == []
    assert document.title == expected["title"]
    assert str(document.published_on) == str(expected["published_on"])


def test_there_are_samples() -> None:
    assert len(SAMPLES) == len(list((ROOT / "seeds/pages").glob("*.html"))) == 5


@pytest.mark.parametrize("gold", SAMPLES, ids=[path.stem for path in SAMPLES])
def test_sample_pages(make_page: MakePage, gold: Path) -> None:
    page = ROOT / "seeds/pages" / f"{gold.stem}.html"
    check(make_page(page.read_bytes()), json.loads(gold.read_text(encoding="utf-8")))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_pages_of_other_kinds(make_page: MakePage, case: dict[str, Any]) -> None:
    check(make_page(case["page"]), case)
