/* The client of this lesson: cc -o client client.c, then wirelab exec client -- ./client */
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void) {
  const char question[] = "Tell me all you know.";
  struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons(8088)};
  inet_pton(AF_INET, "10.0.0.2", &server.sin_addr);
  int caller = socket(AF_INET, SOCK_STREAM, 0);
  if (caller < 0 || connect(caller, (struct sockaddr *)&server, sizeof server) < 0) {
    perror("connect to 10.0.0.2:8088");
    return 1;
  }
  if (send(caller, question, strlen(question), MSG_NOSIGNAL) < 0) perror("send");
  shutdown(caller, SHUT_WR); /* FIN: no more questions; reading goes on */
  char text[1024];
  ssize_t size = 0;
  while ((size = recv(caller, text, sizeof text, 0)) > 0) printf("%.*s\n", (int)size, text);
  if (size == 0) puts("recv() returned 0: FIN");
  if (size < 0) puts(errno == ECONNRESET ? "ECONNRESET" : strerror(errno));
  close(caller);
  return 0;
}
