// The bits of an address in the window: the tab, the handle, the blocks, the drill.

#include <imgui.h>

#include <filesystem>
#include <fstream>

#include "lab/window/showing/keys.hpp"
#include "tests/window/app.hpp"
#include "tests/window/driver.hpp"
#include "tests/window/room.hpp"

using namespace wirelab;
using namespace wirelab::window;
using namespace wirelab::window::test;

namespace {

address::Ipv4Prefix prefix(std::string_view typed) {
  return std::get<address::Ipv4Prefix>(address::parse_ipv4_prefix(typed));
}

BenchRows shown(const lab::SubnetState& state, lab::Look look = lab::Look::light) {
  BenchRows rows;
  rows.bar.look = look;
  rows.bar.subnets = true;
  rows.subnet = lab::subnet_rows(state, wirelab::test::words());
  return rows;
}
BenchRows shown(std::string_view typed) {
  lab::SubnetState state;
  state.prefix = prefix(typed);
  return shown(state);
}

// An App on a screen: what is asked for happens.
struct Bench {
  Bench() {
    path = std::filesystem::temp_directory_path() /
           ("wirelab_subnet_test_" + std::to_string(::getpid()) + ".pcapng");
    std::ofstream out(path, std::ios::binary);
    PcapngWriter writer([&](std::span<const std::uint8_t> bytes) -> Outcome {
      out.write(reinterpret_cast<const char*>(bytes.data()),
                static_cast<std::streamsize>(bytes.size()));
      return Done{};
    });
    const auto run = wirelab::test::last_ack();
    for (const Item& item : run.items) REQUIRE(writer.write(item));
    out.close();
    lab::WindowStart start;
    start.recording = path;
    start.as_new = true;
    const char* data = std::getenv("WIRELAB_DATA");
    start.data_directory = data ? data : "";
    auto opened = App::open(start, [] {});
    if (!opened) FAIL(opened.error().message);
    app = *std::move(opened);
    app->settle();
    app->advance(0, 0);
    driver = std::make_unique<Driver>(app->rows());
  }
  ~Bench() {
    app.reset();
    std::filesystem::remove(path);
  }
  void take(const Requests& requests) {
    for (const auto& request : requests) app->perform(request);
    driver->rows = app->rows();
    driver->frame();
  }
  void click(const std::string& name) { take(driver->click(name)); }
  void press(Key key) { take(key_requests(driver->rows, key)); }
  bool shows(const std::string& name) { return driver->registry().find(name).has_value(); }
  bool says(const std::string& text) {
    for (const auto& label : driver->registry().labels())
      if (label.text.find(text) != std::string::npos) return true;
    return false;
  }
  // Into a field, as a keyboard does, and a key at its end.
  void type(TextEdit& edit, const std::string& text, int end) {
    edit.set("");
    edit.wanted = true;
    driver->frame();
    driver->frame();
    for (const char c : text) ImGui::GetIO().AddInputCharacter(static_cast<unsigned>(c));
    driver->frame();
    driver->screen.key(end, true);
    Requests asked = driver->frame();
    driver->screen.key(end, false);
    for (auto& request : driver->frame()) asked.push_back(std::move(request));
    take(asked);
  }
  const lab::SubnetState& state() const { return app->subnet(); }

  std::filesystem::path path;
  std::unique_ptr<App> app;
  std::unique_ptr<Driver> driver;
};

}  // namespace

TEST_CASE("subnet_tab_opens_the_bits_and_leads_back") {
  Bench bench;
  CHECK(bench.shows("lesson.button"));
  bench.click("topbar.subnets");
  CHECK(bench.state().open);
  CHECK(bench.shows("subnet.handle"));
  CHECK_FALSE(bench.shows("lesson.button"));
  CHECK(bench.says("172.16.13.191"));
  bench.click("topbar.learn");
  CHECK_FALSE(bench.state().open);
  CHECK(bench.shows("lesson.button"));
}

TEST_CASE("subnet_handle_is_dragged_along_the_bits") {
  Bench bench;
  bench.click("topbar.subnets");
  Driver& driver = *bench.driver;
  const auto knob = driver.registry().find("subnet.handle");
  const auto bit = driver.registry().find("subnet.bit.20");
  REQUIRE((knob && bit));
  driver.screen.move(knob->centre());
  driver.frame();
  driver.screen.press(true);
  bench.take(driver.frame());
  driver.screen.move({bit->x - 1, knob->mid_y()});
  bench.take(driver.frame());
  CHECK(bench.state().prefix.length == 20);
  driver.screen.move({-500, knob->mid_y()});
  bench.take(driver.frame());
  CHECK(bench.state().prefix.length == 0);
  driver.screen.move({5000, knob->mid_y()});
  bench.take(driver.frame());
  CHECK(bench.state().prefix.length == 32);
  driver.screen.press(false);
  bench.take(driver.frame());
  driver.screen.move({bit->x, knob->mid_y()});  // let go: nothing follows the pointer
  bench.take(driver.frame());
  CHECK(bench.state().prefix.length == 32);
}

TEST_CASE("subnet_split_moves_with_arrows_and_keys") {
  Bench bench;
  bench.click("topbar.subnets");
  bench.click("subnet.longer");
  CHECK(bench.state().prefix.length == 27);
  bench.click("subnet.shorter");
  bench.press(Key::left);
  CHECK(bench.state().prefix.length == 25);
  bench.press(Key::end);
  bench.press(Key::right);
  CHECK(bench.state().prefix.length == 32);
  bench.press(Key::home);
  CHECK(bench.state().prefix.length == 0);
  const auto before = bench.app->playhead();
  bench.press(Key::space);  // the bench behind keeps still
  CHECK(bench.app->playhead().playing == before.playing);
  CHECK(bench.state().prefix.address == prefix("172.16.13.173/26").address);
}

TEST_CASE("subnet_bits_and_blocks_can_be_chosen") {
  Bench bench;
  bench.click("topbar.subnets");
  bench.click("subnet.bit.31");
  CHECK(bench.state().prefix == prefix("172.16.13.172/26"));
  bench.click("subnet.block.0");
  CHECK(bench.state().prefix == prefix("172.16.13.44/26"));
}

TEST_CASE("subnet_address_is_typed_and_explained") {
  Bench bench;
  bench.click("topbar.subnets");
  bench.type(bench.driver->state.subnet.address, "10.4.77.201/20", ImGuiKey_Enter);
  CHECK(bench.state().prefix == prefix("10.4.77.201/20"));
  CHECK(bench.says("10.4.79.255"));
  bench.type(bench.driver->state.subnet.address, "10.4.300.1", ImGuiKey_Enter);
  CHECK(bench.shows("subnet.fault"));
  CHECK(bench.says("300 in the third place"));
  CHECK(bench.state().prefix == prefix("10.4.77.201/20"));
  bench.type(bench.driver->state.subnet.address, "10.0.0.1", ImGuiKey_Enter);
  CHECK(bench.state().prefix == prefix("10.0.0.1/20"));
  CHECK_FALSE(bench.shows("subnet.fault"));
}

TEST_CASE("subnet_drill_checks_four_answers_and_goes_on") {
  Bench bench;
  bench.click("topbar.subnets");
  const auto question = address::drill_question(bench.state().seed, 0);
  auto& answers = bench.driver->state.subnet.answers;
  for (const auto field : address::all_drill_fields)
    answers[static_cast<std::size_t>(field)].set(address::right_answer(question, field));
  answers[3].set(std::to_string(address::address_count(question)));
  bench.click("subnet.check");
  CHECK(bench.shows("subnet.drill.network.right"));
  CHECK(bench.shows("subnet.drill.hosts.wrong"));
  CHECK(bench.says("counts every pattern"));
  CHECK(bench.says("3 of 4 right"));
  bench.click("subnet.show");
  CHECK(bench.state().prefix == question);
  bench.type(answers[3], std::to_string(address::host_count(question)), ImGuiKey_Enter);
  CHECK(bench.shows("subnet.drill.hosts.right"));
  CHECK(bench.says("All four are right."));
  bench.click("subnet.check");  // now: the next one
  CHECK(bench.state().question == 1);
  CHECK(std::string(answers[0].text.data()).empty());
  CHECK_FALSE(bench.shows("subnet.verdict"));
}

TEST_CASE("subnet_drill_mark_goes_when_its_answer_is_changed") {
  Bench bench;
  bench.click("topbar.subnets");
  auto& answers = bench.driver->state.subnet.answers;
  answers[0].set("1.2.3.4");
  bench.click("subnet.check");
  CHECK(bench.shows("subnet.drill.network.wrong"));
  answers[0].set("1.2.3.5");
  bench.driver->frame();
  CHECK_FALSE(bench.shows("subnet.drill.network.wrong"));
}

TEST_CASE("subnet_ping_is_there_where_hosts_have_room") {
  for (const char* typed : {"172.16.13.173/31", "127.0.0.1/8", "224.0.0.5/24", "10.0.0.1/7"}) {
    INFO(typed);
    Driver none(shown(typed));
    CHECK_FALSE(none.registry().find("subnet.ping"));
  }
  BenchRows rows = shown("172.16.13.173/26");
  Driver before(rows);
  CHECK_FALSE(before.registry().find("subnet.frames"));
  (void)only<lab::PingAddress>(before.click("subnet.ping"));
  rows.subnet->hosts.pinged = true;
  Driver after(rows);
  CHECK(only<lab::ShowPing>(after.click("subnet.frames")).frames);
}

TEST_CASE("subnet_gives_every_text_room_at_every_size") {
  const std::pair<int, int> sizes[] = {{1600, 1000}, {1920, 1200}, {1400, 900},
                                       {1280, 800},  {1100, 700},  {760, 700}};
  for (const auto& [width, height] : sizes) {
    for (const char* typed :
         {"172.16.13.173/26", "10.4.77.201/20", "255.255.255.255/32", "0.0.0.0/0",
          "192.168.100.100/31", "192.168.100.101/1", "172.16.13.173/28"}) {
      for (const int tab : {0, 1, 2}) {
        if (tab > 0 && std::string_view(typed) != "172.16.13.173/26") continue;
        INFO(width << 'x' << height << " " << typed << " tab " << tab);
        lab::SubnetState state;
        state.prefix = prefix(typed);
        state.answers = lab::DrillAnswers{"10.4.65.3", "", "172.255.255.255", "1000"};
        Driver driver(shown(state), width, height, 1);
        driver.state.subnet.tab = tab;
        driver.frame();
        driver.frame();
        check_labels(driver);
        check_inside(driver);
        check_panels_apart(driver);
      }
    }
  }
}

TEST_CASE("subnet_looks_differ_and_the_handle_stands_at_the_split") {
  lab::SubnetState state;
  Driver light(shown(state)), dark(shown(state, lab::Look::dark));
  CHECK(light.screen.picture().pixels != dark.screen.picture().pixels);
  for (const int length : {1, 8, 20, 31}) {
    Driver driver(shown("172.16.13.173/" + std::to_string(length)));
    const auto handle = driver.registry().find("subnet.handle");
    const auto before = driver.registry().find("subnet.bit." + std::to_string(length - 1));
    const auto after = driver.registry().find("subnet.bit." + std::to_string(length));
    REQUIRE((handle && before && after));
    CHECK(handle->mid_x() > before->right() - 9);
    CHECK(handle->mid_x() < after->x + 9);
  }
}
