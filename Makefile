# make run: the main flow over seeds/ into data/.
# make up: a Prefect server with its UI, the deployments, and an inbox that is read, until Ctrl-C.
# make explore: a notebook over what was published, until Ctrl-C.
# make check: style, types and the fast tests, under a minute; while you work.
# make test: the same and every other test, before you hand on.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin

.PHONY: run up explore check test lock pictures clean
.DELETE_ON_ERROR:

run: .venv/.installed
	@echo "Reading seeds/ into data/: who said what in our own articles."
	@$(BIN)/quellenlage run seeds

# PORT, PAGES_PORT and DATA name other ports and another folder.
up: .venv/.installed
	@PORT="$(PORT)" PAGES_PORT="$(PAGES_PORT)" DATA="$(DATA)" $(BIN)/python -m quellenlage.flows.up

# PORT and DATA name another port and another folder.
explore: .venv/.installed
	@PORT="$(PORT)" DATA="$(DATA)" $(BIN)/python -m quellenlage.flows.explore

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
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder

# pip is silent for minutes otherwise; awk hands its exit code on.
.venv/.installed: requirements.txt pyproject.toml
	@echo "Installing into .venv what requirements.txt pins, once; it takes a minute or two."
	@$(PYTHON) -m venv .venv
	@{ $(BIN)/pip install --disable-pip-version-check --no-deps --require-hashes --requirement requirements.txt 2>&1; \
	  echo "ended $$?"; } | awk -v all="$$(grep -c == requirements.txt)" \
	  '/^Collecting/ { if (++n % 25 == 0 || n == all) { print "  fetched " n " of " all " packages"; fflush() } } \
	  /^Installing collected/ { print "  unpacking them"; fflush() } \
	  /^(ERROR|error)/ { print } /^ended/ { code = $$2 } END { exit code }'
	@$(BIN)/pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# Pins everything anew, with hashes and without naming an index. Needs uv.
lock:
	uv pip compile pyproject.toml --extra dev --extra explore --generate-hashes --python-version 3.11 --no-header \
	  --no-emit-index-url --no-annotate --quiet --output-file requirements.txt

# Takes the pictures of the README anew. Needs a Chromium of the system, and Playwright.
pictures: .venv/.installed
	$(BIN)/python -m bench.pictures

clean:
	rm -rf .venv build *.egg-info .mypy_cache .pytest_cache .ruff_cache
