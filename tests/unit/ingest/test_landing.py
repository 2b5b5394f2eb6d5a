from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType
from warcio.cli import main as warcio

from ingest import landing
from ingest.records import Fetched, Page, Visit

MONDAY = datetime(2026, 11, 16, 2, 0, 0, 123456, tzinfo=UTC)
TUESDAY = datetime(2026, 11, 17, 2, tzinfo=UTC)

CONTENTS = {
    "a page": b"<html>text</html>",
    "no byte": b"",
    "bytes like a record": b"\r\n\r\nWARC/1.1\r\nWARC-Type: response\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n",
    "bytes like a response": b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nbody",
    "any byte": bytes(range(256)) * 500,
}


def seen(content: bytes, name: str = "a%20page.html", **fields: object) -> tuple[Visit, Fetched]:
    page = Page("samples", f"file:///pages/{name}", content, "text/html", MONDAY)
    visit = Visit(page.source, page.source_uri, page.content_hash, "new", None, None, MONDAY)
    return replace(visit, **fields), Fetched(page, None, MONDAY)  # type: ignore[arg-type]


NOTHING = Fetched(None, None, MONDAY)


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
def test_a_page_comes_back_byte_for_byte(tmp_path: Path, content: bytes) -> None:
    visit, fetched = seen(content)
    path = landing.write_visits(tmp_path, "monday", "00000", [(visit, fetched)])
    assert list(landing.read_pages(path)) == [fetched.page]
    assert list(landing.read_visits(path)) == [(replace(visit, landed_file=path.name, landed_at=MONDAY), fetched.page)]


def test_an_unchanged_page_refers_to_the_time_at_which_its_bytes_came(tmp_path: Path) -> None:
    visit, _ = seen(b"text", outcome="unchanged", visited_at=TUESDAY, landed_at=MONDAY)
    path = landing.write_visits(tmp_path, "tuesday", "00000", [(visit, NOTHING)])
    assert list(landing.read_visits(path)) == [(visit, None)]
    [record] = [record for record in ArchiveIterator(path.open("rb")) if record.record_type == WarcRecordType.revisit]
    assert record.headers["WARC-Refers-To-Date"] == "2026-11-16T02:00:00.123456Z"


def test_a_page_that_never_came_keeps_its_reason_on_one_line(tmp_path: Path) -> None:
    visit, _ = seen(
        b"", content_hash=None, outcome="rejected", reason_code="too_large", detail="50 MB:\r\nthe limit\nis 20"
    )
    path = landing.write_visits(tmp_path, "monday", "00000", [(visit, NOTHING)])
    assert list(landing.read_visits(path)) == [(replace(visit, detail="50 MB: the limit is 20"), None)]


def test_other_tools_find_the_file_sound(tmp_path: Path) -> None:
    visits = [seen(content, f"{number}.html") for number, content in enumerate(CONTENTS.values())]
    unchanged, _ = seen(b"text", "old.html", outcome="unchanged", landed_at=MONDAY)
    path = landing.write_visits(tmp_path, "monday", "00000", [*visits, (unchanged, NOTHING)])
    with pytest.raises(SystemExit, match=r"^0$"):
        warcio(["check", str(path)])
    pages = [record.reader.read() for record in ArchiveIterator(path.open("rb"), record_types=WarcRecordType.resource)]
    assert pages == list(CONTENTS.values())
    assert all(record.verify_block_digest() for record in ArchiveIterator(path.open("rb")))


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    def visits_that_break_off() -> object:
        yield seen(b"text")
        raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError, match="disk"):
        landing.write_visits(tmp_path, "monday", "00000", visits_that_break_off())  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_the_same_visits_give_the_same_name_and_others_another(tmp_path: Path) -> None:
    first = landing.write_visits(tmp_path, "monday", "00000", [seen(b"text")])
    again = landing.write_visits(tmp_path, "monday", "00000", [seen(b"text")])
    other = landing.write_visits(tmp_path, "monday", "00000", [seen(b"other text")])
    assert first == again
    assert other != first
    assert sorted(tmp_path.iterdir()) == sorted([first, other])


def test_files_are_listed_as_they_were_written(tmp_path: Path) -> None:
    later = [landing.write_visits(tmp_path, run, "00000", [seen(b"text")]) for run in ("b", "a", "c")]
    assert landing.files_in_order(tmp_path) == list(zip(later, ("b", "a", "c"), strict=True))


def test_pages_that_landed_before_a_run_the_latest_files_first(tmp_path: Path) -> None:
    """Of each host so many as are wanted; none of the run itself or of a later one."""

    def came(host: str, name: str) -> tuple[Visit, Fetched]:
        uri = f"https://{host}/{name}"
        visit, fetched = seen(name.encode(), source_uri=uri)
        assert fetched.page is not None
        return visit, replace(fetched, page=replace(fetched.page, source_uri=uri))

    nights = {
        "monday": [came("a.example", "1"), came("www.a.example", "2"), came("b.example", "3")],
        "tuesday": [came("a.example", "4"), came("c.example", "5")],
        "wednesday": [came("a.example", "6")],
        "thursday": [came("a.example", "7")],
    }
    for run_id, visits in nights.items():
        landing.write_visits(tmp_path, run_id, "00000", visits)

    def found(run_id: str, **wanted: int) -> list[str]:
        hosts = {f"{name}.example": count for name, count in wanted.items()}
        return [page.content.decode() for page in landing.pages_before(tmp_path, run_id, hosts)]

    assert found("wednesday", a=2) == ["4", "1"]
    assert found("wednesday", a=9, b=1) == ["4", "1", "2", "3"]
    assert found("thursday", a=1, c=1) == ["6", "5"]
    assert found("monday", a=9) == []
    assert found("never", a=9) == []
    assert found("thursday") == []
