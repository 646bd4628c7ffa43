#include "lessons/text/catalogue.hpp"

#include "lessons/text/parser.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace wirelab::lessons {
namespace {

namespace fs = std::filesystem;

// The text in this language, or in English where it was not translated yet; empty when there is
// none at all.
fs::path text_of(const fs::path& folder, std::string_view language) {
  const std::string name = folder.filename().string();
  for (const std::string_view wanted : {language, std::string_view("en")}) {
    const fs::path path = folder / fmt::format("{}.{}.md", name, wanted);
    std::error_code missing;
    if (fs::is_regular_file(path, missing)) return path;
  }
  return {};
}

CatalogueEntry read_entry(const fs::path& folder, const fs::path& text) {
  CatalogueEntry entry;
  entry.name = folder.filename().string();
  std::ifstream file(text, std::ios::binary);
  const std::string markdown{std::istreambuf_iterator<char>(file), {}};
  if (!file) {
    entry.fault = fmt::format("{}: cannot be read", text.string());
  } else if (auto read = parse_lesson_text(markdown, entry.name, text.string())) {
    entry.text = *std::move(read);
  } else {
    entry.fault = read.error().message;
  }
  const fs::path recording = folder / (entry.name + ".pcapng");
  std::error_code missing;
  if (fs::is_regular_file(recording, missing)) entry.recording = recording.string();
  return entry;
}

// "Unit 12" is after "Unit 2".
int unit_number(const std::string& unit) {
  const std::size_t digits = unit.find_first_of("0123456789");
  int number = 0;
  for (std::size_t i = digits; i < unit.size() && unit[i] >= '0' && unit[i] <= '9' && number < 1000;
       ++i)
    number = number * 10 + (unit[i] - '0');
  return number;
}

}  // namespace

std::vector<CatalogueEntry> read_catalogue(const std::string& data_directory,
                                           std::string_view language) {
  std::vector<CatalogueEntry> entries;
  std::error_code error;
  for (const auto& folder : fs::directory_iterator(fs::path(data_directory) / "lessons", error)) {
    const fs::path text = text_of(folder.path(), language);
    if (!text.empty()) entries.push_back(read_entry(folder.path(), text));
  }
  std::sort(entries.begin(), entries.end(), [](const CatalogueEntry& a, const CatalogueEntry& b) {
    const int first = unit_number(a.text.unit), second = unit_number(b.text.unit);
    return first != second ? first < second : a.name < b.name;
  });
  return entries;
}

}  // namespace wirelab::lessons
