"""What the marts show over several nights: current versions, copies, and what many pages tell."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb

from tests.warehouse.house import TEXT, Told, Warehouse, event, figure, page


def pages_of_first_night() -> list[Told]:
    """Four pages: two of them copies, and one that is alone in telling its event."""
    expo = event(status="planned", hosts=("Ministry of Commerce",))
    return [
        page("preview", expo, figure(), published_on=date(2025, 9, 9)),
        page("copy", expo, figure(), text=TEXT + " told of the expo", published_on=date(2025, 9, 10)),
        page("original", expo, figure(), text=TEXT + " told of the expo.", published_on=date(2025, 9, 9)),
        page("elsewhere", event(name="Indonesia-China Business Forum", edition=None, city="Jakarta", region=None)),
    ]


def test_marts_are_the_same_after_a_night_that_brings_nothing(house: Warehouse) -> None:
    house.night(pages_of_first_night(), checked=True)
    first = house.marts()
    house.night([], checked=True)
    assert house.marts() == first
    assert {name: bool(rows) for name, rows in first.items()} == {name: True for name in first} | {
        "fct_contradictions": False
    }


def test_nights_in_steps_give_what_one_build_of_all_gives(house: Warehouse) -> None:
    changed = page("preview", event(start_date=date(2025, 9, 18)), figure(value=7.0e12, qualifier="about"))
    house.night(pages_of_first_night())
    house.night([changed, page("report", event(), figure(alt_value=9.82e11, alt_currency="USD"))])
    in_steps = house.marts()
    house.night([], "--full-refresh")
    assert house.marts() == in_steps


def test_a_changed_page_shows_the_facts_of_its_newest_version_only(house: Warehouse) -> None:
    house.night([page("report", figure(value=6.0e12), event(edition=21))])
    house.night([page("report", figure(value=6.5e12), event(edition=22))])
    assert house.rows("select value from marts.fct_trade_figures") == [(6.5e12,)]
    assert house.rows("select edition from marts.fct_event_mentions") == [(22,)]
    assert house.rows("select edition, mentions from marts.fct_events") == [(22, 1)]
    assert house.rows("select versions from marts.dim_documents") == [(2,)]

    house.night([page("report", figure(value=6.0e12), event(edition=21))])
    assert house.rows("select value from marts.fct_trade_figures") == [(6.0e12,)]
    assert house.rows("select edition from marts.fct_event_mentions") == [(21,)]


def test_copies_count_once(house: Warehouse) -> None:
    house.night(pages_of_first_night())
    assert house.rows(
        """
        select copy.title, first_page.title
        from marts.dim_documents as copy
        inner join marts.dim_documents as first_page on copy.duplicate_of = first_page.document_id
        """
    ) == [("copy", "original")]
    assert house.rows("select mentions, documents, independent_documents from marts.fct_events where edition = 22") == [
        (3, 3, 2)
    ]
    assert house.rows("select documents, independent_reports, is_disputed from marts.fct_trade_observations") == [
        (3, 2, False)
    ]


def test_an_event_keeps_its_key_when_more_is_told_of_it(house: Warehouse) -> None:
    house.night([page("preview", event(status="planned", participants=(), hosts=()))])
    key = house.rows("select event_id from marts.fct_events")
    house.night(
        [
            page("report", event(name="22nd China-ASEAN Exposition (CAEXPO)", hosts=("Ministry of Commerce",))),
            page("aside", event(edition=None, end_date=None, city=None, region=None, country=None)),
        ]
    )
    assert house.rows("select event_id from marts.fct_events") == key
    assert house.rows("select name, end_date, city, hosts, status, mentions from marts.fct_events") == [
        ("China-ASEAN Expo", date(2025, 9, 21), "Nanning", ["Ministry of Commerce"], "held", 3)
    ]


def test_contradictions_lower_confidence(house: Warehouse) -> None:
    flows = [figure(indicator="exports", value=4.17e12), figure(indicator="imports", value=2.82e12)]
    house.night([page("fits", figure(), *flows)])
    assert house.rows("select count(*) from marts.fct_contradictions") == [(0,)]

    house.night(
        [
            page(
                "misread",
                figure(value=8.99e12, partner="Vietnam"),
                *(replace(flow, partner="Vietnam") for flow in flows),
            )
        ]
    )
    assert house.rows("select kind, expected, found from marts.fct_contradictions") == [
        ("exports_and_imports_to_trade", 6.99e12, 8.99e12)
    ]
    assert house.rows(
        "select partner, is_contradicted, max(confidence) from marts.fct_trade_figures group by all order by all"
    ) == [("ASEAN", False, 0.9), ("Vietnam", True, 0.63)]


def test_no_fact_however_odd_stops_the_night(house: Warehouse) -> None:
    far, old = date(9999, 12, 31), date(1, 1, 1)
    odd_figures = [
        figure(value=1e300, change_pct=1e30, change_basis="yoy", share_pct=-1e30, share_of="all"),
        figure(value=-0.0, period_start=old, period_end=far),
        figure(value=1e-9, currency="XAU", alt_value=0.0, alt_currency="USD", partner="Atlantis", scope="—"),
        figure(value=None, currency=None, qualifier=None, period_start=None, period_end=None),
    ]
    odd_events = [
        event(name="the 3rd", edition=None, hosts=("", "the"), participants=()),
        event(name="—", edition=None, start_date=None, end_date=None, date_precision=None),
        event(name="2nd", edition=-2, start_date=far, end_date=old, city="Atlantis", region="Atlantis"),
        event(name="中国—东盟博览会 1899", edition=None, start_date=None, end_date=None, date_precision=None),
    ]
    odd_pages = [page(f"odd{number}", *odd_figures, *odd_events, text=text) for number, text in enumerate("—东a")]
    house.night([*odd_pages, page("sound", figure(), event())], checked=True)
    assert house.rows("select count(*) from marts.fct_trade_figures") == [(13,)]
    assert house.rows("select count(*) from marts.fct_event_mentions") == [(13,)]


def test_a_mart_with_other_columns_is_built_anew(house: Warehouse) -> None:
    house.night([page("report", figure())])
    with duckdb.connect(house.path) as con:
        con.execute("alter table marts.fct_trade_figures drop column is_contradicted")
    house.night([])
    assert house.rows("select is_contradicted from marts.fct_trade_figures") == [(False,)]


def test_layers_are_built_one_after_the_other(house: Warehouse) -> None:
    house.night([page("report", figure(), event())], "--selector", "staging", checked=True)
    assert house.rows("select count(*) from staging.stg_trade_figures") == [(1,)]
    for layer in ("intermediate", "marts"):
        house.dbt(house.path, "build", "--selector", layer)
    assert house.rows("select count(*) from marts.fct_trade_figures") == [(1,)]


def test_views_can_be_read_from_a_copy_under_another_name(built: Warehouse, tmp_path: Path) -> None:
    copy = tmp_path / "copy of the week.duckdb"
    shutil.copyfile(built.path, copy)
    with duckdb.connect() as con:
        con.execute(f"attach '{copy}' as archive (read_only)")
        assert con.execute("select title from archive.marts.dim_documents").fetchall() == [("report",)]
