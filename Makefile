# `make run` starts Isnad, `make test` tests it; both bring what they need into .venv and var/.
# From the environment: PORT, HOST, DATA_DIR, DATABASE_URL and others (config/environment.py).

VENV := .venv
BIN := $(VENV)/bin
# The packages that Isnad runs on, and with them those that its tests need.
RUNTIME := $(VENV)/.runtime
DEVELOPMENT := $(VENV)/.development
APPS := sources events actors curation
ARGS :=

.PHONY: help run test shell lint diagram benchmark

help:
	@echo 'make run        start Isnad and say where to click (PORT=8000)'
	@echo 'make test       run the whole suite (ARGS="-k dates" for a part)'
	@echo 'make shell      ask questions, also beside a running `make run`'
	@echo 'make lint       check style, templates, settings, migrations and types'
	@echo 'make diagram    draw the models into docs/models.png'
	@echo 'make benchmark  time questions and lists in scratch ledgers of 10,000 and 100,000 events'

run: $(RUNTIME)
	@exec $(BIN)/python manage.py serve --with-parent

test: $(DEVELOPMENT)
	@$(BIN)/python manage.py check --database default
	@exec $(BIN)/python -m pytest -n 2 $(ARGS)

shell: $(RUNTIME)
	@exec $(BIN)/python manage.py shell_plus

lint: $(DEVELOPMENT)
	@$(BIN)/python -m ruff check --quiet .
	@$(BIN)/python -m ruff format --quiet --check .
	@pages=$$(find config $(APPS) -name '*.html' 2>/dev/null); \
	[ -z "$$pages" ] || $(BIN)/python -m djlint --quiet --lint $$pages
	@$(BIN)/python manage.py check
	@$(BIN)/python manage.py makemigrations --check --dry-run
	@$(BIN)/python -m mypy --no-error-summary

diagram: $(DEVELOPMENT)
	@command -v dot >/dev/null || { \
	  echo 'The diagram needs Graphviz; install it (Debian, Ubuntu: apt install graphviz).' >&2; \
	  exit 2; }
	@mkdir -p docs
	@$(BIN)/python manage.py graph_models --pydot -o docs/models.png
	@echo 'The models are drawn in docs/models.png.'

benchmark: $(DEVELOPMENT)
	@$(BIN)/python -m tests.benchmarks $(ARGS)
	@exec $(BIN)/python -m tests.benchmarks.names

# A virtual environment without either mark was left half-made, and is made anew; so is one whose
# Python has gone.
ifneq ($(shell $(BIN)/python -c 'print("alive")' 2>/dev/null),alive)
.PHONY: $(RUNTIME) $(DEVELOPMENT)
endif

FIND_PYTHON = for candidate in $${PYTHON:-python3 python3.13 python3.12 python3.11}; do \
	  $$candidate -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	    >/dev/null 2>&1 && python=$$candidate && break; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "Isnad needs Python 3.11, 3.12 or 3.13, and $${PYTHON:-python3} is none of them;" \
	    'install one, or name it: make run PYTHON=/path/to/python3.13' >&2; exit 2; \
	fi; \
	if ! $$python -c 'import venv, ensurepip' >/dev/null 2>&1; then \
	  echo "$$python has no venv module; install it (Debian, Ubuntu: apt install python3-venv)." \
	    >&2; exit 2; \
	fi

# Whoever comes second waits for the first, and finds its work done. The lock is on file descriptor
# 9, which the shell and all it starts hold open: it ends with the last of them, however killed.
AWAIT_TURN = exec 9>>$(VENV).lock; \
	for candidate in $${PYTHON:-python3 python3.13 python3.12 python3.11} $(BIN)/python; do \
	  $$candidate -c 'import fcntl' 2>/dev/null && locker=$$candidate && break; \
	done; \
	[ -z "$$locker" ] || $$locker -c 'import fcntl; fcntl.flock(9, fcntl.LOCK_EX | fcntl.LOCK_NB)' \
	  2>/dev/null || { echo 'Waiting for another make, which is installing packages.' >&2; \
	  $$locker -c 'import fcntl; fcntl.flock(9, fcntl.LOCK_EX)'; }

# Called with the marks to set and the files of requirements.
INSTALL = $(AWAIT_TURN); \
	done=yes; $(BIN)/python -c pass 2>/dev/null || done=; \
	for file in $(2); do [ -e $@ ] && [ ! $$file -nt $@ ] || done=; done; \
	[ -z "$$done" ] || exit 0; \
	if ! $(BIN)/python -c pass 2>/dev/null || [ ! -e $(RUNTIME) -a ! -e $(DEVELOPMENT) ]; then \
	  $(FIND_PYTHON); rm -rf $(VENV) && $$python -m venv $(VENV) || exit 2; \
	fi; \
	rm -f $(RUNTIME) $(DEVELOPMENT); \
	echo 'Installing packages into $(VENV); this is done once.' >&2; \
	PIP_USER=0 $(BIN)/python -m pip install -qq --disable-pip-version-check --no-input \
	  --require-hashes $(addprefix -r ,$(2)) || { \
	  echo 'The packages could not be installed; see above, and try again.' >&2; exit 2; }; \
	touch $(1)

$(RUNTIME): requirements.txt
	@$(call INSTALL,$(RUNTIME),requirements.txt)

$(DEVELOPMENT): requirements.txt requirements-dev.txt
	@$(call INSTALL,$(RUNTIME) $(DEVELOPMENT),requirements.txt requirements-dev.txt)
