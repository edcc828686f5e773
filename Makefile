# Everything that people and machines do with this project starts here. `make` alone lists the targets.
# What is made is kept in .cache, bin, demo and node_modules, none of which is committed; a second run is quick.

export CGO_ENABLED := 0
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)
ADDRESS ?= 127.0.0.1:8080
PEOPLE ?= 420

.DEFAULT_GOAL := help
.PHONY: help setup assets generate build demo test check lint bench screenshots clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

setup: ## install what the tests need (PostgreSQL, Chromium, Poppler, qpdf), if it is missing
	@tools/setup.sh

assets: ## build style sheet, script, fonts and icons from their npm packages, if their sources have changed
	@tools/assets.sh

generate: ## make Go code from the page templates
	@go tool templ generate -log-level=warn

build: assets ## build bin/siil, one static file with everything inside
	@go build -trimpath -ldflags '-s -w -X main.version=$(VERSION)' -o bin/siil ./cmd/siil

demo: build ## make a zone of invented people in demo/, if there is none, and serve it
	@ADDRESS='$(ADDRESS)' PEOPLE='$(PEOPLE)' tools/demo.sh

check: ## the checks of style that take seconds
	@tools/check.sh

test: setup assets check ## run every test on SQLite, PostgreSQL and in a browser
	go test -timeout 30m $(TESTFLAGS) ./...

lint: assets ## the checks of style that take minutes, and known vulnerabilities (GOVULNDB names another database of them)
	@tools/lint.sh

bench: setup assets ## speed as ratios to a floor written by hand, in a table (BENCHFLAGS='-sizes 5000 -engines sqlite' for less)
	@go run ./test/bench $(BENCHFLAGS)

screenshots: setup assets ## make the pictures of docs/pictures anew, with invented people
	go test -count=1 ./test/browser -run TestScreenshots -screenshots "$(CURDIR)/docs/pictures"

clean: ## remove all that was made, the demo too
	rm -rf bin demo node_modules .cache
	find internal/ui/static -type f ! -name .gitkeep -delete
