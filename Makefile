# make run: the main flow over seeds/ into data/.
# make check: style, types and the fast tests, under a minute; while you work.
# make test: the same and every other test, before you hand on.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin

.PHONY: run check test lock clean
.DELETE_ON_ERROR:

run: .venv/.installed
	$(BIN)/quellenlage run seeds

# tests/conftest.py says which tests are slow.
check: .venv/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -m "not slow"

test: .venv/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto --dist loadfile

.venv/.installed: requirements.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -qq --disable-pip-version-check --no-deps --require-hashes --requirement requirements.txt
	$(BIN)/pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

# Pins everything anew, with hashes and without naming an index. Needs uv.
lock:
	uv pip compile pyproject.toml --extra dev --generate-hashes --python-version 3.11 --no-header \
	  --no-emit-index-url --no-annotate --quiet --output-file requirements.txt

clean:
	rm -rf .venv build *.egg-info .mypy_cache .pytest_cache .ruff_cache
