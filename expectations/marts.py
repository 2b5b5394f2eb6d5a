"""What must hold of the marts: nothing was lost on the way, and what was computed is plausible."""

from __future__ import annotations

from expectations.checks import Check, row_count
from expectations.history import Bounds


def suites(run_id: str, usual: Bounds) -> dict[str, list[Check]]:
    """Give the checks of each mart."""
    return {
        "dim_documents": [row_count(usual.get("dim_documents"), "One row per page: their number never falls.")],
    }
