#include "loop/recycled.h"

namespace loop::recycled {

constinit thread_local Shelves shelves;

namespace {

/// Frees at the thread's end what it has kept; what is freed still later is not kept.
struct Emptier {
    ~Emptier() {
        shelves.open = false;
        shelves.ended = true;
        for (Shelf& shelf : shelves.of_size)
            while (Block* block = shelf.first) {
                shelf.first = block->next;
                --shelf.count;
                ::operator delete(block);
            }
    }
};

} // namespace

void put_away(Shelf& shelf, void* block) noexcept {
    if (shelves.ended || shelf.count == most) return ::operator delete(block);
    [[maybe_unused]] static thread_local const Emptier emptier;
    shelves.open = true;
    shelf.first = ::new (block) Block{shelf.first};
    ++shelf.count;
}

} // namespace loop::recycled
