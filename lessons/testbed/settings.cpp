#include "lessons/testbed/settings.hpp"

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
      {"net.ipv6.conf.all.disable_ipv6", "1"},  // else MLD and solicitations nobody asked for
      {"net.ipv6.conf.default.disable_ipv6", "1"},
      {"net.ipv4.tcp_congestion_control", "reno"},
      {"net.ipv4.tcp_no_metrics_save", "1"},  // a second run must not know the first one
      {"net.ipv4.tcp_autocorking", "0"},
      {"net.ipv4.tcp_invalid_ratelimit", "0"},  // every answer to an old segment is to be seen
      {"net.ipv4.icmp_ratelimit", "0"},
  };
  return settings;
}

const std::vector<Setting>& interface_settings() {
  // A unicast ARP probe would come five seconds after the first use of a neighbour.
  static const std::vector<Setting> settings{
      {"net.ipv4.neigh.eth0.base_reachable_time_ms", "86400000"},
      {"net.ipv4.neigh.eth0.delay_first_probe_time", "86400"},
  };
  return settings;
}

const std::vector<Setting>& wire_settings() {
  static const std::vector<Setting> settings{
      {"net.ipv6.conf.all.disable_ipv6", "1"},
      {"net.ipv6.conf.default.disable_ipv6", "1"},
      // A host's own small table makes a dump of its sockets thirteen times as fast (Linux 6.1 and
      // later).
      {"net.ipv4.tcp_child_ehash_entries", "64"},
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
