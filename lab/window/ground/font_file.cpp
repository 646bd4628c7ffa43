#include "lab/window/ground/font_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string>
#include <utility>

#ifndef WIRELAB_FONT_FOLDER
#define WIRELAB_FONT_FOLDER "/usr/share/fonts"
#endif

namespace wirelab::window {

FontFile FontFile::first_of(std::initializer_list<std::string_view> paths) {
  FontFile file;
  for (const auto path : paths) {
    const std::string name = std::string(WIRELAB_FONT_FOLDER "/").append(path);
    const int descriptor = ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) continue;
    struct stat status {};
    if (::fstat(descriptor, &status) == 0 && status.st_size > 0) {
      file.size_ = static_cast<std::size_t>(status.st_size);
      void* data = ::mmap(nullptr, file.size_, PROT_READ, MAP_PRIVATE, descriptor, 0);
      if (data != MAP_FAILED) file.data_ = data;
    }
    ::close(descriptor);
    if (file) break;
  }
  return file;
}

FontFile::FontFile(FontFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(other.size_) {}

FontFile& FontFile::operator=(FontFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

FontFile::~FontFile() {
  if (data_ != nullptr) ::munmap(data_, size_);
}

}  // namespace wirelab::window
