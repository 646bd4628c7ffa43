#include "lessons/options.hpp"

#include "capture/words/nearest.hpp"
#include "lessons/script/free_play.hpp"
#include "lessons/testbed/base/line_words.hpp"

#include <fmt/format.h>

#include <charconv>

namespace wirelab::lessons {
namespace {

constexpr std::string_view help =
    R"(wirelab-testbed LESSON [--auto] [--patient] [--step ID | --from ID] [--seed N] [-w FILE]
wirelab-testbed --topology NAME|FILE [--ping HOST:ADDRESS] [--auto] [--seed N] [-w FILE]

Plays a lesson on real kernel stacks and writes its recording (pcapng). With a
topology there is no lesson: its hosts and wires stand until quit.

  --auto       plays by itself and ends; else it waits for the remote: go STEP, quit, ...
  --patient    waits for what takes a minute, too: for recordings that are shipped
  --step ID    this step alone
  --from ID    this step and all after it
  --topology   pair, lan, two-nets, or a TOML file (lessons/README.md has the form);
               with --auto it stands when standard input has ended, too
  --ping       once the topology stands, this host of it pings that address
  --seed N     what chance decides (lose PERCENT) repeats with the same N; 1 if not given
  -w FILE      writes there instead of standard output; may be repeated, - is standard output

Exit status: 0 passed, 1 a check failed, 2 usage, 3 a file cannot be read, 4 the
recording cannot be written, or this machine forbids a step of it (the message says
which, and what to do).
)";

template <class Named>
std::string among(const std::string& wrong, const std::vector<Named>& known, auto name_of) {
  std::vector<std::string> names;
  names.reserve(known.size());
  for (const Named& one : known) names.push_back(name_of(one));
  const std::string near = nearest(wrong, names);
  return near.empty() ? fmt::format("There is: {}.", fmt::join(names, ", "))
                      : fmt::format("Did you mean {}?", near);
}

struct Words {
  std::string lesson, topology, ping, step, from, seed;
};

Outcome sort_words(const std::vector<std::string>& words, Words& sorted, Options& options) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    const auto value = [&](std::string& into) -> Outcome {
      if (i + 1 == words.size()) return mistake(fmt::format("{} wants a value after it.", word));
      into = words[++i];
      return Done{};
    };
    Outcome read = Done{};
    std::string file;
    if (word == "--auto") {
      options.automatic = true;
    } else if (word == "--patient") {
      options.patient = true;
    } else if (word == "--step") {
      read = value(sorted.step);
    } else if (word == "--from") {
      read = value(sorted.from);
    } else if (word == "--topology") {
      read = value(sorted.topology);
    } else if (word == "--ping") {
      read = value(sorted.ping);
    } else if (word == "--seed") {
      read = value(sorted.seed);
    } else if (word == "-w") {
      read = value(file);
      options.outputs.push_back(file);
    } else if (word.size() > 1 && word[0] == '-') {
      const std::vector<std::string> known{"--auto", "--patient", "--step",
                                           "--from", "--seed",    "--topology",
                                           "--ping", "--help",    "--version"};
      return mistake(fmt::format("There is no option {}. {}", word,
                                 among(word, known, [](const std::string& name) { return name; })));
    } else if (sorted.lesson.empty()) {
      sorted.lesson = word;
    } else {
      return mistake(fmt::format("One lesson at a time: '{}' is one too many.", word));
    }
    if (!read) return read;
  }
  return Done{};
}

Outcome choose_steps(const Words& words, Options& options) {
  const std::string& wanted = words.step.empty() ? words.from : words.step;
  bool found = wanted.empty();
  for (const LessonStep& step : options.lesson->steps) {
    if (step.id == wanted) found = true;
    if (found && (words.step.empty() || step.id == wanted)) options.steps.push_back(&step);
  }
  options.named_step = !wanted.empty();
  if (!options.steps.empty()) return Done{};
  return mistake(fmt::format(
      "Lesson {} has no step '{}'. {}", options.lesson->name, wanted,
      among(wanted, options.lesson->steps, [](const LessonStep& step) { return step.id; })));
}

Outcome choose_lesson(const Words& words, const std::vector<Lesson>& lessons, Options& options) {
  if (!words.topology.empty()) {
    if (!words.lesson.empty())
      return mistake(
          fmt::format("A lesson brings its own bench: either {} or --topology {}, not both.",
                      words.lesson, words.topology));
    auto lesson = free_play_on(words.topology, words.ping);
    if (!lesson) return lesson.error();
    options.free_play = std::make_shared<const Lesson>(*std::move(lesson));
    options.lesson = options.free_play.get();
    return Done{};
  }
  if (!words.ping.empty())
    return mistake("--ping belongs to --topology: a lesson says itself who pings whom.");
  if (words.lesson.empty())
    return mistake(
        "Which lesson? wirelab-testbed LESSON, for example: wirelab-testbed handshake --auto");
  for (const Lesson& lesson : lessons)
    if (lesson.name == words.lesson) options.lesson = &lesson;
  if (options.lesson) return Done{};
  return mistake(
      fmt::format("There is no lesson '{}'. {}", words.lesson,
                  among(words.lesson, lessons, [](const Lesson& lesson) { return lesson.name; })));
}

}  // namespace

Result<Options> read_options(int count, char** arguments, const std::vector<Lesson>& lessons) {
  const std::vector<std::string> words(arguments + 1, arguments + count);
  Options options;
  for (const std::string& word : words) {
    if (word == "--help" || word == "-h") options.say = help;
    if (word == "--version" || word == "-V") options.say = "wirelab-testbed " WIRELAB_VERSION "\n";
  }
  if (!options.say.empty()) return options;

  Words sorted;
  if (Outcome read = sort_words(words, sorted, options); !read) return read.error();
  if (Outcome chosen = choose_lesson(sorted, lessons, options); !chosen) return chosen.error();
  if (!sorted.step.empty() && !sorted.from.empty())
    return mistake(
        "--step and --from exclude each other: one step alone, or that one and all after it.");
  if (Outcome chosen = choose_steps(sorted, options); !chosen) return chosen.error();
  if (!sorted.seed.empty()) {
    const auto end = sorted.seed.data() + sorted.seed.size();
    const auto [stop, error] = std::from_chars(sorted.seed.data(), end, options.seed);
    if (error != std::errc() || stop != end)
      return mistake(fmt::format("--seed wants a number, not '{}'.", sorted.seed));
  }
  if (options.outputs.empty()) options.outputs.emplace_back("-");
  return options;
}

}  // namespace wirelab::lessons
