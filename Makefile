# The targets that people and CI use; `make help` lists them.

SWIFT ?= swift
PREFIX ?= /usr/local
RELEASE = $(SWIFT) build -c release --static-swift-stdlib
BINARY = .build/release/nixgraft
# What goes below PREFIX/share: the man pages and the completions.
SHARE = .build/share
VERSION = $(shell sed -n 's/.*current = "\(.*\)"/\1/p' Sources/Operations/Version.swift)

.PHONY: help build test test-release test-live fixtures lint check-imports demo requirements share install uninstall dist clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' Makefile | expand -t 20

requirements: ## install the libraries and Nix, or say what to install
	@Scripts/requirements

build: requirements ## build the program: .build/release/nixgraft
	$(RELEASE) --product nixgraft

test: requirements ## run the tests; they need no network
	$(SWIFT) test --parallel

test-live: requirements ## run the tests that need the network
	NIXGRAFT_LIVE=1 $(SWIFT) test --parallel

test-release: build ## run the end-to-end tests on the program as it is released
	NIXGRAFT_EXECUTABLE=$(CURDIR)/$(BINARY) $(SWIFT) test --parallel --filter EndToEndTests

fixtures: requirements ## write what the tests compare with anew: look at the difference before you commit it
	@for script in make-fixture-mirrors EndToEnd/make-recording; do Fixtures/$$script; done
	NIXGRAFT_REGENERATE=1 $(SWIFT) test --filter 'CommandsTests|EndToEndTests|OverlayEditingTests|RequestsTests'

lint: ## check the layout of the sources
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests Benchmarks

check-imports: ## check that no module imports what it does not declare
	$(SWIFT) build --explicit-target-dependency-import-check error

demo: build ## import from PyPI and CRAN, build, and run it all in nix-shell
	@Scripts/demo $(BINARY)

share: build ## make the man pages and the completions: .build/share
	$(RELEASE) --product generate-manual
	@Tests/Scripts/manual $(BINARY) .build/release/generate-manual $(SHARE)

install: share ## install the program, man pages and completions into PREFIX (/usr/local), below DESTDIR
	install -D -m 755 -s $(BINARY) $(DESTDIR)$(PREFIX)/bin/nixgraft
	@cd $(SHARE) && find . -type f | LC_ALL=C sort | while read -r file; do \
	  install -D -m 644 "$$file" "$(abspath $(DESTDIR)$(PREFIX))/share/$${file#./}" && \
	  echo "$(DESTDIR)$(PREFIX)/share/$${file#./}"; done

uninstall: ## remove what install put there
	rm -f $(DESTDIR)$(PREFIX)/bin/nixgraft $(DESTDIR)$(PREFIX)/share/man/man1/nixgraft.1 \
	  $(DESTDIR)$(PREFIX)/share/man/man1/nixgraft-*.1 \
	  $(DESTDIR)$(PREFIX)/share/bash-completion/completions/nixgraft \
	  $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_nixgraft \
	  $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/nixgraft.fish

dist: share ## make the tarball of a release with its checksums: .build/dist
	@Tests/Scripts/dist $(VERSION)

clean: ## remove what was built
	rm -rf .build
