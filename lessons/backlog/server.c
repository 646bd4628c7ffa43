/* The server of this lesson: cc -o server server.c,
   then wirelab exec server -- ./server [BACKLOG] [SECONDS] */
#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

/* How many could be taken, until nobody came for so many milliseconds. */
static int take(int listener, int patience) {
  struct pollfd door = {.fd = listener, .events = POLLIN};
  int taken = 0;
  while (poll(&door, 1, patience) > 0 && accept(listener, NULL, NULL) >= 0) ++taken;
  return taken;
}

int main(int argc, char **argv) {
  const int backlog = argc > 1 ? atoi(argv[1]) : 2, yes = 1;
  const unsigned busy = argc > 2 ? (unsigned)atoi(argv[2]) : 20;
  struct sockaddr_in own = {.sin_family = AF_INET, .sin_port = htons(8088)};
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (listener < 0 || bind(listener, (struct sockaddr *)&own, sizeof own) < 0 ||
      listen(listener, backlog) < 0) {
    perror("listen on port 8088");
    return 1;
  }
  sleep(busy); /* something else to do: meanwhile the kernel answers alone */
  printf("%d waited in the queue\n", take(listener, 0));
  printf("%d came later\n", take(listener, 3000));
  return 0;
}
