"""Sentence cases: data files of tests/cases, a record with its id for each sentence.

A case with `known_gap` tells what the reading can't do yet; once it can, its test fails until the mark is taken away.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

Case = dict[str, Any]
FOLDER = Path(__file__).parents[2] / "cases"


def read_cases(name: str) -> list[Case]:
    """Give the cases of a file."""
    cases: list[Case] = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return cases


def load(name: str) -> list[Any]:
    """Give the cases of a file as parameters of a test."""
    cases = read_cases(name)
    ids = [case["id"] for case in cases]
    assert len(set(ids)) == len(ids), f"{name}: two cases have one id"
    return [pytest.param(case, id=case["id"], marks=_marks(case)) for case in cases]


def _marks(case: Case) -> tuple[pytest.MarkDecorator, ...]:
    if "known_gap" not in case:
        return ()
    return (pytest.mark.xfail(reason=case["known_gap"], strict=True, raises=AssertionError),)


def day(text: str | None) -> date | None:
    """Read an ISO date of a case."""
    return date.fromisoformat(text) if text else None
