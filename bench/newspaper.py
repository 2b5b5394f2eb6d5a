"""Newspaper pages as they come from the web: an article whose text is known, in 60 to 150 kB of what surrounds it.

Four layouts, with names of elements that tell what they hold, and with names that tell nothing.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

PLACES = (
    "Guangxi",
    "Yunnan",
    "Guangdong",
    "Hainan",
    "Vietnam",
    "Laos",
    "Thailand",
    "Malaysia",
    "Cambodia",
    "Indonesia",
)
GOODS = (
    "rubber",
    "durian",
    "car parts",
    "coal",
    "palm oil",
    "machines",
    "rice",
    "chips",
    "timber",
    "glass",
    "steel pipes",
)
PEOPLE = ("a customs officer", "the head of a port", "a trader", "an economist of the bank", "the trade minister")
VERBS = ("rose", "fell", "grew", "slipped", "climbed", "dropped")
REASONS = (
    "because the new bridge was open for lorries by night",
    "as firms on both sides of the border built stores and roads",
    "although the river was too low for barges until May",
    "after both customs houses had agreed on one form for all goods",
    "while the railway carried more than it ever had",
)
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
    chance = random.Random(f"page {number}")
    layout = LAYOUTS[number % len(LAYOUTS)]
    title = _headline(chance)
    lines = [_paragraph(chance) for _ in range(chance.randint(7, 18))]
    day = f"2026-{chance.randint(1, 9):02}-{chance.randint(10, 28)}"
    parts = [layout.paragraph.format(escape(line)) for line in lines]
    parts.insert(3, layout.promo.format(_slug(chance), _headline(chance)))
    parts.insert(1, f'<figure><img src="/i/{number}.jpg"><figcaption>{_paragraph(chance)[:90]}</figcaption></figure>')
    article = "".join(
        [
            f"<h1>{escape(title)}</h1>",
            layout.meta.format("Harbour Daily Desk", f"{day}T08:00:00+08:00", day),
            layout.share.format(_links(chance, ["Facebook", "Twitter", "WhatsApp", "Copy link", "Print"])),
            layout.body,
            *parts,
            layout.close,
        ]
    )
    body = f"{_above(layout, chance)}{article}{_below(layout, chance)}"
    return MadePage(f"<!doctype html><html lang='en'>{_head(title, day, chance)}<body>{body}</body></html>", lines)


def _head(title: str, day: str, chance: random.Random) -> str:
    about = {"@type": "NewsArticle", "headline": title, "datePublished": f"{day}T08:00:00+08:00", "dateModified": day}
    metas = "".join(f'<meta name="m{n}" content="{_slug(chance)}">' for n in range(25))
    links = "".join(f'<link rel="preload" href="/static/{_slug(chance)}.js" as="script">' for _ in range(20))
    return (
        f"<head><meta charset='utf-8'><title>{escape(title)} | Harbour Daily</title>{metas}{links}"
        f"<link rel='canonical' href='https://harbour.example/{_slug(chance)}'>"
        f"<style>{_styles(chance, chance.randint(60, 250))}</style>"
        f"<script type='application/ld+json'>{json.dumps(about)}</script>"
        f"<script>window.__STATE__={json.dumps(_state(chance))};</script></head>"
    )


def _above(layout: Layout, chance: random.Random) -> str:
    menus = "".join(layout.menu.format(_links(chance, _entries(chance))) for _ in range(chance.randint(3, 7)))
    drawn = "M1 2L3 4" * chance.randint(50, 200)
    return (
        f"<div class='top'><svg viewBox='0 0 24 24'><path d='{drawn}'/></svg></div>{menus}"
        "<div id='cookie-note'><p>We and our partners use cookies so that the site works and to show you what you like."
        "</p><button>Accept</button></div>"
    )


def _below(layout: Layout, chance: random.Random) -> str:
    def teasers(count: int) -> str:
        told = ((_slug(chance), _headline(chance), _sentence(chance)) for _ in range(count))
        return "".join(layout.teaser.format(*teaser) for teaser in told)

    comments = "".join(
        f"<div class='comment'><b>reader{n}</b><p>{_sentence(chance)}</p><a href='#'>Reply</a></div>"
        for n in range(chance.randint(0, 12))
    )
    most_read = _links(chance, [_headline(chance) for _ in range(10)])
    script = f"<script>(function(){{var a={json.dumps(_state(chance))};window.dataLayer.push(a)}})();</script>"
    return (
        f"<div class='tags'>{_links(chance, GOODS[:5])}</div>"
        "<div class='newsletter'><h3>The morning letter</h3><p>Get the news of the harbour each morning in your box."
        "</p><form><input name='mail'><button>Subscribe</button></form></div>"
        f"<h2>Related stories</h2><div>{teasers(chance.randint(6, 14))}</div>"
        f"<div id='comments'><h3>Comments</h3>{comments}</div>"
        f"<div class='sidebar'><h2>Most read</h2><ol>{most_read}</ol></div>"
        f"<h2>Latest news</h2>{teasers(chance.randint(8, 20))}"
        f"<footer><div>{_links(chance, _entries(chance))}</div>"
        "<p>Copyright 2026 Harbour Daily. All rights reserved.</p>"
        f"<p>Tel: 0771-5500000 Address: 5 Quay Road, Harbour Town</p></footer>{script * 3}"
    )


def _entries(chance: random.Random) -> list[str]:
    return [f"{chance.choice(SECTIONS)} {chance.choice(PLACES)}" for _ in range(chance.randint(20, 50))]


def _links(chance: random.Random, texts: Sequence[str]) -> str:
    return "".join(
        f"<li class='item'><a class='link' href='/{_slug(chance)}'>{escape(text)}</a></li>" for text in texts
    )


def _headline(chance: random.Random) -> str:
    return (
        f"{chance.choice(GOODS).capitalize()} from {chance.choice(PLACES)} {chance.choice(('finds', 'loses', 'wins'))} "
        f"{chance.choice(('buyers', 'ground', 'a market'))} in {chance.choice(PLACES)}"
    )


def _sentence(chance: random.Random) -> str:
    place, other = chance.sample(PLACES, 2)
    goods, speaker = chance.choice(GOODS), chance.choice(PEOPLE).capitalize()
    told = (
        f"The trade of {place} with {other} in {goods} {chance.choice(VERBS)} by {chance.uniform(0.5, 40):.1f} percent "
        f"to {chance.uniform(1, 900):.2f} million yuan",
        f"{speaker} said that the sale of {goods} to {other} was on the way up",
        f"Most of the {goods} that {place} sells to {other} goes by road and by rail",
    )
    return f"{chance.choice(told)} {chance.choice(REASONS)}."


def _paragraph(chance: random.Random) -> str:
    return " ".join(_sentence(chance) for _ in range(chance.randint(1, 4)))


def _slug(chance: random.Random) -> str:
    return f"{chance.choice(SECTIONS).lower()}/{chance.randrange(16**10):x}"


def _state(chance: random.Random) -> dict[str, object]:
    return {
        f"k{n}": {"id": _slug(chance), "flags": [chance.random() > 0.5] * 4} for n in range(chance.randint(60, 250))
    }


def _styles(chance: random.Random, rules: int) -> str:
    numbers = ((n, chance.randrange(999), chance.randrange(4096)) for n in range(rules))
    return "".join(f".c{n}-{name}{{margin:{n % 9}px;color:#{colour:03x}}}" for n, name, colour in numbers)
