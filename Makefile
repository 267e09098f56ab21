# make        sets everything up the first time, then prints the briefings into build/
# make test   runs the tests            make check       style, types and floors
# make test-engines  the page tests with the oldest engine, and with nothing that is for speed alone
# make browser  what readers see of a site, and of a preview, in Chromium
# make waiting  measures how long people wait in a preview
# make traced runs attacks and sees which files the program opens (needs strace)
# make test-lowest  runs the tests with the oldest versions that pyproject.toml allows
# make image  a container, by podman or ENGINE=docker       make container  tries its lines without either
# make environments  fetches what these, traced and conformance need beside the first
# make bench  measures speed            make wheel       the package, into dist/
# make bench-all  measures 10,000 editions too
# make conformance   holds every page against the standards it claims, by veraPDF (needs Java)
# make torture   kills builds, fills disks, runs builds beside each other; ROUNDS=0.1 for a tenth
# make torture-short   a little of that, and of what a preview goes through, in a few minutes
# make torture-preview an hour of saves while a preview is looked at
# make year   lives through a year of builds and a site of them, with runs that are killed
# make fuzz   gives eight surfaces hostile inputs, ten minutes each; SECONDS=60 for one
# make gallery draws the gallery of charts anew (docs/charts); look at it before you commit
# make coverage writes what each document of the first publication says, and where it prints (docs/coverage.md)
# make languages writes the lists of what each language prints anew (docs/languages)
# make reference writes the reference of the documentation from the code anew (docs/reference)
# make docs   builds the documentation into dist/docs, with broken links and warnings as errors
# make release  the package and its source, held against what a package index asks
# make golden prints the golden pages of the tests anew, and what is heard of others; look at them, read it
# make clean  removes what this file made; the printed briefings stay
# make lock   pins the dependencies anew, the newest and the oldest that pyproject.toml allows
#
# After the first time nothing here needs a network.

PYTHON ?= python3
VENV ?= .venv
WHEEL_VENV = .venv-wheel
LOWEST_VENV = .venv-lowest
PIP = -m pip --quiet --disable-pip-version-check

.DELETE_ON_ERROR:
.PHONY: all setup build test browser traced test-engines check waiting bench bench-all fuzz torture torture-short torture-preview year golden gallery languages reference docs release conformance lock environments wheel image container test-wheel test-lowest coverage clean

all: build

build: setup
	@mkdir -p .schemas && echo '*' > .schemas/.gitignore
	$(VENV)/bin/asof schema --out .schemas
	$(VENV)/bin/asof build

test: setup .stamps/reader
	$(VENV)/bin/pytest -n 2

.stamps/reader: setup/system.py
	@mkdir -p $(@D)
	@$(PYTHON) setup/system.py reader
	@touch $@

traced: setup .stamps/tracer
	MUST_TRACE=1 $(VENV)/bin/pytest -n 2 tests/test_hostile.py -k "opened or opens or traced"

.stamps/tracer: setup/system.py
	@mkdir -p $(@D)
	@$(PYTHON) setup/system.py tracer
	@touch $@

PAGE_TESTS = tests/test_pdf.py tests/test_fit.py tests/test_build.py tests/test_engine.py
OLD_ENGINE = $(CURDIR)/.stamps/weasyprint-69

test-engines: setup $(OLD_ENGINE)
	PYTHONPATH=$(OLD_ENGINE) $(VENV)/bin/pytest -n 2 $(PAGE_TESTS)
	ASOF_FAST=0 $(VENV)/bin/pytest -n 2 $(PAGE_TESTS)

$(OLD_ENGINE): setup/weasyprint-69.txt | setup
	@rm -rf $@
	@$(VENV)/bin/python $(PIP) install --no-deps --require-hashes --target $@ -r $<
	@touch $@

check: setup
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy
	$(VENV)/bin/pytest -q tests/test_architecture.py

gallery: setup
	$(VENV)/bin/python tests/gallery.py

languages: setup
	$(VENV)/bin/python tests/language_lists.py

reference: setup
	$(VENV)/bin/python tests/reference.py

# The documentation, into dist/docs, to be read with no network. Its tools are kept apart from the program's;
# with some of them `make release` holds the package and the citation against what an index asks.

DOCS_TOOLS = $(CURDIR)/.stamps/docs-tools

docs: setup $(DOCS_TOOLS)
	PYTHONPATH=$(DOCS_TOOLS) $(VENV)/bin/python -m sphinx -b html -n -q -W --keep-going docs dist/docs

$(DOCS_TOOLS): setup/docs.txt | setup
	@rm -rf $@
	@$(VENV)/bin/python $(PIP) install --no-deps --require-hashes --target $@ -r $<
	@touch $@

coverage: setup
	$(VENV)/bin/python tests/coverage_list.py

golden: setup
	$(VENV)/bin/python tests/golden.py
	$(VENV)/bin/python tests/heard.py

bench: setup .stamps/browser
	$(VENV)/bin/python benchmarks/run.py

bench-all: setup .stamps/browser
	$(VENV)/bin/python benchmarks/run.py --all

.stamps/browser: setup/system.py
	@mkdir -p $(@D)
	@$(PYTHON) setup/system.py browser
	@touch $@

# Sites as readers see them: pages that answer, offline too, and that people with disabilities can use.

DRIVER = $(CURDIR)/.stamps/playwright-1

browser: setup .stamps/browser $(DRIVER)
	PYTHONPATH=$(DRIVER) $(VENV)/bin/pytest browser

waiting: setup .stamps/browser $(DRIVER)
	PYTHONPATH=$(DRIVER):. $(VENV)/bin/python benchmarks/waiting.py

$(DRIVER): setup/browser.txt | setup
	@rm -rf $@
	@$(VENV)/bin/python $(PIP) install --no-deps --require-hashes --target $@ -r $<
	@touch $@

# Hostile inputs, steered by what they reach; what breaks a surface is kept in fuzz/out/.

SECONDS ?= 600
SURFACES = yaml values days texts tables templates drawings records
STEERING = $(CURDIR)/.stamps/atheris-3

fuzz: setup $(STEERING)
	for surface in $(SURFACES); do \
		PYTHONPATH=$(STEERING) $(VENV)/bin/python fuzz/steer.py $$surface --seconds $(SECONDS) || exit; \
	done

$(STEERING): setup/atheris-3.txt | setup
	@rm -rf $@
	@$(VENV)/bin/python $(PIP) install --no-deps --require-hashes --target $@ -r $<
	@touch $@

# The accessibility that the PDFs claim, checked; the validator is fetched the first time.

VERAPDF = .stamps/verapdf/greenfield-apps.jar

# What happens to builds, at random moments, and what is left then (torture/README.md).

ROUNDS = 1

torture: setup
	$(VENV)/bin/python torture/rounds.py --rounds $(ROUNDS)

torture-short: setup
	$(VENV)/bin/python torture/rounds.py --rounds 0.02
	$(VENV)/bin/python torture/preview.py --saves 40 --seconds 40

torture-preview: setup
	$(VENV)/bin/python torture/preview.py

year: setup
	$(VENV)/bin/python torture/year.py

conformance: setup .stamps/validator $(VERAPDF)
	PYTHONPATH=tests $(VENV)/bin/python conformance/check.py

$(VERAPDF): conformance/pom.xml conformance/verapdf.sha256 | .stamps/validator
	@rm -f $@
	@mvn --batch-mode --quiet -Dstyle.color=never --file conformance/pom.xml \
		dependency:copy-dependencies
	@touch $@

.stamps/validator: setup/system.py
	@mkdir -p $(@D)
	@$(PYTHON) setup/system.py validator
	@touch $@

# Setting up: the system's libraries, a virtual environment, the locked packages, asof itself.

setup: .stamps/$(VENV)

.stamps/system: setup/system.py
	@mkdir -p .stamps
	@$(PYTHON) setup/system.py
	@touch $@

%/pyvenv.cfg: | .stamps/system
	@echo "setting up $* (the first time takes a minute or two)"
	@$(PYTHON) -m venv $*
	@echo '*' > $*/.gitignore

.stamps/$(VENV): requirements.lock pyproject.toml $(VENV)/pyvenv.cfg
	@$(VENV)/bin/python $(PIP) install --require-hashes -r requirements.lock
	@$(VENV)/bin/python $(PIP) install --no-index --no-deps --no-build-isolation --editable .
	@mkdir -p $(@D) && touch $@

LOCKED = $(VENV)/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --no-strip-extras --no-emit-index-url --no-emit-find-links \
	--custom-compile-command "make lock"
LOCK = $(LOCKED) pyproject.toml
IN_A_CONTAINER = $(addprefix --extra ,arabic impose sign)

lock: setup
	$(LOCK) --group dev --output-file requirements.lock
	$(LOCK) --group dev --resolution lowest-direct --output-file requirements-lowest.lock
	$(LOCK) $(IN_A_CONTAINER) --constraint requirements.lock --output-file requirements-run.lock
	$(LOCKED) --group docs --constraint requirements.lock --output-file setup/docs.txt

# What strangers write, what hints lead to, how whole publications look in every form, what edits do to a
# build, of one edition or of many, and to a preview, how processes share their work, and what differs between
# two copies is tried once, with what is locked: it takes most of the suite's time, and the libraries that it
# asks for are asked by other tests too. Pages are set with the oldest engine by `make test-engines`, which has
# no shortcuts. The lists of languages are made with what is locked: older names of currencies are others.

ALIKE = $(addprefix --ignore=tests/test_,$(addsuffix .py,ci container hostile fuzz torture hints theme stress edits \
	publication documents tutorial reference repeats quota batch compare fast child_process preview_processes preview_warm \
	language_lists)) $(addprefix --ignore=,$(PAGE_TESTS))

# The suite with the oldest version of each library that pyproject.toml names: what it allows works.

.stamps/$(LOWEST_VENV): requirements-lowest.lock pyproject.toml $(LOWEST_VENV)/pyvenv.cfg
	@$(LOWEST_VENV)/bin/python $(PIP) install --require-hashes -r requirements-lowest.lock
	@$(LOWEST_VENV)/bin/python $(PIP) install --no-index --no-deps --no-build-isolation --editable .
	@mkdir -p $(@D) && touch $@

test-lowest: .stamps/$(LOWEST_VENV) .stamps/reader
	$(LOWEST_VENV)/bin/pytest -n 2 $(ALIKE)

# The package. Its files are those of src/ and examples/, byte for byte (tests/test_project.py), and what it
# needs is what is locked, so what is tried against it is what asks where the program lies: its files, theme, fonts,
# starter, languages, examples and commands; and the tutorial, as somebody follows it who has nothing else.

INSTALLED = $(addprefix tests/test_,cache.py cli.py examples.py golden.py language.py project.py tutorial.py)

wheel: setup
	@rm -f dist/asof-*
	$(VENV)/bin/python -m hatchling build -t sdist -d dist
	@$(VENV)/bin/python $(PIP) wheel --no-index --no-deps --no-build-isolation -w dist dist/asof-*.tar.gz

release: wheel $(DOCS_TOOLS)
	PYTHONPATH=$(DOCS_TOOLS) $(VENV)/bin/python -m twine check --strict dist/asof-*
	PYTHONPATH=$(DOCS_TOOLS) $(VENV)/bin/python -m check_jsonschema \
		--builtin-schema vendor.citation-file-format CITATION.cff

.stamps/$(WHEEL_VENV): requirements.lock $(WHEEL_VENV)/pyvenv.cfg
	@$(WHEEL_VENV)/bin/python $(PIP) install --require-hashes -r requirements.lock
	@mkdir -p $(@D) && touch $@

test-wheel: wheel .stamps/$(WHEEL_VENV)
	@$(WHEEL_VENV)/bin/python $(PIP) install --no-index --no-deps --force-reinstall dist/asof-*.whl
	$(WHEEL_VENV)/bin/pytest -n 2 $(INSTALLED)

# A container of that package, and its lines followed in a bare Debian, as root, where there is no engine.

ENGINE ?= podman

image: wheel
	$(ENGINE) build --tag asof --file Containerfile .

container: wheel .stamps/bookworm
	MUST_CONTAIN=1 $(VENV)/bin/pytest -q tests/test_container.py

.stamps/bookworm: setup/system.py
	@mkdir -p $(@D)
	@$(PYTHON) setup/system.py root
	@rm -rf $@ $@.part
	@if [ "$$(id -u)" != 0 ]; then echo "no bare Debian is made: that takes root"; \
		elif command -v debootstrap > /dev/null; then \
			debootstrap --variant=minbase bookworm $@.part > $@.log && mv $@.part $@; fi

# What CI fetches while it does something else.

environments: setup $(OLD_ENGINE) $(DOCS_TOOLS) .stamps/$(WHEEL_VENV) .stamps/$(LOWEST_VENV) .stamps/bookworm
environments: .stamps/browser $(DRIVER) .stamps/reader .stamps/tracer .stamps/validator $(VERAPDF)

clean:
	rm -rf .venv .venv-wheel .venv-lowest .stamps .schemas dist fuzz/out
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +
