#include "lessons/testbed/host/settings.hpp"

#include "capture/bytes/file_descriptor.hpp"
#include "lessons/machine/machine_error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string_view>

namespace wirelab::lessons {
namespace {

constexpr std::size_t longest_value = 256;

std::string path_of(const std::string& name) {
  std::string path = "/proc/sys/" + name;
  std::replace(path.begin() + 10, path.end(), '.', '/');
  return path;
}

// Kernels answer "4096\t16384" to "4096 16384".
std::string normal(std::string_view text) {
  std::string words;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\t' || c == '\n';
    if (!space) words += c;
    if (space && !words.empty() && words.back() != ' ') words += ' ';
  }
  if (!words.empty() && words.back() == ' ') words.pop_back();
  return words;
}

// 0, or the errno of what failed; `found` becomes what stands there afterwards.
int write_and_read_back(const Setting& setting, std::string& found) {
  const FileDescriptor file(open(path_of(setting.first).c_str(), O_RDWR | O_CLOEXEC));
  if (!file) return errno;
  const int error = write(file.get(), setting.second.data(), setting.second.size()) < 0 ? errno : 0;
  char text[longest_value];
  const ssize_t length = pread(file.get(), text, sizeof text, 0);
  if (length > 0) found = normal({text, static_cast<std::size_t>(length)});
  return error;
}

}  // namespace

const std::vector<Setting>& host_settings() {
  static const std::vector<Setting> settings{
      {"net.ipv4.tcp_congestion_control", "reno"},
      {"net.ipv4.tcp_no_metrics_save", "1"},  // a second run must not know the first one
      {"net.ipv4.tcp_autocorking", "0"},
      {"net.ipv4.tcp_invalid_ratelimit", "0"},  // every answer to an old segment is to be seen
      {"net.ipv4.icmp_ratelimit", "0"},
  };
  return settings;
}

std::vector<Setting> settings_of(const HostPlan& host) {
  std::vector<Setting> settings;
  if (host.has_ipv6()) {
    for (const char* scope : {"all", "default"}) {
      const std::string prefix = fmt::format("net.ipv6.conf.{}.", scope);
      // Else solicitations, probes and reports that nobody asked for.
      for (const Setting& silence :
           {Setting{"disable_ipv6", "0"}, Setting{"accept_ra", "0"},
            Setting{"router_solicitations", "0"}, Setting{"accept_dad", "0"},
            Setting{"autoconf", "0"}, Setting{"addr_gen_mode", "1"},
            Setting{"mldv2_unsolicited_report_interval", "4"}})
        settings.emplace_back(prefix + silence.first, silence.second);
    }
  } else {
    settings.emplace_back("net.ipv6.conf.all.disable_ipv6", "1");
    settings.emplace_back("net.ipv6.conf.default.disable_ipv6", "1");
  }
  if (!host.forward) return settings;
  settings.emplace_back("net.ipv4.ip_forward", "1");
  if (host.has_ipv6()) settings.emplace_back("net.ipv6.conf.all.forwarding", "1");
  return settings;
}

std::vector<Setting> interface_settings(const std::string& interface, bool ipv6) {
  // A unicast probe would come five seconds after the first use of a neighbour.
  std::vector<Setting> settings;
  for (const char* family : {"ipv4", "ipv6"}) {
    if (family == std::string_view("ipv6") && !ipv6) continue;
    const std::string neighbours = fmt::format("net.{}.neigh.{}.", family, interface);
    settings.emplace_back(neighbours + "base_reachable_time_ms", "86400000");
    settings.emplace_back(neighbours + "delay_first_probe_time", "86400");
  }
  return settings;
}

const std::vector<Setting>& wire_settings() {
  static const std::vector<Setting> settings{
      {"net.ipv6.conf.all.disable_ipv6", "1"},
      {"net.ipv6.conf.default.disable_ipv6", "1"},
      // A host's own small table makes a dump of its sockets thirteen times as fast (Linux 6.1 and
      // later).
      {"net.ipv4.tcp_child_ehash_entries", "64"},
      {"net.ipv4.udp_child_hash_entries", "128"},  // the least there is; also for later kernels
  };
  return settings;
}

Result<std::vector<std::string>> apply(const std::vector<Setting>& settings) {
  std::vector<std::string> missing;
  for (const Setting& setting : settings) {
    const auto& [name, value] = setting;
    std::string found;
    const int error = write_and_read_back(setting, found);
    if (error == EROFS || error == EACCES) {
      return machine_error(fmt::format("setting {} = {}", name, value), error,
                           error == EROFS
                               ? "/proc/sys is mounted read-only, as in most containers: "
                                 "start it with --security-opt systempaths=unconfined."
                               : namespace_remedy(error));
    }
    if (error == ENOENT) {
      missing.push_back(fmt::format("{}: this kernel does not have it", name));
    } else if (error != 0) {
      missing.push_back(fmt::format("{}: {} was refused: {}", name, value, cause_text(error)));
    } else if (found != normal(value)) {
      missing.push_back(fmt::format("{}: {} was written, {} stands there", name, value, found));
    }
  }
  return missing;
}

}  // namespace wirelab::lessons
