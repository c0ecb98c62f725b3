# iMOIT: `make run` starts the demo, `make test` runs every test. `make help` lists all.
PORT ?= 8080
HOST ?= localhost
export PORT HOST VAR
BIN = .venv/bin
PYTEST = $(BIN)/python -m pytest --import-mode=importlib
# pytest-plone imports Plone into every run; these two need none.
PURE = $(PYTEST) -q -p no:plone -p no:zopelayer
# `profiles` is linked into src: named once.
XML = $(shell find src profiles -name '*.zcml' -o -name '*.xml')

.PHONY: help
help: ## this list
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

.PHONY: run
run: ## the demo ministry at http://localhost:8080/imoit (PORT=, HOST=, VAR=)
	@sh tools/install.sh run
	@$(BIN)/python -m imoit.policy.instance demo

.PHONY: run-empty
run-empty: ## a site without demo (asks for the first administrator's password)
	@sh tools/install.sh run
	@$(BIN)/python -m imoit.policy.instance own

.PHONY: install
install: ## everything that tests need: packages from pins; Chromium, LibreOffice, Tesseract, PostgreSQL, Redis through apt
	@sh tools/install.sh test

.PHONY: check
check: ## style, floors, spelling, messages, guards, domain: in seconds
	@sh tools/install.sh check
	$(BIN)/ruff format --check src tests tools setup.py
	$(BIN)/ruff check src tests tools setup.py
	$(BIN)/lint-imports
	$(BIN)/zpretty --check $(XML)
	$(BIN)/codespell
	$(BIN)/python tools/messages.py missing
	$(PURE) tests/guards tests/domain

.PHONY: test
test: install ## all tests: domain, guards, add-on, rooms, journeys
	$(PURE) tests/guards tests/domain
	zope_i18n_compile_mo_files=1 $(PYTEST) -q tests/addon
	zope_i18n_compile_mo_files=1 $(PYTEST) -q tests/rooms tests/journeys

.PHONY: bench
bench: install ## what is measured: rates, times, bytes, next to stock Plone
	zope_i18n_compile_mo_files=1 $(BIN)/python tools/bench.py
	@$(MAKE) --no-print-directory bench-reading

.PHONY: bench-reading
bench-reading: install ## how well letters are read that nobody tuned on: SCANS=60 new ones, or FOLDER=pairs
	@folder=$(or $(FOLDER),$$(mktemp -d)); \
	[ -n "$(FOLDER)" ] || $(BIN)/python tools/letters.py $$folder --seed $$(date +%s) --count $(or $(SCANS),60); \
	$(BIN)/python -m imoit.content.autofill $$folder; \
	[ -n "$(FOLDER)" ] || rm -rf $$folder

.PHONY: bench-large
bench-large: install ## the same in a ministry of LETTERS=20000 with their tasks (an hour)
	zope_i18n_compile_mo_files=1 $(BIN)/python tools/bench_large.py --letters $(or $(LETTERS),20000)

.PHONY: bench-books
bench-books: install ## a book of ROWS=50000 printed beside other work, AGENCIES=100000 to pick from
	zope_i18n_compile_mo_files=1 $(BIN)/python -W ignore tools/bench_books.py --rows $(or $(ROWS),50000) --agencies $(or $(AGENCIES),100000)

.PHONY: bench-outgoing
bench-outgoing: install ## outgoing documents, OUTGOING=10000 of them in all states (an hour)
	zope_i18n_compile_mo_files=1 $(BIN)/python tools/bench_outgoing.py --letters $(or $(OUTGOING),10000)

.PHONY: bench-processes
bench-processes: install ## documents follow a new process, DOCUMENTS=10000 of them (an hour to fill)
	zope_i18n_compile_mo_files=1 $(BIN)/python -W ignore tools/bench_processes.py --letters $(or $(DOCUMENTS),10000)

.PHONY: bench-words
bench-words: ## what a search costs among LETTERS=10000
	@sh tools/install.sh run
	$(BIN)/python tools/bench_words.py --letters $(or $(LETTERS),10000)

.PHONY: bench-growth
bench-growth: install ## what a letter costs among LETTERS=10000, beside Plone's own index of words
	zope_i18n_compile_mo_files=1 $(BIN)/python -W ignore tools/bench_growth.py --letters $(or $(LETTERS),10000)

.PHONY: format
format: ## style put right by machine
	@sh tools/install.sh check
	$(BIN)/ruff check --fix src tests tools setup.py
	$(BIN)/ruff format src tests tools setup.py
	$(BIN)/zpretty -i $(XML)

.PHONY: messages
messages: ## the messages that still lack their Vietnamese
	@sh tools/install.sh check
	$(BIN)/python tools/messages.py missing

# An environment of its own: buildout must not lean on what pip has installed.
.buildout/bin/buildout: requirements-test.txt
	@sh tools/install.sh check
	@rm -rf .buildout && .venv/bin/python -m venv .buildout
	@$(BIN)/uv pip install -q -p .buildout/bin/python -c requirements-test.txt pip wheel setuptools zc.buildout
	@touch $@

.PHONY: buildout
buildout: .buildout/bin/buildout ## the same site by buildout, from the same pins: bin/instance fg
	@mkdir -p var-buildout
	@[ -s var-buildout/root-password ] || (umask 077; \
	  $(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(18))' >var-buildout/root-password)
	.buildout/bin/buildout -q instance:user=root:$$(cat var-buildout/root-password)
	@echo "Start it with bin/instance fg; the password of “root” is in var-buildout/root-password."

.PHONY: changes
changes: ## CHANGES.md from the fragments in news/ (VERSION=)
	$(BIN)/towncrier build --yes --version $(VERSION)

.PHONY: clean
clean: ## what was built goes; data in var stay
	rm -rf .venv .buildout bin parts eggs develop-eggs .installed.cfg .cache .pytest_cache .ruff_cache .import_linter_cache

.PHONY: ci
ci: ## what CI runs
	@sh .ci/run
