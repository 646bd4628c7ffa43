#include "lessons/script/transfer.hpp"

namespace wirelab::lessons {

std::string read_whole(Socket& socket, std::size_t bytes) {
  std::string all;
  while (all.size() < bytes) {
    const Returned part = socket.recv(bytes - all.size()).result();
    if (part.value <= 0) break;
    all += part.data;
  }
  return all;
}

}  // namespace wirelab::lessons
