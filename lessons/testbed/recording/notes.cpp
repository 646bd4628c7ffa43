#include "lessons/testbed/recording/notes.hpp"

#include "capture/bytes/hexadecimal.hpp"

#include <fmt/format.h>

namespace wirelab::lessons {

Note fate_note(const FateFields& fields) {
  const std::string fate(to_word(fields.fate));
  Note note{.time = fields.time, .kind = NoteKind::fate};
  note.message = fmt::format("frame {} {} by the {}", fields.frame, fate, fields.by);
  if (fields.fate == FateKind::delivered)
    note.message = fmt::format("frame {} delivered to {}", fields.frame, fields.to);
  note.set("FRAME", static_cast<std::int64_t>(fields.frame)).set("FATE", fate);
  if (!fields.to.empty()) note.set("TO", fields.to);
  note.set("BY", fields.by);
  if (fields.rule > 0) note.set("RULE", fields.rule);
  if (fields.delay > 0) note.set("DELAY_NS", fields.delay);
  if (fields.copy > 1) note.set("COPY", fields.copy);
  if (!fields.edit.empty()) note.set("EDIT", fields.edit);
  if (!fields.bytes.empty()) note.set("BYTES", to_hexadecimal(fields.bytes));
  return note;
}

Note wire_note(std::string action, std::string text, const std::string& by, int rule) {
  Note note{.kind = NoteKind::wire, .message = fmt::format("wire, by {}: {}", by, text)};
  note.set("ACTION", std::move(action)).set("BY", by);
  if (rule > 0) note.set("RULE", rule);
  note.set("TEXT", std::move(text));
  return note;
}

Note error_note(const std::string& text, const std::string& line) {
  Note note{.kind = NoteKind::error, .message = "error: " + text};
  note.set("TEXT", text);
  if (!line.empty()) note.set("LINE", line);
  return note;
}

Note step_note(const StepFields& fields) {
  const std::string phase = fields.begin ? "begin" : "end";
  Note note{.kind = NoteKind::step,
            .message = fmt::format("step {} of {}: {}", fields.step, fields.lesson, phase)};
  note.set("LESSON", fields.lesson).set("STEP", fields.step).set("PHASE", phase);
  note.set("RUN", fields.run).set("SEED", static_cast<std::int64_t>(fields.seed));
  return note;
}

Note ask_note(const std::string& id, bool turn, std::uint64_t frame, Time time) {
  Note note{.time = time, .kind = NoteKind::ask};
  note.message = fmt::format("{}: {}", turn ? "your turn" : "predict", id);
  note.set("ASK", id).set("WAIT", turn ? "turn" : "answer");
  if (frame > 0) note.set("FRAME", static_cast<std::int64_t>(frame));
  return note;
}

Note answer_note(const std::string& ask, const std::string& option) {
  Note note{.kind = NoteKind::result,
            .message = fmt::format("{}: the run showed '{}'", ask, option)};
  note.set("ASK", ask).set("ANSWER", option);
  return note;
}

Note check_note(const std::string& id, bool passed, const std::string& expected,
                const std::string& actual) {
  Note note{.kind = NoteKind::result};
  note.message = fmt::format("check {} {}", id, passed ? "passed" : "failed");
  note.set("CHECK", id).set("PASSED", passed ? "yes" : "no");
  note.set("EXPECTED", expected).set("ACTUAL", actual);
  return note;
}

Note fact_note(const std::string& name, const std::string& value) {
  Note note{.kind = NoteKind::result, .message = fmt::format("{} = {}", name, value)};
  note.set("FACT", name).set("VALUE", value);
  return note;
}

}  // namespace wirelab::lessons
