#include "capture/tcp/reason.hpp"

#include <array>

namespace wirelab::tcp {

namespace {

struct Entry {
  std::string_view id, section;
};

// In the order of the enumeration.
constexpr std::array<Entry, 24> entries{{{"passive_open", "3.10.1"},
                                         {"active_open", "3.10.1"},
                                         {"send_from_listen", "3.10.2"},
                                         {"listener_closed", "3.10.4"},
                                         {"open_abandoned", "3.10.4"},
                                         {"syn_received", "3.10.7.2"},
                                         {"simultaneous_syn", "3.10.7.3"},
                                         {"syn_ack_received", "3.10.7.3"},
                                         {"ack_of_syn_received", "3.10.7.4"},
                                         {"reset_to_listen", "3.10.7.4"},
                                         {"refused", "3.10.7.3"},
                                         {"reset_received", "3.10.7.4"},
                                         {"reset_sent", "3.10.5"},
                                         {"close_called", "3.10.4"},
                                         {"fin_received", "3.10.7.4"},
                                         {"close_after_fin", "3.10.4"},
                                         {"ack_of_fin_received", "3.10.7.4"},
                                         {"fin_and_ack_of_fin_received", "3.10.7.4"},
                                         {"crossing_fin_received", "3.10.7.4"},
                                         {"two_msl_elapsed", "3.10.8"},
                                         {"orphan_timeout", "Linux"},
                                         {"retries_exhausted", "3.10.8"},
                                         {"old_connection", "3.5.1"},
                                         {"seen_midstream", ""}}};
static_assert(entries.size() == static_cast<std::size_t>(Reason::seen_midstream) + 1);

const Entry& entry(Reason reason) {
  const auto index = static_cast<std::size_t>(reason);
  return entries[index < entries.size() ? index : entries.size() - 1];
}

}  // namespace

std::string_view id(Reason reason) { return entry(reason).id; }

std::string_view section(Reason reason) { return entry(reason).section; }

}  // namespace wirelab::tcp
