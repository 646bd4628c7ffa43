#pragma once

#include "capture/bytes/file_descriptor.hpp"
#include "capture/bytes/result.hpp"
#include "capture/recording/frame.hpp"
#include "lessons/machine/send_descriptors.hpp"
#include "lessons/testbed/base/change_signal.hpp"
#include "lessons/testbed/base/event_flag.hpp"
#include "lessons/testbed/recording/note_sink.hpp"
#include "lessons/testbed/remote/exec_answer.hpp"
#include "lessons/testbed/remote/line_buffer.hpp"
#include "lessons/testbed/remote/outbox.hpp"
#include "lessons/testbed/remote/remote_listener.hpp"

#include <poll.h>

#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace wirelab::lessons {

// Who said a line: standard input has no connection (-1).
struct Speaker {
  int connection = -1;
  std::optional<ExecAnswer> started;  // by `exec`, over this connection
  FileDescriptor given;               // came with the lines, after `exec`
  bool answered = false;              // the line has been answered over the connection already
  std::vector<std::string> facts;     // the answer, one a line, before its `ok`
  // What the line waits for, if anything: nothing means not yet. The lines behind it wait, too.
  std::function<std::optional<Outcome>(Speaker&)> awaited;
  Time deadline = 0;  // when it is to be asked, whatever happens
};

// Reads lines from standard input and from the socket, and answers those of the socket with facts
// and then `ok`, or with `error: ...`, one line each. Only our own user is heard. No peer can block
// it: who does not read his answers is not heard on, and dropped after a while, with a note; who
// hangs up while a line of his waits is forgotten.
class Remote {
 public:
  using Perform = std::function<Outcome(const std::string& line, Speaker& speaker)>;
  using InputEnded = std::function<void()>;
  // Without `input_ended` standard input is not read. What is awaited is looked at again at each
  // change.
  Remote(RemoteListener listener, Perform perform, InputEnded input_ended, ChangeSignal& changes,
         NoteSink& notes);
  ~Remote();

 private:
  struct Source {
    FileDescriptor socket;  // none: standard input
    Speaker speaker;
    LineBuffer lines{};
    Outbox answers{};
  };
  void run();
  std::vector<pollfd> awaited() const;
  // These four are false when it is over with a source.
  bool attend(Source& source, short events);
  bool hear(Source& source);
  bool go_on(Source& source);  // with the lines that it has said
  bool takes_answers(const Source& source);
  void welcome();
  void welcome_without_descriptors();
  void answer(Source& source, const Outcome& performed);
  static Received receive(const Source& source);
  void say(Source& source, const std::string& line);
  void refuse(Source& source, const LineBuffer::Line& line);
  void look_at_waits();
  int poll_timeout() const;

  RemoteListener listener_;
  Perform perform_;
  InputEnded input_ended_;
  ChangeSignal& changes_;
  NoteSink& notes_;
  FileDescriptor spare_;  // given up to tell a client that there is no other
  Time deaf_until_ = 0;   // nobody is welcomed before
  EventFlag stop_;
  std::vector<Source> sources_;
  std::thread thread_;
};

}  // namespace wirelab::lessons
