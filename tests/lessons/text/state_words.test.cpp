#include "lessons/text/state_words.hpp"

#include <catch2/catch.hpp>

using wirelab::lessons::nearest_state;
using wirelab::lessons::unknown_state;

TEST_CASE("a state that TCP does not have is found in a sentence") {
  CHECK(unknown_state("The server stayed in FIN-WAIT-3.") == "FIN-WAIT-3");
  CHECK(unknown_state("It was TIME_WAIT at last") == "TIME_WAIT");
  CHECK(unknown_state("ESTABLISED before accept()") == "ESTABLISED");
  CHECK(unknown_state("SYN-WAIT, then ESTABLISHED") == "SYN-WAIT");
  CHECK(unknown_state("in state HALFOPEN") == "HALFOPEN");
  CHECK(unknown_state("服务器处于CLOSE-WIAT状态") == "CLOSE-WIAT");
  CHECK(nearest_state("CLOSE-WIAT") == "CLOSE-WAIT");
}

TEST_CASE("what is a state, or means something else, is left alone") {
  for (const char* sentence :
       {"", "The client was in SYN-SENT, FIN-WAIT-1 and TIME-WAIT, the server LISTEN and ESTAB.",
        "A SYN-ACK came, then FIN ACK and RST.", "D-SACK, ECONNREFUSED, ETIMEDOUT, SO_REUSEADDR",
        "The state was read.", "established, time-wait", "客户端处于ESTABLISHED状态"})
    CHECK(unknown_state(sentence).value_or("") == "");
}
