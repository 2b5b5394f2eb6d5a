from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extract.folding import fold
from ingest.extract.lexicon.loader import Row, load_rows, load_words
from ingest.extract.mentions.place import Place, find_places
from ingest.extract.spans import Mention

CASES = json.loads((Path(__file__).parents[2] / "cases" / "places.json").read_text(encoding="utf-8"))
MARKS = ("compound", "possessive", "members")
# Pieces of which texts are made that try the rules around names, and some that try the offsets.
PIECES = [
    *(
        "China",
        "ASEAN",
        "Sino-",
        "Guangxi",
        "Nanning",
        "U.S.",
        "US$",
        "countries",
        "along the",
        "Belt and Road",
        "Jordan",
    ),
    *(
        "Mohan",
        "province",
        "Zhuang Autonomous Region",
        "'s",
        "’s",
        "−",
        "-",
        " ",
        ", ",
        "\n",
        "\t",
        "(",
        ")",
        "east",
        "Li",
    ),
    *(
        "Ministry of",
        "Expo",
        "Co., Ltd",
        "NANNING, Sept. 3 (Xinhua) -- ",
        "capital of",
        "Đà Nẵng",
        "ﬁ",
        "İ",
        "e\u0301",
        "中国",
    ),
]
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=25).map("".join))


def told(mention: Mention[Place]) -> list[str]:
    place = mention.value
    return [
        mention.text, place.name, place.kind, place.role, " ".join(m for m in MARKS if getattr(place, m)),
    ]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_sentence(case: dict[str, object]) -> None:
    assert [told(mention) for mention in find_places(str(case["text"]))] == case["places"]


@given(TEXTS)
def test_offsets_are_exact_and_mentions_apart(text: str) -> None:
    end = 0
    for mention in find_places(text):
        assert text[mention.start : mention.end] == mention.text
        assert end <= mention.start < mention.end
        end = mention.end


@given(TEXTS)
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


def names_of(row: Row) -> list[str]:
    own = [] if "unsaid" in row.words("flags") else [row["name"]]
    return [name for name in (*own, *row.words("aliases")) if not name.endswith("-")]


def test_every_name_of_the_lexicon_is_found_as_itself() -> None:
    lost = []
    for row in load_rows("places.csv"):
        inside = f", {row['region']}" if row["region"] else ""
        for name in names_of(row):
            found = find_places(f"Shipments to {name}{inside}, fell.")[:1]
            if not found or (found[0].value.name, found[0].value.kind) != (row["name"], row["kind"]):
                lost.append(name)
    assert lost == []


def test_every_adjective_means_its_place() -> None:
    lost = []
    for row in load_rows("places.csv"):
        for adjective in row.words("adjectives"):
            text = f"The {adjective}Thai trade." if adjective.endswith("-") else f"The {adjective} fruit."
            found = find_places(text)[:1]
            if not found or (found[0].value.name, found[0].value.form) != (row["name"], "adjective"):
                lost.append(adjective)
    assert lost == []


def test_names_that_hold_a_place_and_are_none() -> None:
    for name in load_words("place_words.yml")["not_places"]:
        assert find_places(f"near the {name}, there.") == [], name


def test_a_city_tells_its_province_and_country() -> None:
    (mention,) = find_places("in Nanning")
    assert (mention.value.region, mention.value.country, mention.value.is_city) == ("Guangxi", "China", True)


@pytest.mark.parametrize(
    ("text", "is_city"),
    [("in Singapore", True), ("in Chiang Mai", True), ("in Chiang Mai province", False), ("in Fujian", False)],
)
def test_which_provinces_and_countries_can_be_a_city(text: str, is_city: bool) -> None:
    assert [mention.value.is_city for mention in find_places(text)] == [is_city]


def test_users_names_are_added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Trade of Zhonghua with Erewhon grew."
    assert find_places(text) == []
    (tmp_path / "places.csv").write_text(
        "name,kind,country,region,aliases\nChina,country,China,,Zhonghua\nErewhon,city,China,Guangxi,\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("TRADEPAGES_LEXICON", str(tmp_path))
    assert [(m.value.name, m.value.iso_code) for m in find_places(text)] == [("China", "CHN"), ("Erewhon", None)]
    monkeypatch.delenv("TRADEPAGES_LEXICON")
    assert find_places(text) == []


@pytest.mark.parametrize(
    "piece",
    [
        "Trade between China and the Association of Southeast Asian Nations (ASEAN) rose in Nanning, Guangxi. ",
        "Pingxiang and Suzhou, ",
        "countries along the " * 20,
        "China-",
        "Ministry of Commerce and ",
        "A" * 40 + " ",
    ],
    ids=["prose", "namesakes", "lead-ins", "dashes", "open names", "long words"],
)
def test_cost_is_linear(piece: str) -> None:
    def seconds(size: int, attempt: int = 0) -> float:
        text = f"{attempt} " + piece * (size // len(piece))  # never the same text twice: answers are kept
        started = time.process_time()
        find_places(text)
        return time.process_time() - started

    find_places(piece)
    small, large = min(seconds(50_000, attempt) for attempt in range(3)), seconds(500_000)
    print(f"{piece[:20]!r}: {large * 2:.2f} s per million characters")
    assert large < 40 * max(small, 0.005)  # ten times the text; a square would cost a hundred times
