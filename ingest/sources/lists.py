"""Lists of pages (feeds, sitemaps, pages of links), kept between nights so that they too are asked conditionally."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from ingest.errors import PermanentError
from ingest.files import replacing
from ingest.records import Exchange, PageRef, digest
from ingest.sources.http import Client, Terms

Ask = Callable[[str], Exchange]  # fetches a list by its address; raises PermanentError


class ListCache:
    """Asks for lists, and keeps each with what its server wants to be told the next time."""

    def __init__(self, folder: Path, client: Client) -> None:
        self.folder = folder
        self.client = client

    def get(self, address: str, terms: Terms) -> Exchange:
        """Give a list as it is now; its `url` is the address that it was found at in the end."""
        path = self.folder / f"{digest(address)}.json"
        kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else None
        answer = self.client.get(address, terms, _ignore, kept and kept["conditions"])
        if answer.status == 304 and kept is not None:
            headers = tuple((name, value) for name, value in kept["headers"])
            return replace(answer, url=kept["url"], status=200, headers=headers, body=base64.b64decode(kept["body"]))
        if found := conditions(answer):
            told = {
                "address": address,
                "asked_at": datetime.now(UTC).isoformat(),
                "url": answer.url,
                "conditions": found,
                "headers": answer.headers,
                "body": base64.b64encode(answer.body).decode(),
            }
            with replacing(path) as temporary:
                temporary.write_text(json.dumps(told), encoding="utf-8")
        return answer


def conditions(answer: Exchange) -> dict[str, str]:
    """Give the headers that make the next request for the same address a conditional one."""
    told = {"If-None-Match": answer.header("etag"), "If-Modified-Since": answer.header("last-modified")}
    return {name: value for name, value in told.items() if value}


def failed(source: str, address: str, error: PermanentError) -> PageRef:
    """Stand in for the pages of a list that could not be had."""
    return PageRef(source, address, reason_code=error.reason, detail=error.detail)


def _ignore(exchange: Exchange) -> None:
    """Log nothing: a list is no page of the landing zone."""
