// errors.h — the exceptions of the runtime, under asyncio's names.
//
// Each carries exactly asyncio's text in what(). type_name() gives the class name
// that Python would print, for log lines such as "ValueError: boom".
#pragma once

#include <exception>
#include <stdexcept>
#include <string>

namespace loop {

class RuntimeError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

class ValueError : public std::invalid_argument {
  public:
    using std::invalid_argument::invalid_argument;
};

class TypeError : public std::logic_error {
  public:
    using std::logic_error::logic_error;
};

/// A missing key; what() is the key in quotes, as Python prints it: 'event'.
class KeyError : public std::out_of_range {
  public:
    explicit KeyError(const std::string& key) : std::out_of_range("'" + key + "'") {}
};

/// An operation that does not fit the state of a Future or Task.
class InvalidStateError : public std::logic_error {
  public:
    using std::logic_error::logic_error;
};

/// A deadline passed. The text is empty unless given, as in asyncio.
class TimeoutError : public std::runtime_error {
  public:
    TimeoutError() : std::runtime_error("") {}
    using std::runtime_error::runtime_error;
};

/// A failed system call. what() is "[Errno 98] text"; code is the errno.
class OSError : public std::runtime_error {
  public:
    /// The text is the system's own message for the errno.
    explicit OSError(int code);
    OSError(int code, const std::string& text);
    int code() const noexcept { return code_; }

  private:
    int code_;
};

/// Thrown into a coroutine at its suspension point by Task::cancel().
///
/// Not a std::exception, as CancelledError is no Exception in Python: a handler
/// for std::exception must not swallow a cancellation by accident.
class CancelledError {
  public:
    const char* what() const noexcept { return ""; }
};

/// "ValueError" for a loop::ValueError, "std::out_of_range" for foreign types.
/// An AffinityError answers with Python's name for it ("RuntimeError" or "ValueError").
std::string type_name(const std::exception& error);
std::string type_name(const std::exception_ptr& error);

/// what() of any exception; empty if it has none.
std::string message_of(const std::exception_ptr& error);

/// "ValueError: boom", or only the name if there is no text. For log lines.
std::string describe(const std::exception_ptr& error);

} // namespace loop
