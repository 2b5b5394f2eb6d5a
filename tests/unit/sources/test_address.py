from __future__ import annotations

import pytest

from ingest.errors import PermanentError
from ingest.sources.address import canonical, host_of, printable

SAME = {
    "HTTP://Example.ORG:80": "http://example.org/",
    "https://example.org:443/a#part": "https://example.org/a",
    "  https://example.org/a \n": "https://example.org/a",
    "https://example.org/a?utm_source=x&id=3&fbclid=y": "https://example.org/a?id=3",
    "https://example.org/a?utm_campaign=x": "https://example.org/a",
    "https://example.org/a?spm=C1.2&nid=7&aid=8": "https://example.org/a?nid=7&aid=8",
    "https://example.org/show.php?cid=5&uid=6&source=7": "https://example.org/show.php?cid=5&uid=6&source=7",
    "https://example.org/a?b&c=&d=1": "https://example.org/a?b&c=&d=1",
    "https://example.org/a?q=x%26y": "https://example.org/a?q=x%26y",
    "https://商务部.example/新闻": "https://xn--zfr74dt79f.example/%E6%96%B0%E9%97%BB",
    "https://example.org:8080/a": "https://example.org:8080/a",
}


@pytest.mark.parametrize(("address", "form"), SAME.items(), ids=ascii)
def test_an_address_has_one_form(address: str, form: str) -> None:
    assert canonical(address) == form
    assert canonical(form) == form


@pytest.mark.parametrize(
    ("link", "form"),
    [
        ("b.html", "https://example.org/a/b.html"),
        ("/b?x=1", "https://example.org/b?x=1"),
        ("?p=2", "https://example.org/a/?p=2"),
        ("//other.example/b", "https://other.example/b"),
        ("../b", "https://example.org/b"),
    ],
)
def test_a_link_is_joined_to_its_page(link: str, form: str) -> None:
    assert canonical(link, "https://example.org/a/") == form


@pytest.mark.parametrize("address", ["http://[::1", "http://a:port/", "http://exa\nmple.org", "http://a/" + "b" * 5000])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(PermanentError):
        canonical(address)


def test_a_host_is_told_with_its_port() -> None:
    assert host_of("https://example.org/a") == "example.org"
    assert host_of("http://example.org:8080/a") == "example.org:8080"


def test_what_is_no_address_still_stands_in_one_line() -> None:
    assert printable("http://a\r\nb é") == "http://a%0D%0Ab%20%C3%A9"
