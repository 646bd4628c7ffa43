#include "capture/live/device.hpp"

#include "capture/bytes/inherit_nothing.hpp"

#include <fmt/core.h>

namespace wirelab {
namespace {

constexpr int wait_ms = 100;

Error failed(const DeviceOptions& options, int code, pcap_t* handle) {
  const std::string text = *pcap_geterr(handle) != 0 ? pcap_geterr(handle) : pcap_statustostr(code);
  const char* remedy = "";
  if (code == PCAP_ERROR_PERM_DENIED) {
    remedy =
        "; give the program cap_net_raw: sudo setcap cap_net_raw=ep $(command -v wirelab-capture)";
  } else if (code == PCAP_ERROR_NO_SUCH_DEVICE) {
    remedy = "; wirelab-capture -D lists the interfaces";
  }
  return {ErrorKind::machine,
          fmt::format("capturing on {}: {}{}", options.interface, text, remedy)};
}

struct FilterProgram {
  bpf_program code{};
  ~FilterProgram() { pcap_freecode(&code); }
};

Outcome set_filter(pcap_t* handle, const DeviceOptions& options) {
  if (options.filter.empty()) return Done{};
  FilterProgram program;
  if (pcap_compile(handle, &program.code, options.filter.c_str(), 1, PCAP_NETMASK_UNKNOWN) != 0 ||
      pcap_setfilter(handle, &program.code) != 0) {
    return Error{ErrorKind::usage,
                 fmt::format("filter \"{}\": {}", options.filter, pcap_geterr(handle))};
  }
  return Done{};
}

}  // namespace

Result<Device> Device::open(const DeviceOptions& options) {
  char text[PCAP_ERRBUF_SIZE] = "";
  pcap_t* handle = pcap_create(options.interface.c_str(), text);
  if (handle == nullptr) {
    return Error{ErrorKind::machine, fmt::format("capturing on {}: {}", options.interface, text)};
  }
  Device device{handle};
  pcap_set_snaplen(handle, options.snap_length);
  pcap_set_promisc(handle, 1);
  pcap_set_timeout(handle, wait_ms);
  pcap_set_buffer_size(handle, options.buffer_kib * 1024);
  device.nanoseconds_ = pcap_set_tstamp_precision(handle, PCAP_TSTAMP_PRECISION_NANO) == 0;
  if (const int code = pcap_activate(handle); code < 0) return failed(options, code, handle);
  inherit_nothing();  // libpcap does not set O_CLOEXEC
  if (const Outcome set = set_filter(handle, options); !set) return set.error();
  return device;
}

bool Device::dispatch(const Receive& receive) {
  struct Context {
    const Receive& receive;
    Time fraction;  // ns in one unit of tv_usec
  } context{receive, nanoseconds_ ? 1 : 1000};
  const auto each = [](u_char* user, const pcap_pkthdr* header, const u_char* bytes) {
    const auto& to = *reinterpret_cast<Context*>(user);
    Frame frame;
    frame.time = header->ts.tv_sec * Time{1'000'000'000} + header->ts.tv_usec * to.fraction;
    frame.wire_length = header->len;
    frame.bytes = {bytes, header->caplen};
    to.receive(frame);
  };
  const int count = pcap_dispatch(handle_.get(), -1, each, reinterpret_cast<u_char*>(&context));
  if (count == PCAP_ERROR) error_ = pcap_geterr(handle_.get());
  return count >= 0;
}

Device::Counts Device::counts() const {
  pcap_stat stat{};
  if (pcap_stats(handle_.get(), &stat) != 0) return {};
  return {stat.ps_recv, stat.ps_drop, stat.ps_ifdrop};
}

Result<std::vector<std::string>> list_devices() {
  char text[PCAP_ERRBUF_SIZE] = "";
  pcap_if_t* first = nullptr;
  if (pcap_findalldevs(&first, text) != 0) {
    return Error{ErrorKind::machine, fmt::format("listing the interfaces: {}", text)};
  }
  const std::unique_ptr<pcap_if_t, decltype(&pcap_freealldevs)> owner{first, &pcap_freealldevs};
  std::vector<std::string> lines;
  for (const pcap_if_t* device = first; device != nullptr; device = device->next) {
    std::string line = device->name;
    if (device->description != nullptr) line += fmt::format(" ({})", device->description);
    if ((device->flags & PCAP_IF_UP) != 0) line += " [up]";
    if ((device->flags & PCAP_IF_LOOPBACK) != 0) line += " [loopback]";
    lines.push_back(line);
  }
  return lines;
}

}  // namespace wirelab
