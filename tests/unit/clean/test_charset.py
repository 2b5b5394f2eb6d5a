from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.clean.charset import declared_charset, decode
from ingest.errors import PermanentError, RejectReason

LIMIT = 1_000_000
CHINESE = "据南宁海关统计，今年上半年广西对东盟进出口总值达到一千六百亿元，同比增长九成。东盟继续是第一大贸易伙伴。"
ENGLISH = "Trade rose by 5 percent – “a good half-year”, customs said."


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@given(text=st.text(alphabet="广西对东盟进出口总比增长 ABCabc123,.%", min_size=8, max_size=60))
def test_what_was_encoded_is_decoded(name: str, text: str) -> None:
    head = b"" if "16" in name or "sig" in name else f'<meta charset="{name}">'.encode()
    assert decode(head + text.encode(name), None, LIMIT).endswith(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (CHINESE, "gbk"),
        (CHINESE * 3, "gb18030"),
        (ENGLISH, "cp1252"),
        ("設為首頁 " + "貿易總額較去年同期增長百分之九。" * 3, "big5"),
    ],
    ids=["gbk", "gb18030", "cp1252", "big5"],
)
def test_without_a_declaration_the_set_is_detected(text: str, name: str) -> None:
    assert decode(f"<html><body><p>{text}</p></body></html>".encode(name), None, LIMIT) == (
        f"<html><body><p>{text}</p></body></html>"
    )


def test_a_short_chinese_footer_on_an_english_page_is_detected() -> None:
    page = f"<html><body><p>{'Exports of Guangxi grew. ' * 20}</p>版权所有 广西信息网</body></html>"
    assert decode(page.encode("gbk"), None, LIMIT) == page


def test_a_page_that_claims_a_wrong_set_is_read_as_what_it_is() -> None:
    assert decode(f'<meta charset="gb2312">{CHINESE}'.encode(), "text/html; charset=gbk", LIMIT).endswith(CHINESE)


def test_a_few_broken_bytes_do_not_change_the_set() -> None:
    text = decode(CHINESE.encode() * 20 + b"\xe5\xe5", None, LIMIT)
    assert text.startswith(CHINESE)
    assert "\ufffd" in text


@pytest.mark.parametrize(
    ("content", "content_type", "expected"),
    [
        (b'<meta charset="GB2312">', None, "gb18030"),
        (b'<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=gbk">', None, "gb18030"),
        (b'<?xml version="1.0" encoding="big5"?>', None, "big5"),
        (b"<p>x</p>", "text/html; charset=windows-1252", "cp1252"),
        (b'<meta charset="no-such-set">', None, None),
        (b"<p>x</p>", "text/html", None),
    ],
    ids=["meta", "http-equiv", "xml", "header", "unknown", "none"],
)
def test_declared_charset(content: bytes, content_type: str | None, expected: str | None) -> None:
    assert declared_charset(content, content_type) == expected


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\x01" * 50, RejectReason.BINARY),
        (b"%PDF-1.7 text", RejectReason.BINARY),
        (b"<p>a\0b</p>", RejectReason.BINARY),
        (bytes(range(1, 32)) * 20, RejectReason.BINARY),
        (gzip.compress(b"<p>" + ENGLISH.encode() * 50 + b"</p>")[:-12], RejectReason.BROKEN),
        (b"\x1f\x8b" + b"\x07" * 40, RejectReason.BROKEN),
        (gzip.compress(b"a" * (LIMIT + 1)), RejectReason.TOO_LARGE),
    ],
    ids=["png", "pdf", "nul", "control", "cut gzip", "no gzip", "bomb"],
)
def test_what_is_no_text_is_refused(content: bytes, reason: RejectReason) -> None:
    with pytest.raises(PermanentError) as refusal:
        decode(content, "text/html", LIMIT)
    assert refusal.value.reason is reason


def test_whole_gzip_is_unpacked() -> None:
    assert decode(gzip.compress(ENGLISH.encode()), None, LIMIT) == ENGLISH
