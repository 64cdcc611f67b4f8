#!/usr/bin/env bash
# All tests but the nightly ones (`packaging/test.sh -m nightly`); ends with pytest's own line.
set -euo pipefail
cd "$(dirname "$0")/.."
exec .venv/bin/python -m pytest -q -n 2 --dist worksteal -m "not nightly" "$@"
