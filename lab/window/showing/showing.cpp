#include "lab/window/showing/showing.hpp"

#include <algorithm>

namespace wirelab::window {

const lessons::CatalogueEntry* Desk::entry(const std::string& lesson) const {
  const auto found =
      std::find_if(catalogue.begin(), catalogue.end(),
                   [&](const lessons::CatalogueEntry& one) { return one.name == lesson; });
  return found == catalogue.end() ? nullptr : &*found;
}

}  // namespace wirelab::window
