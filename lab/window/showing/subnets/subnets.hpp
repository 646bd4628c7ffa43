#pragma once

#include <memory>
#include <optional>
#include <string>

#include "lab/model/subnet.hpp"
#include "lab/window/showing/bench_showing.hpp"

namespace wirelab::window {

class Ping;

// The bits of addresses: a tab beside another showing, which goes on behind them.
class Subnets final : public BenchShowing {
 public:
  // `start`: the seed of the drill, and whether it is drawn by chance where there is none.
  Subnets(Desk& desk, std::unique_ptr<BenchShowing> behind, const lab::WindowStart& start);
  ~Subnets() override;

  const lab::SubnetState& state() const { return state_; }
  const lab::Session& session() const override { return behind_->session(); }
  const lab::Playhead& playhead() const override { return behind_->playhead(); }
  const lab::Source& source() const override { return behind_->source(); }

  bool advance(double seconds, Time clock) override;
  bool moving() const override;
  bool follows() const override { return behind_->follows(); }
  bool reading() const override { return behind_->reading(); }
  void perform(const lab::Request& request) override;
  BenchRows rows() override;
  Requests draw(Paint& paint, Rect window, int text_shown) override;
  Requests key(Key key) override;
  lab::WindowStart again() const override { return behind_->again(); }
  void complain(const std::string& reason) override { behind_->complain(reason); }
  void remember(lab::Settings& settings) const override { behind_->remember(settings); }
  void settle() override;
  std::string characters() const override { return behind_->characters(); }

 private:
  // The tab shows the frames of the ping, and no bits.
  bool shows_ping() const { return ping_ && state_.open && state_.frames; }
  // Whose bench is in view, where no bits are.
  BenchShowing& bench() const;
  bool take_next();
  void follow_scene();
  void tell_ping(lab::SubnetHostRows& rows) const;

  void on(const lab::OpenSubnets& request);
  void on(const lab::TypeAddress& request);
  void on(const lab::SetPrefix& request);
  void on(const lab::SetPrefixLength& request);
  void on(const lab::CheckDrill& request);
  void on(const lab::NextDrill&);
  void on(const lab::PingAddress&);
  void on(const lab::ShowPing& request);
  template <class Other>
  void on(const Other& other) {
    bench().perform(other);
  }

  Desk& desk_;
  std::unique_ptr<BenchShowing> behind_;
  lab::SubnetState state_;
  BenchState edits_;
  std::unique_ptr<Ping> ping_;
  std::string ping_fault_;  // why there is none
  // Of the scene in view behind: its bits were looked for, were found, and so opened the tab.
  std::optional<std::size_t> scene_;
  bool found_ = false, opened_by_scene_ = false, changed_ = false;
};

}  // namespace wirelab::window
