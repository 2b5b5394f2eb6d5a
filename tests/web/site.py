"""A small site over HTTP on this machine, which notes every request that it gets."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Answer:
    """What the site answers at one path. With `tagged` it has an ETag and heeds If-None-Match."""

    body: bytes = b""
    status: int = 200
    content_type: str | None = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    tagged: bool = False

    @property
    def etag(self) -> str:
        return f'"{sha256(self.body).hexdigest()[:8]}"'


@dataclass(frozen=True)
class Asked:
    path: str
    headers: dict[str, str]


Handler = BaseHTTPRequestHandler
Live = Callable[[Handler], Answer | None]  # null: it has written its answer itself


class Site:
    """`answers` maps a path to what stands there; anything else is 404."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.answers: dict[str, Answer | Live] = {}
        self.asked: list[Asked] = []
        self.at_once = 0
        self.most_at_once = 0
        self.lock = threading.Lock()
        self.server = ThreadingHTTPServer((host, 0), self._handler())
        self.server.daemon_threads = True
        self.root = f"http://{host}:{self.server.server_address[1]}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()

    def __enter__(self) -> Site:
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    def url(self, path: str) -> str:
        return self.root + path

    def paths(self) -> list[str]:
        """What was asked for since the last call, in order."""
        with self.lock:
            paths, self.asked = [asked.path for asked in self.asked], []
        return paths

    def _answer(self, handler: Handler) -> None:
        with self.lock:
            self.asked.append(Asked(handler.path, {name.lower(): value for name, value in handler.headers.items()}))
            self.at_once += 1
            self.most_at_once = max(self.at_once, self.most_at_once)
        known = self.answers.get(handler.path, Answer(b"not here", status=404))
        try:
            answer = known(handler) if callable(known) else known
        finally:
            with self.lock:
                self.at_once -= 1
        if answer is not None:
            self._send(handler, answer)

    @staticmethod
    def _send(handler: Handler, answer: Answer) -> None:
        status, body = answer.status, answer.body
        if answer.tagged and handler.headers.get("If-None-Match") == answer.etag:
            status, body = 304, b""
        handler.send_response(status)
        if answer.content_type and status != 304:
            handler.send_header("Content-Type", answer.content_type)
        if answer.tagged:
            handler.send_header("ETag", answer.etag)
        for name, value in answer.headers.items():
            handler.send_header(name, value)
        if status != 304:
            handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    def _handler(self) -> type[Handler]:
        site = self

        class _Handler(Handler):
            protocol_version = "HTTP/1.1"

            disable_nagle_algorithm = True  # it would wait 40 ms between head and body

            def handle(self) -> None:
                with suppress(ConnectionError):  # the client has had enough
                    super().handle()

            def do_GET(self) -> None:
                site._answer(self)

            def log_message(self, *_: object) -> None:
                """Keep the tests' output clean."""

        return _Handler
