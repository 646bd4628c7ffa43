#include "lab/window/shell/places.hpp"

#include "lab/window/showing/lesson/lesson.hpp"
#include "lab/window/showing/play/play.hpp"
#include "lab/window/showing/recording/recording.hpp"
#include "lab/window/showing/subnets/subnets.hpp"

namespace wirelab::window {
namespace {

using lab::WindowStart;

struct Place {
  bool (*asked_for)(const WindowStart& start);
  Result<std::unique_ptr<Showing>> (*open)(Desk& desk, const WindowStart& start);
};

// The bits of addresses are a tab beside every bench.
template <class Kind>
Result<std::unique_ptr<Showing>> with_subnets(Desk& desk, const WindowStart& start) {
  auto bench = Kind::open(desk, start);
  if (!bench) return bench.error();
  return std::unique_ptr<Showing>(new Subnets(desk, *std::move(bench), start));
}

// The first that is asked for.
constexpr Place places[] = {
    {[](const WindowStart& start) { return !start.recording.empty(); }, with_subnets<Recording>},
    {[](const WindowStart& start) { return !start.topology.empty(); }, with_subnets<Play>},
    {[](const WindowStart&) { return true; }, with_subnets<Lesson>},
};

}  // namespace

Result<std::unique_ptr<Showing>> open_place(Desk& desk, const WindowStart& start) {
  const Place* place = places;
  while (!place->asked_for(start)) ++place;
  return place->open(desk, start);
}

}  // namespace wirelab::window
