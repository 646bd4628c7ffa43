#include "capture/words/nearest.hpp"

#include <algorithm>
#include <numeric>

namespace wirelab {
namespace {

// Letters to insert, delete, replace or swap with their neighbour to make one word the other.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> older(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], older[j - 2] + 1);
    }
    older.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  });
  return result;
}

}  // namespace

std::string nearest(std::string_view wrong, const std::vector<std::string>& names) {
  const std::string word = lower(wrong.substr(0, 64));
  std::string best;
  std::size_t smallest = std::max<std::size_t>(2, word.size() / 3) + 1;
  for (const std::string& name : names) {
    // The beginning of a name counts as near it: "hand" for "handshake".
    const bool begins = word.size() > 1 && lower(name).compare(0, word.size(), word) == 0;
    const std::size_t far = begins ? 1 : distance(word, lower(name));
    // A word of which nothing is left is no likeness.
    if (far < smallest && far < std::max(word.size(), name.size())) {
      smallest = far;
      best = name;
    }
  }
  return best;
}

}  // namespace wirelab
