"""robots.txt by RFC 9309, against a real server."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ingest.errors import PermanentError
from ingest.sources.http import Client, Terms
from tests.web.site import Answer, Site

TERMS = Terms(max_bytes=1_000_000, delay=0, seconds=2, allow_private=True)
RULES = b"""
User-agent: *
Disallow: /

User-Agent: tradepages
Disallow: /private
Allow: /private/open
Disallow: /*.pdf$
Crawl-delay: 0.2
"""


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.sources.http.FIRST_WAIT", 0.01)


def is_allowed(client: Client, site: Site, path: str) -> bool:
    site.answers[path] = Answer(b"page")
    log: list[object] = []
    with suppress(PermanentError):
        client.get(site.url(path), TERMS, log.append)
    assert bool(log) == (path in [asked.path for asked in site.asked])
    return bool(log)


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/news", True), ("/private", False), ("/private/x", False), ("/private/open", True), ("/a.pdf", False)],
)
def test_the_group_for_this_crawler_holds(client: Client, site: Site, path: str, allowed: bool) -> None:
    site.answers["/robots.txt"] = Answer(RULES, content_type="text/plain")
    assert is_allowed(client, site, path) is allowed


@pytest.mark.parametrize(("status", "allowed"), [(401, True), (403, True), (404, True), (410, True), (500, False)])
def test_a_site_without_rules_may_be_asked_and_one_that_fails_may_not(
    client: Client, site: Site, status: int, allowed: bool
) -> None:
    site.answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /", status=status)
    assert is_allowed(client, site, "/news") is allowed


def test_a_site_whose_rules_cannot_be_reached_is_not_asked(client: Client, site: Site) -> None:
    site.answers["/robots.txt"] = lambda handler: setattr(handler, "close_connection", True)
    assert not is_allowed(client, site, "/news")


def test_rules_may_lie_behind_a_redirect(client: Client, site: Site) -> None:
    site.answers["/robots.txt"] = Answer(status=301, headers={"Location": "/rules"})
    site.answers["/rules"] = Answer(b"User-agent: *\nDisallow: /private")
    assert not is_allowed(client, site, "/private")
    assert is_allowed(client, site, "/news")


def test_a_redirect_does_not_lead_to_what_is_disallowed(client: Client, site: Site) -> None:
    site.answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /private")
    site.answers["/page"] = Answer(status=302, headers={"Location": "/private"})
    with pytest.raises(PermanentError, match=r"robots\.txt asks not to fetch"):
        client.get(site.url("/page"), TERMS, lambda _: None)
    assert "/private" not in site.paths()


def test_rules_are_asked_for_once_a_day(site: Site, tmp_path: Path) -> None:
    site.answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /private")
    for _ in range(2):
        client = Client("", tmp_path)
        assert not is_allowed(client, site, "/private")
        client.close()
    assert site.paths() == ["/robots.txt"]
    [path] = (tmp_path / "robots").glob("*.json")
    kept = json.loads(path.read_text())
    path.write_text(json.dumps({**kept, "asked_at": (datetime.now(UTC) - timedelta(hours=25)).isoformat()}))
    client = Client("", tmp_path)
    assert not is_allowed(client, site, "/private")
    client.close()
    assert site.paths() == ["/robots.txt"]


def test_the_pause_that_a_site_asks_for_is_kept(client: Client, site: Site) -> None:
    from time import monotonic

    site.answers["/robots.txt"] = Answer(RULES)
    began = monotonic()
    for path in ("/1", "/2", "/3"):
        assert is_allowed(client, site, path)
    assert monotonic() - began > 0.4


def test_who_asks_is_told(client: Client, site: Site) -> None:
    is_allowed(client, site, "/news")
    agent = site.asked[-1].headers["user-agent"]
    assert agent.startswith("Tradepages/")
    assert agent.endswith("(+https://tradepages.example/contact)")
