# Everything runs in .venv, made at first need; `make help` lists the commands.
SHELL := /bin/bash
.DEFAULT_GOAL := help
VENV := .venv
BIN := $(VENV)/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)

# The first of these that is Python 3.11; asked only when .venv is not there yet.
PYTHON = $(shell for p in python3.11 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null && echo $$p && break; done)

.PHONY: help setup run test test-slow lint up sql evaluate secrets lock bench bench-scale dags-test clean
help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-12s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(VENV)/.dev ## Install everything, the tools of development too

PAGES ?= $(TRADEPAGES_PAGES)
run: $(VENV)/.run ## One night: the DAG over the sample pages, or over PAGES=DIR
	@TRADEPAGES_PAGES="$(PAGES)" deploy/run_once.sh

up: $(VENV)/.run ## Airflow on http://localhost:8080 with the DAG on its schedule
	@deploy/up.sh

sql: $(VENV)/.run ## A DuckDB prompt on the published warehouse, read-only
	@tradepages sql

evaluate: $(VENV)/.run ## Score the reading against annotated pages: GOLD="DIR ..."
	@tradepages evaluate $(GOLD)

test: $(VENV)/.dev ## The tests, the slow ones apart
	pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not slow"

test-slow: $(VENV)/.dev ## Real schedulers, PostgreSQL, big inputs
	pytest -m slow

dags-test: $(VENV)/.dev ## The DAG's rules, and the DAG itself over the sample pages
	pytest tests/pipeline -m "not slow"

lint: $(VENV)/.dev ## Style, types, direction of imports, SQL, YAML, spelling, generated pages
	ruff check . && ruff format --check . && mypy && lint-imports
	sqlfluff lint dbt_project/models dbt_project/tests && yamllint --strict . && codespell
	python dbt_project/dictionary.py --check

bench: $(VENV)/.dev ## What cleaning and reading cost, and how right cleaning is beside trafilatura
	@python -m bench.cleaning
	@python -m bench.reading

bench-scale: $(VENV)/.dev ## Runs over sites of 1,000 and 10,000 pages: rate and memory of each step
	@python -m bench.scale

secrets: ## Fresh random secrets into .env for the containers (FORCE=1 replaces them)
	@python3 deploy/make_secrets.py $(if $(FORCE),--force)

lock: $(BIN)/uv ## Compile requirements*.in into the lock files, with hashes
	for name in requirements requirements-dev; do $(UV_COMPILE) $$name.in -o $$name.txt || exit 1; done

clean: ## Remove .venv and caches; data/ stays
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis dbt_project/target dbt_project/logs

UV_COMPILE = uv pip compile --quiet --generate-hashes --no-annotate --no-header --python-version 3.11
UV_SYNC = uv pip sync --quiet --python $(BIN)/python --require-hashes --compile-bytecode

UV_SELF = uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .

# uv comes by pip, checked against the hashes of the lock file; uv then installs the rest.
$(BIN)/uv:
	@[ -n "$(PYTHON)" ] || { echo "Tradepages needs Python 3.11; install it, or say where: make PYTHON=/path/to/python3.11"; exit 1; }
	@echo "Installing into $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)
	@sed -n '/^uv==/,/[^\\]$$/p' requirements.txt > $(VENV)/uv.txt
	@$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r $(VENV)/uv.txt

# The development set holds the runtime set: once it is installed, `make run` keeps to it.
$(VENV)/.run: requirements.txt requirements-dev.txt pyproject.toml | $(BIN)/uv
	@$(UV_SYNC) $(if $(wildcard $(VENV)/.dev),requirements-dev.txt,requirements.txt)
	@$(UV_SELF) && touch $@ $(wildcard $(VENV)/.dev)

$(VENV)/.dev: requirements-dev.txt pyproject.toml | $(BIN)/uv
	@$(UV_SYNC) requirements-dev.txt
	@$(UV_SELF) && touch $@ $(VENV)/.run
