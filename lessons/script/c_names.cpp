#include "lessons/script/c_names.hpp"

#include "lessons/script/happenings.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <sys/socket.h>

#include <vector>

namespace wirelab::lessons {
namespace {

constexpr std::size_t longest_shown = 48;

std::string escaped(char letter) {
  switch (letter) {
    case '\n': return "\\n";
    case '\r': return "\\r";
    case '\t': return "\\t";
    case '"': return "\\\"";
    case '\\': return "\\\\";
    default: break;
  }
  const auto byte = static_cast<unsigned char>(letter);
  return byte < 0x20 || byte > 0x7e ? fmt::format("\\x{:02x}", byte) : std::string(1, letter);
}

}  // namespace

std::string message_flags_in_c(int flags) {
  constexpr std::pair<int, const char*> names[] = {
      {MSG_DONTWAIT, "MSG_DONTWAIT"}, {MSG_PEEK, "MSG_PEEK"},
      {MSG_TRUNC, "MSG_TRUNC"},       {MSG_WAITALL, "MSG_WAITALL"},
      {MSG_NOSIGNAL, "MSG_NOSIGNAL"}, {MSG_MORE, "MSG_MORE"},
      {MSG_ERRQUEUE, "MSG_ERRQUEUE"}, {MSG_OOB, "MSG_OOB"}};
  std::vector<std::string> set;
  for (const auto& [flag, name] : names)
    if (flags & flag) set.emplace_back(name), flags &= ~flag;
  if (flags != 0 || set.empty()) set.push_back(flags ? fmt::format("{:#x}", flags) : "0");
  return fmt::format("{}", fmt::join(set, "|"));
}

std::string shutdown_in_c(int how) {
  switch (how) {
    case SHUT_RD: return "SHUT_RD";
    case SHUT_WR: return "SHUT_WR";
    case SHUT_RDWR: return "SHUT_RDWR";
    default: return std::to_string(how);
  }
}

std::string quoted_in_c(std::string_view text) {
  std::string shown;
  for (const char letter : text.substr(0, longest_shown)) shown += escaped(letter);
  return fmt::format("\"{}\"{}", shown, text.size() > longest_shown ? "..." : "");
}

sockaddr_in socket_address(std::uint32_t address, std::uint16_t port) {
  sockaddr_in in{};
  in.sin_family = AF_INET;
  in.sin_port = htons(port);
  in.sin_addr.s_addr = htonl(address);
  return in;
}

sockaddr_in socket_address(std::string_view dotted, std::uint16_t port) {
  sockaddr_in in = socket_address(INADDR_ANY, port);
  if (inet_pton(AF_INET, std::string(dotted).c_str(), &in.sin_addr) != 1)
    throw StepFailed{fmt::format("The script names \"{}\", which is no IPv4 address.", dotted)};
  return in;
}

const sockaddr* generic(const sockaddr_in& in) { return reinterpret_cast<const sockaddr*>(&in); }

}  // namespace wirelab::lessons
