"""The annotated pages that the reading is held to, and how well it reads them now."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from ingest.clean import clean_page
from ingest.errors import PermanentError
from ingest.evaluation import Score, read_gold
from ingest.extract import extract_document
from ingest.records import PageRef
from ingest.settings import PROJECT_ROOT
from ingest.sources import fetch

GOLD = Path(__file__).parent
FLOORS = GOLD / "floors.json"
CONFIDENT = 0.9  # rows of this confidence and more are to be right
ENOUGH = 0.5  # share of all rows that should be so sure
_LARGEST_PAGE = 20_000_000


@dataclass(frozen=True, slots=True)
class Corpus:
    """Pages, and a gold file NAME.json for each page NAME.html or NAME.txt."""

    pages: Path
    gold: Path

    def page_files(self) -> Iterator[tuple[Path, Path]]:
        """Give each gold file with its page."""
        for gold_file in sorted(self.gold.glob("*.json")):
            [page] = [path for path in self.pages.glob(f"{gold_file.stem}.*") if path.suffix != ".json"]
            yield gold_file, page


CORPORA = {
    "pages": Corpus(GOLD / "pages", GOLD / "pages"),
    "sample": Corpus(PROJECT_ROOT / "seeds/pages", GOLD / "sample"),
}


def digest(corpus: Corpus) -> str:
    """Give a key that changes with every byte of the corpus."""
    total = hashlib.sha256()
    for files in corpus.page_files():
        for path in files:
            total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def read_corpus(corpus: Corpus) -> Score:
    """Clean and read every page in this process, and score what was read."""
    score = Score()
    for gold_file, path in corpus.page_files():
        gold = read_gold(gold_file)
        try:
            document = clean_page(fetch(PageRef("gold", path.as_uri()), _LARGEST_PAGE))
        except PermanentError:
            score.add_page(path.stem, gold, None)
            continue
        extraction = extract_document(document)
        figures = [asdict(figure) for figure in extraction.figures]
        events = [asdict(event) for event in extraction.events]
        score.add_page(path.stem, gold, asdict(document), figures, events)
    return score


def measures(score: Score) -> dict[str, float]:
    """Give what has a floor: each from 0 to 1, and more is better."""
    found: dict[str, float | None] = {
        "published_on": score.published_on,
        "noise_removed": score.noise.rate,
        "body_kept": score.body.rate,
    }
    for tally in (score.figures, score.events):
        kind, confident = tally.kind.name, tally.bands[CONFIDENT]
        found[f"{kind}_found_f"] = tally.found.as_dict()["F"]
        found[f"{kind}_strict_f"] = tally.strict.as_dict()["F"]
        found[f"{kind}_confident_strict_p"] = confident.rate
        # Without this the precision of confident rows could be raised by being sure of nothing; beyond ENOUGH the
        # floor rises no further, for it would set a price on honest doubt.
        found[f"{kind}_confident_share"] = min(ENOUGH, round(confident.of / tally.predicted, 4))
    return {name: value for name, value in found.items() if value is not None}
