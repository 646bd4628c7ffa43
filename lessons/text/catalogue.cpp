#include "lessons/text/catalogue.hpp"

#include "capture/bytes/text_file.hpp"
#include "lessons/text/parser.hpp"
#include "lessons/text/text_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace wirelab::lessons {
namespace {

namespace fs = std::filesystem;

// The text in this language, or in English where it was not translated yet; empty when there is
// none at all.
fs::path text_of(const fs::path& folder, std::string_view language) {
  const std::string name = folder.filename().string();
  for (const std::string_view wanted : {language, std::string_view("en")}) {
    fs::path path = folder / fmt::format("{}.{}.md", name, wanted);
    std::error_code missing;
    if (fs::is_regular_file(path, missing)) return path;
  }
  return {};
}

// More is no program that a learner reads.
constexpr std::uintmax_t longest_program = 64 * 1024;

// "client.py", "server.py", "client.c", "server.c".
std::vector<ProgramText> read_programs(const fs::path& folder) {
  std::vector<ProgramText> programs;
  for (const char* ending : {".py", ".c"}) {
    std::vector<fs::path> found;
    std::error_code error;
    for (const auto& file : fs::directory_iterator(folder, error))
      if (file.path().extension() == ending && file.file_size(error) <= longest_program)
        found.push_back(file.path());
    std::sort(found.begin(), found.end());
    for (const fs::path& path : found) {
      ProgramText program{path.filename().string(), {}};
      std::ifstream file(path);
      for (std::string line; std::getline(file, line);) program.lines.push_back(line);
      programs.push_back(std::move(program));
    }
  }
  return programs;
}

// What only the recording can tell of a text. A recording that cannot be read tells nothing.
std::string fault_beside(const CatalogueEntry& entry, const fs::path& text) {
  if (!entry.fault.empty() || entry.recording.empty()) return entry.fault;
  const auto results = read_results(entry.recording);
  const std::string missing = results ? missing_step(entry.text, *results) : "";
  return missing.empty() ? missing : fmt::format("{}:{}", text.string(), missing);
}

CatalogueEntry read_entry(const fs::path& folder, const fs::path& text) {
  CatalogueEntry entry;
  entry.name = folder.filename().string();
  const auto markdown = read_text(text.string());
  if (!markdown) {
    entry.fault = markdown.error().message;
  } else if (auto read = parse_lesson_text(*markdown, entry.name, text.string())) {
    entry.text = *std::move(read);
    entry.text.programs = read_programs(folder);
  } else {
    entry.fault = read.error().message;
  }
  const fs::path recording = folder / (entry.name + ".pcapng");
  std::error_code missing;
  if (fs::is_regular_file(recording, missing)) entry.recording = recording.string();
  entry.fault = fault_beside(entry, text);
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
