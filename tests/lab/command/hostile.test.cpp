// Every command, fed with strings that would steer a terminal: in recordings, lessons, topologies,
// names of files and words of the command line. Nothing of it comes out.

#include "tests/hostile.hpp"
#include "capture/recording/pcapng_writer.hpp"
#include "tests/lab/command/ran.hpp"
#include "tests/lab/run_builder.hpp"
#include "tests/skip.hpp"

#include <cctype>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <pty.h>
#include <regex>
#include <set>
#include <sstream>
#include <unistd.h>

using namespace wirelab;
using namespace wirelab::test;
namespace fs = std::filesystem;

namespace {

// As a word of the shell; it holds no quote of its own.
std::string quoted(const std::string& text) { return "'" + text + "'"; }

// What the program prints on a terminal that knows colours.
std::string on_terminal(const std::string& arguments) {
  int terminal = -1;
  const std::string line = program() + " " + arguments;
  const pid_t child = ::forkpty(&terminal, nullptr, nullptr, nullptr);
  REQUIRE(child >= 0);
  if (child == 0) {
    ::setenv("TERM", "xterm", 1);
    ::unsetenv("NO_COLOR");
    ::execl("/bin/sh", "sh", "-c", line.c_str(), nullptr);
    ::_exit(127);
  }
  std::string text;
  std::array<char, 4096> room;
  for (ssize_t n = 0; (n = ::read(terminal, room.data(), room.size())) > 0;)
    text.append(room.data(), static_cast<std::size_t>(n));
  ::close(terminal);
  ::waitpid(child, nullptr, 0);
  for (std::size_t at = 0; (at = text.find("\r\n", at)) != std::string::npos;) text.erase(at, 1);
  return text;
}

struct Folder {
  Folder() { fs::create_directories(path); }
  ~Folder() { fs::remove_all(path); }
  std::string operator/(const std::string& name) const { return (path / name).string(); }
  fs::path path = fs::temp_directory_path() / ("wirelab-hostile-" + std::to_string(::getpid()));
};

void write(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

void write(const std::string& path, const std::vector<Item>& items) {
  std::ofstream file(path, std::ios::binary);
  PcapngWriter writer([&](std::span<const std::uint8_t> bytes) -> Outcome {
    file.write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size()));
    return Done{};
  });
  for (const Item& item : items) {
    if (std::holds_alternative<End>(item)) continue;
    REQUIRE(std::visit(
        [&](const auto& one) -> bool {
          if constexpr (std::is_same_v<std::decay_t<decltype(one)>, End>)
            return true;
          else
            return static_cast<bool>(writer.write(one));
        },
        item));
  }
}

// A run with notes of every kind.
RunBuilder run_of_all_kinds() {
  using namespace tcp;
  RunBuilder run("last-ack");
  run.note(-1.9, NoteKind::program,
           {{"HOST", "server"}, {"PROGRAM", "web"}, {"EVENT", "start"}, {"PID", "7"}});
  run.note(-1.8, NoteKind::program,
           {{"HOST", "server"}, {"PROGRAM", "web"}, {"EVENT", "output"}, {"TEXT", "listening"}});
  run.call(-1.5, "server", "listen", 1, "0.0.0.0:8080");
  run.returned(-1.4, "server", "listen", 1, "0", "", "0.0.0.0:8080");
  run.call(-0.5, "client", "connect", 2, "", server);
  const auto first = run.up(0, syn, 0);
  run.kernel(0.1, "client", "SYN-SENT", "sent", first, {{"RTO_NS", "1000000000"}});
  run.fate(10, first, "dropped");
  const auto again = run.up(1000, syn, 0);
  run.fate(1020, again, "delivered", "wire");
  run.kernel(1020.1, "server", "SYN-RECEIVED", "delivered", again);
  run.ask(1030, "last-ack");
  run.returned(1040, "client", "connect", 2, "", "ETIMEDOUT", client, server);
  run.note(1050, NoteKind::counter,
           {{"HOST", "server"}, {"COUNTER", "ListenDrops"}, {"VALUE", "1"}, {"DELTA", "1"}});
  run.note(1051, NoteKind::table,
           {{"HOST", "client"}, {"TABLE", "neighbour"}, {"CHANGE", "added"}, {"TEXT", "10.0.0.2"}});
  run.note(1052, NoteKind::error, {{"TEXT", "no such host"}, {"HOST", "client"}});
  run.note(1053, NoteKind::wire, {{"ACTION", "rerun"}, {"TEXT", "once more"}, {"BY", "hand"}});
  run.result(1110, {{"ASK", "last-ack"}, {"ANSWER", "accepts"}});
  run.result(1110, {{"CHECK", "accepted"}, {"PASSED", "no"}, {"EXPECTED", "A"}, {"ACTUAL", "B"}});
  run.result(1110, {{"FACT", "bytes"}, {"VALUE", "18"}});
  run.end(1111);
  return run;
}

// The run, a field of that name hostile wherever it stands.
std::vector<Item> with_hostile(std::vector<Item> items, const std::string& name) {
  for (Item& item : items) {
    if (auto* note = std::get_if<Note>(&item))
      for (auto& [field, value] : note->fields)
        if (field == name) value += hostile;
    if (auto* interface = std::get_if<Interface>(&item); interface && name == "interface")
      interface->name += hostile, interface->segment += hostile;
    if (auto* section = std::get_if<Section>(&item); section && name == "section")
      section->application += hostile, section->system += hostile;
  }
  return items;
}

std::set<std::string> names_of_fields(const std::vector<Item>& items) {
  std::set<std::string> names{"interface", "section"};
  for (const Item& item : items)
    if (const auto* note = std::get_if<Note>(&item))
      for (const auto& [field, value] : note->fields) names.insert(field);
  return names;
}

// Somebody's capture whose names and payloads are hostile; where a reader guesses, at HTTP and DNS.
std::vector<Item> foreign(std::vector<std::vector<std::uint8_t>>& bytes) {
  std::vector<Item> items{Section{"dumpcap" + hostile, "Linux" + hostile},
                          Interface{"eth0" + hostile, hostile, link_type_ethernet, 0}};
  std::uint64_t number = 0;
  for (const std::string& payload : {"GET /" + hostile + " HTTP/1.1\r\n\r\n", hostile}) {
    tcp::Segment segment{.sequence = 1, .flags = tcp::psh | tcp::ack, .window = 502};
    segment.length = static_cast<std::uint32_t>(payload.size());
    for (const std::string to : {"10.0.0.2:80", "10.0.0.2:53"}) {
      auto& frame = bytes.emplace_back(tcp_frame(client, to, segment));
      std::copy(payload.begin(), payload.end(), frame.end() - segment.length);
    }
  }
  for (const auto& frame : bytes)
    items.emplace_back(Frame{.time = start,
                             .number = ++number,
                             .wire_length = static_cast<std::uint32_t>(frame.size()),
                             .bytes = frame});
  return items;
}

// Of one of our programs. Nothing may wait for a person: there is no display and no input.
void check_safe(const std::string& arguments, const std::string& which = "wirelab",
                const std::string& before = "") {
  INFO(which << ' ' << arguments);
  const Ran ran =
      shell("env -u DISPLAY -u WAYLAND_DISPLAY " + before + " " +
            fs::path(program()).replace_filename(which).string() + " " + arguments + " </dev/null");
  CHECK(unsafe(ran.text) == "");
  CHECK(ran.code < 5);
}

// Each line is an object still.
void check_json(const std::string& arguments) {
  INFO(arguments);
  std::istringstream lines(command(arguments).text);
  for (std::string line; std::getline(lines, line);)
    if (!line.starts_with("wirelab: ")) CHECK(nlohmann::json::accept(line));
}

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// In the title and in what is told; the rest steers the lesson.
std::string with_hostile_lines(const std::string& text) {
  std::istringstream lines(text);
  std::string all;
  for (std::string line; std::getline(lines, line);)
    all += line + (line.starts_with("# ") || std::isupper(line[0]) != 0 ? hostile : "") + "\n";
  return all;
}

// All that TOML lets into a string only as \u....
std::string escaped_for_toml(const std::string& text) {
  std::string shown;
  for (const char c : text)
    if (const auto byte = static_cast<unsigned char>(c); byte < 0x20 || byte >= 0x7f)
      shown +=
          "\\u00" + std::string(1, "0123456789abcdef"[byte >> 4]) + "0123456789abcdef"[byte & 15];
    else if (c != '\\')
      shown += c;
  return shown;
}

const std::string shipped = std::string(WIRELAB_SOURCE_DIR) + "/lessons/handshake/handshake.pcapng";
const std::vector<std::string> views{"",
                                     " --json",
                                     " -c 3",
                                     " --stream 0",
                                     " --summary",
                                     " --connections --json",
                                     " --connections",
                                     " --findings",
                                     " --findings --json"};

}  // namespace

#define NEEDS_PROGRAM() \
  if (!fs::exists(program())) WIRELAB_SKIP("wirelab is not built")

TEST_CASE("the eye of this test sees each kind") {
  CHECK(unsafe("plain\n\té → 第 👋\u00a0") == "");
  for (const char* one :
       {"\x1b[31m", "\x07", "\r", "\b", "\x7f", "\u009b", "\x9b", "\u202e", "\u2066", "\u200f",
        "\u061c", "\u200b", "\u2028", "\ufeff", "\xff", "\xe2\x80"})
    CHECK(unsafe(one) != "");
}

TEST_CASE("hostile notes of every kind are shown without steering the terminal") {
  NEEDS_PROGRAM();
  const Folder folder;
  const std::string file = folder / "run.pcapng";
  const RunBuilder run = run_of_all_kinds();  // has the frames' bytes
  const std::vector<Item>& items = run.items;
  for (const std::string& name : names_of_fields(items)) {
    INFO(name);
    write(file, with_hostile(items, name));
    for (const std::string view : {"", " -c 20", " --json"}) check_safe("show " + file + view);
    check_json("show " + file + " --json");
  }
  std::vector<Item> all = items;
  for (const std::string name : {"EXPECTED", "ACTUAL", "PROGRAM", "TEXT", "VALUE", "interface"})
    all = with_hostile(all, name);
  write(file, all);
  CHECK(command("show " + file).says("\\u001b]0;owned\\u0007"));
  for (const std::string& view : views) check_safe("show " + file + view);
  check_safe("export " + file + " --pcapng " + (folder / "out.pcapng"));
  check_safe("show " + (folder / "out.pcapng"));
  fs::resize_file(file, fs::file_size(file) - 5);  // damaged: a sentence that names the file
  check_safe("show " + file);
}

TEST_CASE("hostile names and payloads of a foreign capture are shown without steering") {
  NEEDS_PROGRAM();
  const Folder folder;
  std::vector<std::vector<std::uint8_t>> bytes;
  const std::string file = folder / hostile;  // the file's own name, too
  write(file, foreign(bytes));
  for (const std::string& view : views) {
    check_safe("show " + quoted(file) + view);
    if (view.ends_with("json")) check_json("show " + quoted(file) + view);
  }
  check_safe("show " + quoted(file) + " --stream 9");
  check_safe("open " + quoted(file));
  check_safe("-r " + quoted(file));
}

TEST_CASE("hostile words of a command line come back without steering") {
  NEEDS_PROGRAM();
  const std::string word = quoted(hostile), none = "/dev/null/" + word;
  for (const std::string& arguments : {word,
                                       "--" + word,
                                       "show " + word,
                                       "show " + shipped + " -Y " + word,
                                       "show " + shipped + " " + word,
                                       "show " + shipped + " -c " + word,
                                       "open " + word,
                                       "-r " + word,
                                       "list " + word,
                                       "run " + word,
                                       "run handshake --headless --step " + word,
                                       "run handshake --seed " + word,
                                       "run handshake --headless -w " + none,
                                       "play --headless " + word,
                                       "play --headless -w " + none,
                                       "exec --run 1 " + word + " -- true",
                                       "exec " + word + " -- " + word,
                                       "remote --run 1 " + word,
                                       "remote --run " + word,
                                       "capture --headless -i " + word,
                                       "export " + word + " --pcapng x",
                                       "export " + shipped + " --pcapng " + none,
                                       "export " + shipped + " --pcapng /dev/null -Y " + word,
                                       "shot " + word + " x.png",
                                       "shot handshake --step " + word + " x.png",
                                       "shot handshake " + none,
                                       "shot handshake --size " + word + " x.png",
                                       "shot handshake --look " + word + " x.png",
                                       "subnet " + word,
                                       "subnet --json 10.0.0.1/" + word,
                                       "check-lesson " + word,
                                       "--lang " + word + " list"})
    check_safe(arguments);
  for (const std::string& arguments :
       {word, "--" + word, "handshake --step " + word, "handshake --seed " + word,
        "--topology " + word, "handshake " + word, "handshake --auto -w " + none,
        "--topology pair --ping " + word})
    check_safe(arguments, "wirelab-testbed");
  for (const std::string& arguments : {word, "--" + word, "-i " + word, "-i lo -w " + none,
                                       "-i lo -c " + word, "-i lo -w /dev/null " + word})
    check_safe(arguments, "wirelab-capture");
}

TEST_CASE("hostile lessons, words and folders are shown without steering") {
  NEEDS_PROGRAM();
  const Folder folder;
  const fs::path lessons = folder.path / "data" / "lessons";
  fs::create_directories(folder.path / "data");
  fs::copy(fs::path(std::getenv("WIRELAB_DATA")) / "words", folder.path / "data" / "words");
  const std::string text =
      read(std::string(WIRELAB_SOURCE_DIR) + "/lessons/handshake/handshake.en.md");
  const auto add_lesson = [&](const std::string& name, const std::string& markdown) {
    fs::create_directories(lessons / name);
    write((lessons / name / (name + ".en.md")).string(), markdown);
    fs::copy_file(shipped, lessons / name / (name + ".pcapng"));
  };
  add_lesson("handshake", with_hostile_lines(text));
  const std::string evil = "evil" + hostile.substr(0, 60);
  add_lesson(evil, text);
  add_lesson("broken", "# Broken" + hostile + "\n## " + hostile + "\n### " + hostile + "\n");
  const std::string data = "WIRELAB_DATA=" + quoted(folder / "data");
  const std::vector<std::string> commands{"list",
                                          "list --names",
                                          "check-lesson handshake",
                                          "check-lesson broken",
                                          "check-lesson " + quoted(evil),
                                          "run broken --headless",
                                          "show " + shipped,
                                          "doctor",
                                          "shot handshake " + (folder / "x.png"),
                                          "--lang zh list"};
  for (const std::string& arguments : commands) check_safe(arguments, "wirelab", data);
  for (const std::string name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "LANG",
                                 "WIRELAB_DATA", "HOME", "TERM"})
    check_safe("doctor", "wirelab", name + "=" + quoted("/nonexistent/" + hostile));
}

TEST_CASE("a hostile topology is refused without steering") {
  NEEDS_PROGRAM();
  const Folder folder;
  const std::string file = folder / "t.toml";
  const std::string in_toml = escaped_for_toml(hostile);
  for (const std::string& text :
       {hostile, "[hosts." + hostile + "]",
        "[hosts.\"" + in_toml + "\"]\naddress = \"10.0.0.1/24\"",
        "[hosts.a]\naddress = \"" + in_toml + "\"", "[hosts.a]\n\"" + in_toml + "\" = 1",
        "[hosts.a]\naddress = \"10.0.0.1/24\"\nsegment = \"" + in_toml + "\"",
        "[segments.\"" + in_toml + "\"]\nkind = \"cable\"",
        "[segments.a]\nkind = \"" + in_toml + "\""}) {
    write(file, text);
    check_safe("play --headless " + file);
    check_safe("--topology " + file + " -w /dev/null", "wirelab-testbed");
  }
}

TEST_CASE("on a terminal our own colours pass, and no others") {
  NEEDS_PROGRAM();
  const Folder folder;
  const std::string file = folder / "run.pcapng";
  const RunBuilder run = run_of_all_kinds();
  std::vector<Item> items = run.items;
  for (const std::string name : {"EXPECTED", "ACTUAL", "CALL", "ERRNO"})
    items = with_hostile(items, name);
  write(file, items);
  const std::string shown = on_terminal("show " + file);
  const std::regex colour("\x1b\\[(0|1|2|31|32|33|35|36|93)m");
  CHECK(std::regex_search(shown, colour));
  CHECK(unsafe(std::regex_replace(shown, colour, "")) == "");
  CHECK(shown.find("\x1b[32mPASSED") == std::string::npos);
  CHECK(shown.find("\\u001b[32mPASSED") != std::string::npos);
}
