"""What a visit means against what is known of its address: new, changed, unchanged, or set aside."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from ingest.errors import RejectReason
from ingest.records import Exchange, Fetched, PageRef, Visit
from ingest.sources import conditions
from ingest.warehouse import LastVisit

# Reasons that say more of the machine and its limits than of the page: such a page is tried again at its next visit.
TRIED_AGAIN = {RejectReason.TOO_SLOW, RejectReason.OUT_OF_MEMORY, RejectReason.CRASHED, RejectReason.UNREADABLE}
# A server that says that a page is not there, or not for us, or that gives what is never read, is believed for a week.
REMEMBERED = timedelta(days=7)
NEVER_READ = {RejectReason.REFUSED, RejectReason.TOO_LARGE}
PASSING = {408, 425, 429}  # of the 4xx, those that may be over in a minute


def told(before: LastVisit | None) -> Mapping[str, str]:
    """Give the headers with which a page is asked for only if it has changed; none where its bytes are needed."""
    if before is None or before.landed_at is None or before.reason_code in TRIED_AGAIN:
        return {}
    headers = {"If-None-Match": before.etag, "If-Modified-Since": before.last_modified}
    return {name: value for name, value in headers.items() if value}


def without_asking(ref: PageRef, before: LastVisit | None, now: datetime) -> Visit | None:
    """Give the visit to an address that need not be asked: its list failed, or it lately failed for good."""
    if ref.reason_code is not None:
        return Visit(ref.source, ref.source_uri, None, "rejected", ref.reason_code, ref.detail, now)
    if before is None or before.http_status is None or before.refusal is None or before.asked_at is None:
        return None
    is_gone = 400 <= before.http_status < 500 and before.http_status not in PASSING
    if not (is_gone or before.refusal in NEVER_READ) or now - before.asked_at > REMEMBERED:
        return None
    detail = f"{before.refusal_detail} ({before.asked_at.astimezone(UTC):%Y-%m-%d}; asked again after a week)"
    return Visit(ref.source, ref.source_uri, None, "rejected", before.refusal, detail, now)


def judge(ref: PageRef, fetched: Fetched, before: LastVisit | None) -> Visit:
    """Say what came of asking; only a new or changed page costs anything further."""
    last = fetched.exchanges[-1] if fetched.exchanges else None
    page = fetched.page
    known_hash = before.content_hash if before else None
    content_hash = page.content_hash if page else known_hash if fetched.error is None else None
    outcome, landed_at = "new", before.landed_at if before else None
    reason: str | None = None
    detail: str | None = None
    if fetched.error is not None:
        outcome, reason, detail, landed_at = "rejected", fetched.error.reason, fetched.error.detail, None
    elif before is not None and content_hash == known_hash and before.reason_code not in TRIED_AGAIN:
        outcome = "rejected" if before.outcome == "rejected" else "unchanged"
        reason, detail = before.reason_code, before.detail
    elif landed_at is not None:
        outcome, landed_at = "changed", None
    return Visit(
        source=ref.source,
        source_uri=ref.source_uri,
        content_hash=content_hash,
        outcome=outcome,
        reason_code=reason,
        detail=detail,
        visited_at=fetched.asked_at,
        landed_at=landed_at,
        http_status=last.status if last else None,
        etag=_told(last, before, "If-None-Match") if content_hash else None,
        last_modified=_told(last, before, "If-Modified-Since") if content_hash else None,
        bytes=len(page.content) if page else 0,
        seconds=round(fetched.seconds, 3),
        redirects=tuple(dict.fromkeys(exchange.url for exchange in fetched.exchanges))[1:],
    )


def _told(last: Exchange | None, before: LastVisit | None, name: str) -> str | None:
    """Give what the server wants to be told at the next visit; an answer of 304 may leave it as it was."""
    if last is None:
        return None
    return conditions(last).get(name) or (told(before).get(name) if last.status == 304 else None)
