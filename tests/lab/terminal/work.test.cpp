// What `show` prints costs as much work a frame, a note or a step of a large recording as of a
// small one: twice as many of them, twice the work. Counted (Trace::work), since time says nothing
// on a busy machine; tests/performance/cliffs.py measures the large ones.

#include "tests/lab/capture_builder.hpp"

#include "capture/findings/finding.hpp"
#include "capture/findings/survey.hpp"
#include "lab/terminal/printer.hpp"
#include "lab/terminal/stream_text.hpp"

#include <functional>

using namespace wirelab;
using namespace wirelab::test;
using tcp::ack;
using tcp::psh;
using tcp::syn;

namespace {

// More than what is kept back of any one connection would make the second half cheaper, not dearer.
constexpr std::uint32_t few = 400;
constexpr double linear = 2.3;

std::uint64_t printed(const Trace& trace, bool json) {
  const std::uint64_t before = trace.work();
  lab::Printer::Options options;
  options.json = json;
  std::size_t length = 0;
  lab::Printer printer(
      options, words(), [](const std::string&) { return nullptr; },
      [&](std::string_view part) { length += part.size(); });
  printer.print(trace, true);
  CHECK(length > 0);
  return trace.work() - before;
}

std::uint64_t surveyed(const Trace& trace) {
  const std::uint64_t before = trace.work();
  findings::rank(findings::summarize(trace));
  return trace.work() - before;
}

// A frame at a time, from the last to the first: nothing is at hand.
std::uint64_t looked_up(const Trace& trace) {
  const std::uint64_t before = trace.work();
  for (std::size_t i = trace.frame_count(); i-- > 0;) trace.frame(i);
  return trace.work() - before;
}

using Make = std::function<Trace(std::uint32_t)>;

void check_linear(const std::string& what, const Make& make) {
  const auto of = [&](std::uint32_t count) {
    const Trace trace = make(count);
    return std::vector{static_cast<double>(printed(trace, false)),
                       static_cast<double>(printed(trace, true)),
                       static_cast<double>(surveyed(trace)), static_cast<double>(looked_up(trace))};
  };
  const auto once = of(few), twice = of(2 * few);
  for (std::size_t i = 0; i < once.size(); ++i) {
    INFO(what << ", way " << i << ": " << once[i] << " and " << twice[i]);
    CHECK(twice[i] <= linear * once[i]);
  }
}

Trace capture_of(const std::function<void(CaptureBuilder&)>& tell) {
  CaptureBuilder capture;
  tell(capture);
  return std::move(capture.trace);
}

std::string port(std::uint32_t number) { return "10.0.0.1:" + std::to_string(1024 + number); }

Trace run_of(std::uint32_t count,
             const std::function<void(RunBuilder&, std::uint32_t, double)>& tell,
             bool in_steps = false) {
  RunBuilder run("s");
  for (std::uint32_t i = 0; i < count; ++i) {
    const double time = i * 10.0;
    if (in_steps) run.begin(time, "s" + std::to_string(i));
    tell(run, i, time + 1);
    if (in_steps) run.end(time + 9);
  }
  run.finish();
  return std::move(run.trace);
}

}  // namespace

TEST_CASE("work_of_show_is_linear_in_connections_with_a_repetition_each") {
  check_linear("connections", [](std::uint32_t count) {
    return capture_of([=](CaptureBuilder& capture) {
      for (int again = 0; again < 2; ++again, capture.after(second))
        for (std::uint32_t i = 0; i < count; ++i)
          capture.frame(port(i), server, CaptureBuilder::segment(ack | psh, 1000, 5000, 100));
    });
  });
}

TEST_CASE("work_of_show_is_linear_in_ports_of_a_scan_with_resends") {
  check_linear("ports", [](std::uint32_t count) {
    return capture_of([=](CaptureBuilder& capture) {
      for (int again = 0; again < 2; ++again, capture.after(second))
        for (std::uint32_t i = 0; i < count; ++i)
          capture.frame(client, "10.0.0.2:" + std::to_string(1 + i),
                        CaptureBuilder::segment(syn, 1000, 0));
    });
  });
}

TEST_CASE("work_of_show_is_linear_in_gaps_that_are_filled_later") {
  check_linear("gaps", [](std::uint32_t count) {
    return capture_of([=](CaptureBuilder& capture) {
      for (std::uint32_t i = 0; i <= count; ++i) capture.up(ack | psh, 1 + 20 * i, 1, 10);
      for (std::uint32_t i = count; i > 0; --i) capture.up(ack | psh, 1 + 20 * i - 10, 1, 10);
    });
  });
}

TEST_CASE("work_of_show_is_linear_in_repetitions") {
  check_linear("of one segment", [](std::uint32_t count) {
    return capture_of([=](CaptureBuilder& capture) {
      for (std::uint32_t i = 0; i <= count; ++i) capture.up(ack | psh, 1, 1, 100);
    });
  });
  check_linear("of all", [](std::uint32_t count) {
    return capture_of([=](CaptureBuilder& capture) {
      for (int again = 0; again < 2; ++again, capture.after(second))
        for (std::uint32_t i = 0; i < count; ++i) capture.up(ack | psh, 1 + 10 * i, 1, 10);
    });
  });
}

TEST_CASE("work_of_show_is_linear_in_sections") {
  check_linear("sections", [](std::uint32_t count) {
    return capture_of([=](CaptureBuilder& capture) {
      for (std::uint32_t i = 0; i < count; ++i) {
        capture.trace.add(Section{});
        capture.trace.add(Interface{"", "", link_type_ethernet, 0});
        capture.up(ack | psh, 1, 1, 100);
      }
    });
  });
}

TEST_CASE("work_of_show_is_linear_in_the_steps_of_a_run") {
  check_linear("steps", [](std::uint32_t count) {
    return run_of(
        count,
        [](RunBuilder& run, std::uint32_t i, double time) {
          const std::string id = std::to_string(i);
          run.call(time, "client", "connect", 1, "", server);
          run.kernel(time, "client", "SYN-SENT", "sent", run.up(time, syn, 0));
          run.note(time, NoteKind::kernel,
                   {{"HOST", "server"}, {"LOCAL", "0.0.0.0:8080"}, {"STATE", "LISTEN"}});
          run.note(time, NoteKind::kernel,
                   {{"HOST", "server"}, {"LOCAL", "0.0.0.0:53"}, {"PROTOCOL", "udp"}});
          run.note(time, NoteKind::counter, {{"HOST", "server"}, {"NAME", "ListenDrops"}});
          run.ask(time + 1, id);
          run.result(time + 2, {{"ASK", id}, {"ANSWER", "a"}});
          run.result(time + 2, {{"CHECK", id}, {"PASSED", "yes"}});
          run.result(time + 2, {{"FACT", id}, {"VALUE", "1"}});
        },
        true);
  });
}

TEST_CASE("work_of_show_is_linear_in_what_happens_in_one_step") {
  check_linear("frames and kernels", [](std::uint32_t count) {
    return run_of(count, [](RunBuilder& run, std::uint32_t i, double time) {
      const auto frame = run.up(time, ack | psh, 1 + 10 * i, 1, 10);
      run.kernel(time + 0.1, "client", "ESTABLISHED", "sent", frame);
      run.fate(time + 1, frame, "delivered", "wire");
      run.kernel(time + 1, "server", "ESTABLISHED", "tick");
    });
  });
  check_linear("repetitions", [](std::uint32_t count) {
    return run_of(count, [](RunBuilder& run, std::uint32_t, double time) {
      run.fate(time + 1, run.up(time, ack | psh, 1, 1, 10), "delivered", "wire");
    });
  });
  check_linear("questions", [](std::uint32_t count) {
    return run_of(count, [](RunBuilder& run, std::uint32_t i, double time) {
      run.ask(time, std::to_string(i));
      run.result(time + 1, {{"ASK", std::to_string(i)}, {"ANSWER", "a"}});
      run.fate(time + 2, run.up(time + 1, ack, 1, 1), "delivered", "wire");
    });
  });
  check_linear("connections", [](std::uint32_t count) {
    return run_of(count, [](RunBuilder& run, std::uint32_t i, double time) {
      run.fate(time + 1, run.sent(time, 0, port(i), server, syn, 1000), "delivered", "wire");
    });
  });
}

TEST_CASE("work_of_one_connection_of_many_is_that_of_its_frames") {
  const auto of = [](std::uint32_t count) {
    const Trace trace = capture_of([=](CaptureBuilder& capture) {
      for (std::uint32_t i = 0; i < count; ++i) {
        capture.up(ack | psh, 1 + 10 * (i / 2), 1, 10);
        capture.frame(port(i), server, CaptureBuilder::segment(syn, 1000, 0));
      }
    });
    const std::uint64_t before = trace.work();
    const lab::Style plain;
    const lab::StreamText text(trace, 0, words(), plain);
    std::size_t length = 0;
    for (const std::size_t frame : trace.frames_of(0))
      length += text.line(trace.frame(frame)).size();
    CHECK(length > 0);
    return static_cast<double>(trace.work() - before);
  };
  CHECK(of(2 * few) <= linear * of(few));
}
