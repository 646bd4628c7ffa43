/* The client of this lesson: cc -o client client.c, then wirelab exec client -- ./client */
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void) {
  const char text[] = "hello from client!";
  struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons(8088)};
  inet_pton(AF_INET, "10.0.0.2", &server.sin_addr);
  int caller = socket(AF_INET, SOCK_STREAM, 0);
  /* SYN; returns when SYN and ACK have come back */
  if (caller < 0 || connect(caller, (struct sockaddr *)&server, sizeof server) < 0) {
    perror("connect to 10.0.0.2:8088");
    return 1;
  }
  if (send(caller, text, strlen(text), MSG_NOSIGNAL) < 0) perror("send");
  close(caller);
  return 0;
}
