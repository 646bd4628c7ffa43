# Fuzzers, relative to tests/: fuzz/NAME.fuzz.cpp defines LLVMFuzzerTestOneInput and becomes fuzz_NAME
# in the preset fuzz.
set(WIRELAB_FUZZERS
  fuzz/display_filter.fuzz.cpp
)
