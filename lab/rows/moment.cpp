#include "lab/rows/moment.hpp"

#include "lab/rows/scope.hpp"
#include "lab/rows/way.hpp"

namespace wirelab::lab {
namespace {

const Scope& scope_of(const View& view) { return view.scope ? *view.scope : scene_scope(); }

}  // namespace

Moment moment_of(const View& view) { return scope_of(view).moment(view); }

bool is_rightward(const View& view, const Moment& moment, const FrameRow& frame) {
  if (moment.scene && !moment.scene->hosts.empty()) {
    const auto interfaces = view.trace.interfaces();
    if (frame.interface >= interfaces.size()) return true;
    const std::string& port = interfaces[frame.interface].name;  // "client.eth0": where it left
    const std::string at = port.substr(0, port.find('.')), left = end_name(view, moment, true);
    if (at == left || at == end_name(view, moment, false)) return at == left;
    return host_at(*moment.scene, frame.destination) != left;  // it is on its way
  }
  if (frame.is_tcp) return frame.sender == moment.left;
  return frame.source <= frame.destination;
}

std::optional<FrameRow> selected_frame(const View& view, const Moment& moment) {
  if (view.session.selected) {
    const auto index = view.trace.frame_by_number(*view.session.selected);
    if (index && *index >= moment.seen.first && *index < moment.seen.last) {
      return view.trace.frame(*index);
    }
  }
  return scope_of(view).last_frame(view, moment);
}

tcp::State state_at(const View& view, const Moment& moment, Side side, Time time) {
  return scope_of(view).state_at(view, moment, side, time);
}

std::optional<Transition> last_transition(const View& view, const Moment& moment, Side side,
                                          Time time) {
  return scope_of(view).last_transition(view, moment, side, time);
}

std::vector<Transition> transitions(const View& view, const Moment& moment, Side side) {
  return scope_of(view).transitions(view, moment, side);
}

std::string end_name(const View& view, const Moment& moment, bool left) {
  if (!moment.scene) return "";
  if (moment.way.size() >= 2) return left ? moment.way.front() : moment.way.back();
  if (!moment.focus) return "";
  const auto& connection = view.trace.connection(*moment.focus);
  return connection.side(left ? moment.left : moment.right()).address;
}

}  // namespace wirelab::lab
