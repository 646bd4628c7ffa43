#include "lab/rows/program.hpp"

#include "lab/rows/call_outcome.hpp"
#include "lab/rows/moment.hpp"
#include "lab/rows/wording.hpp"

#include <algorithm>
#include <cctype>

namespace wirelab::lab {
namespace {

constexpr std::size_t most_calls = 500;

Hue hue_of(const View& view, const Moment& moment, const std::string& host) {
  if (host == end_name(view, moment, true)) return Hue::client;
  return host == end_name(view, moment, false) ? Hue::server : Hue::muted;
}

std::vector<const CallEvent*> calls_by(const View& view, const Moment& moment) {
  std::vector<const CallEvent*> calls;
  for (const CallEvent& call : view.trace.calls(view.session.scene))
    if (call.begin <= moment.now) calls.push_back(&call);
  return calls;
}

bool is_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// What only says that it takes longer is no failure.
bool only_not_yet(const std::string& error) {
  return error == "EAGAIN" || error == "EWOULDBLOCK" || error == "EINPROGRESS";
}

std::string without_comment(const std::string& line, bool python) {
  return line.substr(0, python ? line.find('#') : std::min(line.find("//"), line.find("/*")));
}

// "send(" but not "resend(".
bool calls_it(const std::string& code, const std::string& call) {
  const std::string wanted = call + "(";
  for (std::size_t at = code.find(wanted); at != code.npos; at = code.find(wanted, at + 1))
    if (at == 0 || !is_name(code[at - 1])) return true;
  return call == "send" && calls_it(code, "sendall");  // Python's loop around it
}

// "server.py" is the part of whoever is called so: a host, or a program on one.
const CallEvent* last_of(const std::vector<const CallEvent*>& calls, const std::string& file) {
  const std::string part = file.substr(0, file.find('.'));
  const auto plays = [&](const CallEvent* call) {
    return call->program.rfind(part, 0) == 0 || call->host == part;
  };
  const auto found = std::find_if(calls.rbegin(), calls.rend(), plays);
  return found == calls.rend() ? nullptr : *found;
}

}  // namespace

CallRows call_rows(const View& view) {
  CallRows rows;
  const Moment moment = moment_of(view);
  if (!moment.scene) return rows;
  const auto calls = calls_by(view, moment);
  for (std::size_t i = calls.size() - std::min(calls.size(), most_calls); i < calls.size(); ++i) {
    const CallEvent& call = *calls[i];
    const bool returned = call.end && *call.end <= moment.now;
    std::string text = call.call + "(" + call.arguments + ")" + call_outcome(call, moment.now);
    rows.rows.push_back({.time = milliseconds(between(moment.zero, call.begin), 1),
                         .host = call.host,
                         .hue = hue_of(view, moment, call.host),
                         .text = std::move(text),
                         .waits = !returned,
                         .failed = returned && !call.error.empty() && !only_not_yet(call.error)});
  }
  return rows;
}

ProgramRows program_rows(const LessonView& view) {
  ProgramRows rows;
  const Moment moment = moment_of(view);
  const auto calls = moment.scene ? calls_by(view, moment) : std::vector<const CallEvent*>();
  for (const lessons::ProgramText& program : view.lesson.programs) {
    ProgramRows::File file{program.name, program.lines, {}};
    const CallEvent* last = last_of(calls, program.name);
    const bool python = program.name.ends_with(".py");
    for (std::size_t i = 0; last != nullptr && i < file.lines.size(); ++i)
      if (calls_it(without_comment(file.lines[i], python), last->call)) file.here.push_back(i);
    rows.files.push_back(std::move(file));
  }
  return rows;
}

}  // namespace wirelab::lab
