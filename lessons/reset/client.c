/* The client of this lesson: cc -o client client.c, then
   wirelab exec client -- ./client [nosignal] */
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int count, char **words) {
  const int flags = count > 1 && strcmp(words[1], "nosignal") == 0 ? MSG_NOSIGNAL : 0;
  struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons(8088)};
  char text[1024];
  inet_pton(AF_INET, "10.0.0.2", &server.sin_addr);
  int caller = socket(AF_INET, SOCK_STREAM, 0);
  if (caller < 0 || connect(caller, (struct sockaddr *)&server, sizeof server) < 0) {
    perror("connect to 10.0.0.2:8088");
    return 1;
  }
  ssize_t size = recv(caller, text, sizeof text, 0); /* 0: the server has closed its direction */
  if (size < 0) {
    puts(errno == ECONNRESET ? "ECONNRESET" : strerror(errno));
    return 0;
  }
  printf("recv() returned %zd\n", size);
  if (send(caller, "Still there?", 12, flags) == 12) puts("the first send() succeeded");
  fflush(stdout);
  /* Once the reset has come, send() kills the program by SIGPIPE, unless MSG_NOSIGNAL is given. */
  while (send(caller, "Hello?", 6, flags) > 0) continue;
  puts(errno == EPIPE ? "EPIPE" : strerror(errno));
  close(caller);
  return 0;
}
