# make demo: install, build the example consultation, serve it on http://127.0.0.1:8000
# make test: install and run the whole test suite, in as many processes as the machine has processors
# make check: lint, types and import contracts

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
ISLANDS := $(wildcard api/islands/*.json api/islands/*.mjs api/islands/src/*.ts api/islands/src/*/*)

.PHONY: demo test check benchmark benchmark-endpoint benchmark-pages siege wheel clean

demo: $(INSTALLED)
	$(BIN)/standpunkt demo

test: $(INSTALLED)
	$(BIN)/pytest --numprocesses logical --dist loadfile

check: $(INSTALLED)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

benchmark: $(INSTALLED)
	$(BIN)/python -m tests.benchmarks

benchmark-endpoint: $(INSTALLED)
	$(BIN)/pip install --quiet 'rdflib-endpoint>=0.5'
	$(BIN)/python -m tests.benchmarks.endpoint

benchmark-pages: $(INSTALLED)
	folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
	$(BIN)/python -m tests.benchmarks.generated "$$folder/data" --triples 1000000 && \
	$(BIN)/python -m tests.benchmarks.pages "$$folder/data"

siege: $(INSTALLED)
	$(BIN)/python -m tests.benchmarks.siege

wheel: $(INSTALLED)
	$(BIN)/pip wheel --quiet --no-deps --wheel-dir dist .

clean:
	rm -rf $(VENV) dist

$(INSTALLED): pyproject.toml hatch_build.py $(ISLANDS)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Standpunkt needs Python 3.11 or newer; name one with make PYTHON=…"; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --upgrade pip
	$(BIN)/pip install --quiet --editable '.[dev]'
	@touch $@
