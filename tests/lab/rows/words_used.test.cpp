// Every id that the lab says has a sentence. Ids that are put together at run time are listed in
// full.

#include "tests/lab/run_builder.hpp"

#include "capture/tcp/reason.hpp"
#include "capture/trace/events.hpp"

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

using namespace wirelab;
using namespace wirelab::test;
namespace fs = std::filesystem;

namespace {

std::set<std::string> ids_in_sources() {
  std::set<std::string> ids;
  const std::regex id("\"((?:ui|rows|terminal)\\.[a-z0-9_.]*[a-z0-9_])\"");
  for (const auto& entry :
       fs::recursive_directory_iterator(std::string(WIRELAB_SOURCE_DIR) + "/lab")) {
    if (entry.path().extension() != ".cpp") continue;
    std::stringstream text;
    text << std::ifstream(entry.path()).rdbuf();
    const std::string source = text.str();
    for (std::sregex_iterator i(source.begin(), source.end(), id), end; i != end; ++i)
      ids.insert((*i)[1]);
  }
  return ids;
}

}  // namespace

TEST_CASE("words_of_every_id_that_the_lab_uses") {
  const auto ids = ids_in_sources();
  CHECK(ids.size() > 40);
  for (const std::string& id : ids) {
    INFO(id);
    CHECK(words().has(id));
  }
}

TEST_CASE("words_of_ids_that_are_put_together") {
  for (int i = 0; i <= static_cast<int>(tcp::Reason::seen_midstream); ++i) {
    const std::string reason(tcp::id(static_cast<tcp::Reason>(i)));
    INFO(reason);
    CHECK(words().has("rows.edge." + reason));
    CHECK(words().has("reason." + reason));
  }
  for (const char* queue : {"accept", "syn", "send", "receive", "window", "datagrams"}) {
    INFO(queue);
    for (const char* word : {".name", ".of", ".what"})
      CHECK(words().has(std::string("rows.queue.") + queue + word));
  }
  for (const char* flag : {"cwr", "ece", "urg", "ack", "psh", "rst", "syn", "fin"}) {
    INFO(flag);
    CHECK(words().has(std::string("rows.flag.") + flag));
  }
  for (const char* by : {"hand", "script", "rule", "wire"}) {
    for (const FateKind kind : {FateKind::dropped, FateKind::held, FateKind::corrupted,
                                FateKind::duplicated, FateKind::too_big}) {
      const std::string id = "fate." + std::string(to_word(kind)) + "." + by;
      INFO(id);
      CHECK(words().has(id));
    }
  }
  for (const char* kind : {"0", "1", "2", "3", "4", "5", "8", "34"}) {
    CHECK(words().has(std::string("rows.option.") + kind));
  }
  for (const char* medium : {"cable", "hub", "switch"})
    CHECK(words().has(std::string("rows.medium.") + medium));
}
