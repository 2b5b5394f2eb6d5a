# Sourced by the scripts beside it: where things lie, and Airflow's settings. What the caller has set stays as it is.
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export PATH="$ROOT/.venv/bin:$PATH"
absolute() { python -c 'import os, sys; print(os.path.abspath(os.path.expanduser(sys.argv[1])))' "$1"; }
TRADEPAGES_HOME=$(absolute "${TRADEPAGES_HOME:-$ROOT/data}")
export TRADEPAGES_HOME
if [ -n "${TRADEPAGES_PAGES:-}" ]; then
    [ -d "$TRADEPAGES_PAGES" ] || { echo "PAGES=$TRADEPAGES_PAGES is not a folder. Name a folder of .html, .htm and .txt pages." >&2; exit 2; }
    TRADEPAGES_PAGES=$(absolute "$TRADEPAGES_PAGES")
    export TRADEPAGES_PAGES
fi

# Always our own Airflow home: another project's, named in the shell, must not be migrated or written to.
export AIRFLOW_HOME="$TRADEPAGES_HOME/airflow"
export AIRFLOW__CORE__DAGS_FOLDER="$ROOT/dags"
while IFS='=' read -r name value; do
    [ -n "${!name:-}" ] || export "$name=$value"
done < <(grep -E '^[A-Z]' "$ROOT/deploy/airflow.env")

# Makes Airflow's own database, or brings it to this Airflow's version; its chatter goes to a file.
migrate_airflow() {
    mkdir -p "$AIRFLOW_HOME" || { echo "TRADEPAGES_HOME=$TRADEPAGES_HOME: no folder can be made there." >&2; return 1; }
    if ! airflow db migrate >"$AIRFLOW_HOME/migrate.log" 2>&1; then
        tail -n 5 "$AIRFLOW_HOME/migrate.log" >&2
        echo "Airflow's own database could not be made; the whole log: $AIRFLOW_HOME/migrate.log" >&2
        return 1
    fi
}
