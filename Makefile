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
TOOLS := $(VENV)/.tools
STO_EVAL := $(BIN)/sto-eval
GET_UV := install --quiet --disable-pip-version-check uv==$(UV_VERSION)
UV_PIP := VIRTUAL_ENV=$(VENV) $(BIN)/uv pip
# Bytecode is compiled when installing: where Python may not write it, every chapter would compile all libraries
# again. Tests of libraries are left out; a template among the files need not be Python.
BYTECODE := find src $(VENV)/lib -name '*.py' -not -path '*/tests/*' -print0 \
  | xargs -0 -P 0 -n 1000 $(BIN)/python -m compileall -q >/dev/null || true
# What a report needs is in requirements.lock; what only tests, checks and the lab need, in requirements-tools.lock.
EXTRAS := build dask sign witness
RESOLVE := $(BIN)/uv pip compile pyproject.toml --generate-hashes --universal --python-version 3.11 --quiet \
  --no-emit-index-url --custom-compile-command "make lock"
# Tests in a group share a fixture (tests/conftest.py); the longest groups run first, as in testpaths. Two workers leave
# two cores idle for a third of the time: many tests wait for a process.
PYTEST := $(BIN)/python -m pytest -n 3 --no-loadscope-reorder

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/'

report: $(INSTALLED) ## build the website and the PDF, under _build/
	@$(STO_EVAL) build

test: $(TOOLS) ## run all tests but the house tests of 'make check'
	@$(PYTEST)

quick: $(TOOLS) ## run the tests that need no whole chapter, book or bundle
	@$(PYTEST) -m "not slow"

browser: $(TOOLS) ## check every page of the website in Chromium, at three widths, light and dark
	@tools/chromium.sh >/dev/null
	@$(STO_EVAL) build html
	@$(PYTEST) tests/browser

check: $(TOOLS) ## run ruff, mypy, import contracts, house tests
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest -q tests/house

coverage: $(TOOLS) ## print the test coverage of each package, without code that runs in a kernel or another process
	@$(PYTEST) -q --cov --cov-report=
	@$(BIN)/python -m tools.coverage

mutants: $(TOOLS) ## change the arithmetic in a copy, and list the changes that no test notices
	@rm -rf mutants # mutmut would reuse results of earlier tests
	@$(BIN)/python -m tools.mutants run
	@$(BIN)/python -m tools.mutants results

lab: $(TOOLS) ## start JupyterLab, to run a chapter by hand
	@$(BIN)/jupyter lab

bench: $(TOOLS) ## measure reading, reach, a whole report and the regional notebooks, beside other tools
	@$(BIN)/python -m pytest benchmarks --benchmark-only --benchmark-disable-gc -p no:xdist -q
	@$(BIN)/python benchmarks/whole_report.py
	@$(BIN)/python benchmarks/alternatives.py
	@for part in rivals workers source growth; do $(BIN)/python benchmarks/regions.py $$part; done

lock: $(INSTALLED) ## resolve the environment again into requirements.lock, and that of the tools beside it
	@$(RESOLVE) --all-extras --upgrade -o requirements.lock
	@cp requirements.lock requirements-tools.lock
	@$(RESOLVE) $(EXTRAS:%=--extra %) -o requirements.lock
	@$(RESOLVE) --all-extras $$(sed -nE 's/^([a-z0-9._-]+)==.*/--no-emit-package \1/p' requirements.lock | sort -u) \
	  -o requirements-tools.lock

standins: $(TOOLS) ## regenerate the made-up files of the demo
	@$(BIN)/python -m tools.standins

clean: ## remove everything built, and the environment
	rm -rf _build mutants $(VENV)

# Everything comes from a lock, with hashes: pip installs uv, and uv the rest. The pip of this Python is used, if
# it has one, because another in the environment takes seconds.
$(INSTALLED): requirements.lock pyproject.toml Makefile
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and \
	  "Python 3.11 or newer is needed; found " + sys.version.split()[0] + ". Use make PYTHON=python3.12 ...")'
	@echo "installing the environment in $(VENV)" >&2
	@$(PYTHON) -m venv --clear --without-pip $(VENV)
	@$(PYTHON) -m pip --python $(BIN)/python $(GET_UV) 2>/dev/null || \
	  { $(PYTHON) -m venv --clear $(VENV) && $(BIN)/python -m pip $(GET_UV); }
	@$(UV_PIP) install --quiet --require-hashes -r requirements.lock
	@$(UV_PIP) install --quiet --no-deps --no-build-isolation --editable .
	@$(BYTECODE)
	@touch $@

$(TOOLS): $(INSTALLED) requirements-tools.lock
	@echo "installing the tools of tests and checks in $(VENV)" >&2
	@$(UV_PIP) install --quiet --require-hashes -r requirements.lock -r requirements-tools.lock
	@$(BYTECODE)
	@touch $@
