// Content — a request's body, read as it arrives.
//
//     while (auto chunk = co_await content.next()) use(*chunk);
//     std::string text = co_await loop::text_reader(content);
//
// A handle: copies read from the same body, which is read once. Use it on the server's loop, from
// one coroutine at a time, until the response has been sent.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "loop/coroutine.h"
#include "loop/errors.h"

namespace loop {

/// The client went away, or the request was already answered, while its body was being read.
class HttpDisconnectError : public RuntimeError {
  public:
    using RuntimeError::RuntimeError;
};

/// A body that was to be text and is not UTF-8.
class UnicodeDecodeError : public ValueError {
  public:
    using ValueError::ValueError;
};

class Content {
  public:
    /// Where the bytes come from; the server's connection is one.
    class Source {
      public:
        virtual ~Source() = default;
        virtual Coroutine<std::optional<std::string>> next() = 0;
    };

    explicit Content(std::shared_ptr<Source> source) : source_(std::move(source)) {}

    /// The next piece, never empty; nullopt at the end, and ever after. HttpDisconnectError.
    Coroutine<std::optional<std::string>> next() { return source_->next(); }

  private:
    std::shared_ptr<Source> source_;
};

/// The whole body as it is.
Coroutine<std::string> bytes_reader(Content content);
/// The whole body as text. UnicodeDecodeError if it is not UTF-8.
/// Name what you await before you test it: `if (co_await text_reader(content) == "True")`, in a
/// function without variables of its own, is compiled to nonsense by g++ before 12.3 (bug 106188).
Coroutine<std::string> text_reader(Content content);

} // namespace loop
