#pragma once

#include "capture/bytes/result.hpp"
#include "capture/words/nearest.hpp"
#include "lessons/text/lesson_text.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace wirelab::lessons {

// The lessons found in DATA/lessons/NAME/NAME.LANG.md, in teaching order.
struct CatalogueEntry {
  std::string name;
  std::string fault;  // why the text could not be read: file, line, cause; empty when it could
  LessonText text;
  std::string recording;  // path of the shipped recording, empty if none
};

std::vector<CatalogueEntry> read_catalogue(const std::string& data_directory,
                                           std::string_view language);

}  // namespace wirelab::lessons
