#pragma once

#include "capture/bytes/file_descriptor.hpp"
#include "capture/bytes/result.hpp"

#include <sys/types.h>

#include <span>

namespace wirelab::lessons {

// The namespaces that make a host, in the order in which a run hands them out and they are entered:
// the user namespace gives the right to the others.
struct NamespaceKind {
  int flag;          // CLONE_NEW...
  const char* file;  // below /proc/PID/ns
  const char* name;
};
std::span<const NamespaceKind> namespace_kinds();

// Proves by the kernel's own word that `handed`, one of each kind, are namespaces that the run with
// the process `run` made, as our own user, from where we are. Whoever enters another's namespaces
// runs his programs with his own rights, and root with all. Nothing is entered. Error: what is not
// so. The caller knows that `run` is a process of our own user.
Outcome prove_namespaces(std::span<const FileDescriptor> handed, pid_t run);

// Moves the calling process into them; to be proved before. Its children are in the process
// namespace.
Outcome enter_namespaces(std::span<const FileDescriptor> handed);

}  // namespace wirelab::lessons
