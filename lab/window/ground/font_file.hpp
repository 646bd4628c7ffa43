#pragma once

#include <cstddef>
#include <initializer_list>
#include <string_view>

namespace wirelab::window {

// A font file mapped once for all its sizes.
class FontFile {
 public:
  FontFile() = default;
  // The first of these paths, below the font folder, that exists; empty when none does.
  static FontFile first_of(std::initializer_list<std::string_view> paths);
  FontFile(FontFile&& other) noexcept;
  FontFile& operator=(FontFile&& other) noexcept;
  FontFile(const FontFile&) = delete;
  FontFile& operator=(const FontFile&) = delete;
  ~FontFile();

  explicit operator bool() const { return data_ != nullptr; }
  void* data() const { return data_; }
  std::size_t size() const { return size_; }

 private:
  void* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace wirelab::window
