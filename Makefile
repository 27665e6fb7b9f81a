# Everything a newcomer or CI needs; the README names `make run` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: run cluster setup test coverage lint e2e faults bench fit lock clean
.DEFAULT_GOAL := run

run: .venv/.runtime  ## start the bot; with no DUTYBOT_TOKEN, the local messenger
	@exec $(BIN)/dutybot run

cluster: .venv/.dev  ## PostgreSQL, three replicas on webhooks, the local messenger and a proxy, without containers
	@exec $(BIN)/dutybot cluster

setup: .venv/.dev  ## make .venv with everything the checks need

test: .venv/.dev lint  ## every check: style, types, import contracts, tests
	$(BIN)/python -m pytest -n $(TEST_JOBS) --dist loadfile -m "not faults and not e2e" $(OPTIONS)
TEST_JOBS ?= 2

coverage: OPTIONS += --cov --cov-report=term  ## the same, with the share of lines that the tests run; slower
coverage: test

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

e2e: .venv/.dev  ## the page in a real Chromium; writes docs/screenshots
	$(BIN)/python -m pytest -m e2e tests/e2e

faults: .venv/.dev  ## kills, broken networks, databases and clocks, of the real program; one table
	$(BIN)/python -m pytest -n $(FAULT_JOBS) --dist loadgroup -m "faults or experiment" $(if $(ONLY),-k "$(ONLY)")
FAULT_JOBS ?= 4

bench: .venv/.dev  ## beside the peers: ONLY="answers search duties imports board delivery", or parts of delivery, e.g. ONLY="limits plan"
	$(BIN)/python -m tests.bench $(ONLY) $(if $(SIZES),--sizes $(SIZES)) $(if $(BURST),--burst $(BURST)) $(OPTIONS)

fit: .venv/.dev  ## refit the weights of the answers from tests/answers; TEXTS=FOLDER: those of imported texts too
	$(BIN)/python -m tests.answers.fit --write
	$(if $(TEXTS),$(BIN)/python -m tests.answers.fit_texts --texts $(TEXTS) --write)

lock:  ## needs uv; the lock files carry hashes and no addresses
	UV_PYTHON_DOWNLOADS=never uv pip compile pyproject.toml --group build $(UV_LOCK) -o requirements.lock
	UV_PYTHON_DOWNLOADS=never uv pip compile pyproject.toml --extra postgres --group build $(UV_LOCK) -o requirements-postgres.lock
	UV_PYTHON_DOWNLOADS=never uv pip compile pyproject.toml --extra postgres --group dev $(UV_LOCK) -o requirements-dev.lock
UV_LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-strip-extras --no-header

.venv/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; call make with PYTHON=/path/to/python3.11"; exit 1; }
	@echo "Making the Python environment .venv ..."
	@$(PYTHON) -m venv .venv || { echo "The venv module is missing; on Debian: apt install python3-venv"; exit 1; }
	@touch $@

.venv/.runtime: requirements.lock pyproject.toml | .venv/.made
	@test -e .venv/.dev || { $(call install,$<); }
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: requirements-dev.lock pyproject.toml | .venv/.made
	@$(call install,$<)
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch .venv/.runtime $@

install = echo "Installing the $$(grep -c '^[a-z].*==' $1) packages of $1; the first time takes a minute or two ..."; \
	$(PIP) install --quiet --require-hashes --only-binary :all: -r $1

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage build *.egg-info
