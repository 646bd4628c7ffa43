#include "capture/filter/field.hpp"

#include <algorithm>

namespace wirelab::filter {

namespace {

std::vector<Field> all() {
  std::vector<Field> joined;
  for (const auto part : {link_fields(), network_fields(), transport_fields(), analysis_fields()})
    joined.insert(joined.end(), part.begin(), part.end());
  std::sort(joined.begin(), joined.end(),
            [](const Field& a, const Field& b) { return a.name < b.name; });
  return joined;
}

}  // namespace

std::span<const Field> fields() {
  static const std::vector<Field> known = all();
  return known;
}

const Field* field(std::string_view name) {
  const auto known = fields();
  const auto found =
      std::lower_bound(known.begin(), known.end(), name,
                       [](const Field& one, std::string_view wanted) { return one.name < wanted; });
  return found != known.end() && found->name == name ? &*found : nullptr;
}

std::vector<std::string> field_names() {
  std::vector<std::string> names;
  for (const Field& one : fields()) names.emplace_back(one.name);
  return names;
}

void push(Values& values, std::string_view text) {
  push(values, Bytes(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

void push(Values& values, const decode::IpAddress& address) {
  Value& value = values.emplace_back();
  const auto octets = address.octets();
  std::copy(octets.begin(), octets.end(), value.address.begin());
  value.prefix = static_cast<std::uint8_t>(octets.size() * 8);
}

void push(Values& values, const decode::MacAddress& address) {
  Value& value = values.emplace_back();
  std::copy(address.bytes.begin(), address.bytes.end(), value.address.begin());
  value.prefix = static_cast<std::uint8_t>(address.bytes.size() * 8);
}

}  // namespace wirelab::filter
