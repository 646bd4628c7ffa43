#include "lab/rows/diagram.hpp"

#include "lab/rows/moment.hpp"
#include "lab/rows/wording.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace wirelab::lab {
namespace {

// A reset leads from anywhere to CLOSED: a flash and no arrow of the figure.
bool is_flash(const Transition& change) {
  const auto edge = tcp::edge(change.from, change.to);
  return change.to == tcp::State::closed && (!edge || edge->reason != change.reason);
}

DiagramRows::Lit lit(const View& view, const Moment& moment, const Transition& change, bool left) {
  DiagramRows::Lit row{change.from, change.to, "", "", end_hue(left), 0, is_flash(change)};
  row.label = say(view.words, fmt::format("rows.edge.{}", tcp::id(change.reason)));
  row.reason = say(view.words, fmt::format("reason.{}", tcp::id(change.reason)));
  const Time age =
      between(view.teaching.to_teaching(change.time), view.teaching.to_teaching(moment.now));
  row.age = static_cast<double>(age) / 1e9;
  return row;
}

std::vector<tcp::Edge> drawn_edges() {
  std::vector<tcp::Edge> edges;
  for (const tcp::Edge& edge : tcp::edges()) {
    const bool known = std::any_of(edges.begin(), edges.end(), [&](const tcp::Edge& e) {
      return e.from == edge.from && e.to == edge.to;
    });
    if (!known) edges.push_back(edge);
  }
  return edges;
}

}  // namespace

DiagramRows diagram_rows(const View& view) {
  DiagramRows rows;
  rows.edges = drawn_edges();
  const Moment moment = moment_of(view);
  if (!moment.focus) return rows;
  for (const bool left : {true, false}) {
    const Side side = left ? moment.left : moment.right();
    const tcp::State state = state_at(view, moment, side, moment.now);
    if (state != tcp::State::unknown) {
      rows.tags.push_back({state, end_name(view, moment, left), end_hue(left)});
    }
    const auto last = last_transition(view, moment, side, moment.now);
    if (last && last->from != tcp::State::unknown) {
      rows.lit.push_back(lit(view, moment, *last, left));
    }
  }
  return rows;
}

}  // namespace wirelab::lab
