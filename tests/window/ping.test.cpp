// Ping it: real hosts around the bits, and what their frames show.

#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <thread>

#include "lab/window/showing/keys.hpp"
#include "tests/skip.hpp"
#include "tests/window/app.hpp"
#include "tests/window/driver.hpp"

using namespace wirelab;
using namespace wirelab::window;
using namespace wirelab::window::test;

namespace {

// The testbed is found beside the program, which here is the test, or by PATH.
void find_testbed() {
  const char* bin = std::getenv("WIRELAB_BIN");
  const char* path = std::getenv("PATH");
  if (bin) ::setenv("PATH", (std::string(bin) + ":" + (path ? path : "")).c_str(), 1);
}

// An App that shows a recording, and pings beside it.
class Pinging {
 public:
  Pinging() {
    find_testbed();
    lab::WindowStart start;
    start.recording = std::string(WIRELAB_SOURCE_DIR) + "/lessons/handshake/handshake.pcapng";
    start.as_new = true;
    const char* data = std::getenv("WIRELAB_DATA");
    start.data_directory = data ? data : "";
    auto opened = App::open(start, [] {});
    if (!opened) FAIL(opened.error().message);
    app = *std::move(opened);
    app->settle();
    app->advance(0, 0);
    app->perform(lab::OpenSubnets{true});
  }

  // Until the sentence beside the button says this; the sentence.
  std::string ping(std::string_view typed, const std::string& wanted) {
    app->perform(lab::TypeAddress{std::string(typed)});
    app->perform(lab::PingAddress{});
    std::string sentence;
    for (int look = 0; look < 2000 && sentence.find(wanted) == std::string::npos; ++look) {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
      app->advance(0.01, 0);
      sentence = app->rows().subnet->hosts.sentence;
    }
    return sentence;
  }

  // Else the sentence says why not.
  bool works() {
    app->perform(lab::PingAddress{});
    return app->rows().subnet->hosts.pinged;
  }

  std::unique_ptr<App> app;
};

bool says(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("ping_goes_directly_or_by_the_gateway_as_the_mask_says", "[live]") {
  Pinging bench;
  if (!bench.works()) WIRELAB_SKIP(bench.app->rows().subnet->hosts.sentence);
  CHECK(says(bench.ping("172.16.13.173/25", "TTL"), "asked ARP for 172.16.13.173 itself"));
  CHECK(bench.app->rows().subnet->hosts.pinged);
  const std::string far = bench.ping("172.16.13.173/26", "TTL");
  CHECK(says(far, "its gateway 172.16.13.254"));
  CHECK(says(far, "TTL 63"));
  // The split moves on: the sentence is about another net.
  bench.app->perform(lab::SetPrefixLength{27});
  CHECK_FALSE(bench.app->rows().subnet->hosts.pinged);
}

TEST_CASE("ping_of_an_address_that_no_host_may_have", "[live]") {
  Pinging bench;
  if (!bench.works()) WIRELAB_SKIP(bench.app->rows().subnet->hosts.sentence);
  CHECK(says(bench.ping("172.16.13.128/25", "nobody"), "asked ARP 3 times"));
  CHECK(says(bench.ping("172.16.13.255/25", "broadcast"), "EACCES"));
}

TEST_CASE("ping_shows_its_frames_and_leads_back_to_the_bits", "[live]") {
  Pinging bench;
  if (!bench.works()) WIRELAB_SKIP(bench.app->rows().subnet->hosts.sentence);
  App& app = *bench.app;
  bench.ping("172.16.13.173/25", "TTL");
  app.perform(lab::ShowPing{true});
  const BenchRows frames = app.rows();
  CHECK_FALSE(frames.subnet);
  CHECK(frames.topology.has_hosts);
  const Driver driver(frames);
  std::size_t echoes = 0;
  for (const auto& row : frames.packets(0, 100).rows) echoes += row.flags == "ICMP" ? 1 : 0;
  CHECK(echoes == 2);
  const Time before = app.playhead().time;
  app.perform(lab::StepBy{-1});  // of the ping, and not of the run behind it
  CHECK(app.playhead().time == before);
  app.perform(lab::OpenSubnets{true});
  CHECK(app.rows().subnet);
  app.perform(lab::OpenSubnets{false});
  CHECK(app.rows().lesson.visible);
}

TEST_CASE("ping_that_cannot_start_says_why", "[live]") {
  Pinging bench;
  const char* path = std::getenv("TMPDIR");
  const std::string before = path ? path : "";
  ::setenv("TMPDIR", "/proc", 1);  // a folder that takes no file
  bench.app->perform(lab::PingAddress{});
  path ? ::setenv("TMPDIR", before.c_str(), 1) : ::unsetenv("TMPDIR");
  const auto hosts = bench.app->rows().subnet->hosts;
  CHECK(says(hosts.sentence, "cannot be written to /proc/"));
  CHECK_FALSE(hosts.pinged);
}
