#pragma once

#include "capture/recording/note.hpp"
#include "capture/trace/connection.hpp"
#include "capture/trace/events.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace wirelab {

// A `kernel` or a `gone` note; gone is the state CLOSED. `before`: the read before of this socket,
// for a note that tells only what is new.
KernelRead read_kernel(const Note& note, const KernelRead* before = nullptr);

// What the kernels said, by socket: one contiguous list for each side of a connection. A socket is
// read before its first frame is seen, so reads wait under their tuple until the connection
// appears.
class KernelLog {
 public:
  // From now on of each socket the last read alone.
  void keep_last() { last_only_ = true; }

  void add(const Note& note);
  void add(const KernelRead& read);
  // From now on reads of this socket belong to this side. `segment`: of the bench; a routed
  // connection is one stream on each, and its socket's reads belong to all of them.
  void attach(const SideInfo& local, const SideInfo& remote, std::uint32_t stream, Side side,
              std::uint32_t segment);
  // The sides (stream * 2 + side) that this socket belongs to by now.
  std::vector<std::uint64_t> owners(std::string_view host, std::string_view local,
                                    std::string_view remote) const;
  // A new scene: new sockets.
  void forget_sockets() { sockets_.clear(); }

  std::span<const KernelRead> of(std::uint32_t stream, Side side) const;
  // The last one not later than this time; nullptr when there is none.
  const KernelRead* at(std::uint32_t stream, Side side, Time time) const;
  // The first that was made for this frame when it was sent, or delivered.
  const KernelRead* of_frame(std::uint32_t stream, Side side, std::uint64_t frame,
                             bool delivered) const;
  std::span<const KernelRead> listeners() const { return listeners_.all; }
  // UDP sockets, bound and connected, of all hosts.
  std::span<const KernelRead> datagrams() const { return datagrams_.all; }

 private:
  struct Owner {
    std::uint32_t segment = 0;
    std::uint64_t side = 0;
  };
  struct Socket {
    std::vector<KernelRead> waiting;
    std::vector<Owner> owners;
  };
  // One side's reads, and for which frame each was made: frame * 2, and one when it was delivered.
  struct Reads {
    std::vector<KernelRead> all;
    std::unordered_map<std::uint64_t, std::uint32_t> by_frame;
  };
  // Sockets without a peer, and those of UDP: all reads, and the last one of each socket.
  struct Others {
    std::vector<KernelRead> all;
    std::unordered_map<std::string, std::size_t> last;
    void add(const KernelRead& read, bool last_only);
    const KernelRead* last_of(const std::string& key) const;
  };
  const KernelRead* last(const Note& note) const;
  static std::uint64_t index(std::uint32_t stream, Side side);
  static std::string key(std::string_view host, std::string_view local, std::string_view remote);
  void append(std::uint64_t side, const KernelRead& read);

  bool last_only_ = false;
  std::unordered_map<std::string, Socket> sockets_;
  std::unordered_map<std::uint64_t, Reads> reads_;
  Others listeners_, datagrams_;
};

}  // namespace wirelab
