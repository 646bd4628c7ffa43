/* The server of this lesson: cc -o server server.c, then wirelab exec server -- ./server [length] */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Prints the messages that are whole, and moves what is left to the front. */
static size_t print_messages(char *kept, size_t size) {
  size_t at = 0;
  while (size - at >= 2) {
    const size_t length = (size_t)(unsigned char)kept[at] << 8 | (unsigned char)kept[at + 1];
    if (size - at < 2 + length) break;
    printf("message %.*s\n", (int)length, kept + at + 2);
    at += 2 + length;
  }
  memmove(kept, kept + at, size - at);
  return size - at;
}

int main(int argc, char **argv) {
  const int by_length = argc > 1 && strcmp(argv[1], "length") == 0, yes = 1;
  struct sockaddr_in own = {.sin_family = AF_INET, .sin_port = htons(8088)};
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (listener < 0 || bind(listener, (struct sockaddr *)&own, sizeof own) < 0 ||
      listen(listener, 5) < 0) {
    perror("listen on port 8088");
    return 1;
  }
  int conversation = accept(listener, NULL, NULL);
  struct pollfd busy = {.fd = conversation, .events = POLLRDHUP};
  poll(&busy, 1, -1); /* until the client has said all: a program that comes late */
  char kept[4096];
  size_t size = 0;
  ssize_t got = 0;
  while ((got = recv(conversation, kept + size, sizeof kept - size, 0)) > 0) {
    if (by_length)
      size = print_messages(kept, size + (size_t)got);
    else
      printf("recv() returned %.*s\n", (int)got, kept);
  }
  if (got == 0) puts("recv() returned 0: FIN");
  close(conversation);
  close(listener);
  return got < 0;
}
