#pragma once

#include "lab/command/context.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wirelab::lab {

// The commands, each in a file of its name. They return the exit code.

struct ListArguments {
  bool names = false;
};
int run_list(const Context& context, const ListArguments& arguments);

struct RunArguments {
  std::string lesson, step, from, save_to;
  std::optional<std::uint64_t> seed;
  bool headless = false, json = false;
};
int run_lesson(const Context& context, const RunArguments& arguments);
int run_headless(const Context& context, const RunArguments& arguments);

struct PlayArguments {
  std::string topology = "pair", save_to;  // pair, lan, two-nets or a TOML file
  std::optional<std::uint64_t> seed;
  bool headless = false;
};
// Free play: hosts and wires without a lesson. Without a display in the terminal.
int run_play(const Context& context, const PlayArguments& arguments);

struct ShowArguments {
  std::string file;
  bool json = false;
  std::optional<std::size_t> count;
  std::string display_filter;
  std::vector<std::string> bpf;
  bool connections = false, findings = false, summary = false;
  std::optional<std::uint32_t> stream;
};
int run_show(const Context& context, const ShowArguments& arguments);

struct CaptureArguments {
  std::string interface;
  std::optional<std::uint32_t> snap_length, buffer_kib;
  std::vector<std::string> filter;  // words of BPF
  bool headless = false;            // in the terminal, even where there is a display
  ShowArguments show;               // how the frames are printed
};
// A live interface, through wirelab-capture.
int run_capture(const Context& context, const CaptureArguments& arguments);

struct ExportArguments {
  std::string file, pcapng;
  std::optional<std::size_t> count;
  std::optional<std::uint32_t> stream;
  std::string display_filter;
  std::vector<std::string> bpf;
};
int run_export(const Context& context, const ExportArguments& arguments);

// A file in the window; empty: the list of lessons, or the last place.
int run_open(const Context& context, const std::string& file);
// Opens the window, or says in one sentence why there is none and what to call instead.
int enter_window(const Context& context, WindowStart start, const std::string& instead);

struct ShotArguments {
  std::string subject;  // a lesson's name or a file, or subnet:ADDRESS/PREFIX
  std::string all;      // a folder for pictures of every step of every lesson, and no subject
  std::string step, look = "dark", size = "1600x1000", out;
  std::optional<double> at;
  int scale = 1;
  bool unanswered = false;
};
int run_shot(const Context& context, const ShotArguments& arguments);

struct SubnetArguments {
  std::string prefix;  // "192.168.1.77/26", or IPv6
  bool json = false;
};
int run_subnet(const Context& context, const SubnetArguments& arguments);

struct ExecArguments {
  int run = 0;
  std::string host;
  std::vector<std::string> command;
};
int run_exec(const ExecArguments& arguments);

struct RemoteArguments {
  int run = 0;
  std::vector<std::string> words;  // of lines to say; none: standard input has the lines
};
// Says lines to the remote of a running lesson and prints what it answers. 1: one was refused.
int run_remote(const RemoteArguments& arguments);
// What a lesson's text lacks; for teachers.
int run_check_lesson(const Context& context, const std::string& lesson);

int run_doctor(const Context& context);
std::string version_text();

// The whole program: reads the arguments and calls one of the above.
int run_program(int argc, char** argv, WindowDoors window);

}  // namespace wirelab::lab
