"""Undo gzip, deflate and brotli piece by piece, so that no answer can swell beyond its limit in memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

import brotli

from ingest.errors import PermanentError, RejectReason

ACCEPTED = "gzip, deflate, br"
PIECE = 65_536  # bytes given at a time, at about the size at which the network gives them
# Packed pages of real sites stay under 30; what swells more, and is large, is made to hurt.
MAX_RATIO = 200
RATIO_FROM = 1_000_000  # bytes of text from which the ratio counts


def read_body(pieces: Iterable[bytes], encoding: str, max_bytes: int) -> bytes:
    """Join the pieces of a body and undo its `Content-Encoding`; raises PermanentError over a limit or where broken."""
    unpacker = _unpacker(encoding)
    body = bytearray()
    packed = 0
    for piece in pieces:
        packed += len(piece)
        if packed > max_bytes:
            raise PermanentError(RejectReason.TOO_LARGE, f"more than {max_bytes:,} bytes")
        for part in unpacker.feed(piece):
            body += part
            _check(len(body), packed, max_bytes)
    if not unpacker.is_whole(packed):
        raise PermanentError(RejectReason.BROKEN, f"{encoding} data that ends too early, after {len(body):,} bytes")
    return bytes(body)


def _check(size: int, packed: int, max_bytes: int) -> None:
    if size > max_bytes:
        raise PermanentError(RejectReason.TOO_LARGE, f"unpacks to more than {max_bytes:,} bytes")
    if size > RATIO_FROM and size > MAX_RATIO * packed:
        raise PermanentError(RejectReason.TOO_LARGE, f"{packed:,} bytes unpack to more than {size:,}")


class _Plain:
    def feed(self, piece: bytes) -> Iterable[bytes]:
        yield piece

    def is_whole(self, packed: int) -> bool:
        return True


class _Zlib:
    """gzip and deflate; the latter comes with zlib's frame or, from some servers, without."""

    def __init__(self, bits: int) -> None:
        self.bits = bits
        self.decoder = zlib.decompressobj(bits)
        self.begun = False

    def feed(self, piece: bytes) -> Iterable[bytes]:
        more = bool(piece)
        while more and not self.decoder.eof:
            try:
                part = self.decoder.decompress(piece, PIECE)
            except zlib.error as error:
                if self.begun or self.bits != zlib.MAX_WBITS:
                    raise PermanentError(RejectReason.BROKEN, f"data that can't be unpacked: {error}") from error
                self.decoder, self.begun = zlib.decompressobj(-zlib.MAX_WBITS), True
                continue
            self.begun = True
            yield part
            piece = self.decoder.unconsumed_tail
            more = bool(piece) or len(part) == PIECE  # a full part may leave text behind in the decoder

    def is_whole(self, packed: int) -> bool:
        return self.decoder.eof or not packed


class _Brotli:
    def __init__(self) -> None:
        self.decoder = brotli.Decompressor()

    def feed(self, piece: bytes) -> Iterable[bytes]:
        try:
            while part := self.decoder.process(piece, output_buffer_limit=PIECE):
                piece = b""  # it is taken in whole, and what it holds comes part by part
                yield part
        except brotli.error as error:
            raise PermanentError(RejectReason.BROKEN, f"data that can't be unpacked: {error}") from error

    def is_whole(self, packed: int) -> bool:
        return self.decoder.is_finished() or not packed


def _unpacker(encoding: str) -> _Plain | _Zlib | _Brotli:
    match encoding.strip().lower():
        case "" | "identity":
            return _Plain()
        case "gzip" | "x-gzip":
            return _Zlib(zlib.MAX_WBITS | 16)
        case "deflate":
            return _Zlib(zlib.MAX_WBITS)
        case "br":
            return _Brotli()
        case other:
            raise PermanentError(RejectReason.REFUSED, f"encoded as {other!r}; accepted are {ACCEPTED}")
