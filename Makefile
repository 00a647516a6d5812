# Every target makes the environment it needs, in .venv, with the versions of requirements.lock.
# Needs Python 3.11 or later, pip, make and a C compiler: make demo PYTHON=python3.12

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
WORKERS ?= auto

.DEFAULT_GOAL := help
.PHONY: help demo test lint bench suite docs lock clean

help: ## List the targets
	@grep -E '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed -E 's/: .*## /\t/' | expand -t 10

$(VENV)/core: pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; say which with PYTHON=python3.12")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	PIP_CONSTRAINT=$(CURDIR)/requirements.lock $(PIP) -e .
	@touch $@

$(VENV)/dev: $(VENV)/core
	PIP_CONSTRAINT=$(CURDIR)/requirements.lock $(PIP) -e '.[test,lint,bench]'
	@touch $@

demo: $(VENV)/core ## Diagnose an example, and prove the verdict
	$(BIN)/syncdx diagnose docs/examples/toggle-off-shopify.yaml
	@echo
	$(BIN)/syncdx why docs/examples/toggle-off-shopify.yaml efs.order.toggle_off
	@echo
	$(BIN)/syncdx why-not docs/examples/toggle-off-shopify.yaml efs.order.sku_mismatch

test: $(VENV)/dev ## Run the tests
	$(BIN)/python -m pytest -n $(WORKERS)

lint: $(VENV)/dev ## Check style, types, layering, rulebases and generated pages
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_layering.py
	$(BIN)/syncdx rules lint
	$(BIN)/syncdx rules coverage > /dev/null
	$(BIN)/python docs/build.py --check
	$(BIN)/python docs/readme.py --check

bench: $(VENV)/dev ## Measure; ratios against durable-rules and CLIPS in one run
	$(BIN)/python -m tests.bench.bench

suite: $(VENV)/dev ## Run the properties at length
	HYPOTHESIS_PROFILE=long $(BIN)/python -m pytest -n $(WORKERS)

docs: $(VENV)/dev ## Write the generated pages
	$(BIN)/python docs/build.py
	$(BIN)/python docs/readme.py

lock: ## Write requirements.lock anew, from the newest versions that Python 3.11 can use
	rm -rf .venv-lock
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11) and "Lock with the oldest Python: make lock PYTHON=python3.11")'
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip install --quiet -e '.[test,lint,bench]' hatchling
	head -2 requirements.lock > .venv-lock/head
	.venv-lock/bin/python -m pip freeze --exclude-editable --exclude pip --exclude setuptools \
	  | sed -E 's/^(durable.rules==.*)$$/\1 ; python_version < "3.13"/' | cat .venv-lock/head - > requirements.lock
	rm -rf .venv-lock

clean: ## Remove the environment and what tools leave behind
	rm -rf $(VENV) .venv-lock .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
