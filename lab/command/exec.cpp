#include "lab/command/commands.hpp"

#include "lessons/machine/exec.hpp"

#include <cstdio>
#include <unistd.h>

namespace wirelab::lab {

int run_exec(const ExecArguments& arguments) {
  const auto status = lessons::run_on_host(arguments.run, arguments.host, arguments.command);
  if (!status) return fail(status.error());
  // Who has joined the namespaces of a run can start no thread any more: what exit() calls must not
  // try to, as a leak checker does, which would wait for its own for ever.
  std::fflush(nullptr);
  ::_exit(*status);
}

}  // namespace wirelab::lab
