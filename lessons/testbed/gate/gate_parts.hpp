#pragma once

#include "lessons/testbed/base/event_flag.hpp"
#include "lessons/testbed/gate/gate.hpp"

#include <poll.h>

#include <list>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace wirelab::lessons {

// The gate from inside. All but `admit` and `say_unseen` is done by the gate's own thread.
struct Gate::Parts {
  // Beyond this a program's calls pass unseen: one that calls without end is not to fill the
  // recording.
  static constexpr std::size_t most_noted = 20'000;

  struct Watch {
    std::shared_ptr<GateListener> listener;
    GatedProgram program;
    std::size_t noted = 0;
    bool told = false;  // that calls of it are not seen
  };
  // A close() that was let pass: made as soon as its process runs on.
  struct Closing {
    std::optional<GatedCall> call;
    tcp::State before = tcp::State::unknown;
    ino_t inode = 0;
    Time closed_at = 0;
    int looks = 0;
  };
  // A result whose call was interrupted, by a signal, while it was on its way. The call is repeated
  // as if it had not been made.
  struct Unheard {
    Notified call;
    CallResult result;
  };

  explicit Parts(const Surroundings& surroundings) : around(surroundings) {}

  // gate.cpp: the thread
  void run();
  bool wait();
  std::vector<pollfd> awaited() const;
  std::int64_t patience_us() const;
  void hear_all(const std::vector<pollfd>& found);
  void look_after_waiting();
  void look_after_closing();

  // gate_calls.cpp: the calls
  void hear(Watch& watch);
  std::optional<GatedCall> call_of(Watch& watch, const Notified& notified, int number);
  void perform(GatedCall call);
  CallResult make(GatedCall& call);
  void connect(GatedCall call);
  void accept(GatedCall call);
  void take_connection(GatedCall call);
  void finish(const GatedCall& call, const CallResult& result);
  bool finish_late(GatedCall& call);
  void drop_interrupted();
  void read_truth(const GatedCall& call, bool always) const;
  bool answer_repeated(const Watch& watch, const Notified& notified);
  FileDescriptor next_connection(const GatedCall& call);

  // gate_unseen.cpp: calls that the kernel makes as if there were no gate
  void count(Watch& watch) const;
  void tell_unseen(Watch& watch, const std::string& reason) const;
  void tell_refused(Watch& watch, int error) const;
  void stand_back(Watch& watch, const Notified& notified) const;

  // gate_endings.cpp
  // Of one process, all closed by the same call of it.
  void close(std::vector<GatedCall> calls);
  static bool closes_others(const Notified& notified);
  void close_found(Watch& watch, const Notified& notified);
  bool look_after(Closing& made);
  void exit(const Watch& watch, const Notified& notified);

  Surroundings around;
  std::mutex mutex;
  std::list<Watch> admitted;  // guarded by the mutex, as are these two
  bool stopping = false, said_unseen = false;
  EventFlag flag;

  std::list<Watch> watches;
  std::list<GatedCall> waiting;  // connect and accept
  std::list<Closing> closing;
  std::map<pid_t, Unheard> unheard;                      // by thread
  std::multimap<ino_t, FileDescriptor> not_handed_over;  // connections, by their listener
  std::thread thread;
};

}  // namespace wirelab::lessons
