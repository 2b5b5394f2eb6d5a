"""A container's health check: does this address answer as it should? The image holds no curl.

python deploy/answers.py http://localhost:8080/api/v2/monitor/health
"""

from __future__ import annotations

import sys
from urllib.error import URLError
from urllib.request import urlopen

SECONDS = 5


def main(address: str) -> int:
    """Give 0 for an answer below 400, else 1 with the reason."""
    try:
        with urlopen(address, timeout=SECONDS) as answer:
            print(answer.status, address)
            return 0
    except (URLError, TimeoutError) as error:
        print(f"{address}: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
