"""A fetched page in, its article out: text, title, publishing date, language, site."""

from ingest.clean.document import clean_by_source, clean_page
from ingest.clean.repetition import without_repeated

__all__ = ["clean_by_source", "clean_page", "without_repeated"]
