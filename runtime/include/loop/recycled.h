// recycled.h — memory for what is made and freed all the time: coroutine frames, futures, handles.
//
// Each thread keeps a few freed blocks of each size and gives them out again, without a lock; the
// rest comes from operator new. A block may be freed on another thread, which then keeps it.
// Under AddressSanitizer nothing is kept, so that it sees each use after free.
#pragma once

#include <cstddef>
#include <new>

namespace loop::recycled {

inline constexpr std::size_t step = 64, largest = 1024; ///< sizes of blocks, in bytes
inline constexpr unsigned most = 128;                   ///< kept of each size, per thread

struct Block {
    Block* next;
};
struct Shelf {
    Block* first = nullptr;
    unsigned count = 0;
};
/// Of one thread. Trivial, so that it is there as long as the thread is.
struct Shelves {
    Shelf of_size[largest / step];
    bool open = false;  ///< the thread's end will empty them
    bool ended = false; ///< it has
};
extern constinit thread_local Shelves shelves;

/// Keeps the block if it may. For a shelf that is not open, or full.
void put_away(Shelf& shelf, void* block) noexcept;

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define LOOP_RECYCLES 0
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define LOOP_RECYCLES 0
#endif
#ifndef LOOP_RECYCLES
#define LOOP_RECYCLES 1
#endif

#if LOOP_RECYCLES

inline void* allocate(std::size_t size) {
    if (size > largest || size == 0) return ::operator new(size);
    const std::size_t index = (size - 1) / step;
    Shelf& shelf = shelves.of_size[index];
    if (!shelf.first) return ::operator new((index + 1) * step);
    Block* block = shelf.first;
    shelf.first = block->next;
    --shelf.count;
    return block;
}

inline void free(void* block, std::size_t size) noexcept {
    if (size > largest || size == 0) return ::operator delete(block);
    Shelf& shelf = shelves.of_size[(size - 1) / step];
    if (shelf.count == most || !shelves.open) [[unlikely]]
        return put_away(shelf, block);
    shelf.first = ::new (block) Block{shelf.first};
    ++shelf.count;
}

#else

inline void* allocate(std::size_t size) { return ::operator new(size); }
inline void free(void* block, std::size_t) noexcept { ::operator delete(block); }

#endif

/// A base whose derived objects are made of such memory; those of unusual alignment are not.
struct Object {
    static void* operator new(std::size_t size) { return allocate(size); }
    static void operator delete(void* block, std::size_t size) noexcept { free(block, size); }
    static void* operator new(std::size_t size, std::align_val_t alignment) {
        return ::operator new(size, alignment);
    }
    static void operator delete(void* block, std::size_t, std::align_val_t alignment) noexcept {
        ::operator delete(block, alignment);
    }
};

} // namespace loop::recycled
