"""What the commands print: a page's text and facts, a run's summary, a score."""

from __future__ import annotations

import os
import sys
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console, Group
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from ingest.evaluation import Score
from ingest.evaluation.tally import Tally
from ingest.records import Document, Event, TradeFigure
from ingest.settings import Settings
from ingest.summary import SourceCount, Summary

if TYPE_CHECKING:
    from ingest.extract.explain import Explanation

FIRST_QUERY = "select reporter, partner, indicator, value, currency, period_text, quote from marts.fct_trade_figures;"
_SHOWN_APART = {"quote", "span_start", "span_end", "rule", "confidence"}
_MANY_DIGITS = 10_000  # from here on numbers are printed with separators


def show_document(console: Console, document: Document) -> None:
    """Print a cleaned page: what is known of it, then its text."""
    table = Table.grid(padding=(0, 2))
    for name in ("title", "published_on", "published_on_source", "language", "site", "url"):
        value = getattr(document, name)
        table.add_row(Text(name, style="dim"), Text("" if value is None else str(value)))
    console.print(Panel(Group(table, "", Text(document.text)), title=escape(document.source_uri)))


def show_facts(console: Console, figures: list[TradeFigure], events: list[Event]) -> None:
    """Print each fact with its fields and the words of the page that it was read from."""
    for number, figure in enumerate(figures, 1):
        console.print(_fact(f"figure {number}", figure))
    for number, event in enumerate(events, 1):
        console.print(_fact(f"event {number}", event))
    console.print(f"{len(figures)} figures, {len(events)} events")


def show_summary(console: Console, summary: Summary, settings: Settings) -> None:
    """Print what a run brought and where to look at it."""
    pages = ", ".join(f"{count} {outcome}" for outcome, count in summary.pages.items()) or "none"
    table = Table.grid(padding=(0, 2))
    table.add_row("pages", pages)
    for count in summary.sources if len(summary.sources) > 1 else []:
        table.add_row(escape(count.source), _source(count))
    table.add_row("facts", f"{summary.figures} figures and {summary.events} events from them")
    for reject in summary.rejects:
        example = f"{reject.example}: {reject.detail}" if reject.detail else reject.example
        more = f" and {reject.pages - 1} more" if reject.pages > 1 else ""
        table.add_row("rejects", escape(f"{reject.pages} {reject.reason_code} ({example}{more})"))
    total = summary.checks_passed + len(summary.checks_failed)
    table.add_row("checks", f"{summary.checks_passed} of {total} passed")
    for failed in summary.checks_failed:
        table.add_row("", Text(failed, style="yellow"))
    table.add_row("marts", ", ".join(f"{rows:,} rows in {name}" for name, rows in summary.marts.items()))
    table.add_row("warehouse", str(settings.warehouse))
    table.add_row("report", str(settings.report / "index.html"))
    table.add_row("data docs", str(settings.data_docs / "index.html"))
    console.print(Panel(table, title=f"Run {escape(summary.run_id)}"))
    command = os.path.relpath(Path(sys.executable).with_name("tradepages"))  # seldom on the user's PATH
    console.print(f'A first query:\n{command} sql "{FIRST_QUERY}"', markup=False, highlight=False, soft_wrap=True)
    if summary.is_nothing_new:
        console.print("Nothing was new: every page is as it was at its last visit.")


def show_score(console: Console, score: Score) -> None:
    """Print how well facts were read."""
    for tally in (score.figures, score.events):
        found, strict = tally.found.as_dict(), tally.strict.as_dict()
        console.print(
            f"{tally.kind.name:8} gold {tally.gold:4} predicted {tally.predicted:4}"
            f"  found P {found['P']:.3f} R {found['R']:.3f} F {found['F']:.3f}"
            f"  strict P {strict['P']:.3f} R {strict['R']:.3f} F {strict['F']:.3f}",
            highlight=False,
            soft_wrap=True,
        )
        slots = " ".join(f"{slot}={tally.slots[slot].rate:.2f}" for slot in tally.kind.slots if slot in tally.slots)
        console.print(f"         {slots}", highlight=False, soft_wrap=True)
    console.print(
        f"pages {score.pages} missing {score.missing} published_on {score.published_on}"
        f" noise_removed {score.noise.rate} body_kept {score.body.rate}",
        highlight=False,
        soft_wrap=True,
    )
    console.print(_bands(score.figures, score.events))


def show_explanation(console: Console, explanation: Explanation) -> None:
    """Print a sentence, what was recognised in it, and what became of that."""
    console.print(Text(f"\n{explanation.number}. {explanation.text}", style="bold" if explanation.figures else ""))
    table = Table.grid(padding=(0, 2))
    for meaning in explanation.meanings:
        fate = Text(meaning.fate or "", style="yellow" if meaning.fate and not meaning.fate.startswith("fig") else "")
        table.add_row(Text(f"   {meaning.kind}", style="dim"), Text(f"“{meaning.text}”"), Text(meaning.value), fate)
    console.print(table)
    for read in explanation.figures:
        joined = ", joined with others" if read.is_joined else ""
        rule = f"{read.figure.rule}, confidence {read.figure.confidence:.2f}{joined}"
        console.print(_line(f"figure {read.number}: {_summary(read.figure)} ({rule})", "green"))
        for each in read.inherited:
            console.print(_line(f"   {each.field} {each.value}: {each.source}", "dim"))
    for named in explanation.events:
        event = named.event
        told = f"{event.name} ({event.rule}, confidence {event.confidence:.2f})"
        console.print(_line(f"event {named.number}: {told}", "green"))
    for dropped in explanation.no_events:
        console.print(_line(f"no event: {dropped.name}: {dropped.reason}", "yellow"))


def facts_as_dict(
    document: Document,
    figures: list[TradeFigure],
    events: list[Event],
    explanations: list[Explanation] | None = None,
) -> dict[str, Any]:
    """Give a page's reading for machines."""
    explained = {} if explanations is None else {"explanations": [asdict(each) for each in explanations]}
    return {
        "document": asdict(document),
        "figures": [asdict(figure) for figure in figures],
        "events": [asdict(event) for event in events],
        **explained,
    }


def _summary(figure: TradeFigure) -> str:
    """Tell a figure in a line."""
    amounts = (
        figure.value is not None and f"{figure.value:,.12g} {figure.currency}",
        figure.alt_value is not None and f"{figure.alt_value:,.12g} {figure.alt_currency}",
        figure.change_pct is not None and f"{figure.change_pct:+g}% {figure.change_basis}",
        figure.share_pct is not None and f"{figure.share_pct:g}% of {figure.share_of or 'the whole'}",
    )
    period = f"{figure.period_start or '...'} to {figure.period_end or '...'}"
    subject = f"{figure.indicator} of {figure.reporter} with {figure.partner}"
    parts = (subject, figure.scope, *amounts, period, figure.status if figure.status != "actual" else "")
    return ", ".join(part for part in parts if part)


def _line(text: str, style: str) -> Text:
    return Text(f"   {text}", style=style)


def _fact(title: str, fact: TradeFigure | Event) -> Panel:
    table = Table.grid(padding=(0, 2))
    for field in fields(fact):
        value = getattr(fact, field.name)
        if value is not None and value != () and field.name not in _SHOWN_APART:
            table.add_row(Text(field.name, style="dim"), Text(_printed(value)))
    place = f"{fact.rule}, confidence {fact.confidence:.2f}, characters {fact.span_start} to {fact.span_end}"
    return Panel(Group(table, Text(f"“{fact.quote}”", style="italic")), title=title, subtitle=escape(place))


def _printed(value: object) -> str:
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= _MANY_DIGITS else f"{value:g}"
    if isinstance(value, tuple):
        return "; ".join(_printed(each) for each in value)
    if hasattr(value, "what"):
        return f"{value.qualifier} {value.count:g} {value.what}"  # type: ignore[attr-defined]
    return str(value)


def _bands(figures: Tally, events: Tally) -> Table:
    table = Table("confidence", "figures", "strict P", "events", "strict P", title="Precision by confidence")
    upper = None
    for band in figures.bands:
        counts = (figures.bands[band], events.bands[band])
        cells = (
            cell for count in counts for cell in (str(count.of), "" if count.rate is None else f"{count.rate:.3f}")
        )
        table.add_row(f"{band:.1f} and more" if upper is None else f"{band:.1f} to {upper:.1f}", *cells)
        upper = band
    return table


def _source(count: SourceCount) -> str:
    """Say in a line what one source brought, what stayed nothing left out."""
    names = ("new", "changed", "unchanged", "refused", "failed")
    told = [f"{value:,} {name}" for name in names if (value := getattr(count, name))]
    return f"{', '.join(told) or 'nothing'}; {count.bytes:,} bytes, {count.seconds:,.1f} s"
