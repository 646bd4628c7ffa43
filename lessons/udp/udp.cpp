#include "lessons/udp/udp.hpp"

#include "lessons/script/counted.hpp"
#include "lessons/script/scene.hpp"
#include "lessons/script/wording.hpp"
#include "lessons/udp/datagrams.hpp"

#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cerrno>

namespace wirelab::lessons {
namespace {

void boundaries(Scene& scene) {
  Mailbox box = mailbox(scene);
  for (const std::string text : {"AAAA", "BB", ""}) box.sender.sendto(text, server_address, port);
  scene.ask("boundaries", scene.frame("from client udp"));
  scene.delivered(scene.frame("from client udp nth 3"));
  const Returned cut = box.receiver.recvmsg(3).result();
  const Returned second = box.receiver.recvmsg(100).result();
  const Returned empty = box.receiver.recvmsg(100, MSG_DONTWAIT).result();

  scene.answer("boundaries", second.data == "BB" ? "next" : second.data == "A" ? "rest" : "joined");
  scene.fact("sender", empty.from);
  scene.check("cut-off", "AAA, cut",
              fmt::format("{}, {}", cut.data, cut.flags & MSG_TRUNC ? "cut" : "whole"));
  scene.check("next-datagram", "BB", second.data);
  scene.check("empty-datagram", "0 bytes from client",
              fmt::format("{} from {}",
                          empty.ok() ? in_words(static_cast<std::size_t>(empty.value), "byte")
                                     : in_words(empty),
                          empty.from.starts_with("10.0.0.1:") ? "client" : "nobody"));
}

void vanish(Scene& scene) {
  Mailbox box = mailbox(scene);
  Turn first = scene.turn("first-datagram", "from client udp", Verb::drop);
  const std::vector<std::string> said{"one", "two", "three", "four"};
  box.sender.sendto(said[0], server_address, port);
  const Choice choice = first.taken();
  if (choice.lost()) scene.ask("vanish");
  scene.rule("duplicate from client udp nth 1");  // of those that follow
  scene.rule("delay 200 from client udp nth 2");
  for (std::size_t i = 1; i < said.size(); ++i) box.sender.sendto(said[i], server_address, port);
  const auto sent = [&] { return scene.frames("from client udp"); };
  scene.until([&] { return sent().size() == said.size(); }, "four datagrams are sent");
  scene.delivered(sent()[2]);  // the one that was delayed
  scene.settle();
  std::string arrived;
  for (const Sighting& frame : scene.arrivals("from client udp")) {
    if (choice.lost() && frame.number == choice.frame.number) continue;  // came, but damaged
    for (std::size_t i = 0; i < said.size(); ++i)
      if (frame.number == sent()[i].number) arrived += (arrived.empty() ? "" : " ") + said[i];
  }
  const std::string read = read_waiting(box.receiver);

  if (choice.lost()) {
    scene.answer("vanish", read == "one two three four" ? "mended"
                           : read == arrived            ? "as-it-came"
                                                        : "error");
    scene.fact("read", read);
    scene.check("lost-twice-late", "two two four three", read);
  }
  scene.check("as-it-came", arrived, read);
  scene.check("nothing-resent", "4 frames", in_words(sent().size(), "frame"));
}

void full(Scene& scene) {
  constexpr int count = 20;
  Mailbox box = mailbox(scene);
  box.receiver.set("SO_RCVBUF", 2048);
  const CountedSince no_room(scene, "server", "Udp.RcvbufErrors");
  std::size_t accepted = 0;
  for (int i = 0; i < count; ++i)
    accepted += box.sender.sendto_bytes(20, server_address, port).ok();
  scene.ask("full", scene.frame("from client udp"));
  scene.delivered(scene.frame(fmt::format("from client udp nth {}", count)));
  scene.settle();
  const std::size_t crossed = scene.arrivals("from client udp").size();
  std::size_t read = 0;
  while (box.receiver.recv(100, MSG_DONTWAIT).result().ok()) ++read;
  const std::size_t errors = no_room.times();

  scene.answer("full", accepted < count ? "blocks" : read < crossed ? "lost" : "waits");
  scene.fact("kept", std::to_string(read));
  scene.fact("thrown", std::to_string(errors));
  scene.check("all-crossed", "20 sent, 20 crossed",
              fmt::format("{} sent, {} crossed", accepted, crossed));
  scene.check("lost-in-the-host", "every one read or counted as lost",
              read > 0 && read < crossed && read + errors == crossed
                  ? "every one read or counted as lost"
                  : fmt::format("{} crossed, {} read, {} counted", crossed, read, errors));
  scene.check("nobody-tells", "0 frames from server",
              fmt::format("{} from server", in_words(scene.count("from server any"), "frame")));
}

// One send(), and whatever ICMP has to say to it.
Returned send_and_hear(Scene& scene, const std::function<Returned()>& send) {
  const Returned returned = send();
  if (returned.ok()) {
    const std::size_t sent = scene.count("from client udp");
    scene.until([&] { return scene.count("from server icmp") >= std::max<std::size_t>(sent, 1); },
                "the server's kernel answers with ICMP");
  }
  scene.settle();
  return returned;
}

void refused(Scene& scene) {
  Program& client = scene.program("client");
  Socket connected = client.udp_socket();
  connected.connect(scene.host("server"), port).result();
  const auto send = [&] { return connected.send("anybody?"); };
  const auto first = send_and_hear(scene, send);
  scene.ask("refused");
  std::vector<Returned> calls{first};
  for (int i = 0; i < 3; ++i) calls.push_back(send_and_hear(scene, send));
  send_and_hear(scene, send);
  const Returned heard = connected.recv(100).result();

  Socket free = client.udp_socket();
  const auto sendto = [&] { return free.sendto("anybody?", server_address, port); };
  std::vector<Returned> unconnected;
  for (int i = 0; i < 3; ++i) unconnected.push_back(send_and_hear(scene, sendto));

  const auto icmp = scene.frames("from server icmp");
  const bool port_unreachable = std::all_of(icmp.begin(), icmp.end(), [](const Sighting& frame) {
    return frame.glimpse.icmp_type == 3 && frame.glimpse.icmp_code == 3;
  });
  scene.answer("refused", calls[1].error == ECONNREFUSED ? "refused"
                          : calls[1].ok()                ? "accepted"
                                                         : "blocks");
  scene.fact("answers", std::to_string(icmp.size()));
  scene.check("port-unreachable", "every answer type 3, code 3",
              port_unreachable ? "every answer type 3, code 3" : "other answers");
  scene.check("every-second", "8, ECONNREFUSED, 8, ECONNREFUSED", in_words(calls));
  scene.check("recv-reports-too", "ECONNREFUSED", in_words(heard));
  scene.check("unconnected-never", "8, 8, 8", in_words(unconnected));
}

void big(Scene& scene) {
  Mailbox box = mailbox(scene);
  const auto send = [&](std::size_t size) {
    const Returned sent = box.sender.sendto_bytes(size, server_address, port);
    if (sent.ok()) box.receiver.recv(70000).result();
    return sent;
  };
  const Returned whole = send(1472);
  const auto one = pieces_of(scene, 1);
  scene.settle();
  scene.ask("big");
  const Returned split = send(1473);
  const auto two = pieces_of(scene, 2);
  const Returned largest = send(65507);
  const auto most = pieces_of(scene, 3);
  const Returned beyond = send(65508);
  box.sender.set("IP_MTU_DISCOVER", IP_PMTUDISC_DO);
  const Returned unsplit = send(1473);
  scene.settle();

  scene.answer("big", !split.ok() ? "refused" : two.size() == 2 ? "two" : "one");
  scene.fact("largest-frames", std::to_string(most.size()));
  scene.check("sizes", "1472 in 1, 1473 in 2, 65507 in 45",
              fmt::format("{} in {}, {} in {}, {} in {}", in_words(whole), one.size(),
                          in_words(split), two.size(), in_words(largest), most.size()));
  scene.check("one-packet-number", "45 fragments, 1 number", fragments_and_numbers(most));
  scene.check("too-big", "65508: EMSGSIZE", fmt::format("65508: {}", in_words(beyond)));
  scene.check("do-not-fragment", "1473: EMSGSIZE", fmt::format("1473: {}", in_words(unsplit)));
}

void lost_fragment(Scene& scene) {
  Mailbox box = mailbox(scene);
  scene.rule("drop from client udp nth 2");
  box.sender.sendto_bytes(4000, server_address, port);
  const auto fragments = pieces_of(scene, 1);
  scene.ask("lost-fragment", fragments.front());
  scene.settle();
  const Returned nothing = box.receiver.recv(5000, MSG_DONTWAIT).result();
  box.sender.sendto("next", server_address, port);
  const Returned next = box.receiver.recv(5000).result();
  scene.settle();

  const std::size_t arrived = scene.arrivals("from client udp").size() - 1;
  scene.answer("lost-fragment", nothing.ok()                         ? "rest"
                                : scene.count("from client udp") > 4 ? "resent"
                                                                     : "nothing");
  scene.check("two-of-three", "2 of 3 fragments arrived",
              fmt::format("{} of {} arrived", arrived, in_words(fragments.size(), "fragment")));
  scene.check("all-or-nothing", "EAGAIN, then next",
              fmt::format("{}, then {}", in_words(nothing), next.data));
  scene.check("fragment-not-resent", "3 fragments, 1 number", fragments_and_numbers(fragments));
}

}  // namespace

Lesson udp() {
  return {.name = "udp",
          .steps = {{"boundaries", {}, boundaries},
                    {"vanish", {}, vanish},
                    {"full", {}, full},
                    {"refused", {}, refused},
                    {"big", {}, big},
                    {"lost-fragment", {}, lost_fragment}}};
}

}  // namespace wirelab::lessons
