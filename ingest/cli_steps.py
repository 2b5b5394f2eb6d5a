"""The steps of a run as commands, `tradepages step NAME`: each prints what the next one takes."""

from __future__ import annotations

import json
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="The steps of a run, one by one, as the scheduler calls them.")

RunDir = Annotated[str, typer.Argument(metavar="RUN_DIR", help="What prepare-run printed.")]
Layer = Annotated[str, typer.Argument(metavar="LAYER", help="staging, intermediate or marts.")]


@app.command()
def prepare_run(run_id: Annotated[str, typer.Argument(metavar="RUN_ID", help="Any name of the run.")]) -> None:
    """Make the run's folder with a copy of the published warehouse."""
    from ingest import steps

    typer.echo(steps.prepare_run(run_id))


@app.command()
def discover_pages(run_dir: RunDir) -> None:
    """List the sources' pages in batches, a batch's file a line."""
    from ingest import steps

    for path in steps.discover_pages(run_dir):
        typer.echo(path)


@app.command()
def land_pages(batch: Annotated[str, typer.Argument(metavar="BATCH", help="A line of discover-pages.")]) -> None:
    """Fetch a batch's pages into the landing zone."""
    from ingest import steps

    typer.echo(steps.land_pages(batch))


@app.command()
def clean_pages(landed: Annotated[str, typer.Argument(metavar="LANDED", help="What land-pages printed.")]) -> None:
    """Clean a landed batch's pages."""
    from ingest import steps

    typer.echo(steps.clean_pages(landed))


@app.command()
def extract_facts(cleaned: Annotated[str, typer.Argument(metavar="CLEANED", help="What clean-pages printed.")]) -> None:
    """Read the facts out of a cleaned batch."""
    from ingest import steps

    typer.echo(steps.extract_facts(cleaned))


@app.command()
def load_raw(run_dir: RunDir) -> None:
    """Load all batches into schema raw of the run's warehouse."""
    from ingest import steps

    typer.echo(json.dumps(steps.load_raw(run_dir)))


@app.command()
def build_layer(run_dir: RunDir, layer: Layer) -> None:
    """Build one layer of the dbt project."""
    from ingest import transform

    typer.echo(f"{transform.build_layer(run_dir, layer)} nodes built")


@app.command()
def check_layer(run_dir: RunDir, layer: Layer) -> None:
    """Run the quality gate behind a layer (staging or marts)."""
    from ingest import runner

    typer.echo(runner.check_layer(run_dir, layer))


@app.command()
def publish_warehouse(run_dir: RunDir) -> None:
    """Put the run's warehouse and data docs in the place of the published ones."""
    from ingest import steps

    typer.echo(json.dumps(steps.publish_warehouse(run_dir)))
