"""Score a warehouse against annotated pages: how many facts were found, how many are wholly right."""

from ingest.evaluation.score import Score, read_gold, score_warehouse

__all__ = ["Score", "read_gold", "score_warehouse"]
