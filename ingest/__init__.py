"""Tradepages: web pages about China-ASEAN trade in, trade figures and events out."""

__version__ = "0.1.0"
