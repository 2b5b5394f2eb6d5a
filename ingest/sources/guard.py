"""What is never asked: schemes other than http(s), and addresses that lead inside the house.

A name is resolved once, what it resolves to is checked, and those very addresses are connected to, so that no name can
show one address to the check and another to the connection. Redirects pass here like any other request.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import httpcore
import httpx

from ingest.errors import PermanentError, RejectReason

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address
SocketOption = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]

# Global by the registries or by an older Python's knowledge of them, yet answered by the house's own machines (clouds
# keep their secrets there) or passed on to them; and blocks that are set apart for protocols and for documents.
ALSO_REFUSED = [
    ipaddress.ip_network(text)
    for text in ("168.63.129.16/32", "192.0.0.0/24", "192.88.99.0/24", "2001::/23", "2001:db8::/32", "3fff::/20")
]
ROUTED = ipaddress.ip_network("2000::/3")  # all that IPv6 has in use for the public internet
# IPv6 forms that carry an IPv4 address in their last 32 bits: NAT64 and the old IPv4-compatible form.
CARRIERS = [ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("::/96")]


def check_url(url: httpx.URL) -> None:
    """Raise PermanentError (REFUSED) for an address that is not to be asked, whatever it resolves to."""
    if url.scheme not in {"http", "https"}:
        raise PermanentError(RejectReason.REFUSED, f"{url}: only http and https are fetched")
    if not url.host:
        raise PermanentError(RejectReason.REFUSED, f"{url}: names no host")
    if url.userinfo:
        raise PermanentError(RejectReason.REFUSED, f"{url.copy_with(userinfo=b'')}: holds a user name")


def is_public(text: str) -> bool:
    """Say whether a numeric address belongs to the public internet, also where it hides in another form."""
    ip: Ip = ipaddress.ip_address(text)
    hidden = _hidden_in(ip)
    if hidden:
        return all(is_public(str(inner)) for inner in hidden)
    if any(ip in network for network in ALSO_REFUSED) or (ip.version == 6 and ip not in ROUTED):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback)


def _hidden_in(ip: Ip) -> list[ipaddress.IPv4Address]:
    """Give the IPv4 addresses that an IPv6 address carries (mapped, 6to4, Teredo, NAT64); none for others."""
    if isinstance(ip, ipaddress.IPv4Address):
        return []
    if ip.ipv4_mapped:
        return [ip.ipv4_mapped]
    if ip.sixtofour:
        return [ip.sixtofour]
    if ip.teredo:
        return list(ip.teredo)
    if any(ip in network for network in CARRIERS):
        return [ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)]
    return []


class Deadline(threading.local):
    """When the request that a thread is at must be done; no read, write or connect of that thread waits longer."""

    at: float | None = None

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Set the time limit of all that the block asks of the network."""
        self.at = time.monotonic() + seconds
        try:
            yield
        finally:
            self.at = None

    def cut(self, timeout: float | None, error: type[Exception]) -> float | None:
        """Give what is left of a timeout; raises `error` where nothing is."""
        if self.at is None:
            return timeout
        left = self.at - time.monotonic()
        if left <= 0:
            raise error("the time limit has passed")
        return left if timeout is None else min(timeout, left)


class GuardedBackend(httpcore.NetworkBackend):
    """Connects to public addresses only (or, where allowed, to any), and heeds the thread's deadline."""

    def __init__(self, deadline: Deadline, *, allow_private: bool) -> None:
        self.deadline = deadline
        self.allow_private = allow_private
        self.sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.NetworkStream:
        """Resolve, check, connect to the first address that answers."""
        addresses = self._resolve(host, port)
        if not self.allow_private:
            for address in addresses:
                if not is_public(address):
                    raise PermanentError(RejectReason.REFUSED, f"{host} leads to {address}, which is not public")
        for number, address in enumerate(addresses, 1):
            left = self.deadline.cut(timeout, httpcore.ConnectTimeout)
            try:
                stream = self.sockets.connect_tcp(address, port, left, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if number == len(addresses):
                    raise
            else:
                return _Stream(stream, self.deadline)
        raise httpcore.ConnectError(f"{host} has no address")

    def _resolve(self, host: str, port: int) -> list[str]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} cannot be resolved: {error}") from error
        return list(dict.fromkeys(str(info[4][0]) for info in found))


class _Stream(httpcore.NetworkStream):
    """A connection whose every wait ends at the deadline of the thread that waits."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self.stream = stream
        self.deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, self.deadline.cut(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, self.deadline.cut(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self, ssl_context: object, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = self.deadline.cut(timeout, httpcore.ConnectTimeout)
        return _Stream(self.stream.start_tls(ssl_context, server_hostname, left), self.deadline)  # type: ignore[arg-type]

    def get_extra_info(self, info: str) -> object:
        return self.stream.get_extra_info(info)


class GuardedTransport(httpx.HTTPTransport):
    """httpx's own transport over guarded connections; proxies of the environment are not used."""

    def __init__(self, deadline: Deadline, *, allow_private: bool) -> None:
        context = httpx.create_ssl_context(trust_env=False)
        super().__init__(verify=context, http2=True, trust_env=False)
        # httpx has no argument for the network backend, only httpcore has.
        self._pool = httpcore.ConnectionPool(
            ssl_context=context,
            http2=True,
            max_connections=100,
            keepalive_expiry=30,
            network_backend=GuardedBackend(deadline, allow_private=allow_private),
        )
