/* The server of this lesson: cc -o server server.c, then wirelab exec server -- ./server [linger0] */
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int count, char **words) {
  const int on = 1;
  const struct linger none = {.l_onoff = 1, .l_linger = 0};
  struct sockaddr_in own = {.sin_family = AF_INET, .sin_port = htons(8088)};
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on); /* a new start may meet TIME-WAIT */
  if (listener < 0 || bind(listener, (struct sockaddr *)&own, sizeof own) < 0 ||
      listen(listener, 5) < 0) {
    perror("listen on port 8088");
    return 1;
  }
  int conversation = accept(listener, NULL, NULL);
  if (conversation < 0) {
    perror("accept");
    return 1;
  }
  if (count > 1 && strcmp(words[1], "linger0") == 0) /* RST instead of FIN */
    setsockopt(conversation, SOL_SOCKET, SO_LINGER, &none, sizeof none);
  close(conversation); /* it leaves without having listened */
  close(listener);
  return 0;
}
