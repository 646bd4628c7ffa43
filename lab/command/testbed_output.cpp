#include "lab/command/testbed_output.hpp"

#include "capture/bytes/file_source.hpp"
#include "lab/command/context.hpp"
#include "lab/model/source.hpp"

#include <fmt/format.h>
#include <unistd.h>

namespace wirelab::lab {

Outcome open_saving(const std::string& path, Saving& saving) {
  if (path.empty()) return Done{};
  if (path == "-" && ::isatty(STDOUT_FILENO) == 1) {
    return Error{ErrorKind::usage,
                 "A recording is not written to a terminal: give -w a file, or a pipe to -."};
  }
  auto sink = file_sink(path);
  if (!sink) return sink.error();
  saving.sink = std::move(*sink);
  return Done{};
}

Result<Reader> read_from(TestbedProcess& process, Saving& saving) {
  auto output = FileSource::from(process.take_output(), "wirelab-testbed");
  if (!output) return output.error();
  std::unique_ptr<ByteSource> source = std::make_unique<FileSource>(std::move(*output));
  if (saving.sink) {
    source = std::make_unique<TeeSource>(std::move(source), std::move(saving.sink),
                                         [&](const Error& error) { saving.fault = error.message; });
  }
  return Reader::open(std::move(source));
}

Error testbed_error(const TestbedProcess& process, const ProcessEnd& end) {
  std::string said = process.said();
  while (!said.empty() && said.back() == '\n') said.pop_back();
  if (said.rfind("wirelab-testbed: ", 0) == 0) said.erase(0, said.find(' ') + 1);
  if (said.empty() && end.signal)
    said = fmt::format("The testbed was ended by signal {}.", end.signal);
  if (said.empty())
    said = fmt::format("The testbed ended with code {} and gave no reason.", end.code);
  if (end.code == exit_usage) return {ErrorKind::usage, said};
  return {end.code == exit_input ? ErrorKind::input : ErrorKind::machine, said};
}

}  // namespace wirelab::lab
