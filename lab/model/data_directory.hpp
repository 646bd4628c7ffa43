#pragma once

#include <string>

namespace wirelab::lab {

// The folder of the running program, without a slash at its end.
std::string own_directory();

// Words and lessons: $WIRELAB_DATA, else ../share/wirelab beside the running program (as built and
// as installed).
std::string data_directory();

// A program that belongs to wirelab: beside the running one, else found by PATH.
std::string program_path(const std::string& name);

}  // namespace wirelab::lab
