#pragma once

#include "capture/bytes/buffered_sink.hpp"
#include "capture/recording/pcapng_writer.hpp"
#include "capture/recording/reader.hpp"

namespace wirelab {

// Copies a recording to pcapng, leaving frames out. Of pcapng every block that is kept is kept byte
// for byte, in its byte order: with its comments and options. Names, statistics and blocks that
// nobody knows are always kept. Other formats are converted.
//
//   for (Item item = copy.next(); !std::holds_alternative<End>(item); item = copy.next())
//     if (wanted(item)) copy.keep(item);
//   copy.flush();
class RecordingCopy {
 public:
  RecordingCopy(Reader reader, ByteSink sink);
  RecordingCopy(const RecordingCopy&) = delete;
  RecordingCopy& operator=(const RecordingCopy&) = delete;

  // The next item, to be decided on; the one before is left out if it was not kept.
  Item next() { return reader_.next(); }
  void keep(const Item& item) { keep(item, raw()); }
  // Of an item that was put aside, with its block as raw() gave it.
  void keep(const Item& item, Bytes raw);
  Bytes raw() const { return reader_.raw(); }
  // Writes what is gathered. The first Error of all the writing, if there was one.
  Outcome flush();
  bool failed() const { return !outcome_; }

 private:
  void write(Bytes raw);

  Reader reader_;
  BufferedSink sink_;
  PcapngWriter writer_;
  bool converts_ = false;  // the writer has begun its section
  Outcome outcome_ = Done{};
};

}  // namespace wirelab
