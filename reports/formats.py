"""How the report writes numbers, spans of time and addresses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlparse

# How an indicator is joined to its partner: exports to Laos.
JOINTS = {"exports": "to", "imports": "from", "investment": "in", "contracts": "in"}
SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def amount(value: float | None, currency: str | None) -> str:
    """Write an amount in words that a reader takes in at a glance: 249 billion CNY."""
    if value is None:
        return ""
    for size, word in SCALES:
        if abs(value) >= size:
            return f"{value / size:,.4g} {word} {currency or ''}".strip()
    return f"{value:,.10g} {currency or ''}".strip()


def statement(figure: Mapping[str, Any]) -> str:
    """Say what a figure measures, without its economy: exports of fruit to Laos."""
    words = [figure["direction"], figure["indicator"].replace("contracts", "contracted projects")]
    if figure["scope"]:
        words += ["of", figure["scope"]]
    if figure["partner"] != "World":
        words += [JOINTS.get(figure["indicator"], "with"), figure["partner"]]
    return " ".join(word for word in words if word)


def signed_percent(value: float | None) -> str:
    """Write a change: +13.9%."""
    return "" if value is None else f"{value:+,.4g}%".replace("-", "−")


def span(start: date | None, end: date | None) -> str:
    """Write a period or an event's days as shortly as they allow: 2025, Jan 2025, 3 to 5 Jan 2025."""
    if start is None or end is None:
        return _day(start) or (f"until {_day(end)}" if end else "")
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return str(start.year) if start.year == end.year else f"{start.year} to {end.year}"
    if start == end:
        return _day(start)
    if _whole_months(start, end):
        last = end.strftime("%b %Y")
        if (start.year, start.month) == (end.year, end.month):
            return last
        return f"{start.strftime('%b') if start.year == end.year else start.strftime('%b %Y')} to {last}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {_day(end)}"
    return f"{_day(start)} to {_day(end)}"


def page_name(url: str) -> str:
    """Name a page by its host, or a file by its name."""
    parts = urlparse(url)
    return parts.hostname or PurePosixPath(unquote(parts.path)).name or url


def is_web(url: str) -> bool:
    """Say whether an address may become a link: pages name their own addresses, and could name a script."""
    return urlparse(url).scheme in {"http", "https"}


def px(length: float) -> str:
    """Write a length of a drawing."""
    return f"{length:.1f}"


def _day(day: date | None) -> str:
    return "" if day is None else f"{day.day} {day.strftime('%b %Y')}"


def _whole_months(start: date, end: date) -> bool:
    return start.day == 1 and date.fromordinal(end.toordinal() + 1).day == 1


FILTERS: dict[str, Callable[..., Any]] = {
    "amount": amount,
    "signed_percent": signed_percent,
    "span": span,
    "page_name": page_name,
    "is_web": is_web,
    "px": px,
    "statement": statement,
}
