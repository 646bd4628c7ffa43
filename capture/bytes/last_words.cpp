#include "capture/bytes/last_words.hpp"

#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <exception>
#include <new>
#include <stdexcept>
#include <system_error>

namespace wirelab {

namespace {

constexpr int exit_machine = 4;
const char* speaker = "wirelab";

// There may be no memory to build a sentence in.
[[noreturn]] void end_with(const char* cause, const char* remedy) {
  for (const char* part : {speaker, ": ", cause, remedy, "\n"})
    if (::write(STDERR_FILENO, part, std::strlen(part)) < 0) break;
  ::_exit(exit_machine);
}

[[noreturn]] void say_last_words() {
  try {
    if (const auto unexpected = std::current_exception()) std::rethrow_exception(unexpected);
  } catch (const std::bad_alloc&) {
    end_with("there is not enough memory for this",
             " (ulimit -v, or all that the machine has); less at a time may do, as with -c");
  } catch (const std::length_error&) {
    end_with("this is more than fits into memory", "");
  } catch (const std::system_error& error) {
    end_with(std::strerror(error.code().value()),
             ": is there a limit on threads or memory (ulimit -u, -v)?");
  } catch (...) {  // a mistake of ours: a core shows where
  }
  std::abort();
}

}  // namespace

void prepare_last_words(const char* program) {
  speaker = program;
  std::set_terminate(say_last_words);
}

}  // namespace wirelab
