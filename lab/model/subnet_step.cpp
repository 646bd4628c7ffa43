#include "lab/model/subnet_step.hpp"

#include "capture/trace/trace.hpp"

#include <charconv>

namespace wirelab::lab {
namespace {

// The last one of that name in the scene; empty: none.
std::string_view fact(const Trace& trace, std::size_t scene, std::string_view name) {
  std::string_view value;
  for (const ResultEvent& result : trace.results()) {
    if (result.kind == ResultEvent::Kind::fact && result.scene == scene && result.id == name)
      value = result.value;
  }
  return value;
}

}  // namespace

std::optional<SubnetState> subnet_of_scene(const Trace& trace, std::size_t scene,
                                           const SubnetState& before) {
  const auto grid = address::parse_ipv4_prefix(fact(trace, scene, "grid"));
  const auto* prefix = std::get_if<address::Ipv4Prefix>(&grid);
  if (!prefix) return std::nullopt;
  SubnetState state = before;
  state.open = true;
  state.prefix = *prefix;
  state.fault.reset();
  const std::string_view seed = fact(trace, scene, "drill");
  std::uint64_t number = 0;
  if (std::from_chars(seed.data(), seed.data() + seed.size(), number).ec != std::errc())
    return state;
  state.seed = number;
  state.question = 0;
  state.answers.reset();
  return state;
}

}  // namespace wirelab::lab
