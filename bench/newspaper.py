"""Newspaper pages as they come from the web: an article whose text is known, in 60 to 150 kB of what surrounds it.

Four layouts, with names of elements that tell what they hold, and with names that tell nothing; the articles are those
of `bench.newsroom`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from bench.newsroom import WORDS, Pick, article_of, headline, published_on, talk

SECTIONS = ("Nation", "World", "Business", "Markets", "Opinion", "Sport", "Culture", "Travel", "Science", "Property")


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page, and the lines of the article on it."""

    html: str
    lines: list[str]


@dataclass(frozen=True, slots=True)
class Layout:
    """How a site builds its pages: the elements around the article, its furniture, and where these stand."""

    body: str  # opens the article's element
    close: str
    paragraph: str
    promo: str
    teaser: str
    menu: str
    meta: str
    share: str


LAYOUTS = (
    Layout(
        body='<main><article class="story"><div class="story-body">',
        close="</div></article></main>",
        paragraph="<p>{}</p>",
        promo='<aside class="read-also"><h4>Read also</h4><a href="/{0}">{1}</a></aside>',
        teaser='<div class="card related"><a href="/{0}"><h3>{1}</h3></a><p>{2}</p></div>',
        menu='<nav class="site-nav"><ul>{}</ul></nav>',
        meta='<div class="byline">By {} | <time datetime="{}">{}</time></div>',
        share='<ul class="social-share">{}</ul>',
    ),
    Layout(
        body='<div class="css-1wq0"><div class="css-8sdk">',
        close="</div></div>",
        paragraph='<p class="css-7ad">{}</p>',
        promo='<div class="css-9pl"><b>Related:</b> <a href="/{0}">{1}</a></div>',
        teaser='<div class="css-4fx"><div><a href="/{0}">{1}</a></div><div>{2}</div></div>',
        menu='<div class="css-0nv"><ul>{}</ul></div>',
        meta='<div class="css-5by"><span>{}</span> <span title="{}">{}</span></div>',
        share='<div class="css-6sh">{}</div>',
    ),
    Layout(
        body='<table width="980" align="center"><tr><td valign="top" width="680"><div id="Content">',
        close="</div></td></tr></table>",
        paragraph="{}<br><br>",
        promo='<p><a href="/{0}">>> {1}</a></p>',
        teaser='<table><tr><td><a href="/{0}">{1}</a><br><font size="1">{2}</font></td></tr></table>',
        menu='<table class="top"><tr><td>{}</td></tr></table>',
        meta='<p><font size="1">{} <!-- {} --> {}</font></p>',
        share='<p class="tool">{}</p>',
    ),
    Layout(
        body='<section class="c-article__content rich-text" itemprop="articleBody">',
        close="</section>",
        paragraph="<div><p>{}</p></div>",
        promo='<div class="c-promo o-teaser--inline"><span>More on this:</span><a href="/{0}">{1}</a></div>',
        teaser='<li class="o-teaser"><a class="o-teaser__title" href="/{0}">{1}</a><p class="o-teaser__t">{2}</p></li>',
        menu='<div class="o-header__mega" role="navigation"><ul>{}</ul></div>',
        meta='<div class="c-article__meta"><a href="/author">{}</a><time datetime="{}">{}</time></div>',
        share='<div class="o-share" role="list">{}</div>',
    ),
)


def make_page(number: int) -> MadePage:
    """Give the page of this number: the same at each call."""
    pick = Pick(f"page {number}")
    layout = LAYOUTS[number % len(LAYOUTS)]
    title, paragraphs = article_of(number)
    lines = paragraphs[: pick.randint(4, 18)]  # an article is the harder to find the shorter it is
    day = f"{published_on(number)}"
    parts = [layout.paragraph.format(escape(line)) for line in lines]
    parts.insert(3, layout.promo.format(_slug(pick), headline(pick)))
    parts.insert(1, f'<figure><img src="/i/{number}.jpg"><figcaption>{talk(pick)[:90]}</figcaption></figure>')
    article = "".join(
        [
            f"<h1>{escape(title)}</h1>",
            layout.meta.format("Harbour Daily Desk", f"{day}T08:00:00+08:00", day),
            layout.share.format(_links(pick, ["Facebook", "Twitter", "WhatsApp", "Copy link", "Print"])),
            layout.body,
            *parts,
            layout.close,
        ]
    )
    body = f"{_above(layout, pick)}{article}{_below(layout, pick)}"
    return MadePage(f"<!doctype html><html lang='en'>{_head(title, day, pick)}<body>{body}</body></html>", lines)


def _head(title: str, day: str, pick: Pick) -> str:
    about = {"@type": "NewsArticle", "headline": title, "datePublished": f"{day}T08:00:00+08:00", "dateModified": day}
    metas = "".join(f'<meta name="m{n}" content="{_slug(pick)}">' for n in range(25))
    links = "".join(f'<link rel="preload" href="/static/{_slug(pick)}.js" as="script">' for _ in range(20))
    return (
        f"<head><meta charset='utf-8'><title>{escape(title)} | Harbour Daily</title>{metas}{links}"
        f"<link rel='canonical' href='https://harbour.example/{_slug(pick)}'>"
        f"<style>{_styles(pick, pick.randint(60, 250))}</style>"
        f"<script type='application/ld+json'>{json.dumps(about)}</script>"
        f"<script>window.__STATE__={json.dumps(_state(pick))};</script></head>"
    )


def _above(layout: Layout, pick: Pick) -> str:
    menus = "".join(layout.menu.format(_links(pick, _entries(pick))) for _ in range(pick.randint(3, 7)))
    drawn = "M1 2L3 4" * pick.randint(50, 200)
    return (
        f"<div class='top'><svg viewBox='0 0 24 24'><path d='{drawn}'/></svg></div>{menus}"
        "<div id='cookie-note'><p>We and our partners use cookies so that the site works and to show you what you like."
        "</p><button>Accept</button></div>"
    )


def _below(layout: Layout, pick: Pick) -> str:
    def teasers(count: int) -> str:
        told = ((_slug(pick), headline(pick), talk(pick)) for _ in range(count))
        return "".join(layout.teaser.format(*teaser) for teaser in told)

    comments = "".join(
        f"<div class='comment'><b>reader{n}</b><p>{talk(pick)}</p><a href='#'>Reply</a></div>"
        for n in range(pick.randint(0, 12))
    )
    most_read = _links(pick, [headline(pick) for _ in range(10)])
    script = f"<script>(function(){{var a={json.dumps(_state(pick))};window.dataLayer.push(a)}})();</script>"
    return (
        f"<div class='tags'>{_links(pick, WORDS['goods'][:5])}</div>"
        "<div class='newsletter'><h3>The morning letter</h3><p>Get the news of the harbour each morning in your box."
        "</p><form><input name='mail'><button>Subscribe</button></form></div>"
        f"<h2>Related stories</h2><div>{teasers(pick.randint(6, 14))}</div>"
        f"<div id='comments'><h3>Comments</h3>{comments}</div>"
        f"<div class='sidebar'><h2>Most read</h2><ol>{most_read}</ol></div>"
        f"<h2>Latest news</h2>{teasers(pick.randint(8, 20))}"
        f"<footer><div>{_links(pick, _entries(pick))}</div>"
        "<p>Copyright 2026 Harbour Daily. All rights reserved.</p>"
        f"<p>Tel: 0771-5500000 Address: 5 Quay Road, Harbour Town</p></footer>{script * 3}"
    )


def _entries(pick: Pick) -> list[str]:
    return [f"{pick.choice(SECTIONS)} {pick('partners')}" for _ in range(pick.randint(20, 50))]


def _links(pick: Pick, texts: Sequence[str]) -> str:
    return "".join(f"<li class='item'><a class='link' href='/{_slug(pick)}'>{escape(text)}</a></li>" for text in texts)


def _slug(pick: Pick) -> str:
    return f"{pick.choice(SECTIONS).lower()}/{pick.randrange(16**10):x}"


def _state(pick: Pick) -> dict[str, object]:
    return {f"k{n}": {"id": _slug(pick), "flags": [pick.random() > 0.5] * 4} for n in range(pick.randint(60, 250))}


def _styles(pick: Pick, rules: int) -> str:
    numbers = ((n, pick.randrange(999), pick.randrange(4096)) for n in range(rules))
    return "".join(f".c{n}-{name}{{margin:{n % 9}px;color:#{colour:03x}}}" for n, name, colour in numbers)
