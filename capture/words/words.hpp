#pragma once

#include "capture/bytes/result.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wirelab {

// The sentences of one language. The code speaks in ids ("reason.syn_received"); what people read
// stands in words/en.toml and its siblings, tables of a TOML file nested as the ids are dotted.
class Words {
 public:
  // DIRECTORY/words/LANGUAGE.toml, where DIRECTORY is the data folder of the programs. Errors name
  // the file and the line.
  static Result<Words> load(const std::string& directory, std::string_view language);
  // From TOML text; `name` is used in errors. A value that is no text is an error.
  static Result<Words> parse(std::string_view toml, std::string_view name);

  // The sentence of an id; the id itself where there is none, so that nothing is shown empty.
  std::string text(std::string_view id) const;
  bool has(std::string_view id) const { return sentences_.find(id) != sentences_.end(); }
  // All ids, sorted.
  std::vector<std::string_view> ids() const;

 private:
  std::map<std::string, std::string, std::less<>> sentences_;
};

// `text` with each {name} replaced by its value. Names without a value stay as they are.
using Placeholder = std::pair<std::string_view, std::string_view>;
std::string fill(std::string_view text, const std::vector<Placeholder>& values);

}  // namespace wirelab
