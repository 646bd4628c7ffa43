// A capture in the window: read from a file, looked at by clicks and keys.

#include <imgui.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/window/app.hpp"
#include "tests/window/driver.hpp"
#include "tests/window/room.hpp"

using namespace wirelab;
using namespace wirelab::window;
using namespace wirelab::window::test;
using tcp::ack;
using tcp::rst;
using tcp::syn;

namespace {

// A capture of three connections: 0 carries `segments` of data, 1 is refused, 2 is well.
class CaptureFile {
 public:
  explicit CaptureFile(int segments, std::size_t cut = 0) {
    std::string all;
    PcapngWriter writer([&](std::span<const std::uint8_t> bytes) -> Outcome {
      all.append(bytes.begin(), bytes.end());
      return Done{};
    });
    writer_ = &writer;
    REQUIRE(writer.write(Section{"somebody", "Linux"}));
    REQUIRE(writer.write(Interface{"eth0", "", link_type_ethernet, 0}));
    open("10.0.0.1:1000");
    for (int i = 0; i < segments; ++i) {
      const auto at = static_cast<std::uint32_t>(i) * 100;
      send("10.0.0.1:1000", server_, {11 + at, 21, ack, 100});
      send(server_, "10.0.0.1:1000", {21, 111 + at, ack, 0});
    }
    send("10.0.0.2:1000", server_, {10, 0, syn, 0});
    send(server_, "10.0.0.2:1000", {0, 11, rst | ack, 0});
    open("10.0.0.3:1000");
    all.resize(all.size() - cut);
    std::ofstream(path, std::ios::binary) << all;
  }
  ~CaptureFile() { std::filesystem::remove(path); }

  std::string path = (std::filesystem::temp_directory_path() /
                      ("wirelab_capture_test_" + std::to_string(::getpid()) + ".pcapng"))
                         .string();

 private:
  struct Told {
    std::uint32_t sequence, acknowledgment;
    int flags;
    std::uint32_t length;
  };
  void open(const std::string& client) {
    send(client, server_, {10, 0, syn, 0});
    send(server_, client, {20, 11, syn | ack, 0});
    send(client, server_, {11, 21, ack, 0});
  }
  void send(const std::string& from, const std::string& to, const Told& told) {
    tcp::Segment segment{.sequence = told.sequence,
                         .acknowledgment = told.acknowledgment,
                         .flags = static_cast<std::uint16_t>(told.flags),
                         .window = 64240,
                         .length = told.length};
    segment.window_shift = 7;
    const auto bytes = wirelab::test::tcp_frame(from, to, segment);
    time_ += 1'000'000;
    REQUIRE(writer_->write(Frame{.time = time_,
                                 .number = ++number_,
                                 .wire_length = static_cast<std::uint32_t>(bytes.size()),
                                 .bytes = bytes}));
  }

  const std::string server_ = "10.0.0.9:80";
  PcapngWriter* writer_ = nullptr;
  Time time_ = 1'700'000'000'000'000'000;
  std::uint64_t number_ = 0;
};

// The file in an App, and the App on a screen.
struct Bench {
  explicit Bench(const CaptureFile& file) : app(open(file.path)), driver(app->rows()) { look(); }
  static std::unique_ptr<App> open(const std::string& path) {
    lab::WindowStart start;
    start.recording = path;
    start.as_new = true;
    const char* data = std::getenv("WIRELAB_DATA");
    start.data_directory = data ? data : "";
    auto opened = App::open(start, [] {});
    if (!opened) FAIL(opened.error().message);
    (*opened)->settle();
    return *std::move(opened);
  }
  // As often as it takes until what was asked for is found out and shown.
  void look() {
    app->settle();
    driver.rows = app->rows();
    driver.frame();
  }
  void click(const std::string& name) {
    for (const auto& request : driver.click(name)) app->perform(request);
    look();
  }
  void press(Key key) {
    for (const auto& request : key_requests(driver.rows, key)) app->perform(request);
    look();
  }
  // Into the filter box, and Enter or Escape.
  void type(const std::string& text, int end) {
    driver.state.filter.wanted = true;
    driver.frame();
    driver.frame();
    for (const char c : text) ImGui::GetIO().AddInputCharacter(static_cast<unsigned>(c));
    driver.frame();
    driver.screen.key(end, true);
    Requests asked = driver.frame();
    driver.screen.key(end, false);
    for (auto& request : driver.frame()) asked.push_back(std::move(request));
    for (const auto& request : asked) app->perform(request);
    look();
  }
  bool shows(const std::string& name) { return driver.registry().find(name).has_value(); }
  bool says(const std::string& text) {
    for (const auto& label : driver.registry().labels())
      if (label.text.find(text) != std::string::npos) return true;
    return false;
  }
  std::size_t packets() const { return driver.rows.packets(0, 0).count; }
  std::uint64_t selected() const { return app->session().selected.value_or(0); }

  std::unique_ptr<App> app;
  Driver driver;
};

}  // namespace

TEST_CASE("capture_opens_with_the_worst_connection_in_focus") {
  const CaptureFile file(20);
  Bench bench(file);
  REQUIRE(bench.app->has_capture());
  CHECK(bench.app->session().focus == 1u);
  CHECK(bench.shows("connections.row.0"));
  CHECK(bench.shows("ladder.arrow.45"));
  CHECK_FALSE(bench.shows("ladder.arrow.1"));
  CHECK(bench.packets() == 48);
  CHECK(bench.says("refused"));
  CHECK_FALSE(bench.shows("capture.progress"));
  CHECK_FALSE(bench.app->moving());
  CHECK_FALSE(bench.app->advance(1, 0));  // at rest there is nothing to draw
}

TEST_CASE("capture_focus_follows_clicks_and_show_me_leads_to_the_frame") {
  const CaptureFile file(20);
  Bench bench(file);
  bench.click("connections.row.0");
  CHECK(bench.app->session().focus == 0u);
  CHECK(bench.selected() == 43);  // nothing deserves a look: its end
  CHECK(bench.shows("ladder.arrow.43"));
  bench.click("connections.row.1");
  bench.click("packets.row.46");  // of connection 2
  CHECK(bench.app->session().focus == 2u);
  bench.click("connections.row.1");
  bench.press(Key::right);
  CHECK(bench.selected() == 45);
  bench.click("findings.show.0");
  CHECK(bench.selected() == 44);
  CHECK(bench.app->playhead().time == 1'700'000'000'044'000'000);
}

TEST_CASE("capture_arrows_step_within_the_focus") {
  const CaptureFile file(20);
  Bench bench(file);
  bench.click("connections.row.2");
  CHECK(bench.selected() == 48);
  bench.press(Key::left);
  CHECK(bench.selected() == 47);
  bench.press(Key::page_up);
  CHECK(bench.selected() == 46);  // its first
  bench.press(Key::right);
  CHECK(bench.selected() == 47);
  bench.press(Key::x);  // no hand here
  CHECK(bench.selected() == 47);
}

TEST_CASE("capture_filter_takes_gives_back_and_explains") {
  const CaptureFile file(20);
  Bench bench(file);
  bench.type("tcp.flags.reset == 1", ImGuiKey_Enter);
  CHECK(bench.app->session().filter == "tcp.flags.reset == 1");
  CHECK(bench.packets() == 1);
  CHECK(bench.says("1 of 3 connections"));
  CHECK_FALSE(bench.shows("connections.row.0"));
  bench.driver.state.filter.set("");
  bench.type("tcp.flagz", ImGuiKey_Enter);
  CHECK(bench.shows("capture.fault"));
  CHECK(bench.says("did you mean tcp.flags"));
  CHECK(bench.packets() == 1);  // the old one stays
  bench.type("", ImGuiKey_Escape);
  CHECK_FALSE(bench.shows("capture.fault"));
  CHECK(bench.app->session().filter.empty());
  CHECK(bench.packets() == 48);
}

TEST_CASE("capture_long_transfer_is_folded_and_opens_by_click") {
  const CaptureFile file(5000);
  Bench bench(file);
  bench.click("connections.row.0");
  bench.press(Key::home);
  std::string fold;
  for (const auto& item : bench.driver.registry().items())
    if (item.name.rfind("ladder.fold.", 0) == 0) fold = item.name;
  REQUIRE_FALSE(fold.empty());
  CHECK(bench.says("segments in"));
  bench.click(fold);
  CHECK(bench.app->session().open_folds.size() == 1);
  CHECK(bench.shows("ladder.fold"));
  bench.click("ladder.fold");
  CHECK(bench.app->session().open_folds.empty());
}

TEST_CASE("capture_scrubs_through_the_connection_in_focus") {
  const CaptureFile file(50);
  Bench bench(file);
  bench.click("connections.row.0");
  bench.click("transport.scrub");
  CHECK(bench.selected() == 0);
  const Time begin = 1'700'000'000'001'000'000, end = begin + 102'000'000;
  CHECK(bench.app->playhead().time > begin + 30'000'000);
  CHECK(bench.app->playhead().time < end - 30'000'000);
}

TEST_CASE("capture_that_breaks_off_shows_what_came_before_and_says_so") {
  const CaptureFile file(20, 30);
  Bench bench(file);
  CHECK(bench.packets() == 47);
  CHECK(bench.shows("topbar.banner"));
  CHECK(bench.says("cut off"));
}

TEST_CASE("capture_gives_every_text_room_at_every_size") {
  const CaptureFile file(300);
  const std::pair<int, int> sizes[] = {{1600, 1000}, {1280, 800}, {1100, 700}, {800, 900}};
  Bench bench(file);
  for (const auto& [width, height] : sizes) {
    for (const int tab : {0, 1, 2, 3, 4, 5}) {
      INFO(width << 'x' << height << " tab " << tab);
      Driver driver(bench.app->rows(), width, height, 1);
      driver.state.middle = tab % 3, driver.state.bottom = tab % 2, driver.state.column = tab;
      driver.frame();
      driver.frame();
      check_labels(driver);
      check_inside(driver);
      check_panels_apart(driver);
    }
  }
}
