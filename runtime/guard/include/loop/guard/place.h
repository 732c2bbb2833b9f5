// Places in a running program: return addresses, and objects by their address. Nothing here reads
// debug information; modules and offsets are written down, and a symbolizer turns them into lines.
// C++17, because it is included into programs that are not C++20.
#pragma once

#include <array>
#include <cstdint>
#include <execinfo.h>
#include <link.h>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

namespace loop::guard {

// A position in an executable or library on disk: `offset` is the address that its symbols and
// debug information use, whatever address the module was loaded at.
struct ModuleOffset {
    std::string module;
    std::uint64_t offset = 0;
};

// The call stack of one moment, innermost frame first. Cheap to take and to keep.
struct Stack {
    std::array<void*, 32> frames{};
    int depth = 0;
};

// The calling thread's stack.
[[gnu::noinline]] inline Stack here() {
    Stack stack;
    stack.depth = backtrace(stack.frames.data(), static_cast<int>(stack.frames.size()));
    return stack;
}

namespace detail {

struct SegmentSearch {
    std::uintptr_t address;
    ModuleOffset found;
    bool writable = false;
};

inline std::string module_path(const char* name) {
    if (name && *name) return name;
    std::array<char, 4096> path{};
    const auto length = readlink("/proc/self/exe", path.data(), path.size() - 1);
    return length > 0 ? std::string(path.data(), static_cast<std::size_t>(length)) : std::string();
}

inline int match_module(dl_phdr_info* info, std::size_t, void* data) {
    auto& search = *static_cast<SegmentSearch*>(data);
    for (int i = 0; i < info->dlpi_phnum; ++i) {
        const ElfW(Phdr)& segment = info->dlpi_phdr[i];
        const auto begin = info->dlpi_addr + segment.p_vaddr;
        if (segment.p_type != PT_LOAD || search.address - begin >= segment.p_memsz) continue;
        search.found = {module_path(info->dlpi_name), search.address - info->dlpi_addr};
        search.writable = (segment.p_flags & PF_W) != 0;
        return 1;
    }
    return 0;
}

inline SegmentSearch find_segment(const void* address) {
    SegmentSearch search{reinterpret_cast<std::uintptr_t>(address), {}};
    dl_iterate_phdr(match_module, &search);
    return search;
}

} // namespace detail

// The module that `address` lies in; an empty module name if it lies in none.
inline ModuleOffset module_of(const void* address) { return detail::find_segment(address).found; }

// Whether `object` has static storage duration: it lies in a module's writable segment.
inline bool is_static(const void* object) { return detail::find_segment(object).writable; }

// A frame of the guard itself when the guard is a preloaded library.
inline bool is_guard(const ModuleOffset& frame) {
    const auto name = std::string_view(frame.module).substr(frame.module.rfind('/') + 1);
    return name.substr(0, 14) == "libloop_guard_";
}

// The stack by modules, without the guard's own frames and those that lie in no module.
inline std::vector<ModuleOffset> frames_of(const Stack& stack) {
    std::vector<ModuleOffset> frames;
    for (int i = 0; i < stack.depth; ++i) {
        ModuleOffset frame = module_of(stack.frames[static_cast<std::size_t>(i)]);
        if (!frame.module.empty() && !is_guard(frame)) frames.push_back(std::move(frame));
    }
    return frames;
}

} // namespace loop::guard
