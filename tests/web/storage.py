"""A folder behind the part of S3's protocol that reading needs, and behind plain HTTP: lists, heads and ranges."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

LISTING = """<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>{bucket}</Name>
<IsTruncated>false</IsTruncated>{contents}{folders}</ListBucketResult>"""


class Storage:
    """Serves the folders in `root` as buckets; `served` counts the bytes of files that went out."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.served = 0
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def __enter__(self) -> Storage:
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    def listing(self, bucket: str, prefix: str, delimiter: str) -> bytes:
        """List the keys of a bucket that begin with a prefix; those behind a delimiter as one common prefix."""
        keys = sorted(
            path.relative_to(self.root / bucket).as_posix()
            for path in (self.root / bucket).rglob("*")
            if path.is_file()
        )
        files: list[str] = []
        folders: dict[str, None] = {}
        for key in keys:
            if not key.startswith(prefix):
                continue
            head, found, _ = key[len(prefix) :].partition(delimiter) if delimiter else (key, "", "")
            if found:
                folders[prefix + head + delimiter] = None
            else:
                size = (self.root / bucket / key).stat().st_size
                day = "<LastModified>2026-11-20T02:00:00.000Z</LastModified>"
                files.append(f"<Contents><Key>{escape(key)}</Key>{day}<Size>{size}</Size></Contents>")
        prefixes = (f"<CommonPrefixes><Prefix>{escape(name)}</Prefix></CommonPrefixes>" for name in folders)
        return LISTING.format(bucket=bucket, contents="".join(files), folders="".join(prefixes)).encode()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        storage = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                url = urlsplit(self.path)
                query = {name: values[0] for name, values in parse_qs(url.query).items()}
                path = storage.root / url.path.lstrip("/")
                if "list-type" in query:
                    bucket = url.path.strip("/")
                    body = storage.listing(bucket, query.get("prefix", ""), query.get("delimiter", ""))
                    self._answer(200, body, {"Content-Type": "application/xml"})
                elif path.is_file():
                    self._answer_part(path.read_bytes())
                else:
                    self._answer(404, b"", {})

            do_HEAD = do_GET

            def _answer_part(self, whole: bytes) -> None:
                headers = {"Accept-Ranges": "bytes", "Last-Modified": "Fri, 20 Nov 2026 02:00:00 GMT", "ETag": '"1"'}
                asked = self.headers.get("Range")
                if asked is None:
                    self._answer(200, whole, headers)
                    return
                first, last = asked.removeprefix("bytes=").split("-")
                part = whole[int(first) : int(last) + 1 if last else None]
                span = f"bytes {first}-{int(first) + len(part) - 1}/{len(whole)}"
                self._answer(206, part, {**headers, "Content-Range": span})

            def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if self.command == "GET":
                    storage.served += len(body)
                    self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Keep the tests' output clean."""

        return Handler
