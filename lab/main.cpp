#include "capture/bytes/last_words.hpp"
#include "lab/command/commands.hpp"

int main(int argc, char** argv) {
  wirelab::prepare_last_words("wirelab");
  wirelab::lab::WindowDoors window;
#ifdef WIRELAB_HAS_WINDOW
  window.run = wirelab::lab::run_window;
  window.shot = wirelab::lab::render_shot;
#endif
  return wirelab::lab::run_program(argc, argv, std::move(window));
}
