#pragma once

#include "lessons/testbed/truth/kernel_note.hpp"

#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace wirelab::lessons {

// What was noted last of each socket of one host, and so what a new reading says that is news.
// Pure: readings in, notes out. Not thread-safe.
class KnownSockets {
 public:
  using Notes = std::vector<Note>;
  explicit KnownSockets(std::string host) : host_(std::move(host)) {}

  // The kernel was asked for this tuple and gave this answer, or nothing. `always`: note it even
  // when nothing changed.
  Notes compare(Transport transport, const Tuple& tuple,
                const std::optional<SocketReading>& reading, const Occasion& occasion, bool always);
  // The tuples that a dump should have shown and did not. A socket that is shown under another
  // tuple, because it is connected by now, has only moved.
  std::vector<Tuple> missing(Transport transport, const std::vector<SocketReading>& shown);

  // unknown: never noted
  tcp::State last(const Tuple& tuple) const;
  // A TCP socket that began at a listener, or listens itself.
  bool is_passive(const Tuple& tuple) const;

 private:
  struct Known {
    SocketReading reading;
    bool gone = false;
    bool passive = false;
    Time noted = 0;  // 0: never
  };
  using Sockets = std::unordered_map<Tuple, Known, TupleHash>;
  Sockets& of(Transport transport) { return transport == Transport::tcp ? tcp_ : udp_; }
  Notes seen(Known& known, const Tuple& tuple, const SocketReading& reading,
             const Occasion& occasion, bool always);
  Notes change(const Known& known, const Tuple& tuple, const SocketReading& reading,
               const Occasion& occasion) const;

  std::string host_;
  Sockets tcp_, udp_;
};

}  // namespace wirelab::lessons
