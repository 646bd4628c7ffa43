#include "lessons/testbed/host/port.hpp"

#include "capture/bytes/inherit_nothing.hpp"
#include "lessons/testbed/host/port_parts.hpp"
#include "lessons/testbed/topology/topology.hpp"

#include <fmt/format.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace wirelab::lessons {
namespace {

// Above MTU + 14, so that nothing is ever cut.
constexpr int snap_length = 65535;

struct Delivery {
  const Port::Receive& receive;
};

void deliver(std::uint8_t* user, const pcap_pkthdr* header, const std::uint8_t* bytes) {
  constexpr Time ns_per_s = 1'000'000'000;
  const auto& delivery = *reinterpret_cast<const Delivery*>(user);
  // With nanosecond precision libpcap keeps nanoseconds in tv_usec.
  const Time sent = header->ts.tv_sec * ns_per_s + header->ts.tv_usec;
  delivery.receive(sent, {bytes, header->caplen}, header->len);
}

// 0, or pcap's code of the first step that failed; after it none is tried, which would put another
// reason in the place of the first. (Codes above 0 are warnings.)
int set_up(pcap_t* handle, int ring_bytes) {
  int code = pcap_set_snaplen(handle, snap_length);
  if (code >= 0) code = pcap_set_immediate_mode(handle, 1);
  if (code >= 0) code = pcap_set_buffer_size(handle, ring_bytes);
  if (code >= 0) code = pcap_set_tstamp_precision(handle, PCAP_TSTAMP_PRECISION_NANO);
  if (code >= 0) code = pcap_activate(handle);
  if (code >= 0) code = pcap_setdirection(handle, PCAP_D_IN);
  return std::min(code, 0);
}

}  // namespace

Result<std::unique_ptr<Port::Parts>> open_port(const PortOwner& owner, const std::string& interface,
                                               int ring_bytes) {
  char reason[PCAP_ERRBUF_SIZE] = "";
  auto parts = std::make_unique<Port::Parts>();
  parts->name = owner.host + "." + interface_name(owner.number);
  parts->host = owner.host;
  parts->host_number = owner.host_number;
  parts->segment = owner.segment;
  parts->pcap.reset(pcap_create(interface.c_str(), reason));
  pcap_t* handle = parts->pcap.get();
  const int code = handle == nullptr ? PCAP_ERROR : set_up(handle, ring_bytes);
  inherit_nothing();  // libpcap does not set O_CLOEXEC
  if (code == 0 && pcap_setnonblock(handle, 1, reason) == 0) {
    parts->descriptor = pcap_get_selectable_fd(handle);
    return parts;
  }
  const std::string detail =
      handle != nullptr && *pcap_geterr(handle) ? pcap_geterr(handle) : reason;
  return Error{
      ErrorKind::machine,
      fmt::format("Opening the port {} for capture: {} {}. In a container, allow AF_PACKET "
                  "sockets: --security-opt seccomp=unconfined.",
                  parts->name, pcap_statustostr(code), detail)};
}

Port::Port(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Port::Port(Port&&) noexcept = default;
Port::~Port() = default;

const std::string& Port::name() const { return parts_->name; }
const std::string& Port::host() const { return parts_->host; }
std::size_t Port::host_number() const { return parts_->host_number; }
std::size_t Port::segment() const { return parts_->segment; }
int Port::descriptor() const { return parts_->descriptor; }

int Port::dispatch(const Receive& receive) {
  Delivery delivery{receive};
  const int count =
      pcap_dispatch(parts_->pcap.get(), -1, deliver, reinterpret_cast<std::uint8_t*>(&delivery));
  return count < 0 ? 0 : count;
}

Injected Port::inject(std::span<const std::uint8_t> bytes) {
  if (pcap_inject(parts_->pcap.get(), bytes.data(), bytes.size()) >= 0) return Injected::delivered;
  return errno == EMSGSIZE ? Injected::too_big : Injected::failed;
}

std::size_t Port::inject_all(std::span<const std::span<const std::uint8_t>> frames) {
  constexpr std::size_t at_a_time = 64;
  std::array<iovec, at_a_time> parts;
  std::array<mmsghdr, at_a_time> messages;
  const std::size_t count = std::min(frames.size(), at_a_time);
  for (std::size_t i = 0; i < count; ++i) {
    parts[i] = {const_cast<std::uint8_t*>(frames[i].data()), frames[i].size()};
    messages[i] = {};
    messages[i].msg_hdr.msg_iov = &parts[i];
    messages[i].msg_hdr.msg_iovlen = 1;
  }
  // The descriptor is pcap's own socket, bound to the port's interface.
  const int sent = sendmmsg(parts_->descriptor, messages.data(), static_cast<unsigned>(count), 0);
  return sent < 0 ? 0 : static_cast<std::size_t>(sent);
}

std::uint64_t Port::missed() {
  pcap_stat statistics{};
  return pcap_stats(parts_->pcap.get(), &statistics) == 0 ? statistics.ps_drop : 0;
}

}  // namespace wirelab::lessons
