"""The report site: what the published warehouse holds and how far it can be trusted, on one static page."""

from reports.build import build_report

__all__ = ["build_report"]
