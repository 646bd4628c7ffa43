#pragma once

#include "lessons/testbed/frame/glimpse.hpp"
#include "lessons/testbed/host/host.hpp"
#include "lessons/testbed/kernel/socket_reading.hpp"
#include "lessons/testbed/recording/note_sink.hpp"

#include <cstdint>
#include <memory>
#include <string_view>

namespace wirelab::lessons {

// Reads the kernel's own state of sockets and notes it (`kernel`, `gone`; states passed between two
// reads are noted as passed), with what else the kernel counts (`counter`) and keeps (`table`).
// Callable from any thread.
class Truth {
 public:
  explicit Truth(NoteSink& sink);

  // Reads one socket of `host` around a frame or a call, and its listener where one stands behind
  // it. `always`: note it even when nothing changed (state-changing frames).
  void read(Host& host, const Tuple& tuple, std::string_view moment, std::uint64_t frame,
            bool always, Transport transport = Transport::tcp);
  // The same around a frame, whatever it is: of TCP and UDP it reads the socket. `sent`: the host
  // is its sender, else its receiver.
  void read_around(Host& host, const Glimpse& frame, bool sent, std::string_view moment,
                   std::uint64_t number, bool always);
  // What the host counts, and its tables when they are watched: for frames that belong to no socket
  // (ARP, ICMP), and at any other moment.
  void look(Host& host, std::string_view moment, std::uint64_t frame);
  // Compares a dump of all sockets of the host with what was noted last; notes what is new, changed
  // or gone; looks too. The slow tick.
  void dump(Host& host);
  // Whether neighbours and routes of every host, and the MAC tables of switches, are noted when
  // they change. Off at first.
  void watch_tables(bool on);
  bool watches_tables() const;

  // The last state noted for this TCP socket, unknown if never.
  tcp::State last(const Host& host, const Tuple& tuple) const;
  // True when a frame between these two needs reads around it: not both known to be ESTABLISHED.
  bool unsettled(const Host& a, const Host& b, const Tuple& tuple_at_a) const;
  // A new scene: nothing known.
  void forget();

  struct Parts;
  ~Truth();

 private:
  std::unique_ptr<Parts> parts_;
};

}  // namespace wirelab::lessons
