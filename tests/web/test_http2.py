"""HTTP/2, against a server that speaks nothing else."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import httpx
import pytest
import trustme
from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import RequestReceived, StreamEnded

from ingest.records import Exchange
from ingest.sources.http import Client, Terms

PAGE = b"<html><p>trade</p></html>"


def serve(listener: socket.socket, tls: ssl.SSLContext) -> None:
    """Answer one connection: 404 to the question for robots.txt, a page to any other."""
    with tls.wrap_socket(listener.accept()[0], server_side=True) as wire:
        connection = H2Connection(H2Configuration(client_side=False))
        connection.initiate_connection()
        wire.sendall(connection.data_to_send())
        paths: dict[int, bytes] = {}
        while data := wire.recv(65_536):
            for event in connection.receive_data(data):
                if isinstance(event, RequestReceived) and event.stream_id and event.headers:
                    paths[event.stream_id] = dict(event.headers)[b":path"]
                elif isinstance(event, StreamEnded) and event.stream_id:
                    status = "404" if paths[event.stream_id] == b"/robots.txt" else "200"
                    connection.send_headers(event.stream_id, [(":status", status), ("content-type", "text/html")])
                    connection.send_data(event.stream_id, PAGE, end_stream=True)
            wire.sendall(connection.data_to_send())


@pytest.fixture
def root(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a server whose certificate is trusted; its thread ends with the client's connection."""
    authority = trustme.CA()
    theirs = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    theirs.set_alpn_protocols(["h2"])
    authority.issue_cert("localhost").configure_cert(theirs)
    ours = ssl.create_default_context()
    authority.configure_trust(ours)
    monkeypatch.setattr(httpx, "create_ssl_context", lambda **_: ours)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=partial(serve, listener, theirs), daemon=True).start()
        yield f"https://localhost:{listener.getsockname()[1]}"


def test_a_server_that_offers_http_2_is_asked_in_it(root: str, tmp_path: Path) -> None:
    client = Client("", tmp_path)
    answers: list[Exchange] = []
    client.get(f"{root}/page", Terms(max_bytes=1_000_000, delay=0, allow_private=True), answers.append)
    assert [(answer.status, answer.body) for answer in answers] == [(200, PAGE)]
    response = httpx.Client(transport=client.transports[True]).get(f"{root}/page")
    assert (response.http_version, response.content) == ("HTTP/2", PAGE)
    client.close()
