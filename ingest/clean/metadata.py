"""What an HTML page says about itself in its head: title, publishing date, site, language, own address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin, urlsplit

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
TITLE_NAMES = ("og:title", "twitter:title", "contenttitle", "articletitle", "headline", "citation_title")
JSON_DATE = re.compile(r'"(datePublished|dateCreated|uploadDate|dateModified)"\s*:\s*"([^"]{8,40})"')
JSON_PUBLISHER = re.compile(r'"publisher"\s*:\s*\{[^{}]*?"name"\s*:\s*"([^"]{2,80})"')
JSON_BODY = re.compile(r'"articleBody"\s*:\s*("(?:[^"\\]|\\.)*+")')
JSON_PUBLISHED = ("datePublished", "dateCreated", "uploadDate")
COMPACT_DATE = re.compile(r"^\s*((?:19[89]|20[0-4])\d)([01]\d)([0-3]\d)(?:\d{4,6})?\s*$")
UTC = re.compile(r"(?:Z|[+-]00:?00)\s*$")
TITLE_SEPARATOR = re.compile(r"\s+[-–—|·»«:]+\s+|\s*[|｜»_]+\s*|\s*::\s*")
MIN_KEY = 8  # letters and figures; a shorter heading may stand in a title by chance
MIN_WORDS = 3  # the same for other lines of the page
SITE_WORDS = 6  # a part of the title element with more words is no site name


@dataclass(frozen=True, slots=True)
class Stamped:
    """A day out of a machine's stamp, as written there; `is_utc` tells that it may be another day on the page."""

    day: date
    is_utc: bool


@dataclass(frozen=True, slots=True)
class Head:
    """What a head says; `body` is the text of a page that sets it only by script."""

    titles: list[str]
    site: str | None
    language: str | None
    url: str | None
    published: Stamped | None
    updated: Stamped | None
    body: str | None


def read_head(tree: HtmlElement, context: DateContext, address: str | None) -> Head:
    """Read a page's head and its JSON-LD."""
    named: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        content = (meta.get("content") or "").strip()
        if name and content:
            named.setdefault(name.lower(), content)
    scripts = [node.text or "" for node in tree.iter("script") if "ld+json" in (node.get("type") or "")]
    title = tree.find(".//title")
    json_dates = _json_dates(scripts)
    published = [named.get(name) for name in PUBLISHED] + [json_dates.get(name) for name in JSON_PUBLISHED]
    updated = [named.get(name) for name in UPDATED] + [json_dates.get("dateModified")]
    return Head(
        titles=[
            _flat(text)
            for text in (*(named.get(name) for name in TITLE_NAMES), title is not None and title.text_content())
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
        published=first_stamped(published, context),
        updated=first_stamped(updated, context),
        body=_json_body(scripts),
    )


def _json_dates(scripts: Sequence[str]) -> dict[str, str]:
    dates: dict[str, str] = {}
    for script in scripts:
        for match in JSON_DATE.finditer(script):
            dates.setdefault(match.group(1), match.group(2))
    return dates


def _json_body(scripts: Sequence[str]) -> str | None:
    quoted = _first(JSON_BODY, scripts)
    try:
        return str(json.loads(quoted, strict=False)) if quoted else None
    except ValueError:  # JSON that is broken elsewhere is broken here as well
        return None


def first_stamped(texts: Iterable[str | None], context: DateContext) -> Stamped | None:
    """Read the first of some date or time stamps that holds a day: the day as written, in the stamp's own time zone."""
    for text in filter(None, texts):
        compact = COMPACT_DATE.match(text)
        found = next(find_dates("-".join(compact.groups()[:3]) if compact else text, context), None)
        if found:
            return Stamped(found.day, bool(UTC.search(text)))
    return None


def choose_title(
    titles: Sequence[str],
    headings: Sequence[str],
    site: str | None,
    blocks: Sequence[str] = (),
    above: Sequence[str] = (),
) -> str | None:
    """Choose the headline: the heading that the head's titles repeat, else a title less the name of the site.

    `headings` are the texts of the h1 elements, `blocks` the page's first lines, in which a headline without h1 may
    stand on its own. Where nothing repeats the titles, they name the site, and the heading `above` the article counts.
    """
    keys = [_key(title) for title in titles]
    for heading in headings:
        if len(_key(heading)) >= MIN_KEY and any(_key(heading) in key for key in keys):
            return heading
    if not titles:
        return max(headings, key=len, default=None)
    short = (block for block in blocks if len(block) <= 2 * len(titles[0]) and len(block.split()) >= MIN_WORDS)
    repeated = [block for block in short if _key(block) and _key(block) in keys[0]]
    if repeated or not any(len(heading.split()) >= MIN_WORDS for heading in above):
        return max(repeated, key=len, default=None) or strip_site(titles[0], site)
    return max(above, key=lambda heading: len(heading.split()) >= MIN_WORDS)


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
    return None


def _language(declared: str | None) -> str | None:
    match = re.match(r"\s*([a-z]{2,3})(?:[-_]|\s*$|\s*,)", (declared or "").lower())
    return match.group(1) if match else None


def _first(pattern: re.Pattern[str], texts: Sequence[str]) -> str | None:
    return next((match.group(1) for text in texts if (match := pattern.search(text))), None)


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()
