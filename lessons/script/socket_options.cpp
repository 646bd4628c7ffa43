#include "capture/words/nearest.hpp"
#include "lessons/script/c_names.hpp"
#include "lessons/script/descriptor.hpp"
#include "lessons/script/socket.hpp"

#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <vector>

namespace wirelab::lessons {
namespace {

struct Option {
  const char* name;
  int level, number;
};

// Those whose value is an int.
#define SOCKET_OPTION(name) \
  Option { #name, SOL_SOCKET, name }
#define TCP_OPTION(name) \
  Option { #name, IPPROTO_TCP, name }
#define IP_OPTION(name) \
  Option { #name, IPPROTO_IP, name }
constexpr Option options[] = {SOCKET_OPTION(SO_REUSEADDR),
                              SOCKET_OPTION(SO_REUSEPORT),
                              SOCKET_OPTION(SO_RCVBUF),
                              SOCKET_OPTION(SO_SNDBUF),
                              SOCKET_OPTION(SO_RCVLOWAT),
                              SOCKET_OPTION(SO_BROADCAST),
                              SOCKET_OPTION(SO_KEEPALIVE),
                              SOCKET_OPTION(SO_ERROR),
                              SOCKET_OPTION(SO_TYPE),
                              SOCKET_OPTION(SO_ACCEPTCONN),
                              SOCKET_OPTION(SO_DONTROUTE),
                              TCP_OPTION(TCP_NODELAY),
                              TCP_OPTION(TCP_QUICKACK),
                              TCP_OPTION(TCP_CORK),
                              TCP_OPTION(TCP_KEEPIDLE),
                              TCP_OPTION(TCP_KEEPINTVL),
                              TCP_OPTION(TCP_KEEPCNT),
                              TCP_OPTION(TCP_USER_TIMEOUT),
                              TCP_OPTION(TCP_LINGER2),
                              TCP_OPTION(TCP_SYNCNT),
                              TCP_OPTION(TCP_MAXSEG),
                              TCP_OPTION(TCP_DEFER_ACCEPT),
                              TCP_OPTION(TCP_WINDOW_CLAMP),
                              IP_OPTION(IP_MTU_DISCOVER),
                              IP_OPTION(IP_MTU),
                              IP_OPTION(IP_TTL),
                              IP_OPTION(IP_RECVERR),
                              IP_OPTION(IP_MULTICAST_TTL),
                              IP_OPTION(IP_MULTICAST_LOOP),
                              IP_OPTION(IP_MULTICAST_ALL)};
#undef SOCKET_OPTION
#undef TCP_OPTION
#undef IP_OPTION

const Option& option_named(std::string_view name) {
  std::vector<std::string> names;
  for (const Option& option : options) {
    if (name == option.name) return option;
    names.emplace_back(option.name);
  }
  const std::string near = nearest(std::string(name), names);
  throw StepFailed{fmt::format("The script sets '{}', a socket option that is not known here{}.",
                               name, near.empty() ? "" : fmt::format("; {} is", near))};
}

const char* level_in_c(int level) {
  return level == SOL_SOCKET ? "SOL_SOCKET" : level == IPPROTO_TCP ? "IPPROTO_TCP" : "IPPROTO_IP";
}

std::string value_in_c(const Option& option, int value) {
  if (option.level != IPPROTO_IP || option.number != IP_MTU_DISCOVER) return std::to_string(value);
  switch (value) {
    case IP_PMTUDISC_DONT: return "IP_PMTUDISC_DONT";
    case IP_PMTUDISC_WANT: return "IP_PMTUDISC_WANT";
    case IP_PMTUDISC_DO: return "IP_PMTUDISC_DO";
    case IP_PMTUDISC_PROBE: return "IP_PMTUDISC_PROBE";
    default: return std::to_string(value);
  }
}

}  // namespace

Returned Socket::set(std::string_view name, int value) {
  const Option& option = option_named(name);
  return call({.name = "setsockopt",
               .arguments = arguments(fmt::format("{}, {}, {}", level_in_c(option.level),
                                                  option.name, value_in_c(option, value))),
               .act = [socket = descriptor_->socket.get(), &option, value](Returned&) {
                 return ::setsockopt(socket, option.level, option.number, &value, sizeof value);
               }});
}

Returned Socket::get(std::string_view name) {
  const Option& option = option_named(name);
  return call({.name = "getsockopt",
               .arguments = arguments(
                   fmt::format("{}, {}, &value, &length", level_in_c(option.level), option.name)),
               .act = [socket = descriptor_->socket.get(), &option](Returned& result) {
                 int value = 0;
                 socklen_t length = sizeof value;
                 const int done =
                     ::getsockopt(socket, option.level, option.number, &value, &length);
                 result.number = value;
                 result.data = value_in_c(option, value);
                 return done;
               }});
}

Returned Socket::linger(int seconds) {
  return call({.name = "setsockopt",
               .arguments = arguments(fmt::format("SOL_SOCKET, SO_LINGER, {{1, {}}}", seconds)),
               .act = [socket = descriptor_->socket.get(), seconds](Returned&) {
                 const ::linger value{.l_onoff = 1, .l_linger = seconds};
                 return ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &value, sizeof value);
               }});
}

Returned Socket::join(std::string_view group) {
  return call(
      {.name = "setsockopt",
       .arguments = arguments(fmt::format("IPPROTO_IP, IP_ADD_MEMBERSHIP, {{{}, 0.0.0.0}}", group)),
       .act = [socket = descriptor_->socket.get(), in = socket_address(group, 0)](Returned&) {
         const ip_mreq membership{.imr_multiaddr = in.sin_addr, .imr_interface = {INADDR_ANY}};
         return ::setsockopt(socket, IPPROTO_IP, IP_ADD_MEMBERSHIP, &membership, sizeof membership);
       }});
}

}  // namespace wirelab::lessons
