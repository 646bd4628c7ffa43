#include "lessons/testbed/host/host_setting.hpp"

#include "lessons/testbed/base/line_words.hpp"
#include "lessons/testbed/host/settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

namespace wirelab::lessons {
namespace {

bool is_name(const std::string& name) {
  return name.starts_with("net.") && name.find("..") == std::string::npos &&
         std::all_of(name.begin(), name.end(), [](unsigned char letter) {
           return std::isalnum(letter) != 0 || letter == '.' || letter == '_' || letter == '-';
         });
}

}  // namespace

Outcome set_on_host(const Host& host, const std::string& name, const std::string& value) {
  if (!is_name(name) || value.empty())
    return mistake(fmt::format(
        "'set {0}' wants a setting below net and its value: set {0} net.ipv4.tcp_syncookies 0",
        host.name()));
  Result<std::vector<std::string>> refused = std::vector<std::string>{};
  // /proc/sys shows the settings of the thread's own network namespace.
  std::thread([&] {
    const Outcome entered = host.enter();
    if (entered)
      refused = apply({{name, value}});
    else
      refused = entered.error();
  }).join();
  if (!refused) return refused.error();
  if (!refused->empty()) return mistake(fmt::format("{}: {}", host.name(), refused->front()));
  return Done{};
}

}  // namespace wirelab::lessons
