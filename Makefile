# gongzhi: a front for Meson. `make help` lists what there is.
BUILD = build
OPTIONS =
prefix = /usr/local
NINJA = ninja -C $(BUILD)
LISTEN = 127.0.0.1:8080
PACE = 2

run: build ## build, and serve the demo city on LISTEN, PACE new appeals a minute
	@exec $(BUILD)/gongzhi -d $(BUILD)/demo demo --serve --listen $(LISTEN) --pace $(PACE)

test: setup-test configure-tests ## run all tests; the last line counts them
	@$(NINJA) && tests/run.sh $(BUILD)

build: setup-run configure ## build build/gongzhi
	@$(NINJA) gongzhi gongzhi-picture gongzhi-verify

bench: build ## measure; SIZE=10000000 for the large run
	@$(NINJA) gongzhi-bench gongzhi-without && SIZE=$(SIZE) SECONDS=$(SECONDS) ROUNDS=$(ROUNDS) \
	    $(BUILD)/gongzhi-bench

bench-desk: build ## how long the operator's desk takes with SIZE cases (1000000), on ../shared/data
	@$(NINJA) gongzhi-bench-desk && SIZE=$(SIZE) REQUESTS=$(REQUESTS) $(BUILD)/gongzhi-bench-desk

bench-text: build ## how good and fast models and similar texts are, on ../shared/data
	@$(NINJA) gongzhi-bench-text gongzhi-bench-similar && $(BUILD)/gongzhi-bench-text && \
	    SIZE=$(or $(SIZE),100000) FTS_SIZE=$(or $(FTS_SIZE),$(SIZE),100000) $(BUILD)/gongzhi-bench-similar

check: setup-check configure ## format, tidy, purity, layers, sizes, headers, gen
	@$(NINJA) && tests/check/run.sh $(BUILD)

fuzz: setup-check ## every fuzz target for FUZZ_SECONDS (60)
	@tests/fuzz/run.sh

soak: build ## half load over HTTP for SECONDS (600): do memory or times grow?
	@$(NINJA) gongzhi-bench && SECONDS=$(SECONDS) $(BUILD)/gongzhi-bench soak

kill: setup-test configure-tests ## the kill test, 200 rounds
	@$(NINJA) && KILLS=200 TEST_SECONDS=14400 tests/run.sh $(BUILD) kill_test

tsan: setup-test ## data races of the serving program, on a build of its own
	@[ -f build-tsan/build.ninja ] || meson setup build-tsan -Db_sanitize=thread
	@ninja -C build-tsan gongzhi && tests/tsan.sh build-tsan

gen: setup-check ## write the generated files anew
	@tools/gen_all.sh

format: setup-check ## let clang-format have its way
	@tests/check/format.sh -i

install: build ## install below prefix (/usr/local); DESTDIR is respected
	@meson configure $(BUILD) -Dprefix=$(abspath $(prefix)) && meson install -C $(BUILD)

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 10

setup-%:
	@tools/setup.sh $*
configure: $(BUILD)/build.ninja
	@[ -z "$(OPTIONS)" ] || meson configure $(BUILD) $(OPTIONS)
configure-tests: configure
	@[ -f $(BUILD)/tests.list ] || meson configure $(BUILD) -Dtests=true
$(BUILD)/build.ninja:
	@meson setup $(BUILD) $(OPTIONS)

.PHONY: run test build bench bench-desk bench-text check fuzz soak kill tsan gen format install help configure configure-tests
