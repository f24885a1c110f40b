# Two commands are enough: `make run` and `make test`. `make help` lists the rest.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: help run test check soak bench lock messages pack

export HOST ?= 127.0.0.1
export PORT ?= 5000

# A second start is quick because the first keeps its byte code.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= python3
BIN := .venv/bin
# Several lines of `flask --app wsgi` in one process: most of a start is importing.
PREPARE := $(BIN)/python -c 'import sys; from flask.cli import cli; \
	[cli.main(["--app", "wsgi", *line.split()], "flask", standalone_mode=False) for line in sys.argv[1:]]'
LOCK = UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --universal --python-version 3.11 \
	--no-emit-index-url --no-emit-find-links $(FLAGS)
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard reviewapp/translations/*/LC_MESSAGES/*.po))
TYPED := reviewapp config.py wsgi.py
FORMATTED := $(wildcard reviewapp tests bench docs migrations config.py wsgi.py)
# What differs between the databases: schema, questions, locks, races. Everything else meets PostgreSQL in `make soak`.
ON_POSTGRES := $(addprefix tests/services/test_,races.py lock_order.py two_processes.py loop.py progress.py decisions.py outbox.py calendar.py)
TOUCHING_THE_DATABASE := tests/migrations tests/queries $(ON_POSTGRES)

help: ## list the commands
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile

run: .venv/.run-ready $(CATALOGUES) instance/secret_key ## start server and worker on HOST:PORT, with the demo on first start
	@$(PREPARE) "db upgrade" "demo load" "demo links"
	@printf '\n  Open %s (Ctrl-C ends it)\n\n' "$${BASE_URL:-http://$(HOST):$(PORT)}"
	@exec $(BIN)/python -m reviewapp.serving

test: .venv/.test-ready $(CATALOGUES) ## run every test: SQLite and browser, beside them PostgreSQL
	@$(BIN)/python -m tests.provide
	@mkdir -p .make
	@# Browsers leave the processors time: the tests on PostgreSQL take it. What they say is shown after the rest.
	@$(BIN)/python -m tests.postgres $(BIN)/python -m pytest -p no:cacheprovider $(TOUCHING_THE_DATABASE) \
		>.make/on-postgres 2>&1 & beside=$$!; trap 'kill $$beside; exit 130' INT TERM; status=0; \
	$(BIN)/python -m pytest -n 2 --maxschedchunk 2 || status=1; \
	wait $$beside || status=1; \
	echo "On PostgreSQL:"; cat .make/on-postgres; exit $$status

check: .venv/.test-ready ## format, lint, types and templates; no network
	$(BIN)/ruff format --check $(FORMATTED)
	$(BIN)/ruff check $(FORMATTED)
	$(BIN)/mypy $(TYPED)
	$(BIN)/djlint templates --lint --quiet

soak: .venv/.test-ready $(CATALOGUES) ## the long runs
	$(BIN)/python -m tests.provide
	$(BIN)/python -m pytest -n 2 tests/soak
	WHOLE_CORPUS=1 $(BIN)/python -m pytest -n 2 tests/browser/test_hostile_texts.py
	WHOLE_TABLE=1 $(BIN)/python -m pytest -n 2 tests/rights
	$(BIN)/python -m tests.postgres $(BIN)/python -m pytest -n 2 tests/web tests/rights tests/cli tests/services

bench: .venv/.run-ready ## the measurements under bench/
	@for measure in $(wildcard bench/measure_*.py); do $(BIN)/python $$measure || exit 1; done

lock: .venv/.test-ready ## pin what requirements/*.in name; FLAGS=--upgrade takes the newest
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet uv
	@$(LOCK) requirements/base.in -o requirements.txt
	@$(LOCK) requirements/dev.in -o requirements/dev.txt

messages: .make/messages.pot ## bring the packs of words up to date with the sources
	$(BIN)/pybabel -q update -i .make/messages.pot -d reviewapp/translations --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date

pack: .make/messages.pot ## begin the words of another language: make pack LANGUAGE=ms
	$(BIN)/python -m reviewapp.packs new $(LANGUAGE) $<

.PHONY: .make/messages.pot
.make/messages.pot: .venv/.run-ready
	@mkdir -p $(@D)
	$(BIN)/pybabel -q extract -F pyproject.toml -k _l -k lazy_gettext -k lazy_ngettext:1,2 -k lazy_pgettext:1c,2 --no-location --omit-header -o $@ .

# What the targets stand on. A stamp is younger than the pins it was made from.
$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11 ...")'
	@$(PYTHON) -m venv .venv

.venv/.run-ready: requirements.txt | $(BIN)/pip
	@echo "Installing what the server needs ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/.test-ready: .venv/.run-ready requirements/dev.txt
	@echo "Installing what the tests need ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements/dev.txt
	@touch $@

%.mo: %.po .venv/.run-ready
	@$(BIN)/python -m reviewapp.packs $<

instance/secret_key: | $(BIN)/pip
	@mkdir -p instance
	@umask 077 && $(BIN)/python -c 'import secrets; print(secrets.token_hex(32))' > $@
