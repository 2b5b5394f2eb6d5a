#!/usr/bin/env bash
# `make run`: the nightly DAG once, over the sample pages or over TRADEPAGES_PAGES, and a summary of what came of it.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

# Its own metadata: the scheduler of `make up` would take this run for one of its own and run its tasks a second time.
database="$AIRFLOW_HOME/run.db"
export AIRFLOW__DATABASE__SQL_ALCHEMY_CONN="sqlite:///$database"
if [ ! "$database" -nt "$ROOT/requirements.txt" ]; then # new, or older than the Airflow that is installed
    migrate_airflow || { rm -f "$database"; exit 1; }
fi
python "$ROOT/deploy/run_nightly.py"
tradepages summary
