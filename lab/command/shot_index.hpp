#pragma once

#include <string>
#include <vector>

namespace wirelab::lab {

// A step of a lesson and its pictures.
struct PicturedStep {
  std::string lesson, step, title;
  std::string fault;  // why there are no pictures of it; empty where there are
};

// "close-three-dark.png"
std::string picture_name(const PicturedStep& step, const std::string& look);

// The page that shows them all: HTML without scripts, one row a step, in this order. The pictures
// lie beside it.
std::string shot_index(const std::vector<PicturedStep>& steps);

}  // namespace wirelab::lab
