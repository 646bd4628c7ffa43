#include "lab/rows/scope.hpp"
#include "lab/rows/way.hpp"

namespace wirelab::lab {
namespace {

FrameRange frames_seen(const Trace& trace, std::size_t scene, Time now) {
  const FrameRange all = frames_of(trace, scene);
  std::size_t low = all.first, high = all.last;
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (trace.sent(middle) <= now) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return {all.first, low};
}

bool has_begun(const Trace& trace, const Connection& connection, Time now) {
  if (trace.sent(connection.first_frame) <= now) return true;
  return trace.last_transition(connection.stream, Side::opener, now) ||
         trace.last_transition(connection.stream, Side::acceptor, now);
}

// The connection that changed last; of those that changed together, the first.
std::optional<std::uint32_t> last_changed(const Trace& trace, std::size_t scene, Time now) {
  std::optional<std::uint32_t> found;
  Time latest = 0;
  const StreamRange streams = trace.connections(scene);
  for (std::uint32_t stream = streams.first; stream < streams.last; ++stream) {
    for (const Side side : {Side::opener, Side::acceptor}) {
      const auto last = trace.last_transition(stream, side, now);
      if (last && (!found || last->time > latest)) {
        found = stream;
        latest = last->time;
      }
    }
  }
  return found;
}

// What the step is about, as its script says: the last word by now.
std::optional<std::uint32_t> named_by_step(const View& view) {
  const Trace& trace = view.trace;
  const Scene& scene = trace.scenes()[view.session.scene];
  const Note* named = nullptr;
  for (const Note& note : trace.notes(view.session.scene)) {
    const bool now = note.time >= scene.begin && note.time <= view.playhead.time;
    if (now && note.kind == NoteKind::wire && note.get("ACTION") == "focus") named = &note;
  }
  if (named == nullptr) return std::nullopt;
  const StreamRange streams = trace.connections(view.session.scene);
  for (std::uint32_t stream = streams.first; stream < streams.last; ++stream) {
    const Connection connection = trace.connection(stream);
    if (connection.side(Side::opener).endpoint == named->get("LOCAL") &&
        connection.side(Side::acceptor).endpoint == named->get("REMOTE"))
      return stream;
  }
  return std::nullopt;
}

std::optional<std::uint32_t> focus_of(const View& view) {
  const Trace& trace = view.trace;
  const auto wanted = view.session.focus;
  if (wanted && *wanted < trace.connection_count()) {
    const Connection& connection = trace.connection(*wanted);
    if (connection.scene == view.session.scene &&
        has_begun(trace, connection, view.playhead.time)) {
      return wanted;
    }
  }
  if (const auto named = named_by_step(view)) return named;
  return last_changed(trace, view.session.scene, view.playhead.time);
}

class SceneScope final : public Scope {
 public:
  Moment moment(const View& view) const override;
  std::optional<FrameRow> last_frame(const View& view, const Moment& moment) const override {
    if (moment.seen.first == moment.seen.last) return std::nullopt;
    return view.trace.frame(moment.seen.last - 1);
  }
  tcp::State state_at(const View& view, const Moment& moment, Side side, Time time) const override {
    return view.trace.state_at(*moment.focus, side, time);
  }
  std::optional<Transition> last_transition(const View& view, const Moment& moment, Side side,
                                            Time time) const override {
    return view.trace.last_transition(*moment.focus, side, time);
  }
  std::vector<Transition> transitions(const View& view, const Moment& moment,
                                      Side side) const override {
    return view.trace.transitions(*moment.focus, side);
  }
};

Moment SceneScope::moment(const View& view) const {
  Moment moment;
  moment.now = view.playhead.time;
  if (view.session.scene >= view.trace.scenes().size()) return moment;
  moment.scene = &view.trace.scenes()[view.session.scene];
  moment.seen = frames_seen(view.trace, view.session.scene, moment.now);
  const bool any = moment.seen.last > moment.seen.first;
  moment.zero = any ? view.trace.sent(moment.seen.first) : moment.scene->begin;
  moment.focus = focus_of(view);
  if (moment.focus && !moment.scene->hosts.empty()) {
    const Connection& connection = view.trace.connection(*moment.focus);
    const auto& hosts = moment.scene->hosts;
    const bool opens = connection.side(Side::opener).host == hosts.front().name;
    // Of more than two hosts whoever opens stands on the left.
    moment.left = opens || hosts.size() > 2 ? Side::opener : Side::acceptor;
  }
  moment.way = way_of(view, moment);
  return moment;
}

}  // namespace

const Scope& scene_scope() {
  static const SceneScope scope;
  return scope;
}

}  // namespace wirelab::lab
