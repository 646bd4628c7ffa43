#pragma once

#include "lessons/testbed/host/bench.hpp"
#include "lessons/testbed/program/started_program.hpp"
#include "lessons/testbed/wire/loopback.hpp"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace wirelab::lessons {

// The programs that run on a bench, each with a name of its own, and the gate they pass. Callable
// from any thread.
class Programs {
 public:
  struct Surroundings {
    Recorder& recorder;
    Truth& truth;
    std::atomic<std::int64_t>& calls;  // ids and numbers, over the whole recording
    std::atomic<std::uint64_t>& frames;
    std::function<void()> changed;  // one has begun, printed or ended; from any thread
  };
  Programs(Bench& bench, const Surroundings& around);
  ~Programs();

  // Error: no such host, the name is taken, too many, or it cannot be started.
  Outcome start(const std::string& host, const std::string& name,
                const std::vector<std::string>& argv);
  Outcome input(const std::string& name, const std::string& line);
  Outcome end_input(const std::string& name);
  Outcome signal(const std::string& name, int number);
  // Nothing: it runs, or was never started.
  std::optional<int> status(const std::string& name);
  // Error: none of this name was started. Held no longer than needed: it ends with the bench.
  using Running = std::shared_ptr<StartedProgram>;
  Result<Running> find(const std::string& name);
  // By name, as `status` of the remote says them: "program web on server runs".
  std::vector<std::string> lines();

  Gate& gate() { return gate_; }
  // From now on what this host says to itself is recorded. Hosts without programs have nothing to
  // say, so this is asked for when the first one comes.
  void listen_on_loopback(const Host& host);
  // Ends every program on the bench, also those that `wirelab exec` or a shell there has started.
  void end();

 private:
  Bench& bench_;
  Surroundings around_;
  Gate gate_;
  std::mutex mutex_, loopback_mutex_;
  std::map<std::string, std::unique_ptr<Loopback>> loopbacks_;  // by host
  std::map<std::string, Running> programs_;
  bool ended_ = false;
};

}  // namespace wirelab::lessons
