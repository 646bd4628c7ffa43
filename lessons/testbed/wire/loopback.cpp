#include "lessons/testbed/wire/loopback.hpp"

#include "lessons/testbed/frame/glimpse.hpp"
#include "lessons/testbed/host/port_parts.hpp"
#include "lessons/testbed/recording/notes.hpp"

#include <poll.h>

#include <optional>

namespace wirelab::lessons {
namespace {

constexpr int ring_bytes = 1 << 20;

// By a thread of its own, which enters the host for good.
Result<std::unique_ptr<Port::Parts>> open_inside(const Host& host, std::size_t number) {
  std::optional<Result<std::unique_ptr<Port::Parts>>> opened;
  std::thread([&] {
    if (Outcome there = host.enter(); !there)
      opened.emplace(there.error());
    else
      opened.emplace(open_port({.host = host.name(), .host_number = number}, "lo", ring_bytes));
  }).join();
  return *std::move(opened);
}

}  // namespace

Result<std::unique_ptr<Loopback>> Loopback::open(Host& host, std::size_t number,
                                                 const Surroundings& around) {
  auto parts = open_inside(host, number);
  if (!parts) return parts.error();
  (*parts)->name = host.name() + ".lo";
  return std::unique_ptr<Loopback>(new Loopback(host, Port(*std::move(parts)), around));
}

Loopback::Loopback(Host& host, Port port, const Surroundings& around)
    : host_(host), port_(std::move(port)), around_(around) {
  lane_ = around_.recorder.open_lane(port_.name(), port_.name(), [flag = flag_] { flag->raise(); });
  thread_ = std::thread([this] { run(); });
}

Loopback::~Loopback() {
  stopping_ = true;
  flag_->raise();
  thread_.join();
  around_.recorder.close_lane(lane_);
}

void Loopback::run() {
  const auto take = [this](Time sent, std::span<const std::uint8_t> bytes, std::uint32_t length) {
    record(sent, bytes, length);
  };
  pollfd waits[] = {{port_.descriptor(), POLLIN, 0}, {flag_->descriptor(), POLLIN, 0}};
  while (true) {
    const bool last = stopping_;
    flag_->lower();
    const Time looked = now();
    if (port_.dispatch(take) > 0) continue;
    around_.recorder.drained(lane_, looked);
    if (last) return;
    poll(waits, 2, -1);
  }
}

void Loopback::record(Time sent, std::span<const std::uint8_t> bytes, std::uint32_t length) {
  const std::uint64_t number = ++around_.frames;
  around_.recorder.frame(lane_, {.time = sent,
                                 .number = number,
                                 .wire_length = length,
                                 .bytes = {bytes.begin(), bytes.end()}});
  around_.recorder.note(fate_note({.time = sent,
                                   .frame = number,
                                   .fate = FateKind::delivered,
                                   .to = port_.name(),
                                   .by = "wire"}));
  const Glimpse seen = glimpse(bytes);
  if (!seen.tcp() || !seen.changes_state()) return;
  around_.truth.read(host_, seen.tuple, "tick", 0, false);
  around_.truth.read(host_, seen.tuple.reversed(), "tick", 0, false);
}

}  // namespace wirelab::lessons
