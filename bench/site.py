"""Serve the first N pages of the newspaper on this machine: robots.txt, a sitemap index, sitemaps, pages with ETags.

`python -m bench.site N` prints its root address and answers until its standard input ends.
"""

from __future__ import annotations

import re
import sys
import threading
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from bench import newsroom

PAGES_OF_A_SITEMAP = 1_000
SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def serve(pages: int) -> ThreadingHTTPServer:
    """Give a server of so many pages, at a free port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(pages))
    server.daemon_threads = True
    return server


def root_of(server: ThreadingHTTPServer) -> str:
    """Give the address at which a server answers."""
    return f"http://127.0.0.1:{server.server_address[1]}"


def _handler(pages: int) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # it would wait 40 ms between head and body

        def do_GET(self) -> None:
            root = root_of(self.server)  # type: ignore[arg-type]
            media_type, body = _answer(self.path, pages, root)
            tag = f'"{sha256(body).hexdigest()[:16]}"'
            is_known = self.headers.get("If-None-Match") == tag
            self.send_response(304 if is_known else 200 if body else 404)
            self.send_header("ETag", tag)
            if not is_known:
                self.send_header("Content-Type", media_type)
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(b"" if is_known else body)

        def log_message(self, *_: object) -> None:
            """Keep the output clean."""

    return Handler


def _answer(path: str, pages: int, root: str) -> tuple[str, bytes]:
    """Give the type and the body of what stands at a path; an empty body is 404."""
    if path == "/robots.txt":
        return "text/plain", f"User-agent: *\nDisallow: /search\nSitemap: {root}/sitemap.xml\n".encode()
    if path == "/sitemap.xml":
        files = "".join(
            f"<sitemap><loc>{root}/sitemap-{first}.xml</loc></sitemap>" for first in range(0, pages, PAGES_OF_A_SITEMAP)
        )
        return "text/xml", f'<?xml version="1.0"?><sitemapindex xmlns="{SPACE}">{files}</sitemapindex>'.encode()
    if match := re.fullmatch(r"/sitemap-(\d+)\.xml", path):
        first = int(match.group(1))
        entries = "".join(
            f"<url><loc>{root}{newsroom.path(number)}</loc><lastmod>{newsroom.published_on(number)}</lastmod></url>"
            for number in range(first, min(first + PAGES_OF_A_SITEMAP, pages))
        )
        return "text/xml", f'<?xml version="1.0"?><urlset xmlns="{SPACE}">{entries}</urlset>'.encode()
    match = re.search(r"/(\d+)\.html$", path)
    if match and int(match.group(1)) < pages and path == newsroom.path(int(match.group(1))):
        return "text/html; charset=utf-8", newsroom.page(int(match.group(1)), root)
    return "text/html", b""


def main(pages: int) -> None:
    """Serve until standard input ends, which it does when the caller is gone."""
    server = serve(pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(root_of(server), flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main(int(sys.argv[1]))
