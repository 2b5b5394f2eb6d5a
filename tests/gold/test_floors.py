"""The reading of annotated pages stays as good as it was: each score at or over its floor in floors.json."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from tests.gold.corpus import CORPORA, FLOORS, digest, measures, read_corpus
from tests.gold.floors import Floors, read_floors, write_floors
from tests.gold.raise_floors import update

PINNED = read_floors(FLOORS)
SCORES = [(corpus, name) for corpus, floors in PINNED.items() for name in floors.least]


@cache
def measured(corpus: str) -> dict[str, float]:
    return measures(read_corpus(CORPORA[corpus]))


@pytest.mark.parametrize("corpus", CORPORA)
def test_the_pages_are_those_that_were_measured(corpus: str) -> None:
    told = "a page or gold file changed: look at the scores, then run `python -m tests.gold.raise_floors`"
    assert PINNED[corpus].digest == digest(CORPORA[corpus]), told


@pytest.mark.parametrize("corpus", CORPORA)
def test_every_score_has_a_floor(corpus: str) -> None:
    assert set(PINNED[corpus].least) == set(measured(corpus))


@pytest.mark.parametrize(("corpus", "name"), SCORES, ids=lambda value: value)
def test_score(corpus: str, name: str) -> None:
    assert measured(corpus)[name] >= PINNED[corpus].least[name]


BEFORE = {"pages": Floors("a", {"strict": 0.8, "found": 0.9})}


@pytest.fixture
def floors(tmp_path: Path) -> Path:
    write_floors(tmp_path / "floors.json", BEFORE)
    return tmp_path / "floors.json"


def test_floors_rise_and_the_rest_stays(floors: Path) -> None:
    told = update(floors, {"pages": ("b", {"strict": 0.9, "found": 0.9})}, slack=0.02, lower=False)
    assert told == ["pages: strict 0.8 -> 0.88"]
    assert read_floors(floors) == {"pages": Floors("b", {"strict": 0.88, "found": 0.9})}


@pytest.mark.parametrize("scores", [{"strict": 0.79, "found": 0.95}, {"found": 0.95}], ids=["lower", "gone"])
def test_a_lower_score_is_refused(floors: Path, scores: dict[str, float]) -> None:
    with pytest.raises(SystemExit, match=r"strict is .*, under its floor 0\.8"):
        update(floors, {"pages": ("b", scores)}, slack=0.0, lower=False)
    assert read_floors(floors) == BEFORE


def test_floors_fall_when_asked(floors: Path) -> None:
    update(floors, {"pages": ("b", {"strict": 0.7, "found": 0.95})}, slack=0.0, lower=True)
    assert read_floors(floors) == {"pages": Floors("b", {"strict": 0.7, "found": 0.95})}
    assert [path.name for path in floors.parent.iterdir()] == ["floors.json"]
    assert json.loads(floors.read_text())["pages"]["digest"] == "b"
