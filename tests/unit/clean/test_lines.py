from __future__ import annotations

import pytest

from ingest.clean.lines import Line, article_lines

PROSE = "The two sides met in Nanning on Friday and spoke of trade."


def lines(*kinds: str) -> list[Line]:
    """One line a kind; "p" in front of a kind makes it a paragraph of the markup."""
    made = []
    for kind in kinds:
        name = kind.removeprefix("p:")
        text = PROSE if name == "prose" else f"A line of some seven words ({name})"
        made.append(Line(text, name, "p" if kind.startswith("p:") else ""))
    return made


@pytest.mark.parametrize(
    ("kinds", "kept"),
    [
        (["prose", "other", "prose"], [0, 1, 2]),
        (["prose", "furniture", "prose"], [0, 2]),
        (["prose", "furniture", "other"], [0]),
        (["prose", "other", "furniture", "other"], [0, 1]),
        (["prose", "list", "other", "other", "prose", "prose"], [0, 4, 5]),
        (["prose", "list", "other", "prose", "other", "prose", "furniture"], [0]),
        (["prose", "list", "other", "p:prose", "other", "p:prose"], [0, 3, 4, 5]),
        (["prose", "end", "prose"], [0]),
        (["prose", "footer", "prose", "footer"], [0, 1, 2]),
        (["other", "other"], [0, 1]),
    ],
    ids=["heading", "advert", "tail", "entry", "stories", "teasers", "promo", "comments", "footer", "rows only"],
)  # fmt: skip
def test_the_article_s_lines(kinds: list[str], kept: list[int]) -> None:
    made = lines(*kinds)
    assert [id(line) for line in article_lines(made, 0)] == [id(made[n]) for n in kept]


def test_a_signature_ends_the_article_and_a_figure_does_not() -> None:
    body = [Line(PROSE, "prose"), Line("- Laos: up 3 percent", "other"), Line("Nguyen Tung", "other")]
    assert article_lines(body, 0) == body[:2]
