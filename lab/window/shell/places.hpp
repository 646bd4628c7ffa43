#pragma once

#include <memory>

#include "lab/window/showing/showing.hpp"

namespace wirelab::window {

// Opens what `start` asks for: the one list of all that the window can show.
Result<std::unique_ptr<Showing>> open_place(Desk& desk, const lab::WindowStart& start);

}  // namespace wirelab::window
