"""Bytes to text: what is no text is refused, what is text is decoded by mark, declaration, or likelihood.

The order is: byte order mark, strict UTF-8 (bytes that are valid UTF-8 by accident are next to impossible), the
declared character set, and for pages that declare none or a wrong one, detection among the sets of the region.
"""

from __future__ import annotations

import codecs
import re
import zlib

from charset_normalizer import from_bytes

from ingest.errors import PermanentError, RejectReason

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# What a file begins with when it is no page, whatever its name says.
SIGNATURES = {
    b"\x89PNG": "PNG image",
    b"\xff\xd8\xff": "JPEG image",
    b"GIF8": "GIF image",
    b"%PDF-": "PDF document",
    b"PK\x03\x04": "ZIP archive",
    b"Rar!": "RAR archive",
    b"7z\xbc\xaf": "7z archive",
    b"BZh": "bzip2 archive",
    b"\xd0\xcf\x11\xe0": "old Office document",
    b"OggS": "Ogg media",
    b"ID3": "MP3 audio",
    b"\x7fELF": "program",
    b"wOFF": "font",
    b"wOF2": "font",
}
GZIP = b"\x1f\x8b"
DECLARATION = re.compile(rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I)
DECLARATION_REACH = 4096  # bytes; HTML asks for the first 1024, real pages are late
# As browsers read them: the wider set behind the narrow name.
WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252"}
# The sets that pages of the region are written in.
LIKELY = ["gb18030", "big5", "cp1252", "cp1258", "cp874", "shift_jis", "euc_kr", "utf_8"]
DETECTION_SAMPLE = 20_000  # bytes with a high bit that are looked at
CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
MAX_CONTROL_SHARE = 0.01


def decode(content: bytes, content_type: str | None, max_bytes: int) -> str:
    """Give the text of a page's bytes, unpacked if it is gzip; raises PermanentError for what is no text."""
    if content.startswith(GZIP):
        content = _unpack(content, max_bytes)
    _refuse_binary(content)
    for mark, name in MARKS:
        if content.startswith(mark):
            return _decode_as(content, name)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = declared_charset(content, content_type)
    if declared and declared != "utf-8":
        try:
            return content.decode(declared)
        except UnicodeDecodeError:
            pass
    return _decode_as(content, _detect(content, declared))


def declared_charset(content: bytes, content_type: str | None) -> str | None:
    """Give the character set that the HTTP header or the page's head names, as Python's codec, if it is known."""
    from_header = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", content_type or "", re.I)
    in_page = DECLARATION.search(content, 0, DECLARATION_REACH)
    for name in (from_header and from_header.group(1), in_page and in_page.group(1).decode("ascii")):
        if not name:
            continue
        try:
            known = codecs.lookup(WIDER.get(name.lower(), name)).name
        except LookupError:
            continue
        return WIDER.get(known, known)
    return None


def _unpack(content: bytes, max_bytes: int) -> bytes:
    """Undo gzip, up to the size limit."""
    unpacker = zlib.decompressobj(wbits=31)
    try:
        plain = unpacker.decompress(content, max_bytes + 1)
    except zlib.error as error:
        raise PermanentError(RejectReason.BROKEN, f"gzip data that can't be unpacked: {error}") from error
    if len(plain) > max_bytes:
        raise PermanentError(RejectReason.TOO_LARGE, f"gzip data that unpacks to more than {max_bytes} bytes")
    if not unpacker.eof:
        raise PermanentError(RejectReason.BROKEN, f"gzip data that ends too early, after {len(plain)} bytes of text")
    return plain


def _refuse_binary(content: bytes) -> None:
    for signature, kind in SIGNATURES.items():
        if content.startswith(signature):
            raise PermanentError(RejectReason.BINARY, f"the bytes are those of a {kind}")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return
    if b"\0" in content:
        raise PermanentError(RejectReason.BINARY, f"NUL byte at offset {content.index(0)}")
    if len(content) - len(content.translate(None, CONTROL)) > MAX_CONTROL_SHARE * len(content):
        raise PermanentError(RejectReason.BINARY, "control characters all over")


def _detect(content: bytes, declared: str | None) -> str:
    """Guess the set of bytes that are neither valid UTF-8 nor what they claim to be."""
    broken = content.decode("utf-8", errors="replace").count("\ufffd")
    high = len(content.translate(None, bytes(range(128))))
    if broken * 20 < high:  # a few broken characters in what is otherwise UTF-8
        return "utf-8"
    lines = (line for line in content.splitlines() if not line.isascii())
    sample = b"\n".join(lines)[:DETECTION_SAMPLE]
    best = from_bytes(sample, cp_isolation=LIKELY).best()
    return best.encoding if best else declared or "cp1252"


def _decode_as(content: bytes, name: str) -> str:
    """Decode, with a replacement mark for each byte that can't be read."""
    return content.decode(name, errors="replace")
