"""The commands about sources, `tradepages sources NAME`: what there is, whether it is sound, what it would bring."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ingest.errors import PermanentError, TradepagesError
from ingest.records import Overrides
from ingest.settings import Settings

app = typer.Typer(no_args_is_help=True, help="Where pages come from.")
console = Console()


@app.command("list")
def list_sources() -> None:
    """List all sources, those that are switched off too."""
    from ingest.sources import read_sources

    table = Table("name", "kind", "enabled", "schedule", "where")
    for source in read_sources(Settings().sources_file):
        enabled = "yes" if source.enabled else "no"
        table.add_row(source.name, source.kind, enabled, source.schedule, Text(source.where))
    console.print(table)


@app.command("check")
def check_sources() -> None:
    """Check sources.yml; each mistake is told with its line and what is allowed."""
    from ingest.sources import read_sources
    from ingest.sources.entries import WebEntry

    settings = Settings()
    found = read_sources(settings.sources_file)
    console.print(f"{settings.sources_file}: {len(found)} sources, no mistake", soft_wrap=True)
    if not settings.contact and any(isinstance(source, WebEntry) and source.enabled for source in found):
        console.print("set TRADEPAGES_CONTACT, so that owners of the sites that you read can write to you")


@app.command("try")
def try_source(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A source, also one that is switched off.")],
    listed: Annotated[int, typer.Option(min=1, help="Addresses to print.")] = 20,
    pages: Annotated[int, typer.Option(min=0, help="Pages to fetch and clean, as a sample.")] = 3,
) -> None:
    """Show what a source would bring, without loading anything."""
    from ingest import sources

    settings = Settings()
    known = {source.name: source for source in sources.read_sources(settings.sources_file)}
    if name not in known:
        raise TradepagesError(f"{settings.sources_file} has no source {name!r}; it has {', '.join(known)}")
    with sources.Web(settings) as web:
        refs = list(sources.discover([known[name]], web))
        for ref in refs[:listed]:
            problem = f"  {ref.reason_code}: {ref.detail}" if ref.reason_code else ""
            console.print(Text(ref.source_uri + problem), soft_wrap=True)
        console.print(f"{sum(ref.reason_code is None for ref in refs)} pages" + (", ..." if len(refs) > listed else ""))
        sample = list(islice((ref for ref in refs if ref.reason_code is None), pages))
        for ref, fetched in sources.fetch_all(sample, known, {}, web, settings.max_page_bytes):
            told = _told(fetched.page or fetched.error, known[name].overrides)
            console.print(Text(f"\n{ref.source_uri}\n  {told}"), soft_wrap=True)


def _told(found: object, overrides: Overrides) -> str:
    """Say in a line what cleaning makes of a page, or why there is none."""
    from ingest.clean import clean_page
    from ingest.records import Page
    from ingest.workers import Limits, work_through

    settings = Settings()
    if isinstance(found, Page):
        limits = Limits(settings.page_seconds, settings.worker_memory_mb, workers=1)
        [(_, result)] = work_through(partial(clean_page, overrides=overrides), [found], limits)
        if not isinstance(result, PermanentError):
            return f"{result.title!r}, {result.published_on}, {result.language}, {len(result.text):,} characters"
        found = result
    return str(found)
