# Needs only Python 3.11 or newer; everything else goes into .venv.
PYTHON ?= python3
PORT ?= 8501
# ZONES_SAMPLE=none starts with an empty database instead of the shipped sample.
ZONES_SAMPLE ?= shipped

VENV := .venv
BIN := $(VENV)/bin
# Touched when requirements.txt has been installed whole, so a second start needs no installer.
STAMP := $(VENV)/.installed

CHECKED := zones pages deploy tests app.py

.DEFAULT_GOAL := help
.PHONY: help run test lint bench clean

help: ## Say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(STAMP) ## Start the dashboard with the sample and open it (PORT=8501, ZONES_SAMPLE=none for an empty one)
	@echo "Preparing the database"
	@$(BIN)/python -m zones init $(if $(filter none,$(ZONES_SAMPLE)),,--sample)
	@echo "Starting the dashboard on port $(PORT); Ctrl+C stops it"
	@$(BIN)/python -m zones serve --open --port $(PORT)

# --dist loadgroup keeps the browser tests on one worker: they share one browser and one dashboard.
# Nothing may be printed after pytest: its count is the last line.
test: lint ## Run every check and every test
	@echo "Running the tests"
	@$(BIN)/python -m pytest -n auto --dist loadgroup --cov --cov-report=term:skip-covered

lint: $(STAMP) ## Run the checks that need no test: style, types, architecture
	@echo "Checking style"
	@$(BIN)/ruff check $(CHECKED)
	@$(BIN)/ruff format --check $(CHECKED)
	@echo "Checking types (the first time takes half a minute)"
	@$(BIN)/mypy zones
	@echo "Checking the architecture"
	@$(BIN)/lint-imports --no-logo

bench: $(STAMP) ## Measure the costs, as ratios within one run (BENCH="--quick" for a minute of it)
	@$(BIN)/python -m tests.bench $(BENCH)

clean: ## Remove the virtual environment and what the checks left; the database stays
	rm -rf $(VENV) .coverage .coverage.* htmlcov .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find zones pages tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(STAMP): requirements.txt
	@command -v $(PYTHON) >/dev/null || { \
	  echo "$(PYTHON) was not found. Install Python 3.11 or newer, or name one: make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) -V 2>&1). Name another: make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "$(PYTHON) cannot make virtual environments. On Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@$(BIN)/python -c 'import pip' 2>/dev/null || { \
	  echo "Making the virtual environment $(VENV)"; $(PYTHON) -m venv --clear $(VENV); }
	@echo "Installing requirements.txt (the first time about a minute and 1 GB)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $(STAMP)
