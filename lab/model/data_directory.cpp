#include "lab/model/data_directory.hpp"

#include <cstdlib>
#include <filesystem>

namespace wirelab::lab {
namespace fs = std::filesystem;

std::string own_directory() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  return error ? "." : program.parent_path().string();
}

std::string data_directory() {
  const char* chosen = std::getenv("WIRELAB_DATA");
  if (chosen && *chosen) return chosen;
  return (fs::path(own_directory()) / ".." / "share" / "wirelab").lexically_normal().string();
}

std::string program_path(const std::string& name) {
  const fs::path beside = fs::path(own_directory()) / name;
  std::error_code error;
  return fs::exists(beside, error) ? beside.string() : name;
}

}  // namespace wirelab::lab
