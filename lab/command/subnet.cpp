#include "lab/command/commands.hpp"

#include "capture/address/ipv6_prefix.hpp"
#include "capture/address/prefix.hpp"
#include "lab/rows/subnet.hpp"
#include "lab/terminal/subnet_json.hpp"
#include "lab/terminal/subnet_text.hpp"

#include <variant>

namespace wirelab::lab {
namespace {

template <class Prefix>
int show(const Context& context, const address::Read<Prefix>& read, bool json) {
  if (const auto* fault = std::get_if<address::Fault>(&read))
    return fail({ErrorKind::usage, fault_text(*fault, context.words)});
  const Prefix& prefix = std::get<Prefix>(read);
  print(json ? subnet_json(prefix) : subnet_text(prefix, context.words, output_style()));
  return exit_ok;
}

}  // namespace

int run_subnet(const Context& context, const SubnetArguments& arguments) {
  const std::string& typed = arguments.prefix;
  if (typed.find(':') != typed.npos)
    return show(context, address::parse_ipv6_prefix(typed), arguments.json);
  return show(context, address::parse_ipv4_prefix(typed), arguments.json);
}

}  // namespace wirelab::lab
