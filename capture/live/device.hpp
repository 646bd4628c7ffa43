#pragma once

#include "capture/bytes/result.hpp"
#include "capture/recording/frame.hpp"

#include <pcap/pcap.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace wirelab {

// What wirelab-capture's letters say, as tcpdump's.
struct DeviceOptions {
  std::string interface;     // -i
  int snap_length = 262144;  // -s, bytes
  int buffer_kib = 16384;    // -B
  std::string filter;        // -f or trailing words
};

// A live interface, through libpcap in block mode. The frames carry nanoseconds where the device
// has them.
class Device {
 public:
  using Receive = std::function<void(const Frame&)>;
  struct Counts {
    std::uint64_t received = 0, dropped = 0, dropped_by_interface = 0;
  };

  static Result<Device> open(const DeviceOptions& options);
  // Waits for frames up to a tenth of a second and hands over those that came. False: stopped or
  // failed (see error()).
  bool dispatch(const Receive& receive);
  // From a signal handler: ends the running dispatch.
  void stop() { pcap_breakloop(handle_.get()); }
  int link_type() const { return pcap_datalink(handle_.get()); }
  Counts counts() const;
  const std::string& error() const { return error_; }

 private:
  struct Close {
    void operator()(pcap_t* handle) const { pcap_close(handle); }
  };
  explicit Device(pcap_t* handle) : handle_(handle) {}

  std::unique_ptr<pcap_t, Close> handle_;
  bool nanoseconds_ = false;
  std::string error_;
};

// One line an interface: "eth0", with what libpcap says of it (-D).
Result<std::vector<std::string>> list_devices();

}  // namespace wirelab
