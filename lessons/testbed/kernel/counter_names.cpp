#include "lessons/testbed/kernel/counter_text.hpp"

#include <algorithm>

namespace wirelab::lessons {
namespace {

struct Group {
  std::string_view name, members;
};

// What a lesson or a learner may ask about; the kernel counts four times as many.
constexpr Group groups[] = {
    {"Ip",
     "InHdrErrors InAddrErrors InDiscards OutDiscards OutNoRoutes ReasmTimeout ReasmReqds "
     "ReasmOKs ReasmFails FragOKs FragFails FragCreates"},
    {"Icmp",
     "InErrors InCsumErrors InDestUnreachs InTimeExcds InRedirects OutDestUnreachs "
     "OutTimeExcds OutRedirects"},
    {"Tcp",
     "ActiveOpens PassiveOpens AttemptFails EstabResets RetransSegs InErrs OutRsts "
     "InCsumErrors"},
    {"Udp", "NoPorts InErrors RcvbufErrors SndbufErrors InCsumErrors IgnoredMulti MemErrors"},
    {"IpExt", "InNoRoutes InTruncatedPkts InCsumErrors"},
    // at a listener
    {"TcpExt",
     "ListenOverflows ListenDrops SyncookiesSent SyncookiesRecv SyncookiesFailed "
     "TCPReqQFullDrop TCPReqQFullDoCookies EmbryonicRsts TCPBacklogDrop "
     "TCPDeferAcceptDrop"},
    // sent again, and why
    {"TcpExt",
     "TCPTimeouts TCPLossProbes TCPLossProbeRecovery TCPFastRetrans TCPSlowStartRetrans "
     "TCPSynRetrans TCPLostRetransmit TCPRenoRecovery TCPSackRecovery TCPSpuriousRTOs "
     "TCPRetransFail TCPDSACKOldSent TCPDSACKOfoSent TCPDSACKRecv TCPDSACKOfoRecv"},
    // out of order, twice, too late
    {"TcpExt",
     "TCPOFOQueue TCPOFODrop TCPOFOMerge PAWSActive PAWSEstab TCPChallengeACK "
     "TCPSYNChallenge TCPMinTTLDrop"},
    // no room
    {"TcpExt",
     "PruneCalled RcvPruned OfoPruned TCPRcvCollapsed TCPRcvQDrop TCPZeroWindowDrop "
     "TCPFromZeroWindowAdv TCPToZeroWindowAdv TCPWantZeroWindowAdv TCPWinProbe"},
    // the end
    {"TcpExt",
     "TCPKeepAlive TCPAbortOnData TCPAbortOnClose TCPAbortOnMemory TCPAbortOnTimeout "
     "TCPAbortOnLinger TCPAbortFailed TW TWRecycled TWKilled TCPTimeWaitOverflow"},
    {"TcpExt", "DelayedACKs DelayedACKLost"},
    {"Ip6",
     "InHdrErrors InTooBigErrors InNoRoutes InAddrErrors InDiscards OutDiscards "
     "OutNoRoutes ReasmTimeout ReasmReqds ReasmOKs ReasmFails FragOKs FragFails "
     "FragCreates"},
    {"Icmp6",
     "InErrors InCsumErrors InDestUnreachs InPktTooBigs InTimeExcds OutDestUnreachs "
     "OutPktTooBigs OutTimeExcds"},
    {"Udp6", "NoPorts InErrors RcvbufErrors SndbufErrors InCsumErrors"},
};

std::vector<CounterName> names_of(const Group& group) {
  std::vector<CounterName> names;
  for (std::string_view rest = group.members; !rest.empty();) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    names.push_back({group.name, rest.substr(0, end)});
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return names;
}

}  // namespace

const std::vector<CounterName>& watched_counters() {
  static const std::vector<CounterName> all = [] {
    std::vector<CounterName> names;
    for (const Group& group : groups)
      for (const CounterName& name : names_of(group)) names.push_back(name);
    return names;
  }();
  return all;
}

}  // namespace wirelab::lessons
