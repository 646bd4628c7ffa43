/* The server of this lesson: cc -o server server.c, then wirelab exec server -- ./server */
#include <arpa/inet.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void) {
  struct sockaddr_in own = {.sin_family = AF_INET, .sin_port = htons(8088)};
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  if (listener < 0 || bind(listener, (struct sockaddr *)&own, sizeof own) < 0 ||
      listen(listener, 5) < 0) { /* from here on the kernel opens connections */
    perror("listen on port 8088");
    return 1;
  }
  int conversation = accept(listener, NULL, NULL); /* takes one that is open already */
  if (conversation < 0) {
    perror("accept");
    return 1;
  }
  char text[1024];
  ssize_t size = recv(conversation, text, sizeof text, 0);
  if (size > 0) printf("%.*s\n", (int)size, text);
  close(conversation);
  close(listener);
  return size < 0;
}
