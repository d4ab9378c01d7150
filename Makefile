# Two commands matter most: `make demo` and `make test`. The others are for development (CONTRIBUTING.md).

PYTHON ?= python3
DEMO_PORT ?= 8000
export DEMO_PORT

.PHONY: help demo demo-reset test test-slow bench lock lint types messages format screens screens-all dev

help:
	@echo "make demo         try Leerweb on http://localhost:$(DEMO_PORT) (DEMO_PORT=… chooses the port)"
	@echo "make demo-reset   the same, with fresh demo data"
	@echo "make test         all quick checks and tests, in about six minutes"
	@echo "make test-slow    the rest: every page in the browser, faults, simulations; in about twenty minutes"
	@echo "make bench        milliseconds per page"
	@echo "make lint types messages format screens screens-all lock dev   for development"

demo:
	@$(PYTHON) bin/demo

demo-reset:
	@$(PYTHON) bin/demo --reset

test:
	@$(PYTHON) bin/test

test-slow:
	@$(PYTHON) bin/test slow

dev:
	@$(PYTHON) bin/setup dev

bench: dev
	@.venv/bin/python bin/messages compile
	@.venv/bin/python -m bench

lint: dev
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@$(PYTHON) bin/check-layers
	@.venv/bin/djlint templates --check --lint --quiet

types: dev
	@.venv/bin/mypy

messages: dev
	@.venv/bin/python bin/messages compile
	@.venv/bin/python bin/messages check

format: dev
	@.venv/bin/ruff check --fix --select I,F401 .
	@.venv/bin/ruff format .

screens: dev
	@.venv/bin/python bin/messages compile
	@.venv/bin/python bin/screens

screens-all: dev
	@.venv/bin/python bin/messages compile
	@.venv/bin/python bin/screens --all

lock: dev
	@$(PYTHON) bin/lock
