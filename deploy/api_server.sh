#!/bin/sh
# The container's API server. The user `admin` has the password of .env: without one, nothing starts.
set -eu
: "${TRADEPAGES_ADMIN_PASSWORD:?run make secrets}"
umask 077
mkdir -p "$AIRFLOW_HOME"
printf '{"admin": "%s"}\n' "$TRADEPAGES_ADMIN_PASSWORD" >"$AIRFLOW_HOME/simple_auth_manager_passwords.json.generated"
exec airflow api-server
