#pragma once

namespace wirelab::lessons {

// We are pid 1 and /proc shows our own pid namespace. Elsewhere its numbers are another's, and the
// wrong process would be hit.
bool proc_is_ours();

// Ends every other process that lives in this network namespace, as a learner's shell does. Only
// pid 1 of a run with a /proc of its own can see them; elsewhere it does nothing, and they end with
// the run.
void end_programs_in(int network_namespace);

}  // namespace wirelab::lessons
