// The kernels' numbers: what waits in queues and buffers, and what is too ordinary to be shown.

#include "tests/lab/run_builder.hpp"

#include "lab/rows/kernel_changes.hpp"
#include "lab/rows/queues.hpp"

using namespace wirelab;
using namespace wirelab::test;
using namespace wirelab::lab;

namespace {

using Fields = std::vector<Note::Field>;

// A connection, and what the kernels say of it.
RunBuilder connected() {
  using namespace tcp;
  RunBuilder run("queues");
  const auto opening = run.up(0, syn, 0);
  run.fate(20, opening, "delivered", "wire");
  const auto both = run.down(20.1, syn | ack, 0, 1);
  run.fate(40.1, both, "delivered", "wire");
  const auto last = run.up(40.2, ack, 1, 1);
  run.fate(60.2, last, "delivered", "wire");
  return run;
}

void listener(RunBuilder& run, double time, int waiting, int backlog, int half_open = 0) {
  run.note(time, NoteKind::kernel,
           {{"HOST", "server"},
            {"LOCAL", "0.0.0.0:8080"},
            {"STATE", "LISTEN"},
            {"READ", "read"},
            {"MOMENT", "tick"},
            {"RECEIVE_QUEUE", std::to_string(waiting)},
            {"SEND_QUEUE", std::to_string(backlog)},
            {"SYN_QUEUE", std::to_string(half_open)}});
}

Fields buffers(int receive, int send, Fields more = {}) {
  Fields fields{{"RECEIVE_QUEUE", std::to_string(receive)},
                {"SEND_QUEUE", std::to_string(send)},
                {"CWND", "10"}};
  fields.insert(fields.end(), more.begin(), more.end());
  return fields;
}

std::vector<std::string> texts(const QueueRows& rows) {
  std::vector<std::string> all;
  for (const auto& row : rows.rows) all.push_back(row.name + ": " + row.text);
  return all;
}
using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("queues_of_a_handshake_are_not_worth_a_row") {
  Looker looker(last_ack());
  CHECK(queue_rows(looker.at_ms(1111)).rows.empty());
  CHECK(kernel_changes(looker.at_ms(1111)).empty());
  RunBuilder run = connected();
  listener(run, 60.3, 1, 5);  // accept() waits for it already
  listener(run, 60.4, 0, 5);
  run.kernel(60.5, "client", "ESTABLISHED", "call", 0, buffers(0, 18));
  run.kernel(100, "client", "ESTABLISHED", "call", 0, buffers(0, 0));
  Looker plain(std::move(run));
  CHECK(queue_rows(plain.at_ms(400)).rows.empty());
}

TEST_CASE("queues_show_connections_that_wait_for_accept") {
  RunBuilder run = connected();
  listener(run, 60.3, 1, 2);
  listener(run, 100, 2, 2);
  listener(run, 150, 3, 2);
  Looker looker(std::move(run));
  CHECK(queue_rows(looker.at_ms(61)).rows.empty());  // accept() may yet come
  const QueueRows one = queue_rows(looker.at_ms(70));
  REQUIRE(one.rows.size() == 1);
  CHECK(one.rows[0].name == "server accept queue");
  CHECK(one.rows[0].text == "1 of 3");
  CHECK(one.rows[0].hue == Hue::server);
  CHECK(one.rows[0].slots);
  CHECK(one.rows[0].taken == 1);
  CHECK(one.rows[0].room == 3);
  CHECK_FALSE(one.rows[0].full);
  CHECK(one.rows[0].explanation.find("backlog of 2") != std::string::npos);
  const QueueRows three = queue_rows(looker.at_ms(160));
  CHECK(three.rows[0].text == "3 of 3");
  CHECK(three.rows[0].full);
}

TEST_CASE("queues_of_old_recordings_read_the_listener_through_the_connection") {
  RunBuilder run = connected();
  run.kernel(60.3, "server", "LISTEN", "tick", 0, {{"RECEIVE_QUEUE", "2"}, {"SEND_QUEUE", "2"}});
  Looker looker(std::move(run));
  CHECK(texts(queue_rows(looker.at_ms(70))) == Texts{"server accept queue: 2 of 3"});
}

TEST_CASE("queues_show_half_open_connections_when_there_are_several") {
  RunBuilder run = connected();
  listener(run, 60.3, 0, 2, 1);
  listener(run, 200, 0, 2, 2);
  Looker looker(std::move(run));
  CHECK(queue_rows(looker.at_ms(199)).rows.empty());
  const QueueRows rows = queue_rows(looker.at_ms(201));
  CHECK(texts(rows) == Texts{"server SYN queue: 2"});
  CHECK(rows.rows[0].taken == 2);
  CHECK(rows.rows[0].room == 0);
}

TEST_CASE("queues_draw_buffers_with_what_the_kernel_charges") {
  RunBuilder run = connected();
  run.kernel(61, "client", "ESTABLISHED", "call", 0,
             buffers(0, 21032, {{"SEND_MEMORY", "8192"}, {"SEND_BUFFER", "16384"}}));
  run.kernel(82, "server", "ESTABLISHED", "delivered", 0,
             buffers(1448, 0, {{"RECEIVE_WINDOW", "18824"}}));
  run.kernel(
      90, "server", "ESTABLISHED", "delivered", 0,
      buffers(20272, 0,
              {{"RECEIVE_MEMORY", "34560"}, {"RECEIVE_BUFFER", "32768"}, {"RECEIVE_WINDOW", "0"}}));
  Looker looker(std::move(run));
  const QueueRows rows = queue_rows(looker.at_ms(100));
  CHECK(texts(rows) == Texts{"client send buffer: 21 032 B", "server receive buffer: 20 272 B",
                             "server window: 0 B"});
  CHECK(rows.rows[0].share == Approx(0.5));
  CHECK_FALSE(rows.rows[0].full);
  CHECK(rows.rows[0].explanation.find("charges 8 192 bytes and allows 16 384") !=
        std::string::npos);
  CHECK(rows.rows[1].share == 1);
  CHECK(rows.rows[1].full);
  CHECK(rows.rows[2].share == 0);
}

TEST_CASE("queues_do_not_count_the_SYN_and_the_FIN_as_data") {
  RunBuilder run = connected();
  run.kernel(61, "client", "FIN-WAIT-1", "call", 0, buffers(0, 1));
  run.kernel(82, "server", "CLOSE-WAIT", "delivered", 0, buffers(1, 0));
  Looker looker(std::move(run));
  CHECK(queue_rows(looker.at_ms(5000)).rows.empty());
}

TEST_CASE("queues_show_what_is_not_acknowledged_in_time") {
  RunBuilder run = connected();
  run.kernel(61, "client", "ESTABLISHED", "call", 0, buffers(0, 100));
  Looker looker(std::move(run));
  CHECK(queue_rows(looker.at_ms(120)).rows.empty());
  CHECK(texts(queue_rows(looker.at_ms(300))) == Texts{"client send buffer: 100 B"});
}

TEST_CASE("queues_show_at_once_what_nobody_acknowledges_in_this_step") {
  RunBuilder run = connected();
  run.kernel(61, "client", "ESTABLISHED", "call", 0, buffers(0, 100));
  run.end(70);
  Looker looker(std::move(run));
  CHECK(queue_rows(looker.at_ms(60.9)).rows.empty());
  CHECK(texts(queue_rows(looker.at_ms(61))) == Texts{"client send buffer: 100 B"});
}

TEST_CASE("queues_know_that_a_kernel_is_not_read_after_every_ACK") {
  RunBuilder run = connected();
  run.kernel(61, "client", "ESTABLISHED", "call", 0, buffers(0, 100));
  const auto acknowledged = run.down(62, tcp::ack, 1, 101);
  run.fate(64, acknowledged, "delivered", "wire");
  run.end(70);
  Looker looker(std::move(run));
  CHECK(queue_rows(looker.at_ms(69)).rows.empty());
}

TEST_CASE("queues_do_not_show_what_is_read_as_it_comes") {
  RunBuilder run = connected();
  run.kernel(61, "server", "ESTABLISHED", "delivered", 0, buffers(3000, 0));
  run.kernel(61.3, "server", "ESTABLISHED", "call", 0, buffers(0, 0));
  Looker looker(std::move(run));
  CHECK(queue_rows(looker.at_ms(100)).rows.empty());
}

TEST_CASE("queues_show_bytes_that_nobody_reads") {
  RunBuilder run = connected();
  run.kernel(61, "server", "ESTABLISHED", "delivered", 0, buffers(6, 0));
  run.kernel(200, "server", "ESTABLISHED", "call", 0, buffers(0, 0));
  Looker looker(std::move(run));
  CHECK(texts(queue_rows(looker.at_ms(100))) == Texts{"server receive buffer: 6 B"});
  // Once shown it stays: emptied is a fact as well.
  CHECK(texts(queue_rows(looker.at_ms(250))) == Texts{"server receive buffer: 0 B"});
}

TEST_CASE("queues_show_datagrams_that_find_no_room") {
  RunBuilder run("udp");
  const auto socket = [&](double time, int charged, int drops) {
    run.note(time, NoteKind::kernel,
             {{"HOST", "server"},
              {"LOCAL", "0.0.0.0:9000"},
              {"PROTOCOL", "udp"},
              {"STATE", "bound"},
              {"READ", "read"},
              {"CWND", "0"},
              {"RECEIVE_QUEUE", std::to_string(charged)},
              {"RECEIVE_MEMORY", std::to_string(charged)},
              {"RECEIVE_BUFFER", "4096"},
              {"DROPS", std::to_string(drops)}});
  };
  socket(1, 0, 0);
  socket(2, 3328, 0);
  socket(40, 3328, 16);
  Looker looker(std::move(run));
  CHECK(queue_rows(looker.at_ms(3)).rows.empty());
  const QueueRows rows = queue_rows(looker.at_ms(50));
  CHECK(texts(rows) == Texts{"server UDP :9000: 3 328 B, 16 dropped"});
  CHECK(rows.rows[0].share == Approx(0.8125));
}

TEST_CASE("queues_are_told_from_change_to_change") {
  RunBuilder run = connected();
  listener(run, 60.3, 0, 2);
  listener(run, 70, 1, 2);
  listener(run, 100, 2, 2);
  listener(run, 100.2, 1, 2);  // what is over at once is not told
  listener(run, 100.4, 2, 2);
  run.note(120, NoteKind::counter,
           {{"HOST", "server"}, {"GROUP", "TcpExt"}, {"NAME", "ListenOverflows"}, {"CHANGE", "1"}});
  run.note(120, NoteKind::counter,
           {{"HOST", "client"}, {"GROUP", "Tcp"}, {"NAME", "ActiveOpens"}, {"CHANGE", "1"}});
  Looker looker(std::move(run));
  Texts told;
  for (const KernelChange& change : kernel_changes(looker.at_ms(200)))
    told.push_back(change.host + ": " + change.text);
  CHECK(told == Texts{"server: accept queue 1 of 3", "server: accept queue 2 of 3",
                      "server: ListenOverflows +1"});
}
