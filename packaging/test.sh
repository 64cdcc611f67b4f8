#!/usr/bin/env bash
# All tests but the nightly ones (`packaging/test.sh -m nightly`); ends with pytest's own line.
set -euo pipefail
cd "$(dirname "$0")/.."
# Four at once on two cores: much of the time they wait for wires and screens.
exec .venv/bin/python -m pytest -q -n 4 --dist worksteal -m "not nightly" "$@"
