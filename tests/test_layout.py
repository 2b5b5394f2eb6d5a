"""Rules of the project that no linter knows."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]
LONGEST = 300  # lines; a longer file has a second job in it


def tracked(*patterns: str) -> list[Path]:
    """Files of the project by pattern, as git knows them: what is ignored is nobody's concern."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [path for line in listed.splitlines() if (path := ROOT / line).is_file()]


def test_files_stay_short() -> None:
    files = tracked("*.py", "*.sql", "*.sh")
    assert len(files) > 50
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in files}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}


def test_lock_files_name_no_index() -> None:
    for path in tracked("requirements*.txt"):
        text = path.read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert "index-url" not in text
        assert "://" not in text


def test_every_settings_variable_is_told_in_the_docs() -> None:
    """A setting that nobody can find is none."""
    settings = (ROOT / "ingest/settings.py").read_text(encoding="utf-8")
    told = "".join(path.read_text(encoding="utf-8") for path in tracked("*.md"))
    names = set(re.findall(r"TRADEPAGES_\w+", settings))
    assert names
    assert {name for name in names if name not in told} == set()
