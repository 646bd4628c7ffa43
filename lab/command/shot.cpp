#include "lab/command/commands.hpp"

#include "lab/command/shot_all.hpp"
#include "lab/rows/subnet.hpp"

#include <charconv>
#include <filesystem>
#include <fmt/format.h>

namespace wirelab::lab {
namespace {

constexpr int least_side = 320, most_side = 8192;

bool number_in(std::string_view text, int& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

Outcome read_size(const std::string& text, ShotRequest& request) {
  const std::size_t cross = text.find('x');
  const bool read = cross != text.npos && number_in(text.substr(0, cross), request.width) &&
                    number_in(text.substr(cross + 1), request.height);
  const auto fits = [](int side) { return side >= least_side && side <= most_side; };
  if (read && fits(request.width) && fits(request.height)) return Done{};
  return Error{ErrorKind::usage, fmt::format("--size wants WIDTHxHEIGHT, {} to {} each, not '{}'.",
                                             least_side, most_side, text)};
}

constexpr std::string_view subnet_mark = "subnet:";

// The bits of an address: subnet:172.16.13.173/26.
Outcome read_subnet(const Context& context, const std::string& subject, ShotRequest& request) {
  const auto read =
      address::parse_ipv4_prefix(std::string_view(subject).substr(subnet_mark.size()));
  if (const auto* fault = std::get_if<address::Fault>(&read))
    return Error{ErrorKind::usage, fault_text(*fault, context.words)};
  request.subnet = std::get<address::Ipv4Prefix>(read);
  return Done{};
}

// A lesson by its name, the bits of an address, else a file.
Outcome find_subject(const Context& context, const ShotArguments& arguments, ShotRequest& request) {
  if (arguments.subject.starts_with(subnet_mark))
    return read_subnet(context, arguments.subject, request);
  const auto* lesson = context.lesson(arguments.subject);
  if (!lesson) {
    std::error_code error;
    if (!std::filesystem::exists(arguments.subject, error)) {
      const auto wrong = check_lesson(context, arguments.subject);
      return Error{wrong->kind, wrong->message + " Nor is there a file of that name."};
    }
    request.recording = arguments.subject;
    return Done{};
  }
  if (!lesson->fault.empty()) return Error{ErrorKind::input, lesson->fault};
  if (!arguments.step.empty()) {
    if (auto error = check_step(*lesson, arguments.step)) return *error;
  }
  if (lesson->recording.empty()) {
    return Error{ErrorKind::input,
                 fmt::format("The lesson {} comes without a recording; make one: wirelab run {} "
                             "--headless -w FILE, then wirelab shot FILE",
                             lesson->name, lesson->name)};
  }
  request.lesson = lesson->name;
  request.recording = lesson->recording;
  return Done{};
}

}  // namespace

int run_shot(const Context& context, const ShotArguments& arguments) {
  if (!context.window.shot) {
    return fail(
        {ErrorKind::usage, "This build of wirelab has no window, and so no pictures of it."});
  }
  ShotRequest request;
  if (const Outcome size = read_size(arguments.size, request); !size) return fail(size.error());
  request.scale = arguments.scale;
  request.unanswered = arguments.unanswered;
  request.data_directory = context.data;
  request.unpack = context.unpack;
  request.language = context.language;
  if (!arguments.all.empty()) return shot_all(context, arguments.all, request);
  if (arguments.subject.empty() || arguments.out.empty())
    return fail({ErrorKind::usage, "shot wants a SUBJECT and an OUT.png, or --all DIR."});
  if (const Outcome found = find_subject(context, arguments, request); !found)
    return fail(found.error());
  request.step = arguments.step;
  request.at = arguments.at;
  request.look = arguments.look == "light" ? Look::light : Look::dark;
  request.out = arguments.out;
  const Outcome drawn = context.window.shot(request);
  return drawn ? exit_ok : fail(drawn.error());
}

}  // namespace wirelab::lab
