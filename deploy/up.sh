#!/usr/bin/env bash
# `make up`: Airflow with the nightly DAG on its schedule, on loopback. The metadata lie in SQLite under TRADEPAGES_HOME,
# or where AIRFLOW__DATABASE__SQL_ALCHEMY_CONN says. Airflow makes a password for `admin` at the first start.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

export AIRFLOW__API__HOST=127.0.0.1
export AIRFLOW__API__PORT="${AIRFLOW__API__PORT:-8080}"
export AIRFLOW__API__BASE_URL="http://localhost:$AIRFLOW__API__PORT"
export AIRFLOW__CORE__EXECUTION_API_SERVER_URL="$AIRFLOW__API__BASE_URL/execution/"
umask 077
migrate_airflow
airflow pools import "$ROOT/deploy/pools.json" >>"$AIRFLOW_HOME/migrate.log" 2>&1
echo "Airflow opens at $AIRFLOW__API__BASE_URL; the password of 'admin' is in"
echo "  $AIRFLOW_HOME/simple_auth_manager_passwords.json.generated"
exec airflow standalone
