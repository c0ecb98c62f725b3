#!/bin/sh
# Proves that the instance of `make buildout` starts and answers.
set -eu

url=http://localhost:8081/
log=var-buildout/start.log
setsid bin/instance console >"$log" 2>&1 </dev/null &
started=$!
# The instance is a child of what was started: the whole group is ended.
trap 'kill -- -$started 2>/dev/null; wait $started 2>/dev/null || true' EXIT

for second in $(seq 120); do
    if .venv/bin/python -c "
import sys, urllib.request as r
sys.exit(r.urlopen('$url', timeout=5).status != 200)" 2>/dev/null; then
        echo "The instance of buildout answers after $second s."
        exit 0
    fi
    kill -0 $started 2>/dev/null || break
    sleep 1
done
tail -n 30 "$log"
echo "The instance of buildout does not answer."
exit 1
