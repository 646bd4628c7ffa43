#pragma once

#include "capture/decode/fragments.hpp"
#include "capture/decode/layers.hpp"
#include "capture/trace/call_log.hpp"
#include "capture/trace/conversations.hpp"
#include "capture/trace/fate_log.hpp"
#include "capture/trace/frame_log.hpp"
#include "capture/trace/kernel_log.hpp"
#include "capture/trace/listeners.hpp"
#include "capture/trace/scene_log.hpp"
#include "capture/trace/trace.hpp"
#include "capture/verdicts/judge.hpp"

#include <string>
#include <unordered_map>
#include <vector>

namespace wirelab {

// What a Trace is made of. frames.cpp takes up frames, notes.cpp notes.
struct Trace::Parts {
  bool run = false;
  bool ended = false;
  std::string fault;
  bool has_frame = false, has_item = false;
  Time begin = 0, end = 0;

  std::vector<Interface> interfaces;
  std::unordered_map<std::string, std::uint32_t> segments;  // names, interned

  SceneLog scenes;
  FrameLog frames;
  decode::Fragments fragments;
  Conversations conversations;
  std::unordered_map<std::size_t, verdicts::Evidence> evidence;  // of the few frames that have some
  FateLog fates;
  KernelLog kernel;
  CallLog calls;
  Listeners listeners;
  std::vector<AskEvent> asks;
  std::vector<ResultEvent> results;
  std::vector<Note> notes;

  void pass(Time time);  // every item with a time goes through here first
  void add(const Frame& frame);
  void add(const Note& note);

  // frames.cpp
  std::uint32_t segment_of(std::uint32_t interface);
  void add_tcp(const Frame& frame, const decode::Layers& layers, const tcp::Segment& segment,
               FrameRecord& record);
  void introduce(std::uint32_t stream, const Frame& frame);
  void welcome_by_listener(std::uint32_t stream, Side side);
  void judge(const Conversations::Place& place, const tcp::Segment& segment, FrameRecord& record);
  void deliver(std::size_t frame, Time time);

  // notes.cpp
  void add_step(const Note& note);
  void add_fate(const Note& note);
  void land(std::size_t frame, const Fate& fate, std::string_view to);
  bool reaches_its_host(const FrameRecord& record, std::string_view to) const;
  void add_call(const Note& note);
  void add_return(const Note& note);
  void tell_endpoint(const CallEvent& call, tcp::Call what, Time time);
  void close_listeners(const std::vector<Listeners::Acceptor>& acceptors, Time time);
  void add_ask(const Note& note);
  void add_result(const Note& note);
  void add_other(const Note& note);
};

}  // namespace wirelab
