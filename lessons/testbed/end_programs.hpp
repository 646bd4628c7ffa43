#pragma once

namespace wirelab::lessons {

// Ends every other process that lives in this network namespace, as a learner's shell does. Only
// pid 1 of a run with a /proc of its own can see them; elsewhere it does nothing, and they end with
// the run.
void end_programs_in(int network_namespace);

}  // namespace wirelab::lessons
