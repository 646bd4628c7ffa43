#pragma once

#include "lab/model/request.hpp"
#include "lab/model/view.hpp"
#include "lab/rows/hue.hpp"
#include "lab/rows/way.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wirelab::lab {

// The wire strip: two hosts, the cable, the frames on it at the playhead and the hand.
struct TopologyRows {
  struct HostBox {
    std::string name, endpoint;  // "client", "10.0.0.1:43210"
    std::string state;           // inferred, RFC name; empty when unknown
    Hue hue;
  };
  enum class Status { travelling, held, lost, delivered_now };
  struct Capsule {
    std::uint64_t frame;
    std::string label;  // "PSH ACK  18 B"
    Hue hue;
    double position;  // 0 at the left host, 1 at the right; of several segments over all of them
    bool rightward;
    Status status;
    std::string above;  // "held 12 ms", "dropped by you"
    bool copy = false;
  };
  struct HandAction {
    std::string label, key;  // "Release", "R"
    Request request;
    bool primary = false;
  };
  std::string caption;  // "20 ms each way"
  std::string medium;   // "Cable"
  HostBox left, right;
  std::vector<MiddleHost> middle;  // routers between them, others of the bench
  std::vector<std::string> aside;  // hosts of the bench that are not on this way
  bool has_hosts = false;
  std::vector<Capsule> capsules;
  std::optional<std::uint64_t> in_hand;  // the capsule the hand acts on: your turn and live
  std::vector<HandAction> actions;       // empty unless in_hand
  std::vector<HandAction> standing;      // in free play: what holds for all frames
  bool ghosted =
      false;  // in the past: a held frame is shown, the hand cannot act (Enter goes live)
  // The kernel's deadline while a frame is in the hand: 1 = just set, 0 = fires now.
  std::optional<double> deadline;
  std::string deadline_text;  // "client's kernel resends in 0.62 s"
};
TopologyRows topology_rows(const View& view);

}  // namespace wirelab::lab
