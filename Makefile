# The commands of MSCdb. `make serve` needs only Python 3.11 or newer; the rest is said by README.md.

PYTHON ?= python3
VENV := .venv
export PYTHON HOST PORT

.PHONY: install serve check test bench proof

install:            ## .venv with the pinned requirements; nothing to do when they have not changed
	@bin/install

serve: install      ## the site on http://127.0.0.1:8000/ (HOST and PORT choose another address)
	@$(VENV)/bin/python -m mscdb.serve

check:              ## the quick half of `make test`: style, templates, settings, migrations
	@bin/install dev
	@$(VENV)/bin/python bin/test --checks

test:               ## everything: checks, the suite on SQLite and on PostgreSQL, Chromium
	@bin/install dev
	@$(VENV)/bin/python bin/test

proof:              ## what takes longer; writes its dated figures to docs/proof/
	@bin/install dev
	@$(VENV)/bin/python bin/test --proof

bench:              ## how quick the pages and the API are
	@bin/install dev
	@$(VENV)/bin/python bin/test --bench
