from __future__ import annotations

import pytest

from ingest.clean.language import detect_language


@pytest.mark.parametrize(
    ("text", "declared", "expected"),
    [
        ("The trade of Laos with China has grown by 5 percent, and it is said to go on.", "zh", "en"),
        ("Kim ngạch của Việt Nam và các đối tác đã tăng trong năm", None, "vi"),
        ("Perdagangan Indonesia dengan Tiongkok pada tahun ini naik, dan ekspor ke sana tidak turun", None, "id"),
        ("广西对东盟进出口总值同比增长", "en", "zh"),
        ("貿易総額は前年に比べて増えた", None, "ja"),
        ("การค้าไทยกับจีนเพิ่มขึ้น", None, "th"),
        ("Laos 3.4 21.7", "en", "en"),
        ("", None, None),
    ],
)
def test_languages(text: str, declared: str | None, expected: str | None) -> None:
    assert detect_language(text, declared) == expected
