#include "capture/bytes/hexadecimal.hpp"
#include "capture/decode/checksum.hpp"
#include "capture/trace/parts.hpp"

// What becomes of a frame of a run where it arrives.
namespace wirelab {

namespace {

// Every checksum tells so: on a bench they are all computed by the senders.
bool is_whole(const decode::Layers& layers, Bytes bytes) {
  using decode::ChecksumState;
  if (!layers.whole_tcp() || layers.is_fragment()) return false;
  const bool header = !layers.ipv4 || decode::check_ipv4(layers, bytes).state == ChecksumState::ok;
  return header && decode::check_transport(layers, bytes).state == ChecksumState::ok;
}

std::string port_key(std::string_view segment, std::string_view host) {
  return std::string(segment).append(1, '\n').append(host);
}

}  // namespace

// Counts what is still under way, and lets TCP see what arrives whole.
void Trace::Parts::land(std::size_t index, const Fate& fate, const Note& note) {
  const FrameRecord& record = frames[index];
  if (!record.is_tcp()) return;
  BusyLog& busy = run_log.busy(routed_ends.end(record.stream(), record.sender()).stream);
  if (fate.kind == FateKind::duplicated && !fates.is_full(index)) {
    fates.depart(index);
    busy.depart(fate.time);
  }
  const bool ends = fate.kind == FateKind::delivered || fate.kind == FateKind::dropped ||
                    fate.kind == FateKind::too_big;
  if (!ends) return;
  const std::string_view to = note.get("TO");
  if (fate.kind == FateKind::delivered && !ends_here(index, to)) return;
  if (fates.land(index)) busy.arrive(fate.time);
  if (fate.kind != FateKind::delivered || !reaches_its_host(index, to)) return;
  if (const auto segment = arrived(index, fate, note)) deliver(index, *segment, fate.time);
}

// What the receiver's TCP gets of it, if it gets anything.
std::optional<tcp::Segment> Trace::Parts::arrived(std::size_t index, const Fate& fate,
                                                  const Note& note) {
  if (const std::string_view text = note.get("BYTES"); !text.empty()) {
    const auto bytes = from_hexadecimal(text);
    return bytes ? segment_in(*bytes, index, note.get("TO")) : std::nullopt;
  }
  // Recordings before BYTES: it was changed, and nobody says how.
  if (fates.was_corrupted(index, fate.copy)) return std::nullopt;
  return frames.segment(index);
}

// Of a frame that was changed on its way, if the port's host takes it for a segment of the same
// connection.
std::optional<tcp::Segment> Trace::Parts::segment_in(Bytes bytes, std::size_t index,
                                                     std::string_view port) {
  const Frame frame{.interface = frames.place(index).interface,
                    .wire_length = static_cast<std::uint32_t>(bytes.size()),
                    .bytes = bytes};
  if (frame.interface >= interfaces.size()) return std::nullopt;
  const decode::Layers layers =
      decode::decode(interfaces[frame.interface].link_type, bytes, frame.wire_length);
  if (!is_whole(layers, bytes) || !scenes.takes(port, layers)) return std::nullopt;
  Arrival arrival;
  look_at(frame, arrival);
  const FrameRecord& record = frames[index];
  const bool same = conversations.flow(record.stream()).sender(arrival.ends) == record.sender();
  return arrival.is_tcp && same ? std::optional(arrival.segment) : std::nullopt;
}

bool Trace::Parts::reaches_its_host(std::size_t frame, std::string_view to) const {
  const FrameRecord& record = frames[frame];
  const std::string addressee = connection(record.stream()).side(other(record.sender())).host;
  return to.empty() || addressee.empty() || host_of_port(to) == addressee;
}

// A hub or a learning switch delivers to hosts that throw the frame away. Where the addressee
// itself is not on this segment, whoever gets it is its next hop.
bool Trace::Parts::ends_here(std::size_t frame, std::string_view to) const {
  if (reaches_its_host(frame, to)) return true;
  const FrameRecord& record = frames[frame];
  const std::string addressee = connection(record.stream()).side(other(record.sender())).host;
  const std::uint32_t at = frames.place(frame).interface;
  return at >= interfaces.size() || !has_port(addressee, at);
}

bool Trace::Parts::has_port(std::string_view host, std::uint32_t interface) const {
  return ports.contains(port_key(interfaces[interface].segment, host));
}

void Trace::Parts::add(const Interface& interface) {
  interfaces.push_back(interface);
  ports.insert(port_key(interface.segment, host_of_port(interface.name)));
}

}  // namespace wirelab
