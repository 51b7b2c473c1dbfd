# Two commands do everything on a machine with Python 3.11 or later: `make demo` and `make test`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test test-all check bench mutants messages schemas rule-docs man pictures clean

demo: $(VENV)/.user
	@$(BIN)/python tools/demo.py

test: check
	$(BIN)/pytest -n auto -m "not slow"

test-all: check
	$(BIN)/pytest -n auto

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.dev
	$(BIN)/python tools/bench.py
	$(BIN)/python tools/bench_documents.py
	$(BIN)/python tools/bench_reading.py
	$(BIN)/python tools/bench_lsp.py

# Do the tests notice a small mistake? `make mutants RULES="gx301 suspects"` asks it of these alone.
mutants: $(VENV)/.mutants
	$(BIN)/python tools/mutants.py $(RULES)

messages: $(VENV)/.dev
	$(BIN)/python tools/messages.py

schemas: $(VENV)/.dev
	$(BIN)/python tools/schemas.py

rule-docs: $(VENV)/.dev
	$(BIN)/python tools/rule_docs.py

man: $(VENV)/.dev
	$(BIN)/python tools/man.py

# Needs LibreOffice, poppler, ImageMagick and Chromium.
pictures: $(VENV)/.dev
	$(BIN)/python tools/pictures.py

$(VENV)/.user: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --editable '.[pdf]'
	touch $@

$(VENV)/.dev: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --editable '.[dev]'
	touch $@

$(VENV)/.mutants: $(VENV)/.dev
	$(BIN)/pip install --quiet --editable '.[mutants]'
	touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache
