#pragma once

#include "lab/model/view.hpp"
#include "lab/rows/hue.hpp"

#include <string>
#include <vector>

namespace wirelab::lab {

struct FlagRows {
  struct Light {
    std::string name;  // "SYN"
    bool lit;
    Hue hue;  // of the flag when lit
    std::string meaning;
  };
  std::string title;          // "Flags in packet 5"
  std::vector<Light> lights;  // CWR ECE URG ACK PSH RST SYN FIN
};
FlagRows flag_rows(const View& view);

}  // namespace wirelab::lab
