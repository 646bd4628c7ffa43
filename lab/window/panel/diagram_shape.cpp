#include "lab/window/panel/diagram_shape.hpp"

namespace wirelab::window {

using tcp::State;
using Kind = EdgeShape::Kind;

const std::vector<NodePlace>& node_places() {
  static const std::vector<NodePlace> places = {
      {State::closed, .500F, .045F},       {State::listen, .500F, .200F},
      {State::syn_received, .175F, .360F}, {State::syn_sent, .825F, .360F},
      {State::established, .500F, .500F},  {State::fin_wait_1, .175F, .645F},
      {State::close_wait, .825F, .645F},   {State::closing, .500F, .775F},
      {State::last_ack, .825F, .790F},     {State::fin_wait_2, .175F, .930F},
      {State::time_wait, .500F, .930F}};
  return places;
}

const EdgeShape* edge_shape(State from, State to) {
  static const std::vector<EdgeShape> shapes = {
      {State::closed, State::listen, Kind::straight, {-.35F, 1}, {-.35F, -1}, {}, {}},
      {State::listen, State::closed, Kind::straight, {.35F, -1}, {.35F, 1}, {}, {}},
      {State::closed,
       State::syn_sent,
       Kind::curve,
       {.75F, 1},
       {.1F, -1},
       {.06F, .13F},
       {-.01F, -.13F}},
      {State::syn_sent, State::closed, Kind::curve, {.6F, -1}, {1, .3F}, {.02F, -.2F}, {.13F, 0}},
      {State::listen,
       State::syn_received,
       Kind::curve,
       {-.9F, 1},
       {.1F, -1},
       {-.1F, .05F},
       {0, -.07F}},
      {State::syn_received, State::listen, Kind::curve, {-.35F, -1}, {-1, 0}, {0, -.1F}, {-.1F, 0}},
      {State::listen,
       State::syn_sent,
       Kind::curve,
       {.9F, 1},
       {-.4F, -1},
       {.06F, .04F},
       {-.01F, -.07F}},
      {State::syn_sent, State::syn_received, Kind::straight, {-1, 0}, {1, 0}, {}, {}},
      {State::syn_received,
       State::established,
       Kind::curve,
       {.5F, 1},
       {-.75F, -1},
       {.04F, .06F},
       {-.04F, -.06F}},
      {State::syn_sent,
       State::established,
       Kind::curve,
       {-.5F, 1},
       {.75F, -1},
       {-.04F, .06F},
       {.04F, -.06F}},
      {State::syn_received, State::fin_wait_1, Kind::straight, {-.3F, 1}, {-.3F, -1}, {}, {}},
      {State::established,
       State::fin_wait_1,
       Kind::curve,
       {-.75F, 1},
       {.4F, -1},
       {-.04F, .06F},
       {.04F, -.06F}},
      {State::established,
       State::close_wait,
       Kind::curve,
       {.75F, 1},
       {-.4F, -1},
       {.04F, .06F},
       {-.04F, -.06F}},
      {State::fin_wait_1, State::fin_wait_2, Kind::straight, {-.3F, 1}, {-.3F, -1}, {}, {}},
      {State::fin_wait_1,
       State::closing,
       Kind::curve,
       {.75F, 1},
       {-1, 0},
       {.02F, .07F},
       {-.07F, 0}},
      {State::fin_wait_1,
       State::time_wait,
       Kind::curve,
       {.2F, 1},
       {-.7F, -1},
       {.02F, .16F},
       {-.08F, -.08F}},
      {State::fin_wait_2, State::time_wait, Kind::straight, {1, 0}, {-1, 0}, {}, {}},
      {State::closing, State::time_wait, Kind::straight, {.2F, 1}, {.2F, -1}, {}, {}},
      {State::close_wait, State::last_ack, Kind::straight, {0, 1}, {0, -1}, {}, {}},
      {State::last_ack, State::closed, Kind::right_side, {1, 0}, {1, -.5F}, {}, {}},
      {State::time_wait, State::closed, Kind::left_side, {0, 1}, {-1, -.3F}, {}, {}},
  };
  for (const auto& shape : shapes) {
    if (shape.from == from && shape.to == to) return &shape;
  }
  return nullptr;
}

}  // namespace wirelab::window
