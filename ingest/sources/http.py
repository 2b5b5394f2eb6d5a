"""The polite client: robots.txt, turns, retries, conditional requests, redirects, and limits of size, time and type."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

import httpx

from ingest import __version__
from ingest.errors import PermanentError, RejectReason
from ingest.records import Exchange
from ingest.sources.address import host_of
from ingest.sources.decoding import ACCEPTED, read_body
from ingest.sources.guard import Deadline, GuardedTransport, check_url
from ingest.sources.pace import Turns
from ingest.sources.robots import RobotsCache, Rules

TRIES = 3
FIRST_WAIT = 1.0  # seconds before the second try, about; doubled for the third
MOST_REDIRECTS = 10
TRANSIENT = frozenset({408, 425, 429, 500, 502, 503, 504})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
WITH_BODY = frozenset({200, 203, 304})
TIMEOUT = httpx.Timeout(30, connect=15).as_dict()  # seconds of silence
PAGE_TYPES = frozenset({"text/html", "text/plain", "application/xhtml+xml", "application/xml", "text/xml"})
ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.9,*/*;q=0.1"


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms a source is asked: `delay` seconds between requests, `seconds` and `max_bytes` for an answer.

    `types` are the media types that are read; null reads any.
    """

    max_bytes: int
    delay: float = 1.0
    seconds: float = 60.0
    allow_private: bool = False
    types: frozenset[str] | None = PAGE_TYPES


Log = Callable[[Exchange], object]


def user_agent(contact: str) -> str:
    """Say who asks, and whom a site's owner can write to."""
    return f"Tradepages/{__version__} (+{contact})" if contact else f"Tradepages/{__version__}"


class Client:
    """Asks web servers. Threads may share it."""

    def __init__(self, contact: str, cache: Path) -> None:
        deadline = Deadline()
        self.deadline = deadline
        # Two transports, so that no connection into the house is ever used for a source that may not go there.
        self.transports = {flag: GuardedTransport(deadline, allow_private=flag) for flag in (False, True)}
        self.headers = {"User-Agent": user_agent(contact), "Accept": ACCEPT, "Accept-Encoding": ACCEPTED}
        self.turns = Turns(cache / "hosts")
        self.robots = RobotsCache(cache / "robots")

    def close(self) -> None:
        """Close all connections, and keep what pauses are left."""
        self.turns.close()
        for transport in self.transports.values():
            transport.close()

    def get(self, address: str, terms: Terms, log: Log, conditions: Mapping[str, str] | None = None) -> Exchange:
        """Fetch an address, over redirects; give the last exchange, and log every one.

        The answer's status is 200, 203 or, where `conditions` were sent, 304; anything else raises PermanentError.
        """
        answer = self._follow(_url(address), terms, log, conditions or {}, self._rules)
        if answer.status not in WITH_BODY or (answer.status == 304 and not conditions):
            raise _status(answer)
        return answer

    def _rules(self, url: httpx.URL, terms: Terms) -> Rules:
        """Give the rules of the site that an address belongs to."""
        plain = Terms(terms.max_bytes, terms.delay, terms.seconds, terms.allow_private, types=None)
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"

        def ask(address: str) -> Exchange:
            return self._follow(_url(address), plain, _ignore, {}, _everything)

        return self.robots.rules(origin, ask)

    def _follow(
        self,
        url: httpx.URL,
        terms: Terms,
        log: Log,
        conditions: Mapping[str, str],
        rules_of: Callable[[httpx.URL, Terms], Rules],
    ) -> Exchange:
        cookies = httpx.Cookies()  # of this page alone: some sites set one, and ask again
        for _ in range(MOST_REDIRECTS + 1):
            check_url(url)
            rules = rules_of(url, terms)
            rules.check(str(url))
            request = httpx.Request(
                "GET", url, headers={**self.headers, **conditions}, extensions={"timeout": dict(TIMEOUT)}
            )
            cookies.set_cookie_header(request)
            answer = self._ask(request, terms, max(terms.delay, rules.delay), log, cookies)
            place = answer.header("location") if answer.status in REDIRECTS else None
            if place is None:
                return answer
            url = _url(place, url)
        raise PermanentError(RejectReason.REFUSED, f"more than {MOST_REDIRECTS} redirects, the last to {url}")

    def _ask(self, request: httpx.Request, terms: Terms, delay: float, log: Log, cookies: httpx.Cookies) -> Exchange:
        """Send one request, again after a while where what went wrong may pass."""
        for number in range(1, TRIES + 1):
            with self.turns.turn(host_of(str(request.url)), delay) as host:
                wait = random.uniform(0.5, 1.0) * FIRST_WAIT * 2 ** (number - 1) if number < TRIES else 0.0
                try:
                    answer = self._exchange(request, terms, log, cookies)
                except httpx.TimeoutException as error:
                    host.failed()
                    raise PermanentError(RejectReason.TOO_SLOW, f"not done within {terms.seconds:g} s") from error
                except httpx.TransportError as error:
                    host.failed()
                    problem = PermanentError(RejectReason.UNREADABLE, f"{error or type(error).__name__}")
                else:
                    host.answered()
                    log(answer)
                    if answer.status not in TRANSIENT:
                        return answer
                    wait = max(wait, _retry_after(answer))
                    problem = _status(answer)
                host.rest(wait)
        raise PermanentError(problem.reason, f"{problem.detail}, asked {TRIES} times")

    def _exchange(self, request: httpx.Request, terms: Terms, log: Log, cookies: httpx.Cookies) -> Exchange:
        """Send a request and read the answer; one that is refused by its head or on the way is logged without body."""
        sent_at = datetime.now(UTC)
        with self.deadline.within(terms.seconds):
            response = self.transports[terms.allow_private].handle_request(request)
            response.request = request
            try:
                cookies.extract_cookies(response)
                body = b""
                if response.status_code in WITH_BODY:
                    _check_head(response, terms)
                    body = read_body(response.iter_raw(), response.headers.get("content-encoding", ""), terms.max_bytes)
            except PermanentError:
                log(_noted(response, sent_at, b""))
                raise
            finally:
                response.close()
        return _noted(response, sent_at, body)


def _noted(response: httpx.Response, sent_at: datetime, body: bytes) -> Exchange:
    return Exchange(
        url=str(response.request.url),
        sent_at=sent_at,
        request_headers=_headers(response.request.headers),
        status=response.status_code,
        reason=response.reason_phrase,
        headers=_headers(response.headers),
        body=body,
    )


def _url(address: str, base: httpx.URL | None = None) -> httpx.URL:
    try:
        url = base.join(address) if base is not None else httpx.URL(address)
        return url.copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError) as error:
        raise PermanentError(RejectReason.REFUSED, f"{address[:200]!r} is no address: {error}") from error


def _check_head(response: httpx.Response, terms: Terms) -> None:
    """Refuse by its head what need not be read."""
    media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if terms.types is not None and media_type and media_type not in terms.types and response.status_code != 304:
        raise PermanentError(RejectReason.REFUSED, f"{media_type} is no page")
    length = response.headers.get("content-length", "")
    if length.isdecimal() and int(length) > terms.max_bytes:
        raise PermanentError(RejectReason.TOO_LARGE, f"{int(length):,} bytes; the limit is {terms.max_bytes:,}")


def _retry_after(answer: Exchange) -> float:
    """Give the seconds for which a server asks to be left alone; 0 where it doesn't."""
    value = answer.header("retry-after") or ""
    if value.isdecimal():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return 0.0
    return max(0.0, (moment.astimezone(UTC) - datetime.now(UTC)).total_seconds())


def _status(answer: Exchange) -> PermanentError:
    return PermanentError(RejectReason.HTTP_ERROR, f"HTTP {answer.status} {answer.reason}".strip())


def _headers(headers: httpx.Headers) -> tuple[tuple[str, str], ...]:
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in headers.raw)


def _ignore(exchange: Exchange) -> None:
    """Log nothing: what a site says of robots is no page."""


def _everything(url: httpx.URL, terms: Terms) -> Rules:
    """Give the rules for robots.txt itself, which may always be asked for."""
    return Rules(None)
