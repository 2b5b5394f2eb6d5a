from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import TradepagesError
from ingest.extract.lexicon.loader import SHIPPED, load_rows, load_words, validate_all


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder of lexicon files."""
    monkeypatch.setenv("TRADEPAGES_LEXICON", str(tmp_path))
    return tmp_path


def test_shipped_files_are_sound() -> None:
    shipped = [path for path in SHIPPED.iterdir() if path.suffix in (".csv", ".yml")]
    assert validate_all() == len(shipped) - 1  # all but schema.yml


def test_users_rows_and_words_are_added(own: Path) -> None:
    (own / "places.csv").write_text("name,kind\n# my own\n\nErewhon,country\n", encoding="utf-8")
    (own / "place_words.yml").write_text("types: [shire]\n", encoding="utf-8")
    rows = load_rows("places.csv")
    assert (rows[-1]["name"], rows[-1]["aliases"], rows[-1].line) == ("Erewhon", "", 4)
    assert rows[0].file == SHIPPED / "places.csv"
    assert load_words("place_words.yml")["types"][-1] == "shire"
    assert "province" in load_words("place_words.yml")["types"]


MISTAKES = [
    ("kind", "places.csv", "name,kind\nErewhon,citty\n", "places.csv:2: unknown kind 'citty' (allowed: country, "),
    ("flag", "places.csv", "name,kind,flags\nErewhon,city,city|odd\n", "places.csv:2: unknown flags 'odd' (allowed: "),
    ("column", "places.csv", "name,kind,colour\nErewhon,city,red\n", "places.csv:1: unknown column 'colour' "),
    ("missing column", "places.csv", "name\nErewhon\n", "places.csv:1: column 'kind' is missing (found: name)"),
    ("no name", "places.csv", "name,kind\n\n,city\n", "places.csv:3: name is empty"),
    ("cells", "places.csv", "name,kind\nErewhon,city,x\n", "places.csv:2: 3 cells (expected 2: name,kind)"),
    ("province", "places.csv", "name,kind,region\nX,city,Nowhere\n", "places.csv:2: unknown region 'Nowhere'"),
    ("code", "places.csv", "name,kind,iso_code\nX,city,chn\n", "places.csv:2: iso_code 'chn' does not look like"),
    ("quote", "places.csv", 'name,kind\n"X"y,city\n', "places.csv:2: not CSV: "),
    ("empty", "places.csv", "", "places.csv:1: column 'name' is missing (found: nothing)"),
    ("list name", "place_words.yml", "types: [a]\ntipes: [b]\n", "place_words.yml:2: unknown name 'tipes' (allowed: "),
    ("key", "currencies.yml", "# mine\nEuro: [euros]\n", "currencies.yml:2: name 'Euro' does not look like [A-Z]{3}"),
    ("twice", "place_words.yml", "types: [a]\ntypes: [b]\n", "place_words.yml:2: 'types' stands twice"),
    ("no list", "place_words.yml", "types: a\n", "place_words.yml:1: 'types' holds no list"),
    ("nested", "place_words.yml", "types:\n  - a\n  - {b: c}\n", "place_words.yml:3: 'types' holds something other"),
    ("not a mapping", "place_words.yml", "- a\n", "place_words.yml:1: not a mapping"),
    ("yaml", "place_words.yml", "types: [a\n", "place_words.yml:2: not YAML: "),
    ("control sign", "place_words.yml", "types: [\x01]\n", "place_words.yml:1: not YAML: "),
    ("file name", "place.csv", "name,kind\n", "place.csv: no such lexicon (allowed: anaphora.yml, "),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "told"), [m[1:] for m in MISTAKES], ids=[m[0] for m in MISTAKES])
def test_mistake_is_told_with_file_and_line(own: Path, name: str, text: str, told: str) -> None:
    (own / name).write_text(text, encoding="utf-8")
    with pytest.raises(TradepagesError) as caught:
        validate_all()
    assert str(caught.value).startswith(str(own / told))


def test_wrong_encoding_is_told_with_its_line(own: Path) -> None:
    (own / "places.csv").write_bytes("name,kind\nErewhon,city\nMünchen,city\n".encode("latin-1"))
    with pytest.raises(TradepagesError, match=r"places\.csv:3: not UTF-8"):
        validate_all()


def test_missing_folder_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TRADEPAGES_LEXICON", str(tmp_path / "none"))
    with pytest.raises(TradepagesError, match="no such folder"):
        load_rows("places.csv")
