#include "capture/trace/listeners.hpp"

#include <array>

namespace wirelab {

std::string Listeners::key(std::string_view host, std::string_view local) {
  std::string text(host);
  text.append(1, '\n').append(local);
  return text;
}

void Listeners::open(std::string_view host, std::string_view local, std::string_view program,
                     Time since) {
  if (local.empty()) return;
  const auto [opened, is_new] =
      listeners_.try_emplace(key(host, local), Listener{std::string(program), since, {}});
  if (is_new) by_program_[key(host, program)].push_back(opened->first);
}

Listeners::Listener* Listeners::behind(const SideInfo& side) {
  const std::string port = std::to_string(side.port);
  const std::array<std::string, 3> bound{side.endpoint, "0.0.0.0:" + port, "[::]:" + port};
  for (const std::string& local : bound)
    if (const auto found = listeners_.find(key(side.host, local)); found != listeners_.end())
      return &found->second;
  return nullptr;
}

std::vector<Listeners::Acceptor> Listeners::close(std::string_view host, std::string_view local) {
  const auto found = listeners_.find(key(host, local));
  if (found == listeners_.end()) return {};
  std::vector<Acceptor> acceptors = std::move(found->second.acceptors);
  listeners_.erase(found);
  return acceptors;
}

std::vector<Listeners::Acceptor> Listeners::close_all_of(std::string_view host,
                                                         std::string_view program) {
  std::vector<Acceptor> acceptors;
  const auto opened = by_program_.extract(key(host, program));
  if (!opened) return acceptors;
  for (const std::string& one : opened.mapped()) {
    const auto found = listeners_.find(one);
    if (found == listeners_.end() || found->second.program != program) continue;
    const std::vector<Acceptor>& of_it = found->second.acceptors;
    acceptors.insert(acceptors.end(), of_it.begin(), of_it.end());
    listeners_.erase(found);
  }
  return acceptors;
}

}  // namespace wirelab
