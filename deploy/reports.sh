#!/bin/sh
# The container's static server: the report page and the data docs, and nothing else of TRADEPAGES_HOME.
set -eu
www=$(mktemp -d)
ln -s "$TRADEPAGES_HOME/report" "$TRADEPAGES_HOME/data-docs" "$www"
echo '<!doctype html><meta http-equiv="refresh" content="0; url=report/"><a href="report/">Report</a>' >"$www/index.html"
exec python -m http.server "$1" --directory "$www"
