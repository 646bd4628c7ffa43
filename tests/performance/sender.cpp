// The traffic of `analysis --only live`: UDP frames out of an interface, a burst a millisecond.
// Usage: sender INTERFACE FRAMES_A_SECOND SECONDS; prints how many frames it sent, and in how many
// seconds. A send that finds the queue full is tried again, so that what is printed did go out.
#include <arpa/inet.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <sys/socket.h>
#include <time.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace {

constexpr std::size_t frame_size = 256;
constexpr std::int64_t burst_ns = 1'000'000;

// Broadcast, so that no address has to be known; 198.18.0.0/15 is for benchmarks (RFC 2544).
std::array<std::uint8_t, frame_size> make_frame() {
  std::array<std::uint8_t, frame_size> frame{};
  std::fill_n(frame.begin(), 6, 0xff);
  const std::uint8_t headers[] = {
      2,    0,    0, 0,   0,   1,   8, 0,                // source, IPv4
      0x45, 0,    0, 242, 0,   0,   0, 0, 64, 17, 0, 0,  // 242 bytes of IP, UDP
      198,  18,   0, 1,   198, 19,  0, 1,                // from, to
      0x27, 0x10, 0, 9,   0,   222, 0, 0,                // to the discard port
  };
  std::copy(std::begin(headers), std::end(headers), frame.begin() + 6);
  return frame;
}

std::int64_t now() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * std::int64_t{1'000'000'000} + time.tv_nsec;
}

void wait_until(std::int64_t when) {
  const timespec time{when / 1'000'000'000, when % 1'000'000'000};
  clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, nullptr);
}

}  // namespace

int main(int arguments, char** values) {
  if (arguments != 4) return std::fputs("usage: sender INTERFACE RATE SECONDS\n", stderr), 2;
  const std::int64_t rate = std::atoll(values[2]);
  const std::int64_t frames = rate * std::atoll(values[3]);
  const int socket = ::socket(AF_PACKET, SOCK_RAW, 0);  // protocol 0: it receives nothing
  sockaddr_ll to{};
  to.sll_family = AF_PACKET;
  to.sll_ifindex = static_cast<int>(if_nametoindex(values[1]));
  if (socket < 0 || to.sll_ifindex == 0 ||
      bind(socket, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) {
    return std::perror("sender"), 4;
  }
  std::array<std::uint8_t, frame_size> frame = make_frame();
  iovec piece{frame.data(), frame.size()};
  mmsghdr message{};
  message.msg_hdr.msg_iov = &piece;
  message.msg_hdr.msg_iovlen = 1;
  const std::size_t a_burst = static_cast<std::size_t>(std::max<std::int64_t>(rate / 1000, 1));
  std::vector<mmsghdr> burst(a_burst, message);

  const std::int64_t start = now();
  std::int64_t sent = 0;
  while (sent < frames) {
    const auto count = std::min<std::int64_t>(static_cast<std::int64_t>(a_burst), frames - sent);
    const int went = sendmmsg(socket, burst.data(), static_cast<unsigned>(count), 0);
    if (went < 0 && errno != ENOBUFS && errno != EAGAIN && errno != EINTR) {
      return std::perror("sender"), 4;
    }
    sent += std::max(went, 0);
    if (went == count) wait_until(start + sent / static_cast<std::int64_t>(a_burst) * burst_ns);
  }
  std::printf("%lld %.3f\n", static_cast<long long>(sent),
              static_cast<double>(now() - start) / 1e9);
  return 0;
}
