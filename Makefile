# All checks are defined here. `make help` lists the targets.

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
# Tests in a group share a fixture (tests/conftest.py); the longest groups run first, as in testpaths.
PYTEST := $(BIN)/python -m pytest -n 2 --no-loadscope-reorder

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/'

report: $(INSTALLED) ## build the website and the PDF, under _build/
	@$(STO_EVAL) build

test: $(INSTALLED) ## run all tests but the house tests of 'make check'
	@$(PYTEST)

quick: $(INSTALLED) ## run the tests that need no whole chapter, book or bundle
	@$(PYTEST) -m "not slow"

browser: $(INSTALLED) ## check every page of the website in Chromium, at three widths, light and dark
	@tools/chromium.sh >/dev/null
	@$(STO_EVAL) build html
	@$(PYTEST) tests/browser

check: $(INSTALLED) ## run ruff, mypy, import contracts, house tests
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest -q tests/house

coverage: $(INSTALLED) ## print the test coverage of each package, without code that runs in a kernel or another process
	@$(PYTEST) -q --cov --cov-report=
	@$(BIN)/python -m tools.coverage

mutants: $(INSTALLED) ## change the arithmetic in a copy, and list the changes that no test notices
	@rm -rf mutants # mutmut would reuse results of earlier tests
	@$(BIN)/python -m tools.mutants run
	@$(BIN)/python -m tools.mutants results

lab: $(INSTALLED) ## start JupyterLab, to run a chapter by hand
	@$(BIN)/jupyter lab

bench: $(INSTALLED) ## measure reading, reach, a whole report and the regional notebooks
	@$(BIN)/python -m pytest benchmarks --benchmark-only --benchmark-disable-gc -p no:xdist -q
	@$(BIN)/python benchmarks/whole_report.py
	@for part in rivals workers source growth; do $(BIN)/python benchmarks/regions.py $$part; done

lock: $(INSTALLED) ## resolve the environment again into requirements.lock
	@$(BIN)/uv pip compile pyproject.toml --all-extras --generate-hashes --universal --upgrade \
	  --python-version 3.11 --quiet --no-emit-index-url --custom-compile-command "make lock" -o requirements.lock

standins: $(INSTALLED) ## regenerate the made-up files of the demo
	@$(BIN)/python -m tools.standins

clean: ## remove everything built, and the environment
	rm -rf _build mutants $(VENV)

# Everything comes from the lock, with hashes: pip installs uv, and uv the rest. Bytecode is compiled here,
# because where Python may not write it, every chapter would compile all libraries again.
$(INSTALLED): requirements.lock pyproject.toml Makefile
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and \
	  "Python 3.11 or newer is needed; found " + sys.version.split()[0] + ". Use make PYTHON=python3.12 ...")'
	@echo "installing the environment in $(VENV)" >&2
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --compile-bytecode --require-hashes -r requirements.lock
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q src
	@touch $@
