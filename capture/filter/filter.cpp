#include "capture/filter/filter.hpp"

#include "capture/filter/parser.hpp"

namespace wirelab::filter {

Result<Filter> Filter::compile(std::string_view text) {
  auto parsed = parse(text);
  if (const auto* fault = std::get_if<Fault>(&parsed)) return to_error(text, *fault);
  return Filter(std::make_shared<const Node>(std::get<Node>(std::move(parsed))));
}

bool Filter::matches(const Facts& facts) const { return evaluate(*root_, facts); }

}  // namespace wirelab::filter
