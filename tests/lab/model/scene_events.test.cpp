#include "lab/model/scene_events.hpp"

#include "tests/lab/run_builder.hpp"

using namespace wirelab;
using namespace wirelab::test;

TEST_CASE("a_recording_opens_at_its_first_scene_that_was_not_set_aside") {
  RunBuilder run("first");
  CHECK(lab::opening_scene(run.trace) == 0);
  run.end(1);
  run.note(2, NoteKind::wire, {{"ACTION", "rerun"}, {"BY", "testbed"}});
  run.begin(3, "first", 2);
  run.end(4);
  run.begin(5, "second");
  CHECK(lab::opening_scene(run.trace) == 1);
  CHECK(lab::scene_of_step(run.trace, "first") == 1);
  CHECK(lab::opening_scene(Trace()) == 0);
}
