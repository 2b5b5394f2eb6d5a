"""The site and the client of the tests of the web."""

from tests.web.conftest import client, site

__all__ = ["client", "site"]
