#include "lessons/script/counted.hpp"

#include <fmt/format.h>

#include <mutex>

namespace wirelab::lessons {
namespace {

std::int64_t counted(Scene& scene, std::string_view host, std::string_view counter) {
  Host& there = scene.host(host);
  const std::lock_guard lock(there.diag_lock());
  const auto value = there.counters().value(counter);
  if (!value)
    throw StepFailed{
        fmt::format("Reading the counter {} of {} failed: this kernel has none.", counter, host)};
  return *value;
}

}  // namespace

CountedSince::CountedSince(Scene& scene, std::string_view host, std::string_view counter)
    : scene_(scene), host_(host), counter_(counter), before_(counted(scene, host, counter)) {}

std::size_t CountedSince::times() const {
  return static_cast<std::size_t>(counted(scene_, host_, counter_) - before_);
}

}  // namespace wirelab::lessons
