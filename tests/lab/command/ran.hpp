#pragma once

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <sys/wait.h>

// The built program, run once by the shell.
namespace wirelab::test {

struct Ran {
  int code;
  std::string text;  // of both outputs
  long lines() const { return std::count(text.begin(), text.end(), '\n'); }
  bool says(const std::string& part) const { return text.find(part) != std::string::npos; }
};

inline std::string program() {
  const char* folder = std::getenv("WIRELAB_BIN");
  return folder ? std::string(folder) + "/wirelab" : "";
}

// A line of the shell.
inline Ran shell(const std::string& line) {
  FILE* pipe = ::popen(("{ " + line + "; } 2>&1").c_str(), "r");
  REQUIRE(pipe != nullptr);
  Ran ran{0, ""};
  std::array<char, 4096> room;
  for (std::size_t n = 0; (n = std::fread(room.data(), 1, room.size(), pipe)) > 0;)
    ran.text.append(room.data(), n);
  ran.code = WEXITSTATUS(::pclose(pipe));
  return ran;
}

// `arguments` as the shell reads them.
inline Ran command(const std::string& arguments) { return shell(program() + " " + arguments); }

}  // namespace wirelab::test
