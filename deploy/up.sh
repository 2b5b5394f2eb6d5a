#!/usr/bin/env bash
# `make up`: Airflow with the nightly DAG on its schedule, on loopback. Its metadata lie in SQLite under TRADEPAGES_HOME,
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

# The four services, not `airflow standalone`: that one serves task logs to all the network, and stops on Ctrl-C only.
services=()
start() {
    airflow "$@" >"$AIRFLOW_HOME/$1.log" 2>&1 &
    services+=($!)
}
stop() {
    trap '' INT TERM
    kill "${services[@]}" 2>/dev/null || true
    wait
}
all_run() {
    local service
    for service in "${services[@]}"; do kill -0 "$service" 2>/dev/null || return 1; done
}
trap stop EXIT
trap exit INT TERM
start api-server
start scheduler --skip-serve-logs
start dag-processor
start triggerer --skip-serve-logs

cat <<END
Airflow opens at $AIRFLOW__API__BASE_URL in half a minute; Ctrl-C ends it.
  user admin, password in $AIRFLOW_HOME/simple_auth_manager_passwords.json.generated
  what the services say: $AIRFLOW_HOME/*.log
END
while all_run; do sleep 1; done
echo "One of Airflow's services has ended; the end of $AIRFLOW_HOME/*.log says why." >&2
exit 1
