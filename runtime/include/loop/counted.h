// counted.h — intrusive shared ownership of the runtime's nodes.
//
// The count is atomic because handles may be dropped on any thread; what they
// refer to is still bound to its loop.
#pragma once

#include <atomic>
#include <cstdint>

#include <boost/smart_ptr/intrusive_ptr.hpp>

#include "loop/recycled.h"

namespace loop {

class Counted : public recycled::Object {
  public:
    Counted() = default;
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;
    virtual ~Counted() = default;

    /// Takes a share unless the node is being destroyed already; for weak lists.
    bool try_share() const noexcept {
        auto count = count_.load(std::memory_order_relaxed);
        while (count != 0 && !count_.compare_exchange_weak(count, count + 1)) {
        }
        return count != 0;
    }

  private:
    friend void intrusive_ptr_add_ref(const Counted* node) noexcept {
        node->count_.fetch_add(1, std::memory_order_relaxed);
    }
    friend void intrusive_ptr_release(const Counted* node) noexcept {
        if (node->count_.fetch_sub(1, std::memory_order_acq_rel) == 1) delete node;
    }
    mutable std::atomic<std::uint32_t> count_{0};
};

template <class T>
using Ref = boost::intrusive_ptr<T>;

template <class T, class... Args>
Ref<T> make_ref(Args&&... args) {
    return Ref<T>(new T(static_cast<Args&&>(args)...));
}

} // namespace loop
