#include "capture/filter/field.hpp"

#include <algorithm>
#include <array>

namespace wirelab::filter {

namespace {

using F = const Facts&;
using V = Values&;

template <Verdict Wanted>
void verdict(F facts, V values) {
  const auto& found = facts.row().analysis;
  if (std::find(found.begin(), found.end(), Wanted) != found.end()) push(values, 1);
}

void any_verdict(F facts, V values) {
  if (!facts.row().analysis.empty()) push(values, 1);
}

void duplicate_number(F facts, V values) {
  if (facts.row().duplicate_ack_number > 0) push(values, facts.row().duplicate_ack_number);
}

void duplicate_frame(F facts, V values) {
  if (facts.row().duplicate_ack_frame > 0) push(values, facts.row().duplicate_ack_frame);
}

void sender_state(F facts, V values) {
  if (facts.row().is_tcp) push(values, tcp::name(facts.row().sender_state));
}

void receiver_state(F facts, V values) {
  if (facts.row().is_tcp) push(values, tcp::name(facts.row().receiver_state));
}

void both_states(F facts, V values) {
  sender_state(facts, values);
  receiver_state(facts, values);
}

void fates(F facts, V values) {
  for (const Fate& fate : facts.trace().fates(facts.row().index)) push(values, to_word(fate.kind));
}

template <std::string Scene::*Member>
void of_scene(F facts, V values) {
  const auto scenes = facts.trace().scenes();
  if (facts.row().scene >= scenes.size()) return;
  const std::string& text = scenes[facts.row().scene].*Member;
  if (!text.empty()) push(values, text);
}

constexpr std::array analysis_table{
    Field{"tcp.analysis.retransmission", Type::mark, verdict<Verdict::retransmission>},
    Field{"tcp.analysis.fast_retransmission", Type::mark, verdict<Verdict::fast_retransmission>},
    Field{"tcp.analysis.spurious_retransmission", Type::mark,
          verdict<Verdict::spurious_retransmission>},
    Field{"tcp.analysis.out_of_order", Type::mark, verdict<Verdict::out_of_order>},
    Field{"tcp.analysis.duplicate_ack", Type::mark, verdict<Verdict::duplicate_ack>},
    Field{"tcp.analysis.lost_segment", Type::mark, verdict<Verdict::lost_segment>},
    Field{"tcp.analysis.ack_lost_segment", Type::mark, verdict<Verdict::ack_lost_segment>},
    Field{"tcp.analysis.zero_window", Type::mark, verdict<Verdict::zero_window>},
    Field{"tcp.analysis.zero_window_probe", Type::mark, verdict<Verdict::zero_window_probe>},
    Field{"tcp.analysis.zero_window_probe_ack", Type::mark,
          verdict<Verdict::zero_window_probe_ack>},
    Field{"tcp.analysis.window_update", Type::mark, verdict<Verdict::window_update>},
    Field{"tcp.analysis.window_full", Type::mark, verdict<Verdict::window_full>},
    Field{"tcp.analysis.keep_alive", Type::mark, verdict<Verdict::keep_alive>},
    Field{"tcp.analysis.keep_alive_ack", Type::mark, verdict<Verdict::keep_alive_ack>},
    Field{"tcp.analysis.reused_ports", Type::mark, verdict<Verdict::reused_ports>},
    Field{"tcp.analysis.flags", Type::mark, any_verdict},
    Field{"tcp.analysis.duplicate_ack_num", Type::number, duplicate_number},
    Field{"tcp.analysis.duplicate_ack_frame", Type::number, duplicate_frame},
    Field{"wirelab.state", Type::text, both_states},
    Field{"wirelab.state.src", Type::text, sender_state},
    Field{"wirelab.state.dst", Type::text, receiver_state},
    Field{"wirelab.fate", Type::text, fates},
    Field{"wirelab.lesson", Type::text, of_scene<&Scene::lesson>},
    Field{"wirelab.step", Type::text, of_scene<&Scene::step>}};

}  // namespace

std::span<const Field> analysis_fields() { return analysis_table; }

}  // namespace wirelab::filter
