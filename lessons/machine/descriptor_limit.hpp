#pragma once

#include <cstddef>

namespace wirelab::lessons {

// How many files this process may have open at a time (RLIMIT_NOFILE): as many as it may allow
// itself, from now on. The value: how many.
std::size_t raise_descriptor_limit();
// As it was before: for a program that is about to be started, which may not expect more.
void restore_descriptor_limit();

}  // namespace wirelab::lessons
