/* The client of this lesson: cc -o client client.c,
   then wirelab exec client -- ./client [CLIENTS] [PATIENCE] */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

/* 1 if the server answered in this time. */
static int connects(const struct sockaddr_in *server, double patience) {
  struct pollfd caller = {.fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), .events = POLLOUT};
  /* EINPROGRESS: the SYN is on its way */
  connect(caller.fd, (const struct sockaddr *)server, sizeof *server);
  /* 0: this program waits no longer; its kernel does, for the socket stays open */
  if (poll(&caller, 1, (int)(patience * 1000)) <= 0) return 0;
  int error = 0;
  socklen_t size = sizeof error;
  getsockopt(caller.fd, SOL_SOCKET, SO_ERROR, &error, &size);
  return error == 0;
}

int main(int argc, char **argv) {
  const int clients = argc > 1 ? atoi(argv[1]) : 5;
  const double patience = argc > 2 ? atof(argv[2]) : 0.5;
  struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons(8088)};
  inet_pton(AF_INET, "10.0.0.2", &server.sin_addr);
  int connected = 0;
  for (int i = 0; i < clients; ++i) connected += connects(&server, patience); /* one after the other */
  printf("%d of %d connected\n", connected, clients);
  return 0;
}
