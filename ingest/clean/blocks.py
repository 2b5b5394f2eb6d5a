"""A parsed HTML page as a list of blocks: one paragraph, heading, list item or table row each, in page order.

Elements of furniture are told by their tags, class and id names, marked, and given back to be cut from the tree.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from ingest.clean.furniture import Furniture
from ingest.clean.prose import is_prose
from ingest.clean.rows import data_row

UNSEEN_TAGS = """script style noscript template svg head select option button textarea iframe object embed video
    audio canvas map input label datalist dialog link meta"""
INLINE_TAGS = """a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd mark nobr q ruby rb rt rp s
    samp small span strike strong sub sup time tt u var wbr o:p"""
PART_TAGS = "p li ul ol dl dd dt tr tbody thead tfoot table pre blockquote figure center"
FURNITURE_TAG_NAMES = "nav aside footer figcaption form"
UNSEEN = UNSEEN_TAGS.split()
INLINE = frozenset(INLINE_TAGS.split())
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
PARTS = HEADINGS | frozenset(PART_TAGS.split())  # parts of a text, in contrast to what holds one
FURNITURE_TAGS = frozenset(FURNITURE_TAG_NAMES.split())
FURNITURE_ROLES = frozenset(("navigation", "banner", "contentinfo", "complementary", "search"))
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
WEAK_LENGTH = 400  # characters; a longer element with a weakly telling name is kept
MAX_SHARE = 0.4  # of the page's text; no furniture is larger, whatever its name
PICTURE_NAMES = re.compile(r"(?<![a-z])(?:photo|pic|picture|image|img|fig|figure|thumb|thumbnail)s?(?![a-z])", re.I)
CAPTION_LENGTH = 300  # characters of an image's holder
LINK_SHARE = 0.85  # of a block's characters; what is all link points elsewhere


@dataclass(slots=True)
class Block:
    """A block's text, its kind (p, h, h1, li, row), its container, and how much of it is links.

    `furniture` tells that its element may be such, `kept` that it stands where the source says that the article is.
    """

    text: str
    kind: str
    parent: HtmlElement
    link_share: float = 0.0
    furniture: bool = False
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date that an element holds for machines, and the number of blocks before it."""

    text: str
    place: int


@dataclass(frozen=True, slots=True)
class PageBlocks:
    """A page's blocks and stamps in page order, and the outermost elements that are furniture.

    `places` tells of each of these how many blocks stand before it.
    """

    blocks: list[Block]
    stamps: list[Stamp]
    furniture: list[HtmlElement]
    places: list[int]


@dataclass(slots=True)
class _Writer:
    """Collects text until a block is complete."""

    blocks: list[Block] = field(default_factory=list)
    stamps: list[Stamp] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    link_depth: int = 0
    weak: HtmlElement | None = None  # the furniture that is open; its blocks are kept, as they may tell the date
    kept: int = 0  # how many of the elements that the source wants kept are open
    kind: str = "p"
    cuts: list[HtmlElement] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

    def cut(self, element: HtmlElement) -> None:
        self.cuts.append(element)
        self.places.append(len(self.blocks))

    def write(self, text: str | None) -> None:
        if text:
            self.pieces.append(text)
            if self.link_depth:
                self.linked += len(text.strip())

    def flush(self, element: HtmlElement) -> None:
        if self.pieces:
            text = " ".join("".join(self.pieces).split())
            if text:
                self.add(text, self.kind, _container(element), self.linked / len(text))
        self.pieces, self.linked, self.kind = [], 0, "p"

    def add(self, text: str, kind: str, parent: HtmlElement, link_share: float) -> None:
        self.blocks.append(Block(text, kind, parent, link_share, self.weak is not None, self.kept > 0))


def read_blocks(tree: HtmlElement, furniture: Furniture, keep: Collection[HtmlElement] = ()) -> PageBlocks:
    """Read a tree's blocks, stamps and furniture; drops from the tree what is never seen.

    Of furniture, only the blocks of weakly telling elements are given, marked as such: bylines and the like hold dates.
    An element in `keep`, or one that holds such, is no furniture whatever its name.
    """
    kept = frozenset(keep)
    spared = kept.union(*(element.iterancestors() for element in kept))
    etree.strip_elements(tree, *UNSEEN, with_tail=False)
    body = tree.find("body")
    root = tree if body is None else body
    limit = max(MAX_SHARE * len(root.text_content()), 1)
    spared |= {root}
    captions = set(_captions(root))
    writer = _Writer()
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if element in kept:
            writer.flush(element)
            writer.kept += 1 if event == "start" else -1
        if event == "end":
            if tag == "li" and writer.pieces and _is_entry(element, writer):
                writer.cut(element)
            _close(element, tag, writer)
        elif element not in spared and (element in captions or _is_strong(element, tag, furniture, limit)):
            writer.flush(element)
            writer.cut(element)
            walk.skip_subtree()
        elif tag == "tr" and (row := data_row(element)):
            writer.flush(element)
            linked = sum(len(link.text_content().strip()) for link in element.iter("a"))
            writer.add("\t".join(row), "row", _container(element), linked / max(len("".join(row)), 1))
            walk.skip_subtree()
        else:
            if writer.weak is None and element not in spared and _is_weak(element, furniture):
                writer.flush(element)
                writer.cut(element)
                writer.weak = element
            _open(element, tag, writer)
    writer.flush(root)
    return PageBlocks(writer.blocks, writer.stamps, writer.cuts, writer.places)


def _open(element: HtmlElement, tag: str, writer: _Writer) -> None:
    if tag == "time" or element.get("itemprop") == "datePublished":
        stamp = element.get("datetime") or element.get("content")
        if stamp:
            writer.stamps.append(Stamp(stamp, len(writer.blocks)))
    if tag == "span" and _touches(element):
        writer.write(" ")
    if tag == "a":
        writer.link_depth += 1
    elif tag not in INLINE:
        writer.flush(element.getparent() if element.getparent() is not None else element)
        writer.kind = "li" if tag in ("li", "dd", "dt") else "h1" if tag == "h1" else "h" if tag in HEADINGS else "p"
    writer.write(element.text)


def _touches(element: HtmlElement) -> bool:
    """Say whether a named element follows another such one without a blank; their styles set them apart."""
    before = element.getprevious() if element.get("class") else None
    return before is not None and not before.tail and before.tag in ("span", "time", "a") and bool(before.get("class"))


def _close(element: HtmlElement, tag: str, writer: _Writer) -> None:
    if tag == "a":
        writer.link_depth = max(writer.link_depth - 1, 0)
    elif tag not in INLINE:
        writer.flush(element)
    if writer.weak is element:
        writer.flush(element)
        writer.weak = None
    writer.write(element.tail)


def _is_entry(element: HtmlElement, writer: _Writer) -> bool:
    """Say whether a list item that ends here is nothing but a link, as in menus; its block is kept."""
    return writer.linked > LINK_SHARE * sum(map(len, writer.pieces)) and all(child.tag in INLINE for child in element)


def _container(element: HtmlElement) -> HtmlElement:
    """Give the element in which a paragraph, a whole list or a whole table stands."""
    while (parent := element.getparent()) is not None:
        bare = element.tag == "div" and all(child.tag in INLINE for child in element)
        if not bare and element.tag not in PARTS:
            break
        element = parent
    return element


def _is_strong(element: HtmlElement, tag: str, furniture: Furniture, limit: float) -> bool:
    """Say whether an element is furniture by its tag, name or role, or is hidden; never one that holds the page."""
    strong = (
        tag in FURNITURE_TAGS
        or furniture.element_kind(element.get("class"), element.get("id")) == "strong"
        or element.get("role") in FURNITURE_ROLES
        or ((style := element.get("style")) is not None and HIDDEN.search(style) is not None)
    )
    return strong and len(element.text_content()) <= limit and element.find(".//h1") is None


def _is_weak(element: HtmlElement, furniture: Furniture) -> bool:
    """Say whether an element is furniture by a name that tells it of short texts only."""
    if furniture.element_kind(element.get("class"), element.get("id")) != "weak":
        return False
    text = " ".join(element.text_content().split())
    return len(text) <= WEAK_LENGTH and not is_prose(text)


def _captions(root: HtmlElement) -> Iterator[HtmlElement]:
    """Give the elements that hold an image and its caption, or the caption alone right below it."""
    seen: set[HtmlElement] = {root}
    for image in root.iter("img"):
        holder = image.getparent()
        while holder.tag in INLINE and holder is not root:
            holder = holder.getparent()
        if holder.tag == "td":
            holder = next(holder.iterancestors("table"), holder)
        while not (holder.text_content().strip() or holder is root) and _is_picture(holder.getparent()):
            holder = holder.getparent()
        if holder in seen:
            continue
        seen.add(holder)
        length = len(holder.text_content().strip())
        if 0 < length <= CAPTION_LENGTH and _is_set_apart(holder) and _leads(image, holder):
            yield holder
        following = holder.getnext() if length == 0 else None
        if following is not None and _centred(following) and len(following.text_content()) <= CAPTION_LENGTH:
            yield following


def _is_set_apart(holder: HtmlElement) -> bool:
    """Say whether an image's holder is not just a paragraph that begins with it."""
    is_figure = holder.tag in ("table", "center", "figure") or holder.find(".//br") is not None
    return is_figure or _centred(holder) or _is_picture(holder)


def _is_picture(element: HtmlElement) -> bool:
    return PICTURE_NAMES.search(f"{element.get('class')} {element.get('id')}") is not None


def _leads(image: HtmlElement, holder: HtmlElement) -> bool:
    """Say whether an image stands in its holder before all text."""
    while image is not holder:
        parent = image.getparent()
        if (parent.text or "").strip() or any(
            (before.tail or "").strip() or before.text_content().strip()
            for before in image.itersiblings(preceding=True)
        ):
            return False
        image = parent
    return True


def _centred(element: HtmlElement) -> bool:
    return element.tag == "center" or "center" in f"{element.get('align')} {element.get('style')}".lower()
