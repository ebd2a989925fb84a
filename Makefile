# Verbs of one line each; `make help` lists them.
.DEFAULT_GOAL := help
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
PY := $(BIN)/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r
BEGIN := NAME SUBTITLE SITEURL AUTHOR LANG TIMEZONE COMMENTS MAIL SIGNED MODERATOR SMTP IMAP FROM FILE MEDIA

serve: .venv/site  ## write and see: build, serve on http://localhost:8000, rebuild on change (PORT=8001)
	@$(PY) -m plugins.preview --port $(PORT)

begin: .venv/site  ## make it yours: asks, shows, does it (NAME="…" SITEURL=https://… AUTHOR="…" LANG=fr FROM=wordpress FILE=…, DRY=1)
	@$(PY) -m plugins.begin $(foreach name,$(BEGIN),$(if $(findstring command,$(origin $(name))),$(name)="$$$(name)")) $(if $(DRY),--dry-run)

new: .venv/site  ## begin an article: make new TITLE="…" (FROM=photos/ puts the pictures of a folder in)
	@$(PY) -m plugins.articles.draft $(if $(FROM),--from "$(FROM)") -- "$$TITLE"

import: .venv/site  ## take over an old blog: FROM=dotclear|wordpress|blogger|movabletype|overblog|disqus|isso|commento|remark42|json FILE=…, DRY=1 says what would happen
	@$(PY) -m plugins.importers --from "$(FROM)" --file "$(FILE)" $(if $(INTO),--into "$(INTO)") $(if $(DRY),--dry-run) $(if $(REPORT),--report "$(REPORT)") $(if $(BLOG),--blog "$(BLOG)") $(if $(filter-out default,$(origin AS)),--as "$(AS)") $(if $(MEDIA),--media "$(MEDIA)") $(if $(STATUS),--status "$(STATUS)") $(if $(TIMEZONE),--timezone "$(TIMEZONE)") $(if $(ADDRESSES),--addresses "$(ADDRESSES)")

export: .venv/site  ## the comments for another system: TO=wordpress|disqus|isso|json FILE=… SITEURL=https://…
	@$(PY) -m plugins.exporters --to "$(TO)" --file "$(FILE)" $(if $(SITEURL),--siteurl "$(SITEURL)") $(if $(REPORT),--report "$(REPORT)") $(if $(FORCE),--force) $(if $(TIMEZONE),--timezone "$(TIMEZONE)")

html: .venv/site  ## build output/ for this machine
	@$(PY) -m plugins.fastbuild --now "$(NOW)"

publish: .venv/site  ## build output/ for production (SITEURL=https://…, NOW=2027-02-01: as on that day)
	@$(PY) -m plugins.fastbuild -s publishconf.py --now "$(NOW)"

explain: .venv/site  ## why a file of output/ would be written: make explain PAGE=index.html
	@$(PY) -m plugins.fastbuild --explain "$(PAGE)" --now "$(NOW)"

proof: .venv/site  ## what a good editor would say: FILE=… COMMENTS=1 OFFLINE=1, REPORT=dead.csv, then APPLY=dead.csv
	@$(PY) -m plugins.proof $(if $(FILE),"$(FILE)") $(if $(COMMENTS),--comments) $(if $(OFFLINE),--offline) $(if $(REPORT),--report "$(REPORT)") $(if $(APPLY),--apply "$(APPLY)")

deploy: .venv/site  ## send output/ to where it is served: TARGET=user@host:/srv/blog, DRY=1 says what would change
	@$(PY) -m plugins.deploy "$(TARGET)" $(if $(DRY),--dry)

.PHONY: install words
words: .venv/site  ## what the site says, in other languages: bring the catalogues up to date (NEW=br begins one)
	@$(PY) -m plugins.translation $(if $(NEW),--new "$(NEW)")

install: .venv/site  ## set up a machine with Debian: HOST=zoe@blog.zoe.fr, SERVER=caddy|nginx; prints it, RUN=1 does it
	@$(PY) -m plugins.install "$(HOST)" $(if $(SERVER),--server "$(SERVER)") $(if $(CONTACT),--contact "$(CONTACT)") $(if $(RUN),--run)

moderate: .venv/site  ## go through the comments that wait, key by key
	@$(PY) -m plugins.moderation moderate

stats: .venv/site  ## the desk in numbers: what waits, the months, reasons, articles most talked about
	@$(PY) -m plugins.moderation stats

replay: .venv/site  ## the present spam rules on what was decided before: fails where they would refuse it
	@$(PY) -m plugins.moderation replay

intake: .venv/site  ## take comments by web, behind a proxy of yours (PORT=8100)
	@$(PY) -m plugins.moderation.serve $(if $(filter-out 8000,$(PORT)),--port $(PORT))

mail: .venv/site  ## read the desk's mailbox, send what it has to tell (FROM=mbox, Maildir or .eml; DELETE=1)
	@$(PY) -m plugins.moderation.mail $(if $(FROM),"$(FROM)") $(if $(DELETE),--delete)

backup: .venv/site  ## keep all that cannot be made again: TO=/media/usb, AGE=age1… or GPG=you@… encrypts it, ONLY=var
	@$(PY) -m plugins.backup "$(TO)" $(if $(AGE),--age "$(AGE)") $(if $(GPG),--gpg "$(GPG)") $(if $(ONLY),--only "$(ONLY)")

upgrade: .venv/site  ## bring a site to the newest version: DRY=1 says what would happen (SITE=…, FROM=…, VERSION=…)
	@$(PY) -m plugins.upgrade $(if $(SITE),--site "$(SITE)") $(if $(FROM),--source "$(FROM)") $(if $(VERSION),--version "$(VERSION)") $(if $(DRY),--dry)

restore: .venv/site  ## put a backup in the place of what is here: FROM=…, KEY=key.txt for age, DRY=1 proves it only
	@$(PY) -m plugins.backup.restore "$(FROM)" $(if $(KEY),--key "$(KEY)") $(if $(DRY),--dry)

test: .venv/dev  ## the tests
	@$(PY) -m pytest --ignore=tests/site --ignore=tests/audit --ignore=tests/hosts

check: .venv/dev  ## ruff, mypy --strict, tests of the built site
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(PY) -m pytest tests/site

audit: .venv/dev  ## browser and servers: Nu checker, axe, Lighthouse, nginx, Caddy, Apache, Dovecot (says what is missing)
	@$(PY) -m pytest tests/audit tests/hosts -rs

newest: .venv/dev  ## the tests with the newest versions of all libraries; says which are not the locked ones
	@$(PY) -m tests.newest

bench: .venv/bench bench/peers/node_modules  ## builds beside stock Pelican, Hugo and Eleventy (N=1000 articles, RUNS=3, QUICK=1: them cold alone; needs Node)
	@$(PY) -m bench.builds --articles $(or $(N),1000) --runs $(or $(RUNS),3) $(if $(QUICK),--quick)

bench-intake: .venv/dev  ## our intake beside Isso's, posts a second on this disk (a minute)
	@$(PY) -m bench.intake

bench-imports: .venv/site  ## exports of many comments taken over: time and memory (N=100000; three minutes)
	@$(PY) -m bench.imports --comments $(or $(N),100000)

bench-desk: .venv/dev  ## lists, decisions and searches over 100 000 comments in the queue and as many in the archive
	@$(PY) -m bench.desk $(if $(FOLDER),--folder "$(FOLDER)")

bench-pictures: .venv/bench  ## photographs made ready for readers, beside Hugo (N=1000 of them, HUGO=250 for Hugo; ten minutes)
	@$(PY) -m bench.pictures --pictures $(or $(N),1000) --hugo $(or $(HUGO),250)

bench-links: .venv/dev  ## our linker against others, and against hostile input (a minute)
	@$(PY) -m bench.links

lock: .venv/dev  ## write the lock files anew from pyproject.toml
	@$(BIN)/uv pip compile -q --generate-hashes --universal --no-header --no-emit-index-url pyproject.toml -o requirements.txt
	@$(BIN)/uv pip compile -q --generate-hashes --universal --no-header --no-emit-index-url pyproject.toml --group dev -o requirements-dev.txt
	@$(BIN)/uv pip compile -q --generate-hashes --universal --no-header --no-emit-index-url --group pyproject.toml:bench -o requirements-bench.txt

clean-cache:  ## forget what builds keep for the next one
	@rm -rf .cache

clean:  ## remove what can be made again: outputs, the environment, caches; never content/ or var/
	@rm -rf output output.* .cache .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis tests/audit/node_modules bench/peers/node_modules

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*##  *\(.*\)/\1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r verb text; do printf '  make %-12s %s\n' "$$verb" "$$text"; done

.venv/python:
	@$(PYTHON) -m venv .venv && touch $@

.venv/site: .venv/python requirements.txt
	@$(PIP) requirements.txt && touch $@

.venv/dev: .venv/python requirements-dev.txt
	@$(PIP) requirements-dev.txt && touch $@ .venv/site

.venv/bench: .venv/dev requirements-bench.txt
	@$(PIP) requirements-bench.txt && touch $@

bench/peers/node_modules: bench/peers/package-lock.json
	@npm ci --silent --no-fund --no-audit --prefix bench/peers && touch $@

.PHONY: begin upgrade backup restore serve new import export html publish explain deploy mail test check audit bench bench-imports bench-links bench-pictures lock clean-cache clean help intake bench-intake bench-desk moderate replay stats
