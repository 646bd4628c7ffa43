#pragma once

#include "capture/bytes/result.hpp"

#include <string>
#include <string_view>

namespace wirelab::lessons {

// "unshare(CLONE_NEWUSER): Operation not permitted. <remedy>" with kind machine (exit 4). `remedy`
// may be empty.
Error machine_error(std::string_view attempted, int error_number, std::string_view remedy);

// What to do when the kernel refuses a namespace, a map or a mount: reads which of this machine's
// known switches is the cause.
std::string namespace_remedy(int error_number);

// The cause in words: "Operation not permitted".
std::string cause_text(int error_number);

// The first line of a small file such as a sysctl, without the newline; empty when it cannot be
// read.
std::string first_line_of(const std::string& path);

}  // namespace wirelab::lessons
