#include "lab/rows/evidence.hpp"

#include "capture/words/words.hpp"
#include "lab/rows/wording.hpp"

#include <fmt/format.h>

namespace wirelab::lab {

std::string evidence_text(const FrameRow& row, const verdicts::Grounds& grounds,
                          const Words& words) {
  const auto number = [&](std::uint32_t raw) {
    return std::to_string(relative_to(row, grounds, raw));
  };
  const bool by_itself =
      grounds.verdict == Verdict::zero_window || grounds.verdict == Verdict::reused_ports;
  const std::string id = grounds.frame == 0 && !by_itself
                             ? fmt::format("verdict.{}.sentence", name(grounds.verdict))
                             : fmt::format("evidence.{}", name(grounds.verdict));
  const std::string begin =
      std::to_string(grounds.begin - row.segment.sequence + row.relative_sequence);
  return say(words, id,
             {{"begin", begin},
              {"end", number(grounds.end)},
              {"expected", number(grounds.expected)},
              {"frame", std::to_string(grounds.frame)},
              {"ago", short_time(grounds.since)},
              {"count", std::to_string(grounds.count)},
              {"before", std::to_string(grounds.before)}});
}

std::string finding_text(const Connection& connection, const findings::Finding& finding,
                         const Words& words) {
  const std::string share =
      finding.share ? fmt::format("{:.1f} %", *finding.share * 100) : std::string();
  return say(words, fmt::format("finding.{}", id(finding.kind)),
             {{"who", connection.side(finding.who).endpoint},
              {"peer", connection.side(other(finding.who)).endpoint},
              {"count", std::to_string(finding.count.value_or(0))},
              {"time", short_time(finding.time.value_or(0))},
              {"share", share}});
}

}  // namespace wirelab::lab
