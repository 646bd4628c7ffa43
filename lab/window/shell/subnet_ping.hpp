#pragma once

#include <functional>
#include <memory>
#include <string>

#include "lab/model/subnet_ping.hpp"
#include "lab/model/window_start.hpp"

namespace wirelab::window {

class App;

// A ping around the bits of an address: its bench runs while this lives, and what it shows is an
// App of its own.
class SubnetPing {
 public:
  // `like`: where words come from, and in which language.
  static Result<std::unique_ptr<SubnetPing>> start(lab::PingBench bench,
                                                   const lab::WindowStart& like,
                                                   std::function<void()> wake);
  ~SubnetPing();
  SubnetPing(const SubnetPing&) = delete;
  SubnetPing& operator=(const SubnetPing&) = delete;

  const lab::PingBench& bench() const { return bench_; }
  App& app() { return *app_; }
  const App& app() const { return *app_; }
  lab::PingSeen seen() const;

 private:
  SubnetPing(lab::PingBench bench, std::string file);

  const lab::PingBench bench_;
  const std::string file_;  // the topology, as the testbed reads it
  std::unique_ptr<App> app_;
};

}  // namespace wirelab::window
