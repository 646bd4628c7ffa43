#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "lab/model/source.hpp"
#include "lab/model/testbed_process.hpp"

namespace wirelab::window {

// Where the Trace of the window comes from: a testbed that plays a lesson, or a recording. What was
// recorded stays when the testbed goes.
class Producer {
 public:
  struct Lesson {
    std::string name;      // of a lesson; or
    std::string topology;  // of free play
    std::string ping;      // there: HOST:ADDRESS, pinged once
    std::optional<std::uint64_t> seed;
    std::string save_to;
  };
  static Result<Producer> testbed(const Lesson& lesson, lab::Source::Notify wake);
  static Result<Producer> recording(const std::string& path, UnpackLimit limit,
                                    lab::Source::Notify wake);
  Producer(Producer&&) noexcept = default;
  Producer& operator=(Producer&&) noexcept;
  ~Producer();

  lab::Source& source() { return *source_; }
  const lab::Source& source() const { return *source_; }
  bool remote(const std::string& line) { return testbed_ && testbed_->remote(line); }
  bool is_testbed() const { return testbed_ != nullptr; }
  // Alive and still telling.
  bool running() const { return testbed_ && !source_->ended(); }
  // Once it has ended: how, in its own words if it left any. `forbidden`: the machine does not
  // allow a testbed (exit code 4).
  struct Ending {
    bool forbidden = false;
    lab::ProcessEnd end;
    std::string said;
  };
  Ending ending();

 private:
  Producer() = default;
  void stop();

  // The testbed outlives the source: its output is read to the end before it is let go.
  std::unique_ptr<lab::TestbedProcess> testbed_;
  std::unique_ptr<lab::Source> source_;
};

}  // namespace wirelab::window
