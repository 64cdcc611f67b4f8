#!/usr/bin/env bash
# Set up this checkout: system packages (apt, when we may), .venv with the locked Python packages, translations.
# Also fetches the face models and the test photos; without a registry the program works, with no faces.
# Usage: packaging/setup.sh [run|test]. Does nothing when all is there. Exit 3: system packages are missing and we are not root.
set -euo pipefail
cd "$(dirname "$0")/.."
purpose=${1:-run}

wanted_packages() {
  cat packaging/apt-run.txt
  if [ "$purpose" = test ]; then cat packaging/apt-test.txt; fi
  python3 -c 'import ensurepip' 2>/dev/null || echo python3-venv
  python3 -c 'import os,sys,sysconfig; sys.exit(not os.path.exists(sysconfig.get_path("include") + "/Python.h"))' || echo python3-dev
}

missing_packages() {
  wanted_packages | grep -v '^#' | while read -r package; do
    dpkg-query -W -f='${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || echo "$package"
  done
}

missing=$(missing_packages | tr '\n' ' ')
if [ -n "$missing" ]; then
  line="apt-get install -y --no-install-recommends $missing"
  if [ "$(id -u)" != 0 ]; then
    echo "sudo $line"
    exit 3
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  $line >/dev/null
fi

if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "Python 3.11 or newer is needed; python3 is $(python3 --version 2>&1)" >&2
  exit 3
fi

sum=$(cat requirements.lock pyproject.toml | sha256sum | cut -d' ' -f1)
if [ "$(cat .venv/setup.sum 2>/dev/null || true)" != "$sum" ]; then
  python3 -m venv .venv
  pip() { .venv/bin/python -m pip install --quiet --disable-pip-version-check "$@" >>.venv/setup.log 2>&1; }
  if ! { pip --require-hashes -r requirements.lock && pip --no-deps --no-build-isolation --editable .; }; then
    tail -30 .venv/setup.log >&2
    exit 1
  fi
  echo "$sum" > .venv/setup.sum
fi

# compiled once, here: a machine may forbid writing beside the sources later, and a turn starts for every person
.venv/bin/python -m compileall -q kiosk drivers ui offline_queue hardware_sim

for source in ui/i18n/*.ts; do
  compiled=${source%.ts}.qm
  if [ ! "$compiled" -nt "$source" ]; then
    .venv/bin/pyside6-lrelease -silent "$source" -qm "$compiled"
  fi
done

# the models of the cameras' eyes, and the photos that the bench and the tests hold before them
for what in models photos; do
  .venv/bin/python packaging/fetch.py "$what" || echo "setup goes on without the $what: nothing that needs a face works" >&2
done
