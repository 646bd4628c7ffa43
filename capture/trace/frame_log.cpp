#include "capture/trace/frame_log.hpp"

#include <algorithm>
#include <new>

namespace wirelab {

namespace {

// Times before the first frame of a chunk fit as well as later ones.
constexpr std::uint64_t half_of_times = std::uint64_t{1} << 47;

}  // namespace

FrameLog::Chunk& FrameLog::open_chunk(const FramePlace& place) {
  if (size_ % chunk_size != 0) return *chunks_.back();
  // The records are written one by one.
  chunks_.push_back(new (memory_.take(sizeof(Chunk))) Chunk);
  Chunk& chunk = *chunks_.back();
  chunk.time = static_cast<std::uint64_t>(place.time) - half_of_times;
  chunk.offset = place.file_offset;
  return chunk;
}

// Nothing, where it does not fit: then all of it stands beside.
std::optional<FrameRecord::Fit> FrameLog::fit(Chunk& chunk, const FramePlace& place,
                                              std::uint32_t around, std::uint32_t length) {
  const std::uint64_t time = static_cast<std::uint64_t>(place.time) - chunk.time;
  const std::uint64_t offset = place.file_offset - chunk.offset;
  const bool is_cut = place.captured_length != place.wire_length;
  if (is_cut && chunk.cut == none_cut) chunk.cut = place.captured_length;
  const std::uint64_t too_large =
      time >> 48 | offset >> 24 | length >> 16 | around >> 8 | place.interface >> 8;
  if (too_large != 0 || (is_cut && chunk.cut != place.captured_length)) return std::nullopt;
  return FrameRecord::Fit{time, offset, length, around, place.interface, is_cut, false};
}

FrameRecord::Fit FrameLog::put_beside(const FramePlace& place, std::uint32_t length) {
  wide_[size_] = {place, length};
  FrameRecord::Fit beside;
  beside.is_wide = true;
  return beside;
}

void FrameLog::push_tcp(const FramePlace& place, const tcp::Segment& segment,
                        const TcpColumns& columns) {
  Chunk& chunk = open_chunk(place);
  const auto here = fit(chunk, place, place.wire_length - segment.length, segment.length);
  FrameRecord& record = chunk.records[size_ % chunk_size];
  if (here)
    record = FrameRecord(segment, columns, *here);
  else
    record = FrameRecord(segment, columns, put_beside(place, segment.length));
  ++size_;
}

void FrameLog::push_other(const FramePlace& place, const OtherColumns& columns) {
  Chunk& chunk = open_chunk(place);
  const auto here = fit(chunk, place, 0, 0);
  chunk.records[size_ % chunk_size] =
      FrameRecord(columns, place.wire_length, here ? *here : put_beside(place, 0));
  ++size_;
}

Time FrameLog::time(std::size_t index) const {
  const FrameRecord& record = (*this)[index];
  if (record.is_wide()) return wide_.at(index).place.time;
  return static_cast<Time>(chunks_[index / chunk_size]->time + record.time());
}

FramePlace FrameLog::place(std::size_t index) const {
  const FrameRecord& record = (*this)[index];
  if (record.is_wide()) return wide_.at(index).place;
  const Chunk& chunk = *chunks_[index / chunk_size];
  FramePlace place;
  place.time = static_cast<Time>(chunk.time + record.time());
  place.file_offset = chunk.offset + record.offset();
  place.wire_length = record.is_tcp()
                          ? static_cast<std::uint32_t>(record.around() + record.length())
                          : record.wire_length();
  place.captured_length = record.is_cut() ? chunk.cut : place.wire_length;
  place.interface = record.interface();
  return place;
}

tcp::Segment FrameLog::segment(std::size_t index) const {
  const FrameRecord& record = (*this)[index];
  tcp::Segment segment{.sequence = record.sequence(),
                       .acknowledgment = record.acknowledgment(),
                       .flags = record.flags(),
                       .window = record.window(),
                       .length = record.is_wide() ? wide_.at(index).length
                                                  : static_cast<std::uint32_t>(record.length())};
  if (segment.has(tcp::syn) && record.shift() != FrameRecord::no_shift)
    segment.window_shift = record.shift();
  return segment;
}

void FrameLog::give_number(std::size_t index, std::uint64_t number) {
  if (number == index + 1) return;
  numbers_[index] = number;
  indexes_[number] = index;
}

std::uint64_t FrameLog::number(std::size_t index) const {
  if (numbers_.empty()) return index + 1;
  const auto found = numbers_.find(index);
  return found == numbers_.end() ? index + 1 : found->second;
}

std::optional<std::size_t> FrameLog::by_number(std::uint64_t number) const {
  std::optional<std::size_t> index;
  if (const auto found = indexes_.find(number); found != indexes_.end()) index = found->second;
  if (number >= 1 && number <= size_ && this->number(number - 1) == number)
    index = std::max<std::size_t>(index.value_or(0), number - 1);
  return index;
}

std::uint16_t FrameLog::protocol_index(std::string_view name) {
  const auto found = std::find(protocols_.begin(), protocols_.end(), name);
  const auto index = static_cast<std::uint16_t>(found - protocols_.begin());
  if (found == protocols_.end()) protocols_.emplace_back(name);
  return index;
}

}  // namespace wirelab
