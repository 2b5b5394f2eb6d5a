from __future__ import annotations

import os
from pathlib import Path

import pytest

from ingest import sources
from ingest.errors import PermanentError, RejectReason, TradepagesError
from ingest.records import Overrides, PageRef
from ingest.settings import PROJECT_ROOT, Settings
from ingest.sources import folder
from ingest.sources.entries import FolderSource
from ingest.sources.registry import read_sources

MISTAKES = {
    "not YAML": ("sources:\n  - name: [a\n", ":3: not YAML"),
    "no list": ("sources: pages\n", ":1: sources: Input should be a valid list"),
    "empty file": ("", ":1: the file: "),
    "unknown kind": ("sources:\n  - name: a\n    kind: folders\n    path: x\n", ":3: sources.0.kind: "),
    "no kind": ("sources:\n  - name: a\n    path: x\n", ":2: sources.0.kind: "),
    "no path": ("sources:\n  - name: a\n    kind: folder\n", ":2: sources.0.path: Field required"),
    "unknown key": (
        "sources:\n  - name: a\n    kind: folder\n    path: x\n    pth: y\n",
        ":5: sources.0.pth: no such key; allowed are name, enabled, schedule, max_pages, language, place, keep, "
        "drop, kind, path",
    ),
    "unknown key above": ("source: []\nsources: []\n", ":1: source: no such key; allowed are sources"),
    "bad name": (
        "sources:\n  - kind: folder\n    path: x\n    name: My Pages\n",
        ":4: sources.0.name: 'My Pages' is no name; allowed are lower-case letters",
    ),
    "same name twice": (
        "sources:\n  - {name: a, kind: folder, path: x}\n  - {name: a, kind: folder, path: y}\n",
        ":3: sources.1.name: 'a' stands twice",
    ),
    "no truth value": (
        "sources:\n  - name: a\n    kind: folder\n    path: x\n    enabled: perhaps\n",
        ":5: sources.0.enabled: Input should be a valid boolean",
    ),
    "no address": (
        "sources:\n  - name: a\n    kind: feed\n    url: example.org/feed\n",
        ":4: sources.0.url: Value error, 'example.org/feed' is no address; it begins with http:// or https://",
    ),
    "no pattern": (
        "sources:\n  - name: a\n    kind: sitemap\n    url: https://a.example\n    exclude:\n      - x\n      - '('\n",
        ":7: sources.0.exclude.1: Value error, '(' is no regular expression",
    ),
    "a walk without a goal": (
        "sources:\n  - name: a\n    kind: crawl\n    start: https://a.example\n",
        ":2: sources.0.include: Field required",
    ),
    "a list without addresses": (
        "sources:\n  - name: a\n    kind: urls\n",
        ":2: sources.0: Value error, names no page; give `urls` or `file`",
    ),
    "no schedule": (
        "sources:\n  - name: a\n    kind: feed\n    url: https://a.example\n    schedule: hourly\n",
        ":5: sources.0.schedule: Input should be 'nightly' or 'weekly'",
    ),
    "no language": (
        "sources:\n  - name: a\n    kind: feed\n    url: https://a.example\n    language: English\n",
        ":5: sources.0.language: 'English' is no language; allowed are two lower-case letters",
    ),
    "no selector": (
        "sources:\n  - name: a\n    kind: folder\n    path: x\n    keep:\n      - p\n      - 'div >'\n",
        ":7: sources.0.keep.1: Value error, 'div >' is no CSS selector: Expected selector, got <EOF at 5>",
    ),
    "no XPath": (
        "sources:\n  - name: a\n    kind: folder\n    path: x\n    drop: ['//div[']\n",
        ":5: sources.0.drop.0: Value error, '//div[' is no XPath: Invalid expression",
    ),
    "a limit of nothing": (
        "sources:\n  - name: a\n    kind: feed\n    url: https://a.example\n    max_pages: 0\n",
        ":5: sources.0.max_pages: Input should be greater than or equal to 1",
    ),
    "a key of another kind": (
        "sources:\n  - name: a\n    kind: folder\n    path: x\n    delay: 1\n",
        ":5: sources.0.delay: no such key; allowed are name, ",
    ),
}


@pytest.mark.parametrize(("text", "told"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "sources.yml"
    path.write_text(text)
    with pytest.raises(TradepagesError) as error:
        read_sources(path)
    assert f"{path}{told}" in str(error.value)


def test_what_the_entries_say_of_cleaning(tmp_path: Path) -> None:
    path = tmp_path / "sources.yml"
    path.write_text(
        "sources:\n  - {name: a, kind: folder, path: x, enabled: false, keep: ['#story'], language: vi, place: Hanoi}\n"
        "  - {name: b, kind: folder, path: x, drop: [//aside]}\n"
    )
    assert sources.overrides(path) == {
        "a": Overrides(keep=("#story",), language="vi", place="Hanoi"),
        "b": Overrides(drop=("//aside",)),
    }
    assert sources.overrides(tmp_path / "none.yml") == {}


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "sources.yml"
    path.write_text("sources:\n  - {name: A, kind: folder, path: x}\n  - {name: b, kind: folder}\n")
    with pytest.raises(TradepagesError, match=r"(?s):2: .*:3: "):
        read_sources(path)


def test_an_unknown_kind_is_answered_with_the_kinds_there_are(tmp_path: Path) -> None:
    path = tmp_path / "sources.yml"
    path.write_text("sources:\n  - {name: a, kind: folders, path: x}\n")
    with pytest.raises(TradepagesError, match="'folder'"):
        read_sources(path)


def test_a_missing_file_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(TradepagesError, match="TRADEPAGES_SOURCES"):
        read_sources(tmp_path / "none.yml")


def test_the_shipped_sources_are_sound_and_only_the_samples_are_on() -> None:
    samples, *catalogue = read_sources(PROJECT_ROOT / "seeds/sources.yml")
    assert samples == FolderSource(name="samples", kind="folder", path=PROJECT_ROOT / "seeds/pages")
    assert len(catalogue) > 20
    assert not any(source.enabled for source in catalogue)
    assert {source.kind for source in catalogue} == {"feed", "crawl", "warc"}


def test_a_folder_in_place_of_the_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRADEPAGES_PAGES", str(tmp_path))
    settings = Settings()
    assert sources.enabled_sources(settings.sources_file, settings.pages_dir) == [
        FolderSource(name="pages", kind="folder", path=tmp_path)
    ]


def test_pages_of_sub_folders_are_listed_in_order_and_other_files_are_not(tmp_path: Path) -> None:
    for name in ("b.html", "a.txt", "z/b.HTM", "z/a.html", "notes.json", "README", "y/c.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = [ref.source_uri for ref in folder.discover(FolderSource(name="pages", kind="folder", path=tmp_path))]
    assert found == [(tmp_path / name).as_uri() for name in ("a.txt", "b.html", "z/a.html", "z/b.HTM")]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(TradepagesError, match=r"'pages': .*none is not a folder"):
        list(folder.discover(FolderSource(name="pages", kind="folder", path=tmp_path / "none")))


NAMES = ["plain.html", "two words.html", "100%.html", "a#b?c.html", "广西.html", os.fsdecode(b"caf\xe9.html")]


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_any_name_of_a_file_leads_back_to_it(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"text")
    [ref] = folder.discover(FolderSource(name="pages", kind="folder", path=tmp_path))
    page = sources.fetch(ref, max_bytes=100)
    assert (page.content, page.content_type, page.source_uri) == (b"text", "text/html", ref.source_uri)


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    path.touch()
    os.truncate(path, 2**40)  # a hole: reading it would take all memory
    assert _refusal(path, max_bytes=2**39) == (
        RejectReason.TOO_LARGE,
        "1,099,511,627,776 bytes; the limit is 549,755,813,888",
    )


def test_a_file_of_just_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(b"x" * 10)
    assert len(sources.fetch(PageRef("pages", path.as_uri()), max_bytes=10).content) == 10
    assert _refusal(path, max_bytes=9)[0] is RejectReason.TOO_LARGE


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.html")
    (tmp_path / "dangling.html").symlink_to(tmp_path / "none")
    assert _refusal(tmp_path / "pipe.html")[0] is RejectReason.UNREADABLE
    assert _refusal(tmp_path / "dangling.html")[0] is RejectReason.UNREADABLE


def _refusal(path: Path, max_bytes: int = 100) -> tuple[RejectReason, str]:
    with pytest.raises(PermanentError) as error:
        sources.fetch(PageRef("pages", path.as_uri()), max_bytes)
    return error.value.reason, error.value.detail


def test_relative_paths_start_at_the_file(tmp_path: Path) -> None:
    path = tmp_path / "conf/sources.yml"
    path.parent.mkdir()
    path.write_text(
        "sources:\n"
        "  - {name: a, kind: folder, path: pages}\n"
        "  - {name: b, kind: urls, file: ../urls.txt}\n"
        "  - {name: c, kind: warc, files: ['*.warc.gz', 's3://bucket/*.warc.gz']}\n"
    )
    assert [source.where for source in read_sources(path)] == [
        str(tmp_path / "conf/pages"),
        str(tmp_path / "urls.txt"),
        f"{tmp_path}/conf/*.warc.gz, s3://bucket/*.warc.gz",
    ]
