#include "capture/filter/bpf.hpp"

#include "capture/decode/link.hpp"

#include <fmt/core.h>
#include <pcap/pcap.h>

namespace wirelab::filter {

namespace {

constexpr int snap_length = 262'144;

// The numbers of files (LINKTYPE_) are not everywhere those of libpcap (DLT_).
int dlt(std::uint32_t link_type) {
  switch (link_type) {
    case decode::link_raw:
    case decode::link_raw_openbsd:
    case decode::link_raw_bsdos: return DLT_RAW;
    case decode::link_loop: return DLT_LOOP;
    default: return static_cast<int>(link_type);
  }
}

}  // namespace

struct Bpf::Program {
  bpf_program code{};
  ~Program() { pcap_freecode(&code); }
};

Outcome Bpf::prepare(std::uint32_t link_type) {
  if (programs_.count(link_type) > 0) return Done{};
  const std::unique_ptr<pcap_t, void (*)(pcap_t*)> pcap(pcap_open_dead(dlt(link_type), snap_length),
                                                        pcap_close);
  if (!pcap) return Error{ErrorKind::machine, "libpcap found no memory for the filter"};
  auto program = std::make_shared<Program>();
  if (pcap_compile(pcap.get(), &program->code, text_.c_str(), 1, PCAP_NETMASK_UNKNOWN) != 0)
    return Error{ErrorKind::usage, fmt::format("{}\n  {}", pcap_geterr(pcap.get()), text_)};
  programs_.emplace(link_type, std::move(program));
  return Done{};
}

bool Bpf::matches(std::uint32_t link_type, Bytes bytes, std::uint32_t wire_length) const {
  const auto found = programs_.find(link_type);
  if (found == programs_.end()) return false;
  pcap_pkthdr header{};
  header.caplen = static_cast<bpf_u_int32>(bytes.size());
  header.len = wire_length;
  return pcap_offline_filter(&found->second->code, &header, bytes.data()) != 0;
}

}  // namespace wirelab::filter
