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

chaos:        ## the money, proven at every instruction: some 15 minutes on 2 cores
	@packaging/setup.sh test
	@packaging/chaos.sh

nightly:      ## the same for longer, days of 1,000 patients, the mutation score, and the longest tests
	@packaging/setup.sh test
	@packaging/test.sh -m nightly
	@packaging/chaos.sh long
	@packaging/mutation.sh

measure: setup ## the figures of docs/performance.md
	.venv/bin/kiosk-bench measure start
	.venv/bin/kiosk-bench measure journey
	.venv/bin/kiosk-bench measure queue
	.venv/bin/kiosk-bench measure camera
	.venv/bin/kiosk-bench measure faces
	.venv/bin/kiosk-bench measure live

gallery: setup ## every screen to PNG
	.venv/bin/kiosk gallery --out build/gallery
