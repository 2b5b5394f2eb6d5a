"""The two quality gates: is what was read from the pages plausible? Keys and relations are dbt's to check.

`run_gate` is all that the steps call. great-expectations takes seconds to import, so it is imported when a gate runs.
"""

from expectations.gate import Failure, GateName, GateResult, run_gate

__all__ = ["Failure", "GateName", "GateResult", "run_gate"]
