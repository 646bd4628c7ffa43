#include "lessons/machine/descriptor_limit.hpp"

#include <sys/resource.h>

#include <optional>

namespace wirelab::lessons {
namespace {

// Of the process before it was raised.
std::optional<rlimit>& limit_before() {
  static std::optional<rlimit> limit;
  return limit;
}

}  // namespace

std::size_t raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
  if (!limit_before()) limit_before() = limit;
  const rlimit raised{limit.rlim_max, limit.rlim_max};
  return setrlimit(RLIMIT_NOFILE, &raised) == 0 ? raised.rlim_cur : limit.rlim_cur;
}

void restore_descriptor_limit() {
  if (limit_before()) setrlimit(RLIMIT_NOFILE, &*limit_before());
}

}  // namespace wirelab::lessons
