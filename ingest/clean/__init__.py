"""A fetched page in, its article out: text, title, publishing date, language, site."""

from ingest.clean.document import clean_by_source, clean_page

__all__ = ["clean_by_source", "clean_page"]
