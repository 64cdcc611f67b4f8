#!/usr/bin/env bash
# The mutation score of settlement and queue (mutmut), in a clone of HEAD under build/. Arguments: mutants' names, none for all.
set -euo pipefail
cd "$(dirname "$0")/.."

score_min=90
here=$PWD
clone=build/mutation
.venv/bin/python -m pip install -q --require-hashes -r requirements-mutation.lock
rm -rf "$clone"
git clone -q . "$clone"
cd "$clone"
"$here/.venv/bin/mutmut" run --max-children "$(nproc)" "$@" | tr '\r' '\n' | tail -n 1
"$here/.venv/bin/mutmut" results >survivors.txt
"$here/.venv/bin/mutmut" export-cicd-stats >/dev/null
"$here/.venv/bin/python" - "$score_min" <<'PYTHON'
import json, sys

stats = json.load(open("mutants/mutmut-cicd-stats.json"))
judged = stats["total"] - stats["skipped"]
found = stats["killed"] + stats["timeout"] + stats["segfault"]
score = 100 * found / judged
print(f"mutants={judged} found={found} score={score:.1f}% survivors: build/mutation/survivors.txt")
sys.exit(score < float(sys.argv[1]))
PYTHON
