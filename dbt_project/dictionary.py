"""Write docs/data-dictionary.md from what dbt's yml files say of tables and columns.

`python dbt_project/dictionary.py` writes it; with `--check` it only compares, and fails where the page has drifted.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

PROJECT = Path(__file__).resolve().parent
PAGE = PROJECT.parent / "docs" / "data-dictionary.md"
HEAD = """# Data dictionary

<!-- Written by `python dbt_project/dictionary.py` from the yml files of dbt_project: change those, then run it. -->

What analysts read is schema `marts`; `ops` tells how the runs went. `reference` holds the seeds that the marts are made
with; `staging` and `intermediate` are the way there, and `raw` is what the runs loaded. Rows of checks are in
`quality.check_results`.
"""
LAYERS = {
    "marts": "Marts",
    "ops": "Operation",
    "reference": "Reference",
    "intermediate": "Intermediate",
    "staging": "Staging",
}


def dictionary() -> str:
    """Give the whole page."""
    words = dict(_doc_blocks())
    parts = [HEAD]
    for schema, title in LAYERS.items():
        parts.append(f"## {title}\n")
        parts += [_table(schema, table, words) for table in _tables(schema)]
    return "\n".join(parts)


def _doc_blocks() -> Iterator[tuple[str, str]]:
    for path in sorted((PROJECT / "docs").glob("*.md")):
        yield from re.findall(r"{% docs (\w+) %}\n(.*?)\n{% enddocs %}", path.read_text("utf-8"), re.DOTALL)


def _tables(schema: str) -> list[dict[str, Any]]:
    if schema == "reference":
        return list(yaml.safe_load((PROJECT / "seeds/seeds.yml").read_text("utf-8"))["seeds"])
    files = sorted(path for path in (PROJECT / "models" / schema).glob("*.yml") if not path.name.startswith("__"))
    return [model for path in files for model in yaml.safe_load(path.read_text("utf-8"))["models"]]


def _table(schema: str, table: dict[str, Any], words: dict[str, str]) -> str:
    lines = [f"### {schema}.{table['name']}\n", _meaning(table["description"], words), ""]
    columns = table.get("columns", [])
    if columns:
        typed = any("data_type" in column for column in columns)
        lines += (
            ["| column | type | meaning |", "| --- | --- | --- |"]
            if typed
            else ["| column | meaning |", "| --- | --- |"]
        )
        for column in columns:
            cells = [f"`{column['name']}`", *([column["data_type"]] if typed else [])]
            cells.append(_meaning(column["description"], words).replace("|", "\\|"))
            lines.append(f"| {' | '.join(cells)} |")
        lines.append("")
    return "\n".join(lines)


def _meaning(description: str, words: dict[str, str]) -> str:
    named = re.sub(r"{{ doc\('(\w+)'\) }}", lambda match: words[match[1]], description)
    return " ".join(named.split())


def main() -> int:
    """Write the page, or with `--check` tell whether it is up to date."""
    page = dictionary()
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(page, "utf-8")
        return 0
    if PAGE.exists() and PAGE.read_text("utf-8") == page:
        return 0
    print(f"{PAGE} differs from dbt's yml files; run `python dbt_project/dictionary.py`", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
