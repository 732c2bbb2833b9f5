#include "loop/backend.h"

#include "loop/errors.h"

namespace loop {

Ref<Descriptor> Backend::adopt(int) { throw RuntimeError("this event loop has no network"); }

void Backend::watch_signal(int, std::function<void()>) {
    throw RuntimeError("this event loop handles no signals");
}

bool Backend::unwatch_signal(int) { return false; }

} // namespace loop
