#pragma once

#include "lessons/script/program.hpp"

namespace wirelab::lessons {

// A socket in the table of its program, which counts from 3 as every program does.
struct Program::Descriptor {
  Descriptor(Program& owner, int called, int opened);

  Program& program;
  const int number;
  FileDescriptor socket;
  const bool stream;  // TCP: the kernel has a state to be read
  const bool raw;     // it has no port; what the kernel names as one is its protocol
  mutable std::mutex mutex;
  Tuple tuple;    // last asked of the kernel
  Tuple calling;  // as to its remote end: whom a connect() in progress is to reach

  void ask_names();  // by the program's thread alone
};

struct Pending::State {
  State(Happenings& watching, std::string call) : happenings(watching), name(std::move(call)) {}

  Happenings& happenings;
  const std::string name;
  std::mutex mutex;
  bool done = false;
  Returned result;
  std::shared_ptr<Program::Descriptor> accepted;
};

}  // namespace wirelab::lessons
