# What a fresh machine needs: Python 3.11 or newer, and make. Packages come over the network,
# each checked against its hash in requirements.lock; nothing else does.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

.DEFAULT_GOAL := help
.PHONY: help setup demo test check schema sample kills powercuts steps iofaults mutants fuzz lock clean

help: ## list what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: $(READY) ## make .venv from the lock file, with scrapy and newscrawl in .venv/bin

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "newscrawl needs Python 3.11 or newer; '$(PYTHON)' is older. Say: make PYTHON=python3.12 ..." >&2; exit 1; }
	@echo "Setting up .venv: installing what requirements.lock names (needs the network once) ..."
	@rm -f $(READY)
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)
	@echo "Done. scrapy and newscrawl are in $(BIN)."

demo: $(READY) ## crawl the bundled sample newspapers into data/
	@$(BIN)/newscrawl demo

test: $(READY) ## run the tests (some five minutes on two cores)
	$(BIN)/python -m pytest

check: $(READY) ## check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

schema: $(READY) ## write the committed schema and codebook anew from the records
	$(BIN)/python -m newscrawl.schema

sample: $(READY) ## make data/sample anew, the two days of the bundled newspapers
	$(BIN)/python data/make_sample.py

kills: $(READY) ## kill writers and whole crawls at random moments, look for what was lost
	PYTHONPATH=tests $(BIN)/python -m proofs.writer_kills $(WRITERS)
	PYTHONPATH=tests $(BIN)/python -m proofs.kills $(KILLS)

powercuts: $(READY) ## cut the power at every step of recorded runs
	PYTHONPATH=tests $(BIN)/python -m proofs.powercuts $(POWERCUTS)

steps: $(READY) ## kill forget and compact at every one of their steps (a quarter of an hour or more)
	NEWSCRAWL_EVERY_STEP=1 $(BIN)/python -m pytest -m slow -k every_step tests/archive

fuzz: $(READY) ## give damaged pages to the readers, look for exceptions and slow ones
	PYTHONPATH=tests $(BIN)/python -m proofs.fuzz $(FUZZ)

iofaults: $(READY) ## let each call of a run fail; fill disks
	PYTHONPATH=tests $(BIN)/python -m proofs.iofaults $(IOFAULTS)
	PYTHONPATH=tests $(BIN)/python -m proofs.full_disk

mutants: $(READY) ## put errors into the write protocol: each must be noticed
	PYTHONPATH=tests $(BIN)/python -m proofs.mutants $(MUTANTS)

lock: $(READY) ## choose the newest allowed versions and write requirements.lock anew
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-emit-find-links --custom-compile-command 'make lock' --all-extras --group dev \
	  --upgrade --output-file requirements.lock pyproject.toml

clean: ## remove .venv and caches; the archive stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
