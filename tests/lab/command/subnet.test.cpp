// The built program's `subnet`: what it prints, and one sentence for what it cannot read.

#include "tests/lab/command/ran.hpp"

using wirelab::test::command;

TEST_CASE("subnet_command_prints_the_bits") {
  const auto ran = command("subnet 192.168.1.77/26");
  CHECK(ran.code == 0);
  CHECK(ran.says("11000000 10101000 00000001 01|001101"));
  CHECK(ran.says("192.168.1.65 to 192.168.1.126"));
  CHECK_FALSE(ran.says("\x1b"));
  CHECK(command("subnet 192.168.1.77/255.255.255.192").text == ran.text);
  CHECK(command("subnet 2001:db8::1/48").says("2001:db8::/48"));
}

TEST_CASE("subnet_command_prints_one_object") {
  const auto ran = command("subnet 10.4.77.201/20 --json");
  CHECK(ran.code == 0);
  CHECK(ran.lines() == 1);
  CHECK(ran.says("\"network\":\"10.4.64.0\""));
}

TEST_CASE("subnet_command_says_what_is_wrong_in_one_sentence") {
  const std::pair<const char*, const char*> wrong[] = {
      {"192.168.256.1/24", "256 in the third place"},
      {"192.168.1.1/33", "a prefix goes to 32"},
      {"192.168.1.1", "has no prefix"},
      {"192.168.1.1/255.0.255.0", "is no mask"},
      {"fd00::1/129", "a prefix goes to 128"},
      {"fd00::x/64", "is no IPv6 address"},
      {"''", "no address"},
  };
  for (const auto& [typed, said] : wrong) {
    INFO(typed);
    const auto ran = command(std::string("subnet ") + typed);
    INFO(ran.text);
    CHECK(ran.code == 2);
    CHECK(ran.lines() == 1);
    CHECK(ran.says(said));
  }
  CHECK(command("subnet").code == 2);
  CHECK(command("shot subnet:10.0.0.1/40 /tmp/none.png").code == 2);
}
