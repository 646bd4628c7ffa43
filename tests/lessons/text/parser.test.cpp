#include "lessons/text/parser.hpp"

#include <catch2/catch.hpp>

using namespace wirelab;
using namespace wirelab::lessons;

namespace {

const std::string head =
    "# A title\nunit: Unit 3\nminutes: 25\nquestion: Why?\n\nIntroduction.\n\n";
const std::string step = "## one: First step\n\nBody with **bold**,\nand `code`.\n\n";

std::string error_of(const std::string& text) {
  const auto lesson = parse_lesson_text(text, "x", "x.en.md");
  return lesson ? "" : lesson.error().message;
}

}  // namespace

TEST_CASE("a whole lesson") {
  const auto lesson = parse_lesson_text(head + step + R"(Second paragraph, {fact} stays.

### Predict
What now?
- a: The first: it is here
- b-2: The second
### Your turn
Drop it.
### Because
It is so.

And so.
### Hint 1
One.
### Hint 2
Two.
### Try
- This
- That
### Presenter
3 minutes. Say this.

## two: Second step

## Checks
- some-check: It holds.

## End
### Believed
B.
### Seen
S.
### True
T.
)",
                                        "x", "x.en.md");
  REQUIRE(lesson);
  CHECK(lesson->id == "x");
  CHECK(lesson->title == "A title");
  CHECK(lesson->unit == "Unit 3");
  CHECK(lesson->minutes == 25);
  CHECK(lesson->question == "Why?");
  CHECK(lesson->introduction == std::vector<std::string>{"Introduction."});
  REQUIRE(lesson->steps.size() == 2);
  const StepText* one = lesson->step("one");
  REQUIRE(one);
  CHECK(one->title == "First step");
  CHECK(one->body == std::vector<std::string>{"Body with **bold**, and `code`.",
                                              "Second paragraph, {fact} stays."});
  CHECK(one->prediction.question == "What now?");
  REQUIRE(one->prediction.options.size() == 2);
  CHECK(one->prediction.options[0].id == "a");
  CHECK(one->prediction.options[0].text == "The first: it is here");
  CHECK(one->prediction.options[1].id == "b-2");
  CHECK(one->turn == std::vector<std::string>{"Drop it."});
  CHECK(one->because == std::vector<std::string>{"It is so.", "And so."});
  CHECK(one->hints == std::vector<std::string>{"One.", "Two."});
  CHECK(one->tries == std::vector<std::string>{"This", "That"});
  CHECK(one->presenter == std::vector<std::string>{"3 minutes. Say this."});
  CHECK(lesson->step("two")->prediction.options.empty());
  CHECK(lesson->step("three") == nullptr);
  REQUIRE(lesson->checks.size() == 1);
  CHECK(lesson->checks[0].id == "some-check");
  CHECK(lesson->truth == std::vector<std::string>{"T."});
}

TEST_CASE("a broken text is told with its line and cause") {
  CHECK(error_of("") == "x.en.md:1: a lesson begins with '# Its title'");
  CHECK(error_of("# T\n") ==
        "x.en.md:1: below the title stand 'unit: ', 'minutes: ' and 'question: '");
  CHECK(error_of("# T\nunit: Unit 1\n\n" + step) ==
        "x.en.md:1: 'unit: ', 'minutes: ' or 'question: ' is missing below the title");
  CHECK(error_of("# T\nunit: Unit 1\nminutes: many\n") ==
        "x.en.md:3: 'minutes' wants a number, not 'many'");
  CHECK(error_of("# T\nunits: 1\n").substr(0, 36) == "x.en.md:2: there is no key 'units'; ");
  CHECK(error_of(head) == "x.en.md:6: the lesson has no step ('## id: Title')");
  CHECK(error_of(head + step + step) == "x.en.md:13: section 'one' stands twice");
  CHECK(error_of(head + "## No id\n").substr(0, 36) == "x.en.md:8: unknown section 'No id': ");
  CHECK(error_of(head + step + "### Becuase\nx\n") ==
        "x.en.md:13: unknown section 'Becuase'; did you mean 'Because'?");
  CHECK(error_of(head + step + "### Try\n- a\n### Try\n- b\n") ==
        "x.en.md:15: section 'Try' stands twice in this step");
  CHECK(error_of(head + step + "### Because\n### Try\n- b\n") == "x.en.md:13: 'Because' is empty");
  CHECK(error_of(head + step + "### Hint 2\nx\n") ==
        "x.en.md:13: hints stand in order: Hint 1, Hint 2, Hint 3");
  CHECK(error_of(head + step + "#### Deep\n") ==
        "x.en.md:13: headings go three levels deep, not more");
  CHECK(error_of(head + step + "An {open fact\n") ==
        "x.en.md:13: a {fact} is not closed, or closed twice");
}

TEST_CASE("a check about a state that there is not is told with its line") {
  const std::string checks = head + step + "## Checks\n- one: It is in TIME-WAIT.\n";
  CHECK(error_of(checks).empty());
  CHECK(error_of(checks + "- two: It is\n  in FIN-WAIT-3.\n") ==
        "x.en.md:15: TCP has no state 'FIN-WAIT-3'; did you mean 'FIN-WAIT-1'?");
}

TEST_CASE("a broken prediction is told with its line and cause") {
  const std::string predict = head + step + "### Predict\n";
  CHECK(error_of(predict + "What?\n- a: A\n- Without an id\n") ==
        "x.en.md:16: an option without an id: write '- id: text'");
  CHECK(error_of(predict + "What?\n- a: A\n- a: B\n") == "x.en.md:16: an option 'a' stands twice");
  CHECK(error_of(predict + "- a: A\n- b: B\n") ==
        "x.en.md:13: a prediction begins with its question");
  CHECK(error_of(predict + "What?\n") == "x.en.md:13: 'Predict' has no list");
  CHECK(error_of(predict + "What?\n- a: A\n") ==
        "x.en.md:13: a prediction has two to four options (keys A to D)");
}

TEST_CASE("what a lesson's text has no use for is refused") {
  CHECK(error_of(head + step + "> quoted\n").find("a quotation") != std::string::npos);
  CHECK(error_of(head + step + "1. one\n").find("a numbered list") != std::string::npos);
  CHECK(error_of(head + step + "```\ncode\n```\n").find("a code block") != std::string::npos);
  CHECK(error_of(head + step + "![x](y.png)\n").find("a picture") != std::string::npos);
  CHECK(error_of(head + step + "### Try\n- a\n  - b\n").find("a list within a list") !=
        std::string::npos);
}

TEST_CASE("any bytes at all are an error, never a crash") {
  std::string noise(5000, '\0');
  std::uint32_t state = 1;
  for (int round = 0; round < 50; ++round) {
    for (char& letter : noise)
      letter = static_cast<char>((state = state * 1664525 + 1013904223) >> 24);
    CHECK_FALSE(error_of(noise).empty());
    (void)error_of(head + step + noise);
  }
}
