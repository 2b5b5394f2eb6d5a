"""What an HTML page says about itself in its head: title, publishing date, site, language, own address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import cast
from urllib.parse import urljoin, urlsplit

from lxml.etree import XPath
from lxml.html import HtmlElement

from ingest.clean.dates import DateContext, find_dates

# Names of meta elements, lower case, most trustworthy first.
PUBLISHED_NAMES = """article:published_time og:published_time og:article:published_time datepublished publishdate
    publish_date publish-date pubdate publication_date publicationdate firstpublishedtime dc.date.issued dcterms.issued
    dc.date.created dcterms.created dc.date dcterms.date dc.created sailthru.date parsely-pub-date
    cxenseparse:recs:publishtime citation_publication_date citation_date date created release_date releasedate
    article_date_original originalpublicationdate displaydate datecreated dateissued publishtime publish_time"""
UPDATED_NAMES = """article:modified_time og:updated_time datemodified dcterms.modified dc.date.modified lastmod
    last-modified lastmodified modified updated revised"""
PUBLISHED, UPDATED = PUBLISHED_NAMES.split(), UPDATED_NAMES.split()
MARKED_DATES = XPath("(.//*[@itemprop='datePublished'])[1]")
JSON_DATE = re.compile(r'"(datePublished|dateCreated|uploadDate|dateModified)"\s*:\s*"([^"]{8,40})"')
JSON_PUBLISHER = re.compile(r'"publisher"\s*:\s*\{[^{}]*?"name"\s*:\s*"([^"]{2,80})"')
JSON_BODY = re.compile(r'"articleBody"\s*:\s*("(?:[^"\\]|\\.)*+")')
COMPACT_DATE = re.compile(r"^\s*((?:19[89]|20[0-4])\d)([01]\d)([0-3]\d)(?:\d{4,6})?\s*$")
UTC = re.compile(r"(?:Z|[+-]00:?00)\s*$")
TITLE_SEPARATOR = re.compile(r"\s+[-–—|·»«:]+\s+|\s*[|｜»_]+\s*|\s*::\s*")
MIN_KEY = 8  # letters and figures; a shorter heading may stand in a title by chance
MIN_WORDS = 3  # the same for other lines of the page
SITE_WORDS = 6  # a part of the title element with more words is no site name


@dataclass(slots=True)
class Head:
    """What was found. `day_is_utc` tells that the date came with a time in UTC, which may be a day off; `body` is the
    text of a page that sets it only by script.
    """

    titles: list[str] = field(default_factory=list)
    site: str | None = None
    language: str | None = None
    url: str | None = None
    day: date | None = None
    day_is_utc: bool = False
    body: str | None = None


def read_head(tree: HtmlElement, context: DateContext, address: str | None) -> Head:
    """Read a page's head, its JSON-LD, and the elements that are marked as dates."""
    named: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        content = (meta.get("content") or "").strip()
        if name and content:
            named.setdefault(name.lower(), content)
    scripts = [node.text or "" for node in tree.iter("script") if "ld+json" in (node.get("type") or "")]
    title = tree.find(".//title")
    head = Head(
        titles=[
            _flat(text)
            for text in (named.get("og:title"), named.get("twitter:title"), title is not None and title.text_content())
            if text
        ],
        site=named.get("og:site_name") or _first(JSON_PUBLISHER, scripts) or named.get("application-name"),
        language=_language(
            tree.get("lang")
            or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
            or tree.get("xml:lang")
            or named.get("content-language")
            or named.get("og:locale")
        ),
        url=_own_address(tree, named, address),
        body=_json_body(scripts),
    )
    for text in _date_texts(tree, named, scripts):
        day = read_stamp(text, context)
        if day:
            head.day, head.day_is_utc = day, bool(UTC.search(text))
            break
    return head


def _date_texts(tree: HtmlElement, named: dict[str, str], scripts: Sequence[str]) -> Iterator[str]:
    """Give the machine-readable dates of a page, best first."""
    yield from (named[name] for name in PUBLISHED if name in named)
    json_dates: dict[str, str] = {}
    for script in scripts:
        for match in JSON_DATE.finditer(script):
            json_dates.setdefault(match.group(1), match.group(2))
    yield from (json_dates[name] for name in ("datePublished", "dateCreated", "uploadDate") if name in json_dates)
    for marked in cast(list[HtmlElement], MARKED_DATES(tree)):
        yield marked.get("datetime") or marked.get("content") or marked.text_content()[:60]
    yield from (named[name] for name in UPDATED if name in named)
    if "dateModified" in json_dates:
        yield json_dates["dateModified"]


def _json_body(scripts: Sequence[str]) -> str | None:
    quoted = _first(JSON_BODY, scripts)
    try:
        return str(json.loads(quoted, strict=False)) if quoted else None
    except ValueError:  # JSON that is broken elsewhere is broken here as well
        return None


def read_stamp(text: str, context: DateContext) -> date | None:
    """Read a machine's date or time stamp: the day as written, in the stamp's own time zone."""
    compact = COMPACT_DATE.match(text)
    if compact:
        text = "-".join(compact.groups()[:3])
    found = next(find_dates(text, context), None)
    return found.day if found else None


def choose_title(
    titles: Sequence[str], headings: Sequence[str], site: str | None, blocks: Sequence[str] = ()
) -> str | None:
    """Choose the headline: the heading that the head's titles repeat, else a title less the name of the site.

    `headings` are the texts of the h1 elements, `blocks` the page's first lines, in which a headline without h1 may
    stand on its own.
    """
    keys = [_key(title) for title in titles]
    for heading in headings:
        if len(_key(heading)) >= MIN_KEY and any(_key(heading) in key for key in keys):
            return heading
    if not titles:
        return max(headings, key=len, default=None)
    repeated = [block for block in blocks if len(block.split()) >= MIN_WORDS and _key(block) and _key(block) in keys[0]]
    return max(repeated, key=len, default=None) or strip_site(titles[0], site)


def strip_site(title: str, site: str | None) -> str:
    """Take the name of the site off a title: the short parts at its end, or one at its start."""
    pieces = re.split(f"({TITLE_SEPARATOR.pattern})", title)
    while len(pieces) > 2 and (len(pieces[-1].split()) <= SITE_WORDS) and len("".join(pieces[:-2])) > len(pieces[-1]):
        pieces = pieces[:-2]
    if len(pieces) > 2 and (
        _key(pieces[0]) == _key(site or "") or re.fullmatch(r"[\w-]+(?:\.[a-z]{2,})+", pieces[0].lower())
    ):
        pieces = pieces[2:]
    return "".join(pieces).strip()


def _own_address(tree: HtmlElement, named: dict[str, str], address: str | None) -> str | None:
    links = (str(node.get("href")) for node in tree.iter("link") if (node.get("rel") or "").lower() == "canonical")
    for candidate in (next(links, None), named.get("og:url")):
        if not candidate:
            continue
        try:
            whole: str = urljoin(address or "", candidate.strip())
            if urlsplit(whole).scheme in ("http", "https"):
                return whole
        except ValueError:  # not an address at all
            continue
    return address


def _language(declared: str | None) -> str | None:
    match = re.match(r"\s*([a-z]{2,3})(?:[-_]|\s*$|\s*,)", (declared or "").lower())
    return match.group(1) if match else None


def _first(pattern: re.Pattern[str], texts: Sequence[str]) -> str | None:
    return next((match.group(1) for text in texts if (match := pattern.search(text))), None)


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()
