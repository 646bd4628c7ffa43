#include "lessons/machine/machine_error.hpp"
#include "lessons/testbed/base/end_programs.hpp"
#include "lessons/testbed/gate/gate_parts.hpp"

#include <fmt/format.h>

#include <cerrno>

// Calls that the kernel makes as if there were no gate, and what is said of that: once a program.
namespace wirelab::lessons {
namespace {

constexpr const char* yama = "/proc/sys/kernel/yama/ptrace_scope";

std::string why_not_to_be_looked_into(int error) {
  if (error == EMFILE || error == ENFILE)
    return "the testbed has no descriptor left (ulimit -n) to look into it with.";
  if (error == EPERM && first_line_of(yama) == "3")
    return "kernel.yama.ptrace_scope is 3, so nobody may look into a program on this machine, "
           "until it is started again with another value.";
  return fmt::format("this machine does not let the testbed look into it: {}.", cause_text(error));
}

}  // namespace

void Gate::Parts::count(Watch& watch) const {
  if (++watch.noted == most_noted)
    around.notes.note(
        unseen_note(watch.program, "this program", "it has made very many; the rest pass unseen."));
}

void Gate::Parts::tell_unseen(Watch& watch, const std::string& reason) const {
  if (!std::exchange(watch.told, true))
    around.notes.note(unseen_note(watch.program, "this program", reason));
}

// What is wrong with the program's own call, the kernel will tell it: nothing is to be said.
void Gate::Parts::tell_refused(Watch& watch, int error) const {
  const bool own_mistake = error == EBADF || error == EFAULT || error == EINVAL;
  const bool gone = error == ESRCH;
  if (!own_mistake && !gone) tell_unseen(watch, why_not_to_be_looked_into(error));
}

// Who takes rights from itself by Landlock has fewer than we can borrow: only its own calls, and
// those of what it starts, are judged by them.
void Gate::Parts::stand_back(Watch& watch, const Notified& notified) const {
  tell_unseen(watch,
              "it restricts itself (landlock_restrict_self); only the kernel can judge its calls.");
  watch.noted = most_noted;
  watch.listener->let_pass(notified);
}

}  // namespace wirelab::lessons
