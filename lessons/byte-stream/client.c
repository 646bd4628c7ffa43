/* The client of this lesson: cc -o client client.c, then wirelab exec client -- ./client [length] */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int argc, char **argv) {
  const int by_length = argc > 1 && strcmp(argv[1], "length") == 0, yes = 1;
  const char *messages[] = {"AA", "BB", "CC"};
  struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons(8088)};
  inet_pton(AF_INET, "10.0.0.2", &server.sin_addr);
  int caller = socket(AF_INET, SOCK_STREAM, 0);
  setsockopt(caller, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes); /* each send() leaves at once */
  if (caller < 0 || connect(caller, (struct sockaddr *)&server, sizeof server) < 0) {
    perror("connect to 10.0.0.2:8088");
    return 1;
  }
  for (int i = 0; i < 3; ++i) {
    char bytes[16] = {0, (char)strlen(messages[i])};
    const size_t head = by_length ? 2 : 0;
    memcpy(bytes + head, messages[i], strlen(messages[i]));
    if (send(caller, bytes, head + strlen(messages[i]), MSG_NOSIGNAL) < 0) perror("send");
  }
  close(caller);
  return 0;
}
