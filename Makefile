# What people, README and .ci/run call. Works with GNU make 3.81 and newer.
VENV := .venv
PORT := 8501
TRENDS := $(VENV)/bin/trends
PIP := $(VENV)/bin/python -m pip --disable-pip-version-check --no-input
DATABASE := $${TRENDS_DATABASE:-data/trends.duckdb}

.DEFAULT_GOAL := help
.PHONY: help run test check browser format bench screenshots tour lock clean

help: ## list what make can do
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' Makefile

run: $(VENV)/ready ## open the app on http://127.0.0.1:8501 (another port: make run PORT=8600)
	@test -e "$(DATABASE)" || $(TRENDS) demo
	@$(TRENDS) serve --port $(PORT)

test: check browser ## check, then every test, in a browser too
	$(VENV)/bin/pytest -n 2 --dist loadfile

check: $(VENV)/complete ## format, lint, types, and the doors between the rooms
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/pytest -q tests/test_doors.py

format: $(VENV)/complete ## rewrite the code in the project's format
	$(VENV)/bin/ruff format .
	$(VENV)/bin/ruff check --fix .

bench: $(VENV)/complete ## time and memory of loading and of drawing, beside the plain tools
	$(VENV)/bin/python benchmarks/figures.py
	$(VENV)/bin/python benchmarks/load.py

screenshots: $(VENV)/complete browser ## take the pictures of the docs anew
	$(VENV)/bin/python docs/tour.py

tour: $(VENV)/complete browser ## walk every page, with the real files too: pictures and their links in tour/
	$(VENV)/bin/python docs/tour.py tour

browser: $(VENV)/complete ## the browser that the tests and the pictures need
	@VENV=$(VENV) sh .ci/browser

lock: ## resolve the dependencies again (needs uv)
	sh .ci/lock

clean: ## remove the environment and what tools leave behind; loaded data stays
	rm -rf $(VENV) build *.egg-info .pytest_cache .ruff_cache .mypy_cache .hypothesis

# The stamps stand for: can run the app; can also test it.
$(VENV)/bin/python:
	@PYTHON='$(PYTHON)' sh .ci/environment $(VENV)

$(VENV)/ready: requirements.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing what the app needs into $(VENV) (once; about a minute)"
	@$(PIP) install --quiet -r requirements.txt
	@$(PIP) install --quiet --no-deps --editable .
	@touch $@

$(VENV)/complete: requirements-dev.txt $(VENV)/ready
	@echo "Installing what the tests need into $(VENV) (once; about a minute)"
	@$(PIP) install --quiet -r requirements-dev.txt
	@touch $@
