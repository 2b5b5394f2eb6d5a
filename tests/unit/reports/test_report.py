"""The report tells what the warehouse holds, and its page is whole in itself and safe."""

from __future__ import annotations

from pathlib import Path

import duckdb
import lxml.html
import pytest

from expectations import run_gate
from ingest.errors import TradepagesError
from reports import build_report

RUN = "nightly_2026-11-20"


def change(path: Path, statement: str) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute(statement)


def check_and_report(warehouse: Path, out: Path) -> lxml.html.HtmlElement:
    run_gate("staging", warehouse, RUN, out / "docs")
    run_gate("marts", warehouse, RUN, out / "docs")
    return lxml.html.parse(str(build_report(warehouse, out))).getroot()


def words(element: lxml.html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def section(page: lxml.html.HtmlElement, name: str) -> str:
    return words(page.get_element_by_id(name))


def test_a_good_page_is_told(good_warehouse: Path, tmp_path: Path) -> None:
    page = check_and_report(good_warehouse, tmp_path / "report")
    assert "all 102 checks hold" in words(page.xpath("//header")[0])
    assert "new 1 rejected 1" in section(page, "run")
    assert "empty 1 file:///pages/two.html no bytes" in section(page, "run")
    assert "exports 2" in section(page, "figures")
    assert [title.text for title in page.xpath("//svg[@class='years']//title")] == ["2026: 2"]
    latest = section(page, "latest")
    assert "China : exports to Laos, Jan to Oct 2026 — 3 billion CNY (+5%)" in latest
    assert "Exports to Laos rose 5 percent to 3 billion yuan. Trade rises , 2026-11-18 · confidence 0.90" in latest
    assert "Under way and to come Expo (22) expo planned 25 Nov 2026 · Nanning, China · 1 mention" in section(
        page, "events"
    )
    assert section(page, "disagreements").count("None.") == 2


def test_an_empty_warehouse_is_told(empty_warehouse: Path, tmp_path: Path) -> None:
    page = check_and_report(empty_warehouse, tmp_path / "report")
    assert "No figure yet." in section(page, "figures")
    assert "The run saw no page." in section(page, "run")


def test_failed_checks_stand_on_top_with_their_rows(good_warehouse: Path, tmp_path: Path) -> None:
    change(good_warehouse, "update staging.stg_trade_figures set currency = 'RMB' where figure_id = 'f2'")
    change(good_warehouse, "update marts.fct_trade_figures set value_usd = null where figure_id = 'f2'")
    page = check_and_report(good_warehouse, tmp_path / "report")
    cards = [words(card) for card in page.xpath("//*[@id='checks']/article")]
    assert len(cards) == 2
    assert cards[0].startswith("failed staging.stg_trade_figures: currency is one of")
    assert "f2 file:///pages/one.html currency RMB" in cards[0]
    assert cards[1].startswith("warning marts.fct_trade_figures: nine in ten amounts")


def test_what_pages_say_is_never_markup_or_script(good_warehouse: Path, tmp_path: Path) -> None:
    change(
        good_warehouse,
        "update staging.stg_documents set title = '<script>alert(1)</script>', url = 'javascript:alert(1)';"
        "update marts.fct_trade_figures set reporter = '<img src=x onerror=alert(1)>'",
    )
    page = check_and_report(good_warehouse, tmp_path / "report")
    assert page.xpath("//script | //img | //iframe | //*[@onerror]") == []
    assert [link for link in page.xpath("//@href") if not link.startswith("#")] == []
    assert "<script>alert(1)</script>" in section(page, "latest")


def test_pages_are_linked_and_nothing_is_loaded(good_warehouse: Path, tmp_path: Path) -> None:
    change(good_warehouse, "update staging.stg_documents set url = 'https://one.example/a?b=1&c=2'")
    page = check_and_report(good_warehouse, tmp_path / "report")
    assert set(page.xpath("//*[@id='latest']//@href")) == {"https://one.example/a?b=1&c=2"}
    assert page.xpath("//@src | //link | //script") == []
    assert "@import" not in page.xpath("string(//style)")


def test_disagreements_are_told_with_their_sentences(good_warehouse: Path, tmp_path: Path) -> None:
    change(
        good_warehouse,
        "delete from marts.fct_trade_observations where observation_id = 'of2';"
        "update marts.fct_trade_observations set is_disputed = true, value_max = 4e9, spread_pct = 33.3, "
        "figure_ids = ['f1', 'f2'];"
        "insert into marts.fct_contradictions values "
        "('c1', 'growth', ['f2', 'f1'], ['f2'], 'CNY', 2e9, 3e9, 0.5)",
    )
    text = section(check_and_report(good_warehouse, tmp_path / "report"), "disagreements")
    assert "China : exports to Laos, Jan to Oct 2026 — 3 billion CNY to 4 billion CNY Exports to Laos rose" in text
    assert "growth 3 billion CNY, expected 2 billion CNY (+50%) Laos 3.0 Trade rises , 2026-11-18 Exports to" in text


def test_the_warehouse_is_only_read(good_warehouse: Path, tmp_path: Path) -> None:
    run_gate("marts", good_warehouse, RUN, tmp_path / "docs")
    before = good_warehouse.read_bytes()
    good_warehouse.chmod(0o444)
    build_report(good_warehouse, tmp_path / "report")
    assert good_warehouse.read_bytes() == before


def test_several_runs_are_drawn(good_warehouse: Path, tmp_path: Path) -> None:
    change(
        good_warehouse,
        "insert into staging.stg_page_visits by name select good.* replace ('run' || i as run_id, "
        "visited_at - to_days(cast(i as integer)) as visited_at) from staging.stg_page_visits as good, "
        "range(1, 4) as runs(i)",
    )
    page = check_and_report(good_warehouse, tmp_path / "report")
    bars = page.xpath("//*[@id='run']//svg[@class='chart']//rect")
    assert len(bars) == 4 * 2
    assert page.xpath("//*[@id='run']//svg[@class='chart']/text/text()") == ["16 Nov", "17 Nov", "18 Nov", "19 Nov"]


@pytest.mark.parametrize(
    ("statements", "message"),
    [
        ("create schema marts", r"lacks .*marts\.dim_documents"),
        (None, "no such warehouse"),
    ],
)
def test_what_is_no_warehouse_is_told(tmp_path: Path, statements: str | None, message: str) -> None:
    path = tmp_path / "warehouse.duckdb"
    if statements is not None:
        change(path, statements)
    with pytest.raises(TradepagesError, match=message):
        build_report(path, tmp_path / "report")


def test_an_unchecked_warehouse_is_told(good_warehouse: Path, tmp_path: Path) -> None:
    run_gate("marts", good_warehouse, RUN, tmp_path / "docs")
    change(good_warehouse, "delete from quality.check_results")
    with pytest.raises(TradepagesError, match="no run has been checked"):
        build_report(good_warehouse, tmp_path / "report")
