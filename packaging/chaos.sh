#!/usr/bin/env bash
# The three engines that judge the money. All run, whatever the first one finds; the status is the worst of them.
set -uo pipefail
cd "$(dirname "$0")/.."

status=0
engine() {
  .venv/bin/python -m tests.chaos "$@" || status=$?
}

if [[ "${1:-}" == long ]]; then
  seed=$(date +%Y%m%d) # another one each night; it is printed
  engine simulate --steps 1000000 --seed "$seed"
  for day in 1 2 3; do engine simulate --runs 1 --patients 1000 --seed "$seed$day"; done
  engine powerloss --images 200000 --seed "$seed"
else
  engine simulate --runs 10000 --seed 1
  engine powerloss --images 20000
fi
engine kill --points all
exit "$status"
