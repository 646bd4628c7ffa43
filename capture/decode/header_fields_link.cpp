#include "capture/decode/field_list.hpp"
#include "capture/decode/header_parts.hpp"

#include <array>
#include <utility>

// The pictures of what stands before the network layer.
namespace wirelab::decode {

namespace {

using enum FieldText;

constexpr std::array ethernet_rows{FieldRow{"eth.dst", 48, mac}, FieldRow{"eth.src", 48, mac},
                                   FieldRow{"eth.type", 16, hexadecimal}};

constexpr std::array vlan_rows{FieldRow{"vlan.priority", 3}, FieldRow{"vlan.dei", 1},
                               FieldRow{"vlan.id", 12}, FieldRow{"vlan.etype", 16, hexadecimal}};

constexpr std::array cooked_rows{FieldRow{"sll.pkttype", 16},
                                 FieldRow{"sll.hatype", 16},
                                 FieldRow{"sll.halen", 16},
                                 FieldRow{"sll.src.eth", 48, mac},
                                 FieldRow{"sll.unused", 16, hexadecimal},
                                 FieldRow{"sll.etype", 16, hexadecimal}};

constexpr std::array cooked_v2_rows{FieldRow{"sll.etype", 16, hexadecimal},
                                    FieldRow{"sll.reserved", 16, hexadecimal},
                                    FieldRow{"sll.ifindex", 32},
                                    FieldRow{"sll.hatype", 16},
                                    FieldRow{"sll.pkttype", 8},
                                    FieldRow{"sll.halen", 8},
                                    FieldRow{"sll.src.eth", 48, mac},
                                    FieldRow{"sll.unused", 16, hexadecimal}};

constexpr std::array pppoe_rows{
    FieldRow{"pppoe.version", 4}, FieldRow{"pppoe.type", 4}, FieldRow{"pppoe.code", 8, hexadecimal},
    FieldRow{"pppoe.session_id", 16, hexadecimal}, FieldRow{"pppoe.payload_length", 16}};

constexpr std::array family_rows{FieldRow{"null.family", 32, hexadecimal}};
constexpr std::array hdlc_rows{FieldRow{"ppp.address", 8, hexadecimal},
                               FieldRow{"ppp.control", 8, hexadecimal}};

template <class Rows>
void add(std::vector<Header>& list, std::string_view name, Extent at, Bytes frame,
         const Rows& rows) {
  list.push_back(std::move(FieldList(name, at, frame).add_all(rows)).take());
}

// Address and control may be left out, and the protocol's first byte.
void add_ppp(std::vector<Header>& list, Extent at, Bytes frame) {
  FieldList fields("PPP", at, frame);
  constexpr std::uint32_t protocol_at_most = 2;
  if (at.length > protocol_at_most) fields.add_all(hdlc_rows);
  fields.add({"ppp.protocol", fields.bits_left(), hexadecimal});
  list.push_back(std::move(fields).take());
}

}  // namespace

void add_link_headers(std::vector<Header>& list, const Layers& layers, Bytes frame) {
  if (layers.ethernet) add(list, "Ethernet", layers.ethernet->at, frame, ethernet_rows);
  if (layers.cooked && layers.cooked->version == 2) {
    add(list, "Linux cooked v2", layers.cooked->at, frame, cooked_v2_rows);
  } else if (layers.cooked) {
    add(list, "Linux cooked v1", layers.cooked->at, frame, cooked_rows);
  }
  for (std::size_t i = 0; i < layers.vlan_count; ++i)
    add(list, "VLAN", layers.vlans[i].at, frame, vlan_rows);
  if (layers.pppoe) add(list, "PPPoE", layers.pppoe->at, frame, pppoe_rows);
  if (!layers.plain) return;
  if (layers.plain->link_type == link_ppp) {
    add_ppp(list, layers.plain->at, frame);
  } else {
    add(list, "Loopback", layers.plain->at, frame, family_rows);
  }
}

}  // namespace wirelab::decode
