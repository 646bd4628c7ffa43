# Fuzzers, relative to tests/: fuzz/NAME.fuzz.cpp defines LLVMFuzzerTestOneInput and becomes fuzz_NAME
# in the presets asan and fuzz; fuzz/run runs them.
set(WIRELAB_FUZZERS
  fuzz/decoder.fuzz.cpp
  fuzz/display_filter.fuzz.cpp
  fuzz/reader.fuzz.cpp
  fuzz/rows.fuzz.cpp
  fuzz/segments.fuzz.cpp
  fuzz/trace.fuzz.cpp
)
