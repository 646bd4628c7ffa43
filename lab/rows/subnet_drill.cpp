#include "capture/words/words.hpp"
#include "lab/rows/subnet.hpp"
#include "lab/rows/wording.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace wirelab::lab {
namespace {

using address::DrillField;
using address::Mistake;
using address::Verdict;

// What a mistake is told with: the numbers of the question, and the answer.
void explain(DrillRows& rows, DrillField field, const Verdict& verdict, const std::string& answer,
             const Words& words) {
  const int bits = 32 - rows.prefix.length;
  const std::string id = fmt::format("rows.subnet.mistake.{}", address::id(verdict.mistake));
  const auto filled = [&](std::string_view part) {
    return say(words, fmt::format("{}.{}", id, part),
               {{"answer", answer},
                {"field", words.text(fmt::format("rows.subnet.field.{}", address::id(field)))},
                {"bits", std::to_string(bits)},
                {"patterns", std::to_string(address::address_count(rows.prefix))},
                {"length", std::to_string(rows.prefix.length)},
                {"other", std::to_string(verdict.number)},
                {"size", thousands(address::address_count(rows.prefix))}});
  };
  rows.head = filled("head");
  rows.body = filled("body");
}

}  // namespace

DrillRows drill_rows(const SubnetState& state, const Words& words) {
  DrillRows rows;
  rows.number = state.question;
  rows.prefix = address::drill_question(state.seed, state.question);
  rows.question = address::text(rows.prefix);
  rows.checked = state.answers.has_value();
  int right = 0;
  bool told = false;
  for (const DrillField field : address::all_drill_fields) {
    const auto index = static_cast<std::size_t>(field);
    DrillRows::Field one;
    one.id = address::id(field);
    one.label = words.text(fmt::format("rows.subnet.field.{}", one.id));
    if (state.answers) {
      one.checked = (*state.answers)[index];
      const Verdict verdict = address::check_answer(rows.prefix, field, one.checked);
      one.mark = verdict.right() ? DrillRows::Mark::right : DrillRows::Mark::wrong;
      right += verdict.right() ? 1 : 0;
      if (!verdict.right() && !std::exchange(told, true))
        explain(rows, field, verdict, one.checked, words);
    }
    rows.fields.push_back(std::move(one));
  }
  if (!rows.checked) return rows;
  rows.all_right = right == address::drill_fields;
  if (rows.all_right) explain(rows, DrillField::network, {}, {}, words);
  rows.score =
      say(words, "rows.subnet.score",
          {{"right", std::to_string(right)}, {"all", std::to_string(address::drill_fields)}});
  return rows;
}

}  // namespace wirelab::lab
