#include "lab/command/selection.hpp"

namespace wirelab::lab {

Result<Selection> Selection::make(const std::string& display_filter,
                                  const std::vector<std::string>& bpf_words) {
  Selection selection;
  if (!display_filter.empty()) {
    auto compiled = filter::Filter::compile(display_filter);
    if (!compiled) return compiled.error();
    selection.display_ = *compiled;
  }
  std::string expression;
  for (const std::string& word : bpf_words) expression += (expression.empty() ? "" : " ") + word;
  if (!expression.empty()) selection.bpf_.emplace(expression);
  return selection;
}

Outcome Selection::meet(const Interface& interface) {
  if (!bpf_) return Done{};
  return bpf_->prepare(interface.link_type);
}

bool Selection::takes(const Trace& trace, const FrameRow& row, Bytes bytes) const {
  if (bpf_) {
    const auto interfaces = trace.interfaces();
    const std::uint32_t link_type = row.interface < interfaces.size()
                                        ? interfaces[row.interface].link_type
                                        : link_type_ethernet;
    if (!bpf_->matches(link_type, bytes, row.wire_length)) return false;
  }
  return !display_ || display_->matches(filter::Facts(trace, row, bytes));
}

}  // namespace wirelab::lab
