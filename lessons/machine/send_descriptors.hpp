#pragma once

#include "capture/bytes/file_descriptor.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wirelab::lessons {

// Sends a text with open descriptors over a Unix socket (SCM_RIGHTS); false: errno says why.
bool send_descriptors(int socket, std::string_view text, std::span<const int> descriptors);

// What one receive brought; `text` is empty at the end of the connection.
struct Received {
  std::string text;
  std::vector<FileDescriptor> descriptors;
};
Received receive_descriptors(int socket);

}  // namespace wirelab::lessons
