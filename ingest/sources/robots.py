"""robots.txt by RFC 9309: 4xx means that there are no rules; who can't be asked for them is not asked at all."""

from __future__ import annotations

import json
import threading
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from protego import Protego

from ingest.errors import PermanentError, RejectReason
from ingest.files import replacing
from ingest.records import Exchange, digest

TOKEN = "tradepages"  # the name by which robots.txt may address this crawler
KEPT = timedelta(days=1)
READ_BYTES = 512_000  # the RFC asks for 500 KiB at least
LONGEST_DELAY = 60.0  # seconds; a site that wants longer pauses gets them of this length


@dataclass(frozen=True, slots=True)
class Rules:
    """What one site allows. `problem` is set where nothing is, for its rules could not be read."""

    parsed: Protego | None
    problem: str | None = None

    def check(self, url: str) -> None:
        """Raise PermanentError (ROBOTS) where the site asks not to fetch this address."""
        if self.problem is not None:
            raise PermanentError(RejectReason.ROBOTS, self.problem)
        if self.parsed is not None and not self.parsed.can_fetch(url, TOKEN):
            raise PermanentError(RejectReason.ROBOTS, f"robots.txt asks not to fetch {url}")

    @property
    def delay(self) -> float:
        """The pause between two requests that the site asks for, in seconds."""
        return min(float((self.parsed and self.parsed.crawl_delay(TOKEN)) or 0), LONGEST_DELAY)


class RobotsCache:
    """The rules of sites, kept for a day in a folder, so that the steps of a night ask once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.known: dict[str, Rules] = {}
        self.locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)

    def rules(self, origin: str, ask: Callable[[str], Exchange]) -> Rules:
        """Give the rules of an origin (`https://example.org`); `ask` fetches an address."""
        with self.locks[origin]:  # two sources of one site ask once
            found = self.known.get(origin)
            if found is None:
                found = self._kept(origin) or self._asked(origin, ask)
                self.known[origin] = found
            return found

    def _kept(self, origin: str) -> Rules | None:
        path = self.folder / f"{digest(origin)}.json"
        if not path.exists():
            return None
        kept = json.loads(path.read_text(encoding="utf-8"))
        if datetime.now(UTC) - datetime.fromisoformat(kept["asked_at"]) > KEPT:
            return None
        return Rules(Protego.parse(kept["text"]))

    def _asked(self, origin: str, ask: Callable[[str], Exchange]) -> Rules:
        try:
            answer = ask(f"{origin}/robots.txt")
        except PermanentError as error:
            if error.reason is RejectReason.REFUSED:
                raise  # the guard's word is on the site itself
            return Rules(None, f"{origin}/robots.txt can't be had ({error.detail}), so nothing may be fetched")
        if 400 <= answer.status < 500:
            text = ""
        elif answer.status == 200:
            text = answer.body[:READ_BYTES].decode("utf-8", errors="replace")
        else:
            return Rules(None, f"{origin}/robots.txt answers HTTP {answer.status}, so nothing may be fetched")
        kept = {"origin": origin, "asked_at": datetime.now(UTC).isoformat(), "text": text}
        with replacing(self.folder / f"{digest(origin)}.json") as temporary:
            temporary.write_text(json.dumps(kept), encoding="utf-8")
        return Rules(Protego.parse(text))
