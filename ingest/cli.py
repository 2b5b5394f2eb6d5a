"""The console script `tradepages`: it reads arguments and shows results; the work is done by the steps."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from typer.core import TyperGroup

from ingest import cli_sources, cli_steps
from ingest.errors import TradepagesError
from ingest.settings import Settings

console = Console()
err_console = Console(stderr=True)


class _Told(TyperGroup):
    """Commands that tell a user's mistake in red, without a traceback."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except TradepagesError as error:
            err_console.print(str(error), style="red", markup=False, highlight=False, soft_wrap=True)
            raise typer.Exit(2) from None


app = typer.Typer(
    cls=_Told,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
    help="Web pages about China-ASEAN trade in, trade figures and events out.",
)
app.add_typer(cli_sources.app, name="sources")
app.add_typer(cli_steps.app, name="step")

PageArgument = Annotated[Path, typer.Argument(metavar="PAGE", help="A file: .html, .htm or .txt.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for other programs.")]


@app.command()
def clean(page: PageArgument, as_json: JsonOption = False) -> None:
    """Show one page's title, date and text, as cleaning leaves them."""
    from ingest import display, reading

    document = reading.read_document(page, Settings())
    if as_json:
        _print_json(display.facts_as_dict(document, [], [])["document"])
    else:
        display.show_document(console, document)


@app.command()
def extract(
    page: PageArgument,
    as_json: JsonOption = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say of each sentence what became of it, and why.")
    ] = False,
) -> None:
    """Show one page's text and facts, each with the words that it was read from."""
    from ingest import display, reading

    settings = Settings()
    document = reading.read_document(page, settings)
    figures, events = reading.read_facts(document, settings)
    explanations = reading.explain_facts(document, settings) if explain else None
    if as_json:
        _print_json(display.facts_as_dict(document, figures, events, explanations))
    elif explanations is not None:
        for explanation in explanations:
            display.show_explanation(console, explanation)
    else:
        display.show_document(console, document)
        display.show_facts(console, figures, events)


@app.command()
def run(
    run_id: Annotated[str, typer.Option(help="Name of the run; the time of day where none is given.")] = "",
) -> None:
    """Run every step once in this process, without the scheduler."""
    from ingest import runner

    _follow(runner.run_all(run_id or _new_run_id("manual")))
    summary("")


@app.command()
def replay(
    since: Annotated[
        datetime | None,
        typer.Option(
            "--from", metavar="DATE", formats=["%Y-%m-%d"], help="Rebuild only what landed from this day on (UTC)."
        ),
    ] = None,
) -> None:
    """Rebuild the warehouse from the landing zone, with the rules as they are now, and publish it."""
    from ingest import runner

    moment = since.replace(tzinfo=UTC).isoformat() if since else None
    _follow(runner.replay(_new_run_id("replay"), moment))
    summary("")


@app.command()
def summary(run_id: Annotated[str, typer.Argument(help="A run; the newest where none is given.")] = "") -> None:
    """Say what a run brought and where its warehouse and data docs are."""
    from ingest import display, summary

    settings = Settings()
    found = summary.summarise(settings.warehouse, run_id or summary.newest_run(settings.warehouse))
    display.show_summary(console, found, settings)


@app.command()
def evaluate(
    gold: Annotated[list[Path], typer.Argument(metavar="DIR...", help="Folders of annotated pages.")],
    warehouse: Annotated[Path | None, typer.Option(help="Score this warehouse; don't read the pages anew.")] = None,
    errors: Annotated[bool, typer.Option("--errors", help="Print each wrong, missed and extra record.")] = False,
    json_file: Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Write the figures as JSON.")] = None,
) -> None:
    """Read annotated pages into a warehouse of their own, and score what was read."""
    from ingest import display, evaluation, runner

    if warehouse is None:
        with runner.fresh_home(gold):
            _follow(runner.run_all("evaluation", with_checks=False))
            score = evaluation.score_warehouse(Settings().warehouse, gold)
    else:
        score = evaluation.score_warehouse(warehouse, gold)
    if errors:
        for line in (*score.errors, *score.figures.errors, *score.events.errors):
            console.print(line, markup=False, highlight=False, soft_wrap=True)
    if json_file is not None:
        json_file.write_text(json.dumps(score.as_dict(), indent=1))
    display.show_score(console, score)


@app.command()
def sql(query: Annotated[str, typer.Argument(help="One statement; a prompt opens where none is given.")] = "") -> None:
    """Query the published warehouse: read-only, and shut off from files and network."""
    from ingest import prompt

    settings = Settings()
    with prompt.open_locked(settings.warehouse) as con:
        if query:
            prompt.run_query(con, query, console)
        else:
            prompt.prompt(con, settings.home / ".sql_history", console)


def _new_run_id(kind: str) -> str:
    return f"{kind}-{datetime.now(UTC):%Y-%m-%dT%H-%M-%S}"


def _follow(steps: Any) -> None:
    """Show the steps of a run as they begin."""
    columns = (TextColumn("{task.description:<22}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err_console, transient=True) as progress:
        bar = progress.add_task("", total=None)
        for step in steps:
            progress.update(bar, description=step.name, completed=step.number, total=step.total)


def _print_json(data: object) -> None:
    typer.echo(json.dumps(data, indent=1, ensure_ascii=False, default=str))
