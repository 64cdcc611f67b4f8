#!/usr/bin/env bash
# All tests; ends with pytest's own line.
set -euo pipefail
cd "$(dirname "$0")/.."
exec .venv/bin/python -m pytest -q -n 2 --dist worksteal "$@"
