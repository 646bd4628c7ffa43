#pragma once

#include "capture/trace/connection.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace wirelab {

// The listening sockets of the scene, as the calls tell of them.
class Listeners {
 public:
  struct Acceptor {
    std::uint32_t stream = 0;
    Side side = Side::acceptor;
  };
  struct Listener {
    std::string program;
    Time since = 0;                   // when listen() returned
    std::vector<Acceptor> acceptors;  // ends of connections that it stands behind
  };

  void open(std::string_view host, std::string_view local, std::string_view program, Time since);
  // The listener for this end of a connection, bound to its address or to all; nullptr when there
  // is none.
  Listener* behind(const SideInfo& side);
  // Closed: the ends it stood behind, from now on without it.
  std::vector<Acceptor> close(std::string_view host, std::string_view local);
  // A program's exit closes what it had.
  std::vector<Acceptor> close_all_of(std::string_view host, std::string_view program);
  void clear() {
    listeners_.clear();
    by_program_.clear();
  }

 private:
  static std::string key(std::string_view host, std::string_view local);
  std::unordered_map<std::string, Listener> listeners_;
  // The keys of what a program of a host has opened; some may be closed by now.
  std::unordered_map<std::string, std::vector<std::string>> by_program_;
};

}  // namespace wirelab
