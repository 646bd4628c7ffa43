#include "lab/command/commands.hpp"

#include <fmt/format.h>

namespace wirelab::lab {

int run_lesson(const Context& context, const RunArguments& arguments) {
  if (const auto error = check_lesson(context, arguments.lesson)) return fail(*error);
  const auto& lesson = *context.lesson(arguments.lesson);
  for (const std::string& step : {arguments.step, arguments.from}) {
    if (step.empty()) continue;
    if (const auto error = check_step(lesson, step)) return fail(*error);
  }
  if (arguments.headless || arguments.json) return run_headless(context, arguments);
  WindowStart start;
  start.lesson = arguments.lesson;
  start.step = arguments.step.empty() ? arguments.from : arguments.step;
  start.save_to = arguments.save_to;
  start.seed = arguments.seed;
  return enter_window(context, std::move(start),
                      fmt::format("wirelab run {} --headless", arguments.lesson));
}

}  // namespace wirelab::lab
