#pragma once

#include <string>
#include <utility>
#include <variant>

namespace wirelab {

// Where a failure belongs: each kind ends a command with an exit code of its own (2, 3, 4).
enum class ErrorKind { usage, input, machine };

// A failed call: one sentence that says what was attempted, on what, and what to do.
struct Error {
  ErrorKind kind = ErrorKind::input;
  std::string message;
};

// A value or the Error that stands in its place. Malformed input is a value, never an exception.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : held_(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const { return held_.index() == 0; }
  T& value() & { return std::get<0>(held_); }
  const T& value() const& { return std::get<0>(held_); }
  T&& value() && { return std::get<0>(std::move(held_)); }
  const Error& error() const { return std::get<1>(held_); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

 private:
  std::variant<T, Error> held_;
};

// Success without a value.
struct Done {};
using Outcome = Result<Done>;

}  // namespace wirelab
