# Everything a person or a machine needs: make demo, make test, make lint, make bench.
# uv is fetched into .venv-uv where it is not installed; nothing else is needed but Python 3.11 and git.

PYTHON ?= python3
SPECIMENS ?= demo/specimens
RECORDS ?= demo/records

UV := $(shell command -v uv 2>/dev/null)
ifeq ($(UV),)
UV := .venv-uv/bin/uv
endif
export UV_PYTHON_DOWNLOADS := never
RUN := .venv/bin

.PHONY: help setup demo test check lint format bench lock clean

help:
	@echo "make demo    set up, write the specimens and read them"
	@echo "make test    set up and run the tests"
	@echo "make check   the tests and the long checks"
	@echo "make lint    ruff and mypy"
	@echo "make bench   speed, memory, start-up, each beside its bar"
	@echo "make lock    lock the dependencies anew"

.venv-uv/bin/uv:
	$(PYTHON) -m venv .venv-uv
	.venv-uv/bin/python -m pip install --quiet uv

.venv/.ready: $(filter .venv-uv/bin/uv,$(UV)) requirements.lock pyproject.toml
	$(UV) venv --quiet --allow-existing --python $(PYTHON) .venv
	$(UV) pip sync --quiet --python .venv/bin/python --require-hashes requirements.lock
	$(UV) pip install --quiet --python .venv/bin/python --no-deps --editable .
	@touch $@

setup: .venv/.ready

demo: setup
	@$(RUN)/chancery specimens $(SPECIMENS)
	@$(RUN)/chancery read $(SPECIMENS) --out $(RECORDS)
	@$(RUN)/chancery read $(SPECIMENS)/01-*
	@echo "Records of all specimens are in $(RECORDS). Next, try:"
	@echo "  .venv/bin/chancery read YOUR-FILES...               cards; --json for records, --explain for evidence"
	@echo "  .venv/bin/chancery write $(RECORDS)/$$(ls $(RECORDS) | head -n 1) --language ar"
	@echo "  .venv/bin/chancery checks                           what the findings mean"

test: setup
	$(RUN)/pytest

check: setup
	$(RUN)/pytest -m "slow or not slow"

lint: setup
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy

format: setup
	$(RUN)/ruff format .
	$(RUN)/ruff check --fix .

bench: setup
	$(RUN)/python -m benchmarks

lock:
	$(UV) lock --quiet
	$(UV) export --quiet --all-extras --all-groups --no-group bench --no-emit-project --no-header --format requirements-txt --output-file requirements.lock

clean:
	rm -rf .venv .venv-uv demo .pytest_cache .mypy_cache .ruff_cache .benchmarks .hypothesis
