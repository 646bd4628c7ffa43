#pragma once

#include "capture/bytes/file_descriptor.hpp"
#include "lessons/script/happenings.hpp"
#include "lessons/testbed/host/host.hpp"
#include "lessons/testbed/recording/note_sink.hpp"
#include "lessons/testbed/truth/truth.hpp"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace wirelab::lessons {

class Program;
class Socket;

// What a call gave back.
struct Returned {
  long value = 0;
  int error = 0;     // errno, 0 on success
  std::string data;  // what recv() read, what getsockopt() found as text
  std::string from;  // whose datagram recvfrom() read: "10.0.0.1:5000"
  int flags = 0;     // recvmsg(): MSG_TRUNC when the datagram was cut
  int number = 0;    // what getsockopt() found
  bool reads = false;
  bool ok() const { return error == 0; }
};

// A call that may be in progress still.
class Pending {
 public:
  bool done() const;
  // Waits for the call to return.
  Returned result() const;
  // What accept() gave.
  Socket socket() const;

 private:
  friend class Program;
  struct State;
  explicit Pending(std::shared_ptr<State> state) : state_(std::move(state)) {}
  std::shared_ptr<State> state_;
};

// Where the notes of a program go, and what it is watched by.
struct ProgramSurroundings {
  Host& host;
  NoteSink& notes;
  Truth& truth;
  Happenings& happenings;
  std::atomic<std::int64_t>& calls;  // ids, over the whole recording
};

// A program on a host: a thread of its own there makes its calls, one after the other. Each call is
// noted, begin and return, and the kernel is read on both sides of it.
class Program {
 public:
  Program(const ProgramSurroundings& around, std::string name);
  ~Program();
  // Frees a call that blocks and closes every socket, without a note. Only after the wire is cut.
  void end();
  // The program calls exit(status): its kernel closes every socket it still has. No call can
  // follow.
  void exit(int status = 0);

  Socket socket();      // socket(AF_INET, SOCK_STREAM, 0)
  Socket udp_socket();  // socket(AF_INET, SOCK_DGRAM, 0)
  // socket(AF_INET, SOCK_RAW, IPPROTO_ICMP): see ping.hpp.
  Socket icmp_socket();
  const Host& host() const { return around_.host; }
  const std::string& name() const { return name_; }

 private:
  friend class Pending;
  friend class Socket;
  struct Descriptor;
  struct Call {
    std::string name, arguments;
    std::string remote;  // of connect(), before the kernel has it
    std::shared_ptr<Descriptor> on;
    std::function<long(Returned&)> act;
    bool changes_state = false;
    bool opens = false;   // its result is a new descriptor
    bool closes = false;  // `on` is one no more
  };
  Socket open(int type, int protocol, const char* shown);
  Pending start(Call call);
  void run();
  void perform(const Call& call, Pending::State& pending);
  void close_all(int status);
  void read_truth(const Descriptor& on, bool always);
  void say(const char* event, int status = 0);
  static void set_ends(Note& note, const Descriptor& on);
  void say_call(const Call& call, std::int64_t id);
  void say_return(const Call& call, std::int64_t id, const Returned& result, Time at,
                  const Descriptor* on);
  std::shared_ptr<Descriptor> own(int descriptor);

  ProgramSurroundings around_;
  std::string name_;
  std::mutex mutex_;
  std::condition_variable work_;
  std::deque<std::pair<Call, std::shared_ptr<Pending::State>>> queue_;
  std::map<int, std::shared_ptr<Descriptor>> descriptors_;  // by the number the program knows
  bool exited_ = false;                                     // of itself
  bool ending_ = false, ended_ = false;
  std::thread thread_;
};

}  // namespace wirelab::lessons
