#include "lab/command/commands.hpp"
#include "lab/command/option_check.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace wirelab::lab {
namespace {

const char* const json_help =
    "One JSON object a line. First {\"wirelab\":1,\"file\":...}, then one for each frame: frame, "
    "time, stream, src, dst,\n"
    "flags, seq, ack, win, len, states, analysis; in runs also fate, kernel, agreement. After the "
    "frames of a scene come\n"
    "its results, without \"frame\": {\"step\",\"run\",\"ask\",\"answer\"}, "
    "{\"step\",\"run\",\"check\",\"passed\",\"expected\",\"actual\"},\n"
    "{\"step\",\"run\",\"fact\",\"value\"}; of a run that was set aside, as the machine was too "
    "slow, {\"step\",\"run\",\"set_aside\":true}.\n"
    "A damaged recording ends with {\"fault\":...}. Keys without a value are left out.";

const char* const exit_help =
    "Exit codes: 0 done or passed, 1 a check failed, 2 usage, 3 input unreadable, 4 this machine "
    "cannot run it (see "
    "wirelab doctor).";

// All that the command line can say; which command was meant is the subcommand that was parsed.
struct Parsed {
  std::string language, replay, open_file, check_lesson;
  bool version = false;
  std::optional<std::uint64_t> unpack_at_most;
  ListArguments list;
  RunArguments run;
  PlayArguments play;
  ShowArguments show;
  ShotArguments shot;
  ExportArguments exports;
  CaptureArguments capture;
  SubnetArguments subnet;
  ExecArguments exec;
  RemoteArguments remote;
};

void add_run(CLI::App& app, Parsed& parsed) {
  CLI::App* run =
      app.add_subcommand("run", "A lesson: in the window, or with --headless in the terminal");
  RunArguments& arguments = parsed.run;
  run->add_option("LESSON", arguments.lesson, "its name, as wirelab list says it")->required();
  run->add_flag("--headless", arguments.headless, "no window: ladders, checks, what is true");
  CLI::Option* step = run->add_option("--step", arguments.step, "that step alone");
  run->add_option("--from", arguments.from, "that step and all after it")->excludes(step);
  run->add_option("-w", arguments.save_to,
                  "write the recording to FILE (pcapng); - is standard output")
      ->option_text("FILE");
  run->add_option("--seed", arguments.seed, "same seed, same fates")->check(whole_number());
  run->add_flag("--json", arguments.json, "as show --json; implies --headless");
}

void add_play(CLI::App& app, Parsed& parsed) {
  CLI::App* play = app.add_subcommand(
      "play", "Free play: hosts and wires of your own, programs by wirelab exec");
  PlayArguments& arguments = parsed.play;
  play->add_option("TOPOLOGY", arguments.topology, "pair, lan, two-nets, or a TOML file")
      ->capture_default_str();
  play->add_flag("--headless", arguments.headless,
                 "no window: a line for each frame, the remote on standard input");
  play->add_option("-w", arguments.save_to,
                   "write the recording to FILE (pcapng); - is standard output")
      ->option_text("FILE");
  play->add_option("--seed", arguments.seed, "same seed, same fates")->check(whole_number());
}

void add_show(CLI::App& app, Parsed& parsed) {
  CLI::App* show =
      app.add_subcommand("show", "A recording in the terminal: frames, states, verdicts");
  show->add_option("FILE,-r", parsed.show.file, "pcapng or pcap; - is standard input")->required();
  show->add_flag("--json", parsed.show.json, json_help);
  show->add_option("-c", parsed.show.count, "no more than N frames")
      ->check(whole_number())
      ->option_text("N");
  show->add_option("-Y", parsed.show.display_filter,
                   "only frames that pass a display filter, a subset of Wireshark's (man wirelab)")
      ->option_text("EXPR");
  CLI::Option* stream =
      show->add_option("--stream", parsed.show.stream, "the ladder of one connection")
          ->check(whole_number())
          ->option_text("N");
  CLI::Option* connections =
      show->add_flag("--connections", parsed.show.connections, "one line for each connection");
  CLI::Option* findings =
      show->add_flag("--findings", parsed.show.findings, "what deserves a look, worst first");
  findings->excludes(stream)->excludes(connections);
  connections->excludes(stream);
  CLI::Option* summary = show->add_flag("--summary", parsed.show.summary,
                                        "packets, connections and verdicts in a few lines");
  for (CLI::Option* one : {stream, connections, findings}) summary->excludes(one);
  show->add_option("BPF", parsed.show.bpf, "only frames that pass it, as tcpdump's expression");
}

void add_capture(CLI::App& app, Parsed& parsed) {
  CLI::App* capture = app.add_subcommand(
      "capture", "A live interface, in the window or as show in the terminal; Ctrl-C ends it");
  CaptureArguments& arguments = parsed.capture;
  capture->add_option("-i", arguments.interface, "wirelab-capture -D lists them")
      ->option_text("IF")
      ->required();
  capture->add_option("-s", arguments.snap_length, "bytes kept of each frame")
      ->check(whole_number())
      ->option_text("BYTES");
  capture->add_option("-B", arguments.buffer_kib, "the kernel's buffer")
      ->check(whole_number())
      ->option_text("KIB");
  capture->add_option("-c", arguments.show.count, "stop after N frames")
      ->check(whole_number())
      ->option_text("N");
  capture->add_flag("--headless", arguments.headless, "in the terminal");
  capture->add_flag("--json", arguments.show.json, "as show --json");
  capture->add_option("FILTER", arguments.filter, "a filter as tcpdump's: tcp port 80");
}

void add_export(CLI::App& app, Parsed& parsed) {
  CLI::App* exports = app.add_subcommand("export", "A recording, or a part of it, as another file");
  ExportArguments& arguments = parsed.exports;
  exports->add_option("FILE,-r", arguments.file, "pcapng or pcap; - is standard input")->required();
  exports
      ->add_option("--pcapng", arguments.pcapng,
                   "write pcapng to OUT, with all comments, names and notes; - is standard output")
      ->option_text("OUT")
      ->required();
  exports->add_option("-c", arguments.count, "no more than N frames")
      ->check(whole_number())
      ->option_text("N");
  exports->add_option("--stream", arguments.stream, "the frames of connection N alone")
      ->check(whole_number())
      ->option_text("N");
  exports->add_option("-Y", arguments.display_filter, "only frames that pass it, as show's")
      ->option_text("EXPR");
  exports->add_option("BPF", arguments.bpf, "only frames that pass it, as tcpdump's expression");
}

void add_shot(CLI::App& app, Parsed& parsed) {
  CLI::App* shot = app.add_subcommand("shot", "A picture of the window; needs no display");
  ShotArguments& arguments = parsed.shot;
  CLI::Option* subject = shot->add_option("SUBJECT", arguments.subject,
                                          "a lesson or a recording, or subnet:ADDRESS/PREFIX");
  CLI::Option* step =
      shot->add_option("--step", arguments.step,
                       "its end; where the wire shows the hand at its question, that moment");
  CLI::Option* at = shot->add_option("--at", arguments.at, "seconds since the first frame");
  CLI::Option* look = shot->add_option("--look", arguments.look)
                          ->check(CLI::IsMember({"dark", "light"}))
                          ->capture_default_str();
  at->excludes(step);
  shot->add_option("--size", arguments.size, "WIDTHxHEIGHT")->capture_default_str();
  shot->add_option("--scale", arguments.scale)->check(CLI::Range(1, 4))->capture_default_str();
  shot->add_flag("--unanswered", arguments.unanswered, "leave the question open, to vote on it");
  CLI::Option* out = shot->add_option("OUT", arguments.out, "a PNG file");
  CLI::Option* all = shot->add_option("--all", arguments.all,
                                      "every step of every lesson, dark and light, into a folder: "
                                      "LESSON-STEP-dark.png, ..., and index.html");
  all->option_text("DIR");
  for (CLI::Option* one : {subject, step, at, look, out}) all->excludes(one);
}

void add_subnet(CLI::App& app, Parsed& parsed) {
  CLI::App* subnet = app.add_subcommand("subnet", "An address and its prefix, bit by bit");
  subnet
      ->add_option("ADDRESS/PREFIX", parsed.subnet.prefix,
                   "192.168.1.77/26, or with a mask; IPv6 as well")
      ->required();
  subnet->add_flag("--json", parsed.subnet.json, "one JSON object");
}

void add_exec(CLI::App& app, Parsed& parsed) {
  CLI::App* exec = app.add_subcommand("exec", "A program on a host of a running lesson");
  exec->add_option("--run", parsed.exec.run, "the run, where there are several: its process number")
      ->option_text("PID");
  exec->add_option("HOST", parsed.exec.host, "client, server, ...")->required();
  exec->add_option("COMMAND", parsed.exec.command, "the program and its arguments, after --")
      ->required();
  exec->positionals_at_end();
}

void add_remote(CLI::App& app, Parsed& parsed) {
  CLI::App* remote = app.add_subcommand(
      "remote", "Lines to the remote of a running lesson: hold next, rule drop data nth 3, ...");
  remote
      ->add_option("--run", parsed.remote.run,
                   "the run, where there are several: its process number")
      ->option_text("PID");
  remote->add_option(
      "LINE", parsed.remote.words,
      "words of one line, or whole lines in quotes; none: lines from standard input");
  remote->positionals_at_end();
}

void declare(CLI::App& app, Parsed& parsed) {
  app.footer(exit_help);
  app.set_help_flag("-h,--help", "this text");
  app.add_flag("-V,--version", parsed.version, "with the version of libpcap");
  app.add_option("--lang", parsed.language, "en, zh; else LC_ALL, LC_MESSAGES, LANG");
  app.add_option("-r", parsed.replay, "replay FILE in the window; - is standard input")
      ->option_text("FILE");
  app.add_option("--unpack-at-most", parsed.unpack_at_most,
                 "how much of a packed recording (gzip, zstd) is read: 2GB; else 256 MB, or 32 "
                 "times its size where that is more")
      ->check(unsigned_size())
      ->transform(CLI::AsSizeValue(false))
      ->option_text("SIZE");
  app.require_subcommand(0, 1);
  app.fallthrough();  // --lang may stand behind the command
  CLI::App* list = app.add_subcommand("list", "The lessons, and what is done of each");
  list->add_flag("--names", parsed.list.names, "names alone, for scripts");
  add_run(app, parsed);
  add_play(app, parsed);
  CLI::App* open = app.add_subcommand("open", "Replay a recording in the window");
  open->add_option("FILE", parsed.open_file, "pcapng or pcap; - is standard input")->required();
  add_show(app, parsed);
  add_capture(app, parsed);
  add_export(app, parsed);
  add_shot(app, parsed);
  add_subnet(app, parsed);
  add_exec(app, parsed);
  add_remote(app, parsed);
  CLI::App* check = app.add_subcommand("check-lesson", "What a lesson's text lacks; for teachers");
  check->add_option("LESSON", parsed.check_lesson, "its name")->required();
  app.add_subcommand("doctor", "What this machine allows, and what to do about the rest");
}

// CLI11 leaves the -- that ends our options in front of the command.
template <class Arguments>
Arguments without_separator(Arguments arguments, std::vector<std::string> Arguments::*words) {
  auto& command = arguments.*words;
  if (!command.empty() && command.front() == "--") command.erase(command.begin());
  return arguments;
}

int dispatch(const CLI::App& app, const Parsed& parsed, WindowDoors window) {
  // Moves into the namespaces of a host: nothing may be opened or started before.
  if (app.got_subcommand("exec")) {
    return run_exec(without_separator(parsed.exec, &ExecArguments::command));
  }
  if (app.got_subcommand("remote"))
    return run_remote(without_separator(parsed.remote, &RemoteArguments::words));
  auto context = load_context(parsed.language, std::move(window));
  if (!context) return fail(context.error());
  if (parsed.unpack_at_most) context->unpack = UnpackLimit::at_most(*parsed.unpack_at_most);
  if (app.got_subcommand("list")) return run_list(*context, parsed.list);
  if (app.got_subcommand("run")) return run_lesson(*context, parsed.run);
  if (app.got_subcommand("play")) return run_play(*context, parsed.play);
  if (app.got_subcommand("show")) return run_show(*context, parsed.show);
  if (app.got_subcommand("capture")) return run_capture(*context, parsed.capture);
  if (app.got_subcommand("export")) return run_export(*context, parsed.exports);
  if (app.got_subcommand("shot")) return run_shot(*context, parsed.shot);
  if (app.got_subcommand("check-lesson")) return run_check_lesson(*context, parsed.check_lesson);
  if (app.got_subcommand("subnet")) return run_subnet(*context, parsed.subnet);
  if (app.got_subcommand("doctor")) return run_doctor(*context);
  if (app.got_subcommand("open")) return run_open(*context, parsed.open_file);
  return run_open(*context, parsed.replay);
}

// CLI11 takes a mistyped command for a stray argument.
std::optional<Error> mistyped_command(const CLI::App& app, int argc, char** argv) {
  if (argc < 2 || argv[1][0] == '-') return std::nullopt;
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
  const std::string word = argv[1];
  if (std::find(names.begin(), names.end(), word) != names.end()) return std::nullopt;
  return unknown("command", word, names);
}

}  // namespace

int run_program(int argc, char** argv, WindowDoors window) {
  CLI::App app("A bench for TCP/IP: real stacks, and a wire that you hold.", "wirelab");
  Parsed parsed;
  declare(app, parsed);
  if (const auto error = mistyped_command(app, argc, argv)) return fail(*error);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    const auto commands = app.get_subcommands();
    print(commands.empty() ? app.help() : commands.front()->help("wirelab"));
    return exit_ok;
  } catch (const CLI::ParseError& error) {
    return fail({ErrorKind::usage, fmt::format("{} (wirelab --help)", error.what())});
  }
  if (parsed.version) return print(version_text()), exit_ok;
  return dispatch(app, parsed, std::move(window));
}

}  // namespace wirelab::lab
