#include "large_pages.h"

#include <climits>
#include <cstdint>
#include <cstdlib>

#include <malloc.h>
#include <sys/mman.h>

namespace looplint {

#if defined(__GLIBC__) && defined(MADV_HUGEPAGE)

static constexpr size_t kReserve = size_t{1} << 30, kLargePage = size_t{2} << 20;

void useLargePages() {
    mallopt(M_TRIM_THRESHOLD, INT_MAX); // what is freed is taken again, page for page
    mallopt(M_MMAP_MAX, 0);             // a block as large as this one would lie elsewhere
    void* const reserve = std::malloc(kReserve);
    mallopt(M_MMAP_MAX, 65536); // the default
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    if (!reserve) return;
    const auto begin = (reinterpret_cast<uintptr_t>(reserve) + kLargePage - 1) & ~(kLargePage - 1);
    madvise(reinterpret_cast<void*>(begin), kReserve - kLargePage, MADV_HUGEPAGE);
    std::free(reserve); // stays below the heap's top
}

void releaseReserve() { malloc_trim(0); }

#else

void useLargePages() {}
void releaseReserve() {}

#endif

} // namespace looplint
