"""What is known of a source and of its other pages reaches the documents of a night, and of a rebuild."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ingest import steps
from tests.unit.clean.articles import CALL, LABEL, article
from tests.unit.ingest.conftest import Night
from tests.web.conftest import rows, write_sources
from tests.web.site import Answer, Site

PAGE = b"""<html><head><title>Rubber by rail</title></head><body>
<div class="w1"><p>The paper asks readers to write to it about whatever they like to read in the weeks.</p></div>
<div class="w2"><h1>Rubber by rail</h1><p>Abak kadin ulo peret makal, tadol virok.</p>
<p class="x">Sponsored: shoes</p></div></body></html>"""
READ = "select language, source_place, text from raw.documents"


def rebuild() -> None:
    run_dir = steps.prepare_run("rebuild", from_nothing=True)
    for landed in steps.take_landed(run_dir):
        steps.extract_facts(steps.clean_pages(landed))
    steps.load_raw(run_dir)
    steps.publish_warehouse(run_dir)


def test_what_an_entry_says_of_cleaning_holds_at_night_and_in_a_rebuild(
    site: Site, home: Path, night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.answers["/rubber.html"] = Answer(PAGE)
    entry = {"name": "news", "kind": "urls", "urls": [site.url("/rubber.html")], "delay": 0, "allow_private": True}
    told = {"keep": [".w2"], "drop": ["//p[@class='x']"], "language": "lo", "place": "Laos"}
    write_sources(home, [entry | told], monkeypatch)
    night("monday")
    expected = [("lo", "Laos", "Abak kadin ulo peret makal, tadol virok.")]
    assert rows(READ) == expected
    rebuild()
    assert rows(READ) == expected
    write_sources(home, [entry | told | {"place": "Vientiane", "enabled": False}], monkeypatch)
    rebuild()
    assert rows("select source_place from raw.documents") == [("Vientiane",)]


def test_what_recurs_on_a_site_goes_also_when_one_page_is_new(
    site: Site, home: Path, night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages of earlier nights tell what of a new one is furniture, and a rebuild comes to the same texts."""
    paths = [f"/{number}.html" for number in range(7)]
    for path in paths:
        lines = [*article(path), LABEL, CALL]
        text = "".join(f"<p>{line}</p>" for line in lines)
        site.answers[path] = Answer(f"<article><h1>News {path}</h1>{text}</article>".encode(), tagged=True)
    sources: list[dict[str, Any]] = [
        {"name": f"news{name}", "kind": "urls", "urls": [site.url(path) for path in found], "delay": 0}
        for name, found in (("", paths[:4]), ("-too", paths[4:6]), ("-late", paths[6:]))
    ]
    nights = [
        (night_, [{**entry, "allow_private": True} for entry in sources[: number + 1]])
        for number, night_ in enumerate(("monday", "tuesday", "wednesday"))
    ]
    for name, entries in nights:
        write_sources(home, entries, monkeypatch)
        night(name)
    query = "select source_uri, text from raw.documents order by source_uri"
    texts = rows(query)
    few, enough = ("\n".join([*article(path), CALL]) for path in paths), ("\n".join(article(path)) for path in paths)
    assert texts == [
        (site.url(path), text) for path, text in zip(paths, [*list(few)[:4], *list(enough)[4:]], strict=True)
    ]
    rebuild()
    assert rows(query) == texts
