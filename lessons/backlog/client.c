/* The client of this lesson: cc -o client client.c,
   then wirelab exec client -- ./client [CLIENTS] [PATIENCE] */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

enum { most = 64 };

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
  const int wanted = argc > 1 ? atoi(argv[1]) : 5, clients = wanted < most ? wanted : most;
  const double end = now() + (argc > 2 ? atof(argv[2]) : 0.5);
  struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons(8080)};
  inet_pton(AF_INET, "10.0.0.2", &server.sin_addr);
  struct pollfd callers[most];
  for (int i = 0; i < clients; ++i) {
    callers[i].fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    callers[i].events = POLLOUT;
    /* EINPROGRESS: the SYN is on its way */
    connect(callers[i].fd, (struct sockaddr *)&server, sizeof server);
  }
  int connected = 0;
  double left = 0;
  while (connected < clients && (left = end - now()) > 0) {
    poll(callers, (nfds_t)clients, (int)(left * 1000) + 1);
    for (int i = 0; i < clients; ++i) {
      if (callers[i].fd < 0 || callers[i].revents == 0) continue;
      int error = 0;
      socklen_t size = sizeof error;
      getsockopt(callers[i].fd, SOL_SOCKET, SO_ERROR, &error, &size);
      if (error == 0) ++connected;
      callers[i].fd = -1; /* open still, but poll() is to look no more */
    }
  }
  printf("%d of %d connected\n", connected, clients);
  return 0;
}
