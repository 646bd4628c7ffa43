#pragma once

#include "lessons/text/lesson_text.hpp"
#include "tests/lessons/testbed/remote/testbed_run.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace wirelab::test {

// step -> option of its question
using Answers = std::map<std::string, std::string>;

// The lesson played by its own script, which must pass without a word of complaint.
Recording play_lesson(const std::string& lesson, const std::vector<std::string>& arguments = {});
const lessons::LessonText& text_of(const std::string& lesson);

// What every lesson promises: these answers, each an option of its step and given after its
// question; every check passed; every check and fact with its words, and the other way round.
void expect_sound(const std::string& lesson, const Recording& recording, const Answers& answers);
// Each step, played alone, asks its question and finds the same answer.
void expect_each_step_alone(const std::string& lesson, const Answers& answers);
// It is there, small, and has every step once. Packets and kernel contradict each other nowhere but
// in these steps, whose texts say why.
void expect_shipped(const std::string& lesson, const std::vector<std::string>& explained = {},
                    int most_kib = 200);
// `wirelab show --json` of a recording: packets and kernel contradict each other nowhere but from
// frames of `explained` on, which are the frames of such steps.
void expect_agreement(const std::string& file, const std::set<std::uint64_t>& explained = {});

// Flags of the TCP frames of a recording from one of its interfaces ("client.eth0 cable"; empty:
// all), with the length of data: "SYN", "ACK", "ACK 12", "FIN ACK".
std::vector<std::string> segments(const Recording& recording, const std::string& interface = "");

}  // namespace wirelab::test
