#include "lab/command/commands.hpp"

#include "lab/model/settings.hpp"
#include "lab/rows/wording.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace wirelab::lab {
namespace {

std::size_t steps_done(const Progress& progress, const lessons::CatalogueEntry& entry) {
  const auto found = progress.done.find(entry.name);
  if (found == progress.done.end()) return 0;
  const auto& steps = entry.text.steps;
  return static_cast<std::size_t>(std::count_if(steps.begin(), steps.end(), [&](const auto& step) {
    return found->second.contains(step.id);
  }));
}

std::string line_of(const Context& context, const Progress& progress,
                    const lessons::CatalogueEntry& entry) {
  if (!entry.fault.empty())
    return fmt::format("{:<14}  {:<8}  {}\n", entry.name, say(context.words, "terminal.broken"),
                       entry.fault);
  const std::string done = say(context.words, "terminal.done",
                               {{"done", std::to_string(steps_done(progress, entry))},
                                {"steps", std::to_string(entry.text.steps.size())}});
  return fmt::format("{:<14}  {:<8}  {}  {}\n", entry.name, entry.text.unit,
                     left_in(entry.text.title, 30), done);
}

}  // namespace

int run_list(const Context& context, const ListArguments& arguments) {
  const Progress progress = read_progress();
  for (const auto& entry : context.catalogue()) {
    print(arguments.names ? entry.name + "\n" : line_of(context, progress, entry));
  }
  if (!context.catalogue().empty()) return exit_ok;
  return fail({ErrorKind::input, fmt::format("No lesson was found in {}/lessons.", context.data)});
}

}  // namespace wirelab::lab
