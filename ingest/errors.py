"""What can go wrong with a page, and whether trying again helps."""

from __future__ import annotations

from enum import StrEnum


class RejectReason(StrEnum):
    """Why a page was set aside: the `reason_code` of `raw.rejects`."""

    EMPTY = "empty"  # no bytes at all
    BINARY = "binary"  # an image, an archive, NUL bytes: not text
    TOO_LARGE = "too_large"  # over the size limit, before or after decoding
    TOO_SLOW = "too_slow"  # over the time limit
    TOO_DEEP = "too_deep"  # markup nested deeper than a parser can be asked to follow
    BROKEN = "broken"  # truncated or corrupt encoding
    NO_TEXT = "no_text"  # read well, but no article in it
    OUT_OF_MEMORY = "out_of_memory"  # over the memory limit of its worker
    CRASHED = "crashed"  # its worker ended without an answer
    UNREADABLE = "unreadable"  # the file or address could not be read
    REFUSED = "refused"  # an address, scheme or type that is never fetched
    ROBOTS = "robots"  # the site's robots.txt asks not to
    HTTP_ERROR = "http_error"  # the server answered with an error


class TradepagesError(Exception):
    """A mistake that the user can mend; its text says what, where and what to do."""


class TransientError(TradepagesError):
    """Trying again later may help; the scheduler does."""


class PermanentError(TradepagesError):
    """Trying again gives the same; the page becomes a row of `raw.rejects`."""

    def __init__(self, reason: RejectReason, detail: str) -> None:
        super().__init__(f"{reason.value}: {detail}")
        self.reason = reason
        self.detail = detail

    def __reduce__(self) -> tuple[type[PermanentError], tuple[RejectReason, str]]:
        # By default an exception is rebuilt from its message alone, and a worker could not hand it back.
        return type(self), (self.reason, self.detail)
