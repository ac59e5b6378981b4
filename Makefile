# The targets that people and CI use; `make help` lists them.

SWIFT ?= swift
BUILD = $(SWIFT) build -c release --static-swift-stdlib --product nixgraft
BINARY = .build/release/nixgraft

.PHONY: help build test test-release test-live lint check-imports demo requirements install clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' Makefile | expand -t 20

requirements: ## install the libraries and Nix, or say what to install
	@Tests/Scripts/requirements

build: requirements ## build the program: .build/release/nixgraft
	$(BUILD)

test: requirements ## run the tests; they need no network
	$(SWIFT) test --parallel

test-live: requirements ## run the tests that need the network
	NIXGRAFT_LIVE=1 $(SWIFT) test --parallel

test-release: build ## run the end-to-end tests on the program as it is released
	NIXGRAFT_EXECUTABLE=$(CURDIR)/$(BINARY) $(SWIFT) test --parallel --filter EndToEndTests

lint: ## check the layout of the sources
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests Benchmarks

check-imports: ## check that no module imports what it does not declare
	$(SWIFT) build --explicit-target-dependency-import-check error

demo: build ## import from PyPI and CRAN, build, and run it all in nix-shell
	@Tests/Scripts/demo $(BINARY)

install: build ## install into PREFIX (/usr/local)
	install -D -m 755 $(BINARY) $(DESTDIR)$(or $(PREFIX),/usr/local)/bin/nixgraft

clean: ## remove what was built
	rm -rf .build
