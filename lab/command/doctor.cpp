#include "lab/command/commands.hpp"

#include "lab/model/data_directory.hpp"
#include "lab/model/settings.hpp"
#include "lab/rows/wording.hpp"
#include "lessons/machine/probe.hpp"

#include <filesystem>
#include <fmt/format.h>
#include <sys/utsname.h>
#include <unistd.h>

extern "C" const char* pcap_lib_version();

namespace wirelab::lab {
namespace {

namespace fs = std::filesystem;

std::string line(bool works, std::string_view what, std::string_view found) {
  return fmt::format("{:<4}  {:<34}  {}\n", works ? "ok" : "--", what, found);
}

std::string kernel() {
  utsname names{};
  return ::uname(&names) == 0 ? fmt::format("{} {}", names.sysname, names.release) : "";
}

std::string fonts_found() {
  static constexpr const char* folders[]{
      "/usr/share/fonts/opentype/inter", "/usr/share/fonts/truetype/inter",
      "/usr/share/fonts/truetype/jetbrains-mono", "/usr/share/fonts/truetype/wqy",
      "/usr/share/fonts/opentype/noto"};
  std::string found;
  std::error_code error;
  for (const char* folder : folders) {
    if (!fs::exists(folder, error)) continue;
    found += (found.empty() ? "" : ", ") + fs::path(folder).filename().string();
  }
  return found;
}

bool report_testbed(const Context& context) {
  bool all = true;
  std::string last_remedy;  // the steps behind it may fail for the same reason
  for (const lessons::Probe& probe : lessons::probe_machine()) {
    print(line(probe.works, probe.step, probe.works ? "" : probe.cause));
    if (!probe.works && !probe.remedy.empty() && probe.remedy != last_remedy) {
      print(fmt::format("      {}\n", probe.remedy));
      last_remedy = probe.remedy;
    }
    all = all && (probe.works || !probe.needed);
  }
  print(say(context.words, all ? "terminal.testbed_works" : "terminal.testbed_forbidden") + "\n");
  return all;
}

}  // namespace

std::string version_text() {
  return fmt::format("wirelab {} with {}\n", WIRELAB_VERSION, pcap_lib_version());
}

int run_doctor(const Context& context) {
  print(version_text());
  print(line(true, "kernel", kernel()));
  print(line(true, "words and lessons", context.data));
  const std::string testbed = program_path("wirelab-testbed");
  print(line(fs::exists(testbed), "wirelab-testbed", testbed));
  print(line(static_cast<bool>(context.window.run), "window",
             context.window.run ? "built in" : "this build has none"));
  print(line(has_display(), "display",
             has_display() ? "found" : "DISPLAY and WAYLAND_DISPLAY are not set"));
  const std::string fonts = fonts_found();
  print(
      line(!fonts.empty(), "fonts", fonts.empty() ? "none of Inter, JetBrains Mono, WQY" : fonts));
  print(line(true, "settings", config_folder()));
  print(line(true, "progress", progress_folder()));
  return report_testbed(context) ? exit_ok : exit_machine;
}

}  // namespace wirelab::lab
