# The only place where a check is defined. `make help` lists what there is.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help report test quick browser check coverage mutants lab bench lock standins clean

PYTHON ?= python3
UV_VERSION := 0.13.9
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
STO_EVAL := $(BIN)/sto-eval
# A group of tests shares what it builds (tests/conftest.py); the longest groups come first, as in testpaths.
PYTEST := $(BIN)/python -m pytest -n 2 --no-loadscope-reorder

help: ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/'

report: $(INSTALLED) ## the website and the PDF, under _build/
	@$(STO_EVAL) build

test: $(INSTALLED) ## all tests of what it does
	@$(PYTEST)

quick: $(INSTALLED) ## the tests that need no whole chapter, book or bundle
	@$(PYTEST) -m "not slow"

browser: $(INSTALLED) ## every page of the website in Chromium, at three widths, light and dark
	@tools/chromium.sh >/dev/null
	@$(STO_EVAL) build html
	@$(PYTEST) tests/browser

check: $(INSTALLED) ## ruff, mypy, floors, house tests
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest -q tests/house

coverage: $(INSTALLED) ## what the tests run of each package; not what runs in a kernel or another process
	@$(PYTEST) -q --cov --cov-report=
	@$(BIN)/python -m tools.coverage

mutants: $(INSTALLED) ## change the arithmetic in a copy, and list the changes that no test notices
	@rm -rf mutants # it would keep results of earlier tests
	@$(BIN)/mutmut run
	@$(BIN)/mutmut results

lab: $(INSTALLED) ## JupyterLab, to run a chapter by hand
	@$(BIN)/jupyter lab

bench: $(INSTALLED) ## how long reading, reach and a whole report take
	@$(BIN)/python -m pytest benchmarks --benchmark-only --benchmark-disable-gc -p no:xdist -q
	@$(BIN)/python benchmarks/whole_report.py
	@for part in rivals workers source growth; do $(BIN)/python benchmarks/regions.py $$part; done

lock: $(INSTALLED) ## resolve the environment anew into requirements.lock
	@$(BIN)/uv pip compile pyproject.toml --all-extras --generate-hashes --universal --upgrade \
	  --python-version 3.11 --quiet --no-emit-index-url --custom-compile-command "make lock" -o requirements.lock

standins: $(INSTALLED) ## write the made-up files anew
	@$(BIN)/python -m tools.standins

clean: ## take away what was built, and the environment
	rm -rf _build mutants $(VENV)

# Everything comes from the lock, with hashes. pip brings uv, and uv the rest in seconds. Compiled at once:
# where Python may not write its bytecode, every chapter would compile all libraries anew.
$(INSTALLED): requirements.lock pyproject.toml Makefile tools/pango.sh
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and \
	  "Python 3.11 or newer is needed; found " + sys.version.split()[0] + ". Say make PYTHON=python3.12 ...")'
	@echo "installing the environment in $(VENV)" >&2
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --compile-bytecode --require-hashes -r requirements.lock
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q src
	@tools/pango.sh $(BIN)/python
	@touch $@
