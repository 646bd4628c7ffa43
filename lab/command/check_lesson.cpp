#include "lab/command/commands.hpp"

#include "lessons/text/text_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace wirelab::lab {
namespace {

// In a source tree its own lessons, else those that are installed.
std::string folder_with(const Context& context, const std::string& name) {
  std::error_code missing;
  return std::filesystem::is_directory("lessons/" + name, missing) ? "." : context.data;
}

int report(const std::string& name, const std::vector<std::string>& complaints) {
  for (const std::string& complaint : complaints) print(fmt::format("{}: {}\n", name, complaint));
  return complaints.empty() ? exit_ok : exit_check_failed;
}

}  // namespace

int run_check_lesson(const Context& context, const std::string& name) {
  const auto lessons = lessons::read_catalogue(folder_with(context, name), context.language);
  const auto lesson = std::find_if(lessons.begin(), lessons.end(),
                                   [&](const auto& entry) { return entry.name == name; });
  if (lesson == lessons.end()) {
    std::vector<std::string> names;
    names.reserve(lessons.size());
    for (const auto& entry : lessons) names.push_back(entry.name);
    return fail(unknown("lesson", name, names));
  }
  if (!lesson->fault.empty()) return report(name, {lesson->fault});
  if (lesson->recording.empty())
    return report(
        name,
        {fmt::format("there is no recording {0}.pcapng beside the text: "
                     "wirelab-testbed {0} --auto --patient --seed 1 -w lessons/{0}/{0}.pcapng",
                     name)});
  const auto results = lessons::read_results(lesson->recording);
  if (!results) return fail(results.error());
  return report(name, lessons::check_text(lesson->text, *results));
}

}  // namespace wirelab::lab
