#pragma once

#include <string>
#include <vector>

namespace wirelab::test {

// Of the programs under test: "/build/bin/wirelab".
std::string program(const std::string& name);

// What a shell command said on its standard output, and its exit status (128 + signal).
struct Said {
  std::string output;
  int status = -1;
};
Said said_by(const std::string& command);

// The programs of a lesson on two hosts: what they said, and what their hosts sent meanwhile.
struct Twins {
  Said server, client;
  std::vector<std::string> from_server, from_client;  // as segments() has it
};
// Commands for a shell, each with `exec` before it on its host. The client starts when the server
// listens. They run on the bench that this step has left.
Twins play_twins(const std::string& server, const std::string& client,
                 const std::string& lesson = "handshake",
                 const std::string& step = "nobody-listening");

bool has(const std::vector<std::string>& all, const std::string& one);

// The C programs client and server of a lesson, compiled to a folder that goes with this.
class Compiled {
 public:
  explicit Compiled(const std::string& lesson);
  ~Compiled();
  const std::string& folder() const { return folder_; }

 private:
  std::string folder_;
};

}  // namespace wirelab::test
