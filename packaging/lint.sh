#!/usr/bin/env bash
# Every check that reads the code without running it.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
$bin/ruff check --quiet .
$bin/ruff format --check --quiet .
$bin/mypy
$bin/lint-imports --no-cache | tail -3
find ui/qml -name '*.qml' -print0 | xargs -0 $bin/pyside6-qmllint -W 0 -I ui/qml
