#pragma once

#include "lessons/testbed/kernel/counters.hpp"
#include "lessons/testbed/kernel/socket_diag.hpp"
#include "lessons/testbed/kernel/table_reader.hpp"

namespace wirelab::lessons {

// What one host's kernel can be asked.
struct KernelReaders {
  static Result<KernelReaders> open();  // in the calling thread's network namespace

  SocketDiag diag;
  Counters counters;
  TableReader tables;
};

}  // namespace wirelab::lessons
