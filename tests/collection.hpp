#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

namespace wirelab::test {

// Captures from elsewhere, which are no part of the tree: the folder `captures` of $WIRELAB_SHARED,
// of `shared` beside the tree where that is not set. Who reads them skips where they are not there.
inline std::filesystem::path collection() {
  const char* folder = std::getenv("WIRELAB_SHARED");
  const auto beside = std::filesystem::path(WIRELAB_SOURCE_DIR).parent_path() / "shared";
  return (folder != nullptr ? std::filesystem::path(folder) : beside) / "captures";
}

// The reason of a test that is skipped without them.
inline std::string no_collection() {
  return "no captures from elsewhere in " + collection().string();
}

}  // namespace wirelab::test
