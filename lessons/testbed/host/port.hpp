#pragma once

#include "capture/bytes/result.hpp"
#include "capture/recording/frame.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>

namespace wirelab::lessons {

enum class Injected { delivered, too_big, failed };

// The wire's end of the cable of one interface of a host: a pcap handle (immediate mode, direction
// in, nanoseconds) on its veth peer.
class Port {
 public:
  using Receive = std::function<void(Time sent, std::span<const std::uint8_t> bytes,
                                     std::uint32_t wire_length)>;

  const std::string& name() const;  // "client.eth0"
  const std::string& host() const;  // "client"
  std::size_t host_number() const;  // index into the bench's hosts
  std::size_t segment() const;      // index into the topology's segments
  int descriptor() const;           // poll it for readability
  // Hands every frame that is there to `receive`; returns how many.
  int dispatch(const Receive& receive);
  // Puts a frame into the host. Synchronous: when it returns the host's stack has acted on it.
  Injected inject(std::span<const std::uint8_t> bytes);

  // The same of frames one behind the other, with one call. The value: how many were delivered; the
  // one behind them was not, unless all were or it is the 65th.
  std::size_t inject_all(std::span<const std::span<const std::uint8_t>> frames);

  // Frames that the kernel had no room for, so far.
  std::uint64_t missed();

  struct Parts;
  explicit Port(std::unique_ptr<Parts> parts);
  Port(Port&&) noexcept;
  ~Port();

 private:
  std::unique_ptr<Parts> parts_;
};

}  // namespace wirelab::lessons
