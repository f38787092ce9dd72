# The only commands to know. Each brings what it needs, and does nothing twice.
#
#   make run     the booth on this machine, at http://127.0.0.1:8080/
#   make test    every test, the browsers included
#   make lint    formatting, clippy, types and lints of the pages
#   make proofs  the long forms of the tests that break things: every storage call, 200 kills, 200 power cuts, fuzzing
#   make bench   the load of a busy day, in figures
#   make robot   a crowd over HTTP; what it was told is held against the log
#                (ARGS="--seed 7 --rate 5 --minutes 1 --url http://… --pin 123456")
#   make look    pictures of every page in every state, in tests/look/
#   make cover   the README's picture, in docs/pictures/
#   make words   the words of the comments, and names of functions, beside their limits
#   make instructions  the instructions of an order's life in the core, counted by valgrind
#   make style   the style in figures: before, now, and in other projects
#   make size    the size of each part, beside its limit in docs/size.md
#   make docs    whether the documents speak of files, tests and commands that there are
#   make fresh   proof that all this works on a machine that has nothing yet (root, Debian)
#
# CREMA_DATA (booth-data), CREMA_LISTEN (127.0.0.1) and CREMA_PORT (8080) say where the booth of
# make run keeps its data, and by which address it is reached.

CREMA_DATA ?= $(CURDIR)/booth-data
CREMA_PORT ?= 8080
CARGO ?= cargo
# A snapshot that differs fails and is not written. Where the difference is wanted:
# INSTA_UPDATE=always make test, and read it in git diff.
INSTA_UPDATE ?= no
export INSTA_UPDATE

TARGET := $(or $(CARGO_TARGET_DIR),target)
WEB := hub/web
# What the pages are built from; what npm and esbuild put beside it is not.
WEB_SOURCES := $(shell find $(WEB) \( -name node_modules -o -name 'dist*' \) -prune -o -type f -print)
# npm writes this file last, so it stands for a folder that was installed whole.
MODULES := $(WEB)/node_modules/.package-lock.json
PAGES := $(WEB)/dist/.built
# Browsers are asked of a machine only by the commands that drive them.
SETUP := $(if $(filter test look cover,$(MAKECMDGOALS)),setup-test,setup-run)

.PHONY: help run test lint proofs bench robot look cover instructions words style size docs fresh setup-run setup-test
.DEFAULT_GOAL := help

help:
	@sed -n '1,/^$$/s/^# \{0,1\}//p' Makefile

# The dev profile (opt-level 1) and not release: from an empty machine it is built in less than half
# the time, and one booth on a laptop has no use for the rest. What goes on an SD card is built with
# --release. The booth replaces the shell, so that Ctrl-C reaches it and it closes its log itself.
run: $(PAGES)
	@setup/step 3 4 "The booth's programs (the first time this takes some minutes)"
	@$(CARGO) build --locked --bin crema --bin crema-printer
	@setup/step 4 4 "The booth. Its data is in $(CREMA_DATA); Ctrl-C ends it."
	@exec '$(TARGET)/debug/crema' serve --demo --data '$(CREMA_DATA)' --port '$(CREMA_PORT)'

# Node 18, which Debian 12 has, keeps the Web's `crypto` behind a flag.
WEB_CRYPTO := node -p '"crypto" in globalThis ? "" : "--experimental-global-webcrypto"'

# The tests start the programs, which cargo does not build for another package's tests.
test: $(PAGES)
	cd $(WEB) && NODE_OPTIONS="$$($(WEB_CRYPTO))" npm test
	$(CARGO) build --locked --workspace --bins
	$(CARGO) test --locked --workspace

lint: $(PAGES)
	$(CARGO) fmt --all --check
	cd $(WEB) && npx --no-install tsc --noEmit
	cd $(WEB) && npm run --silent lint
	$(CARGO) clippy --locked --workspace --all-targets -- -D warnings
	@setup/measure/test >/dev/null
	@setup/measure/docs
	@setup/measure/size --check
	@setup/measure/words
	RUSTDOCFLAGS='-D warnings' $(CARGO) doc --locked --workspace --no-deps --document-private-items
	@setup/licences --test && setup/licences
	@if $(CARGO) deny --version >/dev/null 2>&1; then \
		$(CARGO) deny --locked --offline check bans licenses sources; fi

# What `make test` does in short, done in full: each storage call harmed in every way, hub and
# printer killed at 200 points of an order's life, the power cut 200 times under a crowd, on a disk
# that forgets what was not synced (it needs FUSE, and says so), and 50,000 inputs for each parser.
proofs: $(PAGES)
	$(CARGO) build --locked --workspace --bins
	CREMA_PROOF=full $(CARGO) test --locked -p crema-core --test core faults -- --nocapture
	CREMA_PROOF=full $(CARGO) test --locked -p crema-core --test core crowded_days -- --nocapture
	CREMA_PROOF=full $(CARGO) test --locked -p crema-tests --test kills -- --nocapture
	CREMA_PROOF=full $(CARGO) test --locked -p crema-tests --test cuts -- --nocapture
	CREMA_PROOF=full $(CARGO) test --locked -p crema-core --test core fuzz
	CREMA_PROOF=full $(CARGO) test --locked -p crema-client --test client fuzz
	CREMA_PROOF=full $(CARGO) test --locked -p crema-printer --test fuzz
	CREMA_PROOF=full $(CARGO) test --locked -p crema --lib fuzz

bench: $(PAGES)
	$(CARGO) build --locked --release --bin crema --bin crema-printer
	$(CARGO) run --locked --release -p crema-tests --bin bench

robot: $(PAGES)
	$(CARGO) build --locked --workspace --bins
	@'$(TARGET)/debug/robot' $(ARGS)

look: $(PAGES)
	$(CARGO) build --locked --workspace --bins
	$(CARGO) run --locked -p crema-tests --bin look

cover: $(PAGES)
	$(CARGO) build --locked --workspace --bins
	'$(TARGET)/debug/look' cover

instructions:
	$(CARGO) build --locked --workspace --bin bench
	@setup/measure/instructions

words style size docs:
	@setup/measure/$@

fresh:
	setup/fresh-machine

setup-run setup-test: setup-%:
	@setup/step 1 4 "What this machine needs"
	@setup/need $*

# npm ci only when the lock file changed: it deletes and fetches everything.
$(MODULES): $(WEB)/package-lock.json | $(SETUP)
	@setup/step 2 4 "The tools that build the pages"
	cd $(WEB) && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(PAGES): $(MODULES) $(WEB_SOURCES)
	@setup/step 2 4 "The pages"
	cd $(WEB) && npm run --silent build
	@touch $@
