#pragma once

#include <sys/socket.h>
#include <sys/types.h>
#include <sys/un.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wirelab::lessons {

// Names of the abstract sockets on which runs listen, without the zero byte before them. They serve
// to find a run; who listens there, the kernel tells.

// "wirelab-4711"
std::string run_name(pid_t run);
// "wirelab-4711-90210", for a run whose name is taken: nobody can take this one beforehand.
std::string run_name(pid_t run, std::uint32_t number);

// Every such name on which somebody listens, each once, from the text of /proc/net/unix; of no
// other form than the two above, so that it can be printed.
std::vector<std::string> run_names_in(std::string_view table);

struct AbstractAddress {
  sockaddr_un address{};
  socklen_t length = 0;
};
AbstractAddress abstract_address(std::string_view name);

}  // namespace wirelab::lessons
