"""CSS selectors and XPath expressions that people write, compiled once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from cssselect import HTMLTranslator, SelectorError
from lxml import etree
from lxml.html import HtmlElement, document_fromstring

XPATH_SIGNS = ("/", "./", "(")  # no CSS selector begins so


@cache
def compile_selector(text: str) -> etree.XPath:
    """Compile a CSS selector, or XPath, which begins with `/`, `./` or `(`; raises ValueError with what is wrong."""
    text = text.strip()
    is_xpath = text.startswith(XPATH_SIGNS)
    try:
        found = etree.XPath(text if is_xpath else HTMLTranslator().css_to_xpath(text))
        result = found(document_fromstring("<p>"))  # unknown functions and prefixes show only now
    except (SelectorError, etree.XPathError) as error:
        raise ValueError(f"{text!r} is no {'XPath' if is_xpath else 'CSS selector'}: {error}") from error
    if not isinstance(result, list):
        raise ValueError(f"{text!r} finds no elements but gives one value")
    return found


def select(tree: HtmlElement, selectors: Sequence[str]) -> Iterator[HtmlElement]:
    """Give the elements that any of the selectors finds; what is no element (an attribute, a text) is passed over."""
    for text in selectors:
        found = compile_selector(text)(tree)
        if isinstance(found, list):
            yield from (element for element in found if isinstance(element, HtmlElement))
