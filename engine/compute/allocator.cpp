#include "engine/compute/allocator.h"

#include <climits>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace sigscope::compute {

#ifdef __GLIBC__

void keepFreedMemory() {
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, INT_MAX);
    // Blocks beyond 64 MiB are kept in the main arena only.
    mallopt(M_ARENA_MAX, 1);
}

void returnFreedMemory() {
    malloc_trim(0);
}

#else

void keepFreedMemory() {}
void returnFreedMemory() {}

#endif

}  // namespace sigscope::compute
