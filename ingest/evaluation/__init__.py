"""Score a warehouse against annotated pages: how many facts were found, how many are wholly right."""

from ingest.evaluation.score import Score, score_warehouse

__all__ = ["Score", "score_warehouse"]
