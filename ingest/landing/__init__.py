"""The landing zone: what runs saw, as WARC (ISO 28500), kept as fetched, so that everything later can be rebuilt.

A file holds one batch of one run. A visit is a `metadata` record with what is known of it, and before that what came:
for a new or changed page its bytes (`resource` for a file, `request` and `response` for an address of the web), for one
whose bytes are in an earlier file a `revisit`, and for what led there (redirects) or came to nothing the `request` and
`response` without a body. Bodies are kept decoded, with what was undone in `X-Crawl-...` headers, as Common Crawl does.
Record ids follow from run, address and content; digests are SHA-256. A file under `asked/` tells which sources a run
asked, those that had nothing too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import IO, NamedTuple

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord

from ingest import __version__
from ingest.files import replacing
from ingest.landing.writing import UNKNOWN_TYPE, Writer, write_visit
from ingest.records import Fetched, Page, Visit, digest, host_of

NEAR_FILES = 10  # files of earlier runs that are looked through for further pages of a site


def write_visits(zone: Path, run_id: str, batch: str, visits: Iterable[tuple[Visit, Fetched]]) -> Path:
    """Write a batch's visits, each with its page where it is new or changed, into one file, whole or not at all.

    The file's name ends with a digest of what was seen: another batch of visits is another file, and no file of the
    landing zone is ever written over with other pages.
    """
    keys: list[str] = []
    unnamed = zone / f"{run_id}-{batch}.warc.gz"
    with replacing(unnamed) as temporary, temporary.open("wb") as file:
        writer = _begin(file, run_id)
        for visit, fetched in visits:
            write_visit(writer, run_id, visit, fetched)
            keys.append(f"{visit.source_uri} {visit.content_hash} {visit.outcome}")
    return unnamed.rename(zone / f"{run_id}-{batch}-{digest(*sorted(keys))}.warc.gz")


def write_asked(zone: Path, run_id: str, sources: Sequence[str]) -> None:
    """Note which sources a run asked."""
    with replacing(zone / "asked" / f"{run_id}-{digest(*sources)}.warc.gz") as temporary, temporary.open("wb") as file:
        _begin(file, run_id, sources=" ".join(sources))


def read_asked(zone: Path) -> list[tuple[str, str]]:
    """Give every run with each source that it asked."""
    found = (_about(path)[1] for path in sorted((zone / "asked").glob("*.warc.gz")))
    return [(info["isPartOf"], source) for info in found for source in info["sources"].split()]


def read_visits(path: Path) -> Iterator[tuple[Visit, Page | None]]:
    """Read what `write_visits` wrote, in its order."""
    with path.open("rb") as file:
        capture: Capture | None = None
        for record in ArchiveIterator(file):
            if record.rec_type in {"resource", "response", "revisit"}:
                capture = _capture(record)
            elif record.rec_type == "metadata":
                fields = _fields(record.content_stream().read())
                yield _visit_and_page(record, capture, fields, path.name)
                capture = None


def read_pages(path: Path) -> Iterator[Page]:
    """Read the new and changed pages of a file of the landing zone."""
    return (page for _, page in read_visits(path) if page is not None)


def files_in_order(zone: Path, since: datetime | None = None) -> list[tuple[Path, str]]:
    """List the files of the landing zone with the run that each belongs to, in the order of their writing.

    With `since` only the files of runs that began to write at that time or later.
    """
    found = []
    for path in zone.glob("*.warc.gz"):
        written_at, info = _about(path)
        found.append((written_at, path, info["isPartOf"]))
    found.sort()
    older = {run_id for written_at, _, run_id in found if since is not None and written_at < since}
    return [(path, run_id) for _, path, run_id in found if run_id not in older]


def pages_before(zone: Path, run_id: str, wanted: Mapping[str, int]) -> Iterator[Page]:
    """Give pages that landed before a run began, the latest files first: so many as `wanted` says of each host.

    What came before a run is the same whenever it is asked. At most NEAR_FILES files are read.
    """
    files = files_in_order(zone)
    first = next((n for n, (_, of_run) in enumerate(files) if of_run == run_id), 0)
    missing = Counter(wanted)
    for path, _ in reversed(files[max(0, first - NEAR_FILES) : first]):
        if not missing.total():
            return
        for page in read_pages(path):
            host = host_of(page.source_uri) or ""
            if missing[host] > 0:
                missing[host] -= 1
                yield page


def _begin(file: IO[bytes], run_id: str, **more: str) -> Writer:
    """Write what a file is, and give the writer of its further records."""
    writer = Writer(file)
    info = {"software": f"tradepages/{__version__}", "format": "WARC File Format 1.1", "isPartOf": run_id, **more}
    writer.write_record(writer.create_warcinfo_record(None, info))
    return writer


def _about(path: Path) -> tuple[datetime, dict[str, str]]:
    """Give when a file was begun, and what it says of itself."""
    with path.open("rb") as file:
        info = next(iter(ArchiveIterator(file)))
        return datetime.fromisoformat(info.rec_headers.get_header("WARC-Date")), _fields(info.content_stream().read())


class Capture(NamedTuple):
    """The last record of a visit that holds what came."""

    kind: str
    captured_at: datetime
    refers_to: datetime | None
    content: bytes
    content_type: str | None


def _capture(record: ArcWarcRecord) -> Capture:
    header = record.rec_headers.get_header
    headers = record.http_headers or record.rec_headers
    refers_to = header("WARC-Refers-To-Date")
    return Capture(
        kind=record.rec_type,
        captured_at=datetime.fromisoformat(header("WARC-Date")),
        refers_to=datetime.fromisoformat(refers_to) if refers_to else None,
        content=record.raw_stream.read(),
        content_type=headers.get_header("Content-Type"),
    )


def _visit_and_page(
    about: ArcWarcRecord, capture: Capture | None, fields: dict[str, str], file_name: str
) -> tuple[Visit, Page | None]:
    header = about.rec_headers.get_header
    has_landed = fields.get("landed") == "yes"
    status = fields.get("http_status")
    visit = Visit(
        source=fields["source"],
        source_uri=header("WARC-Target-URI"),
        content_hash=fields.get("content_hash"),
        outcome=fields["outcome"],
        reason_code=fields.get("reason_code"),
        detail=fields.get("detail"),
        visited_at=datetime.fromisoformat(header("WARC-Date")),
        landed_file=file_name if has_landed else None,
        landed_at=capture and (capture.captured_at if has_landed else capture.refers_to),
        http_status=int(status) if status else None,
        etag=fields.get("etag"),
        last_modified=fields.get("last_modified"),
        bytes=int(fields.get("bytes", 0)),
        seconds=float(fields.get("seconds", 0)),
        redirects=tuple(fields.get("redirects", "").split()),
    )
    if capture is None or not has_landed:
        return visit, None
    content_type = None if capture.content_type == UNKNOWN_TYPE else capture.content_type
    url = fields.get("url")
    page = Page(visit.source, visit.source_uri, capture.content, content_type, capture.captured_at, url)
    return visit, page


def _fields(body: bytes) -> dict[str, str]:
    lines = (line.partition(": ") for line in body.decode().splitlines())
    return {name: value for name, _, value in lines}
