"""`python -m ingest` is the console script."""

from ingest.cli import app

app()
