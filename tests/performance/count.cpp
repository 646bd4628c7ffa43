// The yardstick of `analysis`: libpcap opens a capture and counts its packets, nothing more.
// Usage: count FILE
#include <pcap/pcap.h>

#include <cinttypes>
#include <cstdint>
#include <cstdio>

int main(int arguments, char** values) {
  if (arguments != 2) return std::fputs("usage: count FILE\n", stderr), 2;
  char error[PCAP_ERRBUF_SIZE] = "";
  pcap_t* capture = pcap_open_offline(values[1], error);
  if (capture == nullptr) return std::fprintf(stderr, "count: %s\n", error), 3;
  std::uint64_t packets = 0;
  pcap_pkthdr* header = nullptr;
  const u_char* bytes = nullptr;
  int code = 0;
  while ((code = pcap_next_ex(capture, &header, &bytes)) == 1) ++packets;
  if (code == PCAP_ERROR) std::fprintf(stderr, "count: %s\n", pcap_geterr(capture));
  std::printf("%" PRIu64 "\n", packets);
  pcap_close(capture);
  return code == PCAP_ERROR ? 3 : 0;
}
