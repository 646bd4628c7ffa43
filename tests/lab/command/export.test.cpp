// The built program's `export`: which part of a recording it keeps, seen through `show --json`.

#include <catch2/catch.hpp>

#include "tests/lab/command/ran.hpp"
#include "tests/skip.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

using namespace wirelab::test;
namespace fs = std::filesystem;

namespace {

const std::string run_file =
    std::string(WIRELAB_SOURCE_DIR) + "/lessons/handshake/handshake.pcapng";
const std::string foreign_file =
    std::string(WIRELAB_SOURCE_DIR) + "/tests/capture/verdicts/absurd.pcap";

// All but the first line, which names the file.
std::string frames(const Ran& ran) { return ran.text.substr(ran.text.find('\n') + 1); }

Ran exported(const std::string& file, const std::string& choice, const std::string& then) {
  const std::string bpf = choice.substr(std::min(choice.find("--"), choice.size()));
  const std::string options = choice.substr(0, choice.size() - bpf.size());
  return command("export " + file + " --pcapng - " + options + " " +
                 (bpf.empty() ? bpf : bpf.substr(2)) + " | " + program() + " show - " + then);
}

}  // namespace

#define NEEDS_PROGRAM() \
  if (!fs::exists(program())) WIRELAB_SKIP("wirelab is not built")

TEST_CASE("export_keeps_the_frames_that_pass_a_filter") {
  NEEDS_PROGRAM();
  const Ran display = exported(foreign_file, "-Y 'tcp.flags.syn == 1'", "--json");
  CHECK(display.code == 0);
  CHECK(display.lines() == command("show " + foreign_file + " --json -Y tcp.flags.syn==1").lines());
  CHECK(display.lines() > 2);
  const Ran bpf = exported(foreign_file, "--'tcp[tcpflags]' '&' tcp-syn '!=' 0", "--json");
  CHECK(bpf.text == display.text);
  CHECK(exported(foreign_file, "-c 2 -Y 'tcp.flags.syn == 1'", "--json").lines() == 3);
}

TEST_CASE("export_knows_the_fate_of_the_frames_that_it_chooses") {
  NEEDS_PROGRAM();
  const std::string dropped = " --json -Y 'wirelab.fate == dropped'";
  const Ran whole = command("show " + run_file + dropped);
  const Ran part = exported(run_file, "-Y 'wirelab.fate == dropped'", dropped);
  CHECK(whole.lines() > 1);
  CHECK(part.lines() == whole.lines());
  CHECK(part.says("\"fate\":\"dropped\""));
  const Ran others =
      exported(run_file, "-Y 'wirelab.fate == dropped'", "--json -Y 'not wirelab.fate == dropped'");
  CHECK_FALSE(others.says("{\"frame\":"));
}

TEST_CASE("export_of_the_first_frames_of_a_run_keeps_what_became_of_them") {
  NEEDS_PROGRAM();
  for (const char* count : {"1", "2", "5"}) {
    INFO(count);
    const std::string first = std::string(" --json -c ") + count;
    CHECK(frames(exported(run_file, std::string("-c ") + count, "--json -Y frame")) ==
          frames(command("show " + run_file + first)));
  }
}

TEST_CASE("export_with_a_bad_filter_leaves_the_file_as_it_was") {
  NEEDS_PROGRAM();
  const fs::path out = fs::temp_directory_path() / ("wirelab-export-" + std::to_string(::getpid()));
  std::ofstream(out) << "precious";
  const std::string to = " --pcapng " + out.string();
  CHECK(command("export " + foreign_file + to + " tcp prot 80").code == 2);
  CHECK(command("export " + foreign_file + to + " -Y tcp.prot").code == 2);
  CHECK(fs::file_size(out) == 8);
  fs::remove(out);
}
