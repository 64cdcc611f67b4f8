.PHONY: setup run test lint chaos nightly measure gallery

setup:        ## system packages, .venv, translations; does nothing the second time
	@packaging/setup.sh run

run: setup    ## the bench with the terminal; prints which page to open
	@exec .venv/bin/kiosk-bench demo

test:         ## set up, lint, all tests
	@packaging/setup.sh test
	@$(MAKE) --no-print-directory lint
	@packaging/test.sh

lint:         ## ruff, mypy, import-linter, qmllint
	@packaging/lint.sh

measure: setup ## the figures of docs/performance.md
	.venv/bin/kiosk-bench measure start
	.venv/bin/kiosk-bench measure journey

gallery: setup ## every screen to PNG
	.venv/bin/kiosk gallery --out build/gallery

chaos nightly:
	@echo "make $@: not built yet (issue 3: the settlement proven at every instruction)" >&2; exit 2
