// queue.h — Queue<T>: hands values from task to task, in order. asyncio.Queue.
#pragma once

#include <cstddef>
#include <deque>
#include <utility>

#include "loop/event.h"

namespace loop {

class QueueEmpty : public std::runtime_error {
  public:
    QueueEmpty() : std::runtime_error("") {}
};
class QueueFull : public std::runtime_error {
  public:
    QueueFull() : std::runtime_error("") {}
};

/// What a queue needs to know beside its values: who waits, how much is unfinished.
class QueueBase : public LoopBound {
  public:
    /// Waits until task_done() was called for every put.
    Coroutine<void> join(SourceLocation use = SourceLocation::current());
    /// ValueError "task_done() called too many times".
    void task_done();
    std::size_t maxsize() const noexcept { return maxsize_; }
    std::string repr() const; ///< "<Queue at 0x... maxsize=0>"

  protected:
    QueueBase(std::size_t maxsize, Binding binding, SourceLocation where);
    QueueBase(std::size_t maxsize, EventLoop& loop, SourceLocation where);
    ~QueueBase() {
        getters_.orphan(repr());
        putters_.orphan(repr());
    }
    Coroutine<void> wait_in(LazyWaitList& waiters, SourceLocation use);
    void count_put();

    LazyWaitList getters_, putters_;
    const std::size_t maxsize_;

  private:
    Event finished_;
    std::size_t unfinished_ = 0;
};

template <class T>
class LOOP_BOUND Queue : public QueueBase {
  public:
    /// maxsize 0: unbounded.
    explicit Queue(std::size_t maxsize = 0, SourceLocation where = SourceLocation::current())
        : Queue(maxsize, binding(), where) {}
    Queue(std::size_t maxsize, Binding binding, SourceLocation where = SourceLocation::current())
        : QueueBase(maxsize, binding, where) {}
    Queue(std::size_t maxsize, EventLoop& loop, SourceLocation where = SourceLocation::current())
        : QueueBase(maxsize, loop, where) {}

    /// The oldest value; waits while there is none (AffinityError on another loop).
    Coroutine<T> get(SourceLocation use = SourceLocation::current()) {
        while (empty()) co_await wait_in(getters_, use);
        co_return get_nowait();
    }
    /// Waits while the queue is full.
    Coroutine<void> put(T value, SourceLocation use = SourceLocation::current()) {
        while (full()) co_await wait_in(putters_, use);
        put_nowait(std::move(value));
    }
    /// QueueEmpty. Never checks a loop.
    T get_nowait() {
        if (empty()) throw QueueEmpty();
        T value = std::move(values_.front());
        values_.pop_front();
        putters_.wake_first();
        return value;
    }
    /// QueueFull. Never checks a loop.
    void put_nowait(T value) {
        if (full()) throw QueueFull();
        values_.push_back(std::move(value));
        count_put();
        getters_.wake_first();
    }
    bool empty() const noexcept { return values_.empty(); }
    bool full() const noexcept { return maxsize_ > 0 && values_.size() >= maxsize_; }
    std::size_t qsize() const noexcept { return values_.size(); }

  private:
    std::deque<T> values_;
};

} // namespace loop
