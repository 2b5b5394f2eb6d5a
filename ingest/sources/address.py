"""Addresses of pages: one canonical form for all ways of writing the same one.

Only parameters that are known to count visitors are dropped. courlan's broader rules also drop `cid`, `uid` or
`source`, by which many sites of the region choose the very page.
"""

from __future__ import annotations

from urllib.parse import quote, urljoin

import httpx

from ingest.errors import PermanentError, RejectReason

TRACKING_PREFIXES = ("utm_", "mtm_", "pk_", "piwik_", "matomo_", "hsa_", "vero_", "oly_")
TRACKING = (
    "fbclid gclid dclid gbraid wbraid msclkid yclid twclid ttclid li_fat_id igshid igsh mc_cid mc_eid mkt_tok _ga _gl "
    "_hsenc _hsmi spm scm ref_src cmpid ncid xtor wt_zmc wt.mc_id share_token sharetoken"
)
TRACKING_NAMES = frozenset(TRACKING.split())
LONGEST = 4_000  # characters; servers refuse longer ones too


def canonical(address: str, base: str | None = None) -> str:
    """Give an address in its canonical form, joined to `base` where it is relative; raises PermanentError (REFUSED).

    Host in lower case and ASCII (IDNA), no default port, no fragment, no tracking parameters; all else stays in place.
    """
    try:
        url = httpx.URL(urljoin(base, address.strip()) if base else address.strip())
        path, _, query = url.raw_path.decode("ascii").partition("?")
        kept = "&".join(part for part in query.split("&") if part and not _is_tracking(part))
        url = url.copy_with(fragment=None, raw_path=f"{path or '/'}{'?' * bool(kept)}{kept}".encode("ascii"))
    except (httpx.InvalidURL, ValueError) as error:
        raise PermanentError(RejectReason.REFUSED, f"{address[:200]!r} is no address: {error}") from error
    if len(str(url)) > LONGEST:
        raise PermanentError(RejectReason.REFUSED, f"{address[:200]!r}...: longer than {LONGEST} characters")
    return str(url)


def printable(text: str) -> str:
    """Give a text that is no address in a form that can stand in one line, such as a header."""
    return "".join(sign if sign.isascii() and sign.isprintable() and sign != " " else quote(sign) for sign in text)[
        :LONGEST
    ]


def host_of(address: str) -> str:
    """Give host and port of an address, the unit that is asked one thing at a time; empty where it has none."""
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL:
        return ""
    return url.netloc.decode("ascii")


def _is_tracking(parameter: str) -> bool:
    name = parameter.partition("=")[0].lower()
    return name in TRACKING_NAMES or name.startswith(TRACKING_PREFIXES)
