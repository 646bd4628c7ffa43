#pragma once

#include "lessons/script/program.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace wirelab::lessons {

// A TCP socket of a program, by its C names. It belongs to its program: it is closed by close(), or
// when the scene has ended. Calls that block return at once with a Pending; the others wait for
// their return.
class Socket {
 public:
  Returned bind(std::uint16_t port);
  Returned listen(int backlog);
  Pending connect(const Host& to, std::uint16_t port);
  Pending accept();
  Returned send(std::string_view text);
  Pending recv(std::size_t most);
  Returned linger(int seconds);  // SO_LINGER {1, seconds}
  Returned close();

  // As the kernel has it, after bind or connect; remote 0:0 for a listener.
  Tuple tuple() const;

 private:
  friend class Program;
  friend class Pending;
  explicit Socket(std::shared_ptr<Program::Descriptor> descriptor)
      : descriptor_(std::move(descriptor)) {}
  Returned call(Program::Call call);

  std::shared_ptr<Program::Descriptor> descriptor_;
};

}  // namespace wirelab::lessons
