#pragma once

#include "capture/recording/frame.hpp"
#include "lab/model/fold.hpp"
#include "lab/model/preferences.hpp"
#include "lab/model/subnet.hpp"

#include <cstdint>
#include <string>
#include <variant>

namespace wirelab::lab {

// What a panel or a key asks for; the perform() of shell and showing is the only place where it
// happens.
struct Seek {
  Time trace_time;
};
struct Scrub {
  Time teaching;
};  // to where this stands on the bar
struct Play {
  bool on;
};
struct StepBy {
  int events;
};  // +1 next event, -1 the one before
struct GoLive {};
struct SetSpeed {
  double speed;
};
struct SelectFrame {
  std::uint64_t number;
};
struct FocusStream {
  std::uint32_t stream;
};
struct ChooseOption {
  std::string ask, option;
};
struct LockAnswer {
  std::string ask;
};
struct OpenHint {};
struct OpenStep {
  std::string step;
};  // shows it; runs it when a testbed is attached
struct RunStep {
  std::string step;
};  // `go STEP`
struct RemoteLine {
  std::string line;
};  // "drop 12": the hand
struct SetLook {
  Look look;
};
struct SetText {
  int percent;
};
struct SetLayer {
  Layer layer;
};
struct ToggleAbsolute {};
struct RunAgain {};  // the testbed died: start another
struct OpenLesson {
  std::string name;
};
struct SetFilter {
  std::string text;
};  // empty: every frame
struct OpenFold {
  Fold fold;
};
struct CloseFolds {};
struct StopReading {};  // what was read stays
struct OpenSubnets {
  bool open;
};  // the bits of addresses, or what was in view before
struct TypeAddress {
  std::string text;
};  // into the field of the bits
struct SetPrefix {
  address::Ipv4Prefix prefix;
};
struct SetPrefixLength {
  int length;
};
struct CheckDrill {
  DrillAnswers answers;
};
struct NextDrill {};
struct PingAddress {};  // real hosts around the address of the bits, one of which pings it
struct ShowPing {
  bool frames;
};  // its frames, or the bits
struct Quit {};

using Request =
    std::variant<Seek, Play, StepBy, GoLive, SetSpeed, SelectFrame, FocusStream, ChooseOption,
                 LockAnswer, OpenHint, OpenStep, RunStep, RemoteLine, SetLook, SetText, SetLayer,
                 ToggleAbsolute, RunAgain, OpenLesson, Scrub, SetFilter, OpenFold, CloseFolds,
                 StopReading, OpenSubnets, TypeAddress, SetPrefix, SetPrefixLength, CheckDrill,
                 NextDrill, PingAddress, ShowPing, Quit>;

}  // namespace wirelab::lab
