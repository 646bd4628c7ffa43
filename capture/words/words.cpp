#include "capture/words/words.hpp"

#include "capture/bytes/text_file.hpp"

#include <fmt/core.h>
#include <toml++/toml.h>

#include <algorithm>

namespace wirelab {

namespace {

using Sentences = std::map<std::string, std::string, std::less<>>;

// Puts the texts of a table under their dotted ids. False at a value that is no text; `id` names
// it.
bool collect(const toml::table& table, const std::string& prefix, Sentences& into,
             std::string& id) {
  for (const auto& [key, node] : table) {
    const std::string name = prefix + std::string(key.str());
    if (const auto* inner = node.as_table()) {
      if (!collect(*inner, name + ".", into, id)) return false;
    } else if (const auto* text = node.as_string()) {
      into[name] = text->get();
    } else {
      id = name;
      return false;
    }
  }
  return true;
}

Error input(std::string message) { return Error{ErrorKind::input, std::move(message)}; }

}  // namespace

Result<Words> Words::load(const std::string& directory, std::string_view language) {
  const std::string path = fmt::format("{}/words/{}.toml", directory, language);
  const auto text = read_text(path);
  if (!text) return input(text.error().message + ": the words of the programs");
  return parse(*text, path);
}

Result<Words> Words::parse(std::string_view toml, std::string_view name) {
  toml::table table;
  try {
    table = toml::parse(toml);
  } catch (const toml::parse_error& error) {
    return input(
        fmt::format("{}: line {}: {}", name, error.source().begin.line, error.description()));
  }
  Words words;
  std::string id;
  if (!collect(table, "", words.sentences_, id)) {
    return input(fmt::format("{}: {} is not a text", name, id));
  }
  return words;
}

std::string Words::text(std::string_view id) const {
  const auto found = sentences_.find(id);
  return found == sentences_.end() ? std::string(id) : found->second;
}

std::vector<std::string_view> Words::ids() const {
  std::vector<std::string_view> ids;
  for (const auto& [id, sentence] : sentences_) ids.emplace_back(id);
  return ids;
}

std::string fill(std::string_view text, const std::vector<Placeholder>& values) {
  std::string filled;
  while (!text.empty()) {
    const std::size_t open = std::min(text.find('{'), text.size());
    filled += text.substr(0, open);
    text.remove_prefix(open);
    const std::size_t close = text.find('}');
    if (close == std::string_view::npos) break;
    const std::string_view name = text.substr(1, close - 1);
    const auto value = std::find_if(values.begin(), values.end(),
                                    [name](const Placeholder& one) { return one.first == name; });
    // Only the brace is passed over: there may be another one before the next closing.
    const std::size_t taken = value == values.end() ? 1 : close + 1;
    filled += value == values.end() ? text.substr(0, 1) : value->second;
    text.remove_prefix(taken);
  }
  filled += text;
  return filled;
}

}  // namespace wirelab
