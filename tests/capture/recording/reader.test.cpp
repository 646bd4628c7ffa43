#include "capture/recording/reader.hpp"

#include "capture/bytes/file_source.hpp"
#include "tests/capture/recording/made.hpp"

#include <fcntl.h>
#include <unistd.h>

using namespace wirelab;
using namespace wirelab::test;

namespace {

std::string refusal(const ByteVector& bytes) {
  auto reader = Reader::open(std::make_unique<MemorySource>(bytes));
  REQUIRE_FALSE(reader);
  CHECK(reader.error().kind == ErrorKind::input);
  return reader.error().message;
}

ByteVector text(std::string_view text) { return {text.begin(), text.end()}; }

}  // namespace

TEST_CASE("what is no recording is refused with the reason") {
  CHECK(refusal({}) == "memory is empty: not a recording");
  CHECK(refusal(text("frame\ttime\n")) == "memory is not a recording: a text file");
  CHECK(refusal(text("a")) == "memory is not a recording: a text file");
  CHECK(refusal(hex("00 00 00 00 12")) ==
        "memory is not a recording: its first bytes are 00 00 00 00, which neither pcap nor pcapng "
        "begins with");
  CHECK(refusal(hex("736e6f6f70000000 00000002")) ==
        "memory is not a recording: a Solaris snoop capture; editcap -F pcapng turns it into one");
  CHECK_FALSE(Reader::open("/nowhere/x.pcap"));
}

TEST_CASE("a live pipe gives each item as soon as its bytes are there") {
  std::array<int, 2> ends{};
  REQUIRE(::pipe2(ends.data(), O_CLOEXEC) == 0);
  FileDescriptor write_end(ends[1]);
  auto source = FileSource::from(FileDescriptor(ends[0]), "pipe");
  REQUIRE(source);
  ByteVector pending;
  PcapngWriter writer(into(pending));
  const auto flush = [&] {
    REQUIRE(::write(write_end.get(), pending.data(), pending.size()) ==
            static_cast<ssize_t>(pending.size()));
    pending.clear();
  };
  REQUIRE(writer.write(Section{"test", ""}));
  flush();
  auto reader = Reader::open(std::make_unique<FileSource>(*std::move(source)));
  REQUIRE(reader);
  // Were a byte more demanded than is there, this would wait for ever.
  CHECK(std::holds_alternative<Section>(reader->next()));
  REQUIRE(writer.write(Interface{"a", "b", 1, 0}));
  flush();
  CHECK(std::holds_alternative<Interface>(reader->next()));
  for (int i = 0; i < 3; ++i) {
    const ByteVector frame(static_cast<std::size_t>(i), 0x11);
    REQUIRE(writer.write(Frame{i, 0, 1, 60, 0, frame}));
    REQUIRE(writer.write(Note{}));
    flush();
    CHECK(std::holds_alternative<Frame>(reader->next()));
    CHECK(std::holds_alternative<Note>(reader->next()));
  }
  write_end.reset();
  const Item last = reader->next();
  REQUIRE(std::holds_alternative<End>(last));
  CHECK(std::get<End>(last).fault.empty());
}
