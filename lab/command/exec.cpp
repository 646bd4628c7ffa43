#include "lab/command/commands.hpp"

#include "lessons/machine/exec.hpp"

namespace wirelab::lab {

int run_exec(const ExecArguments& arguments) {
  const auto status = lessons::run_on_host(arguments.run, arguments.host, arguments.command);
  return status ? *status : fail(status.error());
}

}  // namespace wirelab::lab
