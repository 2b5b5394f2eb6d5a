"""A fetched page in, its article out: text, title, publishing date, language, site."""

from ingest.clean.document import as_document, clean_page, read_by_source
from ingest.clean.repetition import without_repeated

__all__ = ["as_document", "clean_page", "read_by_source", "without_repeated"]
