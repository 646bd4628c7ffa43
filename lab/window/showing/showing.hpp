#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "capture/words/words.hpp"
#include "lab/model/preferences.hpp"
#include "lab/model/settings.hpp"
#include "lab/model/window_start.hpp"
#include "lab/window/ground/key.hpp"
#include "lab/window/panel/panel.hpp"
#include "lessons/text/catalogue.hpp"

namespace wirelab::window {

// What every showing stands on. It belongs to the shell and outlives them all.
struct Desk {
  Words words;
  std::vector<lessons::CatalogueEntry> catalogue;
  lab::Preferences preferences;
  lab::Progress progress;
  std::function<void()> wake;  // called from another thread when there is news

  const lessons::CatalogueEntry* entry(const std::string& lesson) const;
};

// What the window has open: a lesson, free play, a capture, the bits of addresses. It owns all of
// its state; another one is made anew. The shell has one, and knows nothing of what is in it.
class Showing {
 public:
  virtual ~Showing() = default;

  // Takes in what has come and moves on by `seconds` of the person's time. `clock` is the time of
  // day. True: there is something new to draw.
  virtual bool advance(double seconds, Time clock) = 0;
  // The next picture will differ from this one without any input.
  virtual bool moving() const = 0;
  // Live and at the newest: between two news there is little to draw.
  virtual bool follows() const { return false; }
  // A capture is still coming in: there is always news.
  virtual bool reading() const { return false; }

  // The only place where anything changes.
  virtual void perform(const lab::Request& request) = 0;
  // One picture; what it and what a key ask for. `text_shown`: the text size in percent that the
  // window has room for; 0: as in the preferences.
  virtual Requests draw(Paint& paint, Rect window, int text_shown) = 0;
  virtual Requests key(Key key) = 0;

  // What opens it once more where it stands now.
  virtual lab::WindowStart again() const = 0;
  // It could not be opened once more.
  virtual void complain(const std::string& reason) = 0;
  virtual void remember(lab::Settings&) const {}
  // Waits until all that has come is read and found out: for a picture.
  virtual void settle() = 0;
  // Every character that may come up, for the fonts.
  virtual std::string characters() const = 0;
};

}  // namespace wirelab::window
