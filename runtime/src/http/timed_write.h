// A write to a client that may not take for ever to read. What goes out at once costs nothing.
#pragma once

#include "loop/net_operations.h"

namespace loop::http {

class Session;

class [[nodiscard("await it")]] TimedWrite {
  public:
    TimedWrite(Session& session, WriteAll write, std::size_t bytes)
        : session_(session), write_(std::move(write)), bytes_(bytes) {}

    TimedWrite&& awaiter(SourceLocation use) && noexcept {
        static_cast<void>(std::move(write_).awaiter(use));
        return std::move(*this);
    }
    bool await_ready() { return write_.await_ready(); }
    template <class P>
    void await_suspend(std::coroutine_handle<P> leaf) {
        waits(true);
        write_.await_suspend(leaf);
    }
    void await_resume() {
        waits(false);
        write_.await_resume();
    }

  private:
    void waits(bool begins);

    Session& session_;
    WriteAll write_;
    std::size_t bytes_;
};

} // namespace loop::http
