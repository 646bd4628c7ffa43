/* The server of this lesson: cc -o server server.c, then wirelab exec server -- ./server [unread] */
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int count, char **words) {
  const char *lines[] = {"One.", "Two.", "Three."};
  const int unread = count > 1 && strcmp(words[1], "unread") == 0, on = 1;
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
  char text[1024];
  ssize_t size = recv(conversation, text, unread ? 7 : sizeof text, 0);
  if (size > 0) printf("%.*s\n", (int)size, text);
  while (!unread && (size = recv(conversation, text, sizeof text, 0)) > 0)
    printf("%.*s\n", (int)size, text);
  if (size == 0) puts("recv() returned 0: FIN"); /* CLOSE-WAIT until close(); sending is still allowed */
  for (int i = 0; i < 3; i++)
    if (send(conversation, lines[i], strlen(lines[i]), MSG_NOSIGNAL) < 0) perror("send");
  close(conversation); /* with unread data: RST instead of FIN */
  close(listener);
  return size < 0;
}
