"""Nothing inside the house is ever connected to, however its address is written, resolved or reached."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.errors import PermanentError, RejectReason
from ingest.sources.guard import is_public
from ingest.sources.http import Client, Terms
from tests.web.site import Answer, Site

TERMS = Terms(max_bytes=10_000, delay=0, seconds=5)

# What stands in an address, and where the resolver leads it: itself where nothing is said.
INSIDE = [
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "127.255.255.254",
    "2130706433",
    "0x7f000001",
    "0x7f.0.0.1",
    "0x7f.1",
    "0177.0.0.1",
    "017700000001",
    "0",
    "0.0.0.0",
    "10.0.0.1",
    "10.255.255.255",
    "167772161",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.0.1",
    "192.168.1.1",
    "0xc0a80101",
    "169.254.169.254",
    "2852039166",
    "0xa9fea9fe",
    "100.64.0.1",
    "100.100.100.200",
    "168.63.129.16",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "[::]",
    "[::1]",
    "[::127.0.0.1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[0:0:0:0:0:ffff:10.0.0.1]",
    "[::ffff:169.254.169.254]",
    "[64:ff9b::127.0.0.1]",
    "[64:ff9b::a9fe:a9fe]",
    "[64:ff9b:1::1]",
    "[2002:7f00:1::]",
    "[2002:a00:1::1]",
    "[2001:0:7f00:1::]",
    "[2001:db8::1]",
    "[100::1]",
    "[fe80::1]",
    "[fec0::1]",
    "[fc00::1]",
    "[fd00:ec2::254]",
    "[ff02::1]",
    "localhost",
    "LOCALHOST",
    "①②⑦.⓪.⓪.①",
    "127。0。0。1",
]
NAMES = {  # names under somebody's own rule that lead inside, or both out and in
    "localhost.": ["127.0.0.1"],
    "inside.example": ["10.0.0.7"],
    "metadata.example": ["169.254.169.254"],
    "sixfold.example": ["::1"],
    "mapped.example": ["::ffff:192.168.0.1"],
    "mixed.example": ["93.184.215.14", "127.0.0.1"],
    "xn--fiqs8s.example": ["127.0.0.1"],
    "127.0.0.1.nip.example": ["127.0.0.1"],
}
NEVER = [
    "file:///etc/passwd",
    "ftp://example.org/page",
    "gopher://127.0.0.1:70/",
    "dict://127.0.0.1:11211/stats",
    "data:text/html,page",
    "javascript:alert(1)",
    "//example.org/page",
    "http://",
    "http:///page",
    "https://user:secret@example.org/",
    "http://example.org@127.0.0.1/",
    "http://127.0.0.1#@example.org/",
    "http://127.0.0.1:99999/",
    "http://[::1",
    "http://example.org\r\nHost: inside/",
]


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Addresses that were connected to, which the sockets themselves tell; names resolve as NAMES says."""
    real, seen = socket.getaddrinfo, []
    connect = socket.socket.connect

    def resolve(host: str, port: int, *args: object, **kwargs: object) -> list[tuple[object, ...]]:
        if host in NAMES:
            kind = {True: socket.AF_INET6, False: socket.AF_INET}
            return [(kind[":" in ip], socket.SOCK_STREAM, 6, "", (ip, port)) for ip in NAMES[host]]
        return real(host, port, *args, **kwargs)  # type: ignore[arg-type]

    def note(self: socket.socket, address: object) -> None:
        seen.append(address)
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket.socket, "connect", note)
    return seen


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    client = Client("", tmp_path)
    yield client
    client.close()


def refusal(client: Client, address: str) -> PermanentError:
    with pytest.raises(PermanentError) as error:
        client.get(address, TERMS, lambda _: None)
    return error.value


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("host", [*INSIDE, *NAMES], ids=ascii)
def test_no_address_leads_inside(client: Client, connected: list[object], scheme: str, host: str) -> None:
    error = refusal(client, f"{scheme}://{host}:8080/page")
    assert connected == []
    assert error.reason is RejectReason.REFUSED


def test_all_but_names_that_do_not_resolve_are_refused_by_their_address() -> None:
    """The table above can't pass for want of a resolver: its numeric addresses are judged one by one."""
    numeric = [socket.getaddrinfo(host.strip("[]"), 80)[0][4][0] for host in INSIDE if host.isascii()]
    assert len(numeric) > 50
    assert [ip for ip in numeric if is_public(str(ip))] == []


@pytest.mark.parametrize(
    "ip", ["93.184.215.14", "1.1.1.1", "172.32.0.1", "2606:4700::1111", "::ffff:93.184.215.14", "64:ff9b::5db8:d70e"]
)
def test_what_is_public_may_be_asked(ip: str) -> None:
    assert is_public(ip)


@pytest.mark.parametrize("address", NEVER, ids=ascii)
def test_what_is_no_address_of_the_web_is_refused(client: Client, connected: list[object], address: str) -> None:
    assert refusal(client, address).reason is RejectReason.REFUSED
    assert connected == []


def test_a_secret_in_an_address_is_not_told_on(client: Client) -> None:
    assert "secret" not in refusal(client, "https://user:secret@example.org/").detail


def test_a_name_is_resolved_once_and_what_was_checked_is_connected_to(
    client: Client, connected: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that is public when it is checked and inside when it is connected to: the second answer is never asked."""
    answers = [["93.184.215.14"], ["127.0.0.1"], ["127.0.0.1"]]
    monkeypatch.setattr(socket.socket, "connect", lambda _, address: (connected.append(address), _refuse())[1])

    def resolve(host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        return [(2, 1, 6, "", (answers.pop(0)[0] if host == "rebinding.example" else host, port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr("ingest.sources.http.TRIES", 1)
    refusal(client, "http://rebinding.example/")
    assert connected == [("93.184.215.14", 80)]
    assert len(answers) == 2


def _refuse() -> None:
    raise ConnectionRefusedError


@pytest.mark.parametrize("target", ["http://127.0.0.1:1/", "http://[::1]:1/", "http://2130706433:1/", "file:///etc/x"])
def test_a_redirect_does_not_lead_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str) -> None:
    """The site itself stands in for a public one; what it redirects to is judged as ever."""
    with Site() as site:
        site.answers["/page"] = Answer(status=302, headers={"Location": target})
        monkeypatch.setattr("ingest.sources.guard.is_public", lambda ip: len(site.asked) < 2)  # robots.txt, the page
        client = Client("", tmp_path)
        error = refusal(client, site.url("/page"))
        client.close()
        assert error.reason is RejectReason.REFUSED
        assert site.paths() == ["/robots.txt", "/page"]


def test_a_source_may_say_that_it_goes_inside(tmp_path: Path) -> None:
    with Site() as site:
        site.answers["/page"] = Answer(b"text")
        client = Client("", tmp_path)
        open_terms = Terms(max_bytes=10_000, delay=0, allow_private=True)
        assert client.get(site.url("/page"), open_terms, lambda _: None).body == b"text"
        # The open connection and the known robots.txt are of no use to a source that may not go there.
        assert refusal(client, site.url("/page")).reason is RejectReason.REFUSED
        assert site.paths() == ["/robots.txt", "/page"]
        client.close()


def test_certificates_are_checked(client: Client) -> None:
    for transport in client.transports.values():
        context = transport._pool._ssl_context
        assert isinstance(context, ssl.SSLContext)
        assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)
