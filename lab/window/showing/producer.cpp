#include "lab/window/showing/producer.hpp"

#include <chrono>

#include "lab/model/data_directory.hpp"

namespace wirelab::window {
namespace {

constexpr int exit_machine = 4;

std::string last_words(std::string said) {
  while (!said.empty() && said.back() == '\n') said.pop_back();
  constexpr std::string_view name = "wirelab-testbed: ";
  if (said.rfind(name, 0) == 0) said.erase(0, name.size());
  for (char& c : said) {
    if (c == '\n') c = ' ';
  }
  return said;
}

}  // namespace

Result<Producer> Producer::testbed(const Lesson& lesson, lab::Source::Notify wake) {
  std::vector<std::string> arguments{lesson.name};
  if (!lesson.topology.empty()) arguments = {"--topology", lesson.topology};
  if (!lesson.ping.empty()) arguments.insert(arguments.end(), {"--ping", lesson.ping});
  if (lesson.seed) arguments.insert(arguments.end(), {"--seed", std::to_string(*lesson.seed)});
  ByteSink tee;
  if (!lesson.save_to.empty()) {
    auto sink = file_sink(lesson.save_to);
    if (!sink) return sink.error();
    tee = *std::move(sink);
  }
  auto process = lab::TestbedProcess::start(lab::program_path("wirelab-testbed"), arguments);
  if (!process) return process.error();
  Producer producer;
  producer.testbed_ = *std::move(process);
  auto source = lab::follow(producer.testbed_->take_output(), "wirelab-testbed", std::move(wake),
                            std::move(tee));
  if (!source) {  // it ended before it could tell anything
    const Ending ending = producer.ending();
    return Error{ending.forbidden ? ErrorKind::machine : source.error().kind,
                 ending.said.empty() ? source.error().message : ending.said};
  }
  producer.source_ = *std::move(source);
  return producer;
}

Result<Producer> Producer::recording(const std::string& path, UnpackLimit limit,
                                     lab::Source::Notify wake) {
  auto source = lab::open_recording(path, std::move(wake), Until::it_grows_no_more, limit);
  if (!source) return source.error();
  Producer producer;
  producer.source_ = *std::move(source);
  // What is short is whole in the first picture.
  producer.source_->wait(std::chrono::milliseconds(50));
  return producer;
}

Producer& Producer::operator=(Producer&& other) noexcept {
  stop();
  testbed_ = std::move(other.testbed_);
  source_ = std::move(other.source_);
  return *this;
}

Producer::~Producer() { stop(); }

// Its remote is closed and its output read to the end, so that the file of -w is whole.
void Producer::stop() {
  if (testbed_ && source_ && !source_->ended()) {
    testbed_->close_remote();
    source_->wait(std::chrono::seconds(3));
  }
  source_.reset();
  testbed_.reset();
}

Producer::Ending Producer::ending() {
  Ending ending;
  if (!testbed_) return ending;
  testbed_->close_remote();  // should only its output have broken, it now ends, too
  ending.end = testbed_->wait();
  ending.said = last_words(testbed_->said());
  ending.forbidden = ending.end.signal == 0 && ending.end.code == exit_machine;
  return ending;
}

}  // namespace wirelab::window
