#pragma once

#include <functional>
#include <memory>
#include <string>

#include "lab/window/showing/showing.hpp"

namespace wirelab::window {

// The window without any toolkit: it owns the desk (the look and what else holds for whatever is
// open) and one showing at a time.
class Shell {
 public:
  // `wake` is called from another thread when there is news.
  static Result<std::unique_ptr<Shell>> open(const lab::WindowStart& start,
                                             std::function<void()> wake);

  void perform(const lab::Request& request);
  // As of a Showing.
  bool advance(double seconds, Time clock);
  Requests draw(Paint& paint, Rect window, int text_shown);
  Requests key(Key key) { return showing_->key(key); }

  Showing& showing() { return *showing_; }
  const Words& words() const { return desk_.words; }
  const lab::Preferences& preferences() const { return desk_.preferences; }
  bool done() const { return done_; }
  // Remembers look, text size and place.
  void remember() const;

 private:
  explicit Shell(Desk desk) : desk_(std::move(desk)) {}
  void reopen(const lab::WindowStart& start);

  void on(const lab::SetLook& request) { desk_.preferences.look = request.look; }
  void on(const lab::SetText& request) { desk_.preferences.text_percent = request.percent; }
  void on(const lab::SetSpeed& request) { desk_.preferences.speed = request.speed; }
  void on(const lab::SetLayer& request) { desk_.preferences.layer = request.layer; }
  void on(const lab::ToggleAbsolute&);
  void on(const lab::RunAgain&) { reopen(showing_->again()); }
  void on(const lab::OpenLesson& request);
  void on(const lab::Quit&) { done_ = true; }
  template <class Other>
  void on(const Other& other) {
    showing_->perform(other);
  }

  Desk desk_;
  std::unique_ptr<Showing> showing_;
  bool changed_ = false, done_ = false;
};

}  // namespace wirelab::window
