// traffic ROLE ...: the two ends of a measurement of a wire, as programs on hosts. Each prints one
// number a line and ends by itself.
//   tcp-receive PORT            bytes a second of one connection
//   tcp-send ADDRESS PORT S     for S seconds
//   tcp-echo PORT               answers every word of one connection
//   tcp-ask ADDRESS PORT N      median of N round trips, in microseconds
//   udp-echo PORT N             answers N datagrams, or until 2 s are silent
//   udp-ask ADDRESS PORT N      median of N round trips, in microseconds
//   udp-count PORT S            datagrams that came until S seconds were silent
//   udp-send ADDRESS PORT R S   R datagrams a second for S seconds; how many were sent
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

[[noreturn]] void give_up(const char* attempted) {
  std::perror(attempted);
  std::exit(1);
}

sockaddr_in address_of(const char* text, const char* port) {
  sockaddr_in made{};
  made.sin_family = AF_INET;
  made.sin_port = htons(static_cast<std::uint16_t>(std::atoi(port)));
  if (inet_pton(AF_INET, text, &made.sin_addr) != 1) give_up(text);
  return made;
}

int socket_at(int type, const char* port) {
  const int made = socket(AF_INET, type, 0);
  const int on = 1, room = 8 << 20;
  setsockopt(made, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  setsockopt(made, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof room);
  setsockopt(made, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
  const sockaddr_in here = address_of("0.0.0.0", port);
  if (bind(made, reinterpret_cast<const sockaddr*>(&here), sizeof here) != 0) give_up("bind");
  return made;
}

int socket_to(int type, const char* address, const char* port) {
  const sockaddr_in there = address_of(address, port);
  for (int attempt = 0; attempt < 100; ++attempt) {
    const int made = socket(AF_INET, type, 0);
    if (connect(made, reinterpret_cast<const sockaddr*>(&there), sizeof there) == 0) return made;
    close(made);
    std::this_thread::sleep_for(std::chrono::milliseconds(50));  // the other end starts as well
  }
  give_up("connect");
}

void receive_tcp(char** words) {
  const int listener = socket_at(SOCK_STREAM, words[0]);
  listen(listener, 1);
  const int from = accept(listener, nullptr, nullptr);
  std::vector<char> room(1 << 18);
  const auto start = Clock::now();
  double bytes = 0;
  for (ssize_t got = 0; (got = read(from, room.data(), room.size())) > 0;)
    bytes += static_cast<double>(got);
  std::printf("%.0f\n", bytes / seconds_since(start));
}

void send_tcp(char** words) {
  const int to = socket_to(SOCK_STREAM, words[0], words[1]);
  const std::vector<char> data(1 << 18, 'x');
  const auto start = Clock::now();
  while (seconds_since(start) < std::atof(words[2]))
    if (write(to, data.data(), data.size()) < 0) give_up("write");
}

void echo_udp(char** words) {
  const int here = socket_at(SOCK_DGRAM, words[0]);
  for (int left = std::atoi(words[1]); left > 0; --left) {
    char word[64];
    sockaddr_in from{};
    socklen_t length = sizeof from;
    const ssize_t got =
        recvfrom(here, word, sizeof word, 0, reinterpret_cast<sockaddr*>(&from), &length);
    if (got < 0) return;  // the asker has given up on some
    const timeval patience{2, 0};
    setsockopt(here, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sendto(here, word, static_cast<std::size_t>(got), 0, reinterpret_cast<const sockaddr*>(&from),
           length);
  }
}

void echo_tcp(char** words) {
  const int listener = socket_at(SOCK_STREAM, words[0]);
  listen(listener, 1);
  const int from = accept(listener, nullptr, nullptr);
  char word[64];
  for (ssize_t got = 0; (got = read(from, word, sizeof word)) > 0;)
    if (write(from, word, static_cast<std::size_t>(got)) != got) give_up("write");
}

void ask(int type, char** words) {
  const int to = socket_to(type, words[0], words[1]);
  const timeval patience{1, 0};
  setsockopt(to, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  std::vector<double> times;
  for (int left = std::atoi(words[2]); left > 0; --left) {
    char word[64] = "";
    const auto start = Clock::now();
    if (send(to, word, sizeof word, 0) < 0 || recv(to, word, sizeof word, 0) < 0) continue;
    times.push_back(seconds_since(start) * 1e6);
  }
  if (times.empty()) give_up("no answer");
  std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2),
                   times.end());
  std::printf("%.1f\n", times[times.size() / 2]);
}

void count_udp(char** words) {
  const int here = socket_at(SOCK_DGRAM, words[0]);
  char word[64];
  long count = 0;
  if (recv(here, word, sizeof word, 0) >= 0) ++count;
  const timeval patience{std::atoi(words[1]), 0};
  setsockopt(here, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  while (recv(here, word, sizeof word, 0) >= 0) ++count;
  std::printf("%ld\n", count);
}

void send_udp(char** words) {
  const int to = socket_to(SOCK_DGRAM, words[0], words[1]);
  const double rate = std::atof(words[2]), seconds = std::atof(words[3]);
  const auto start = Clock::now();
  long sent = 0;
  for (double now = 0; (now = seconds_since(start)) < seconds;) {
    for (; static_cast<double>(sent) < now * rate; ++sent)
      if (const char word[18] = ""; send(to, word, sizeof word, 0) < 0) --sent;
    std::this_thread::sleep_for(std::chrono::microseconds(200));
  }
  std::printf("%ld\n", sent);
}

}  // namespace

int main(int count, char** words) {
  const std::string role = count > 1 ? words[1] : "";
  if (role == "tcp-receive" && count == 3) return receive_tcp(words + 2), 0;
  if (role == "tcp-send" && count == 5) return send_tcp(words + 2), 0;
  if (role == "tcp-echo" && count == 3) return echo_tcp(words + 2), 0;
  if (role == "tcp-ask" && count == 5) return ask(SOCK_STREAM, words + 2), 0;
  if (role == "udp-echo" && count == 4) return echo_udp(words + 2), 0;
  if (role == "udp-ask" && count == 5) return ask(SOCK_DGRAM, words + 2), 0;
  if (role == "udp-count" && count == 4) return count_udp(words + 2), 0;
  if (role == "udp-send" && count == 6) return send_udp(words + 2), 0;
  std::fprintf(stderr, "traffic: see the head of traffic.cpp\n");
  return 2;
}
