#include "creation_stacks.h"

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <map>
#include <mutex>
#include <set>
#include <string_view>
#include <tuple>
#include <vector>

#include <boost/stacktrace.hpp>
#include <dlfcn.h>

namespace loop {

std::atomic<bool> creation_stacks_wanted = false;

namespace {

using Stack = boost::stacktrace::stacktrace;
using Place = std::tuple<std::string_view, std::uint_least32_t, std::uint_least32_t>;

struct Stacks {
    std::mutex mutex;
    std::map<Place, Stack> by_place;
};
/// Never destroyed: statics are made, and errors met, at any time.
Stacks& stacks() {
    static auto* all = new Stacks;
    return *all;
}

Place place_of(const SourceLocation& where) {
    return {where.file_name(), where.line(), where.column()};
}

/// Where a call stands: a module, and an offset in it.
struct Call {
    std::string module; ///< "" if it is unknown
    std::uintptr_t offset = 0;
    std::string text; ///< once it is known
};

/// The call, not the instruction behind it, to which it returns.
Call call_of(const boost::stacktrace::frame& frame) {
    const auto address = reinterpret_cast<std::uintptr_t>(frame.address()) - 1;
    Call call{.module = {}, .text = boost::stacktrace::to_string(frame)};
    Dl_info found{};
    if (::dladdr(reinterpret_cast<void*>(address), &found) && found.dli_fname) {
        call.module = found.dli_fname;
        call.offset = address - reinterpret_cast<std::uintptr_t>(found.dli_fbase);
    }
    return call;
}

/// "loop::Event::wait() at event.cpp:12", by binutils, for all calls of one module at once: reading
/// its debug information takes long. Without either they stay as they are.
void symbolize(std::vector<Call>& calls, const std::string& module) {
    if (module.empty() || module.find('\'') != module.npos) return;
    std::string command = "addr2line -Cfpe '" + module + "'";
    std::vector<Call*> asked;
    for (Call& call : calls) {
        if (call.module != module) continue;
        char offset[32];
        std::snprintf(offset, sizeof offset, " 0x%zx", call.offset);
        command += offset;
        asked.push_back(&call);
    }
    std::FILE* pipe = ::popen((command + " 2>/dev/null").c_str(), "r");
    if (!pipe) return;
    char line[2048];
    for (Call* call : asked) {
        if (!std::fgets(line, sizeof line, pipe)) break;
        line[std::strcspn(line, "\n")] = '\0';
        if (line[0] != '?') call->text = line;
    }
    ::pclose(pipe);
}

std::string text_of(const Stack& stack) {
    std::vector<Call> calls;
    std::set<std::string> modules;
    for (const auto& frame : stack) modules.insert(calls.emplace_back(call_of(frame)).module);
    for (const std::string& module : modules) symbolize(calls, module);
    std::string text;
    for (const Call& call : calls) text += "  " + call.text + "\n";
    return text.empty() ? "  (no stack)\n" : text;
}

} // namespace

void remember_creation_stacks(bool on) noexcept { creation_stacks_wanted = on; }

void keep_creation_stack(SourceLocation where) noexcept {
    try {
        std::lock_guard lock(stacks().mutex);
        stacks().by_place.insert_or_assign(place_of(where), Stack(1, 32));
    } catch (...) { // out of memory: there is none, then
    }
}

std::string creation_stack(SourceLocation where) {
    std::lock_guard lock(stacks().mutex);
    const auto found = stacks().by_place.find(place_of(where));
    return found == stacks().by_place.end() ? "  (no stack: it was not kept)\n"
                                            : text_of(found->second);
}

std::string stack_here() { return text_of(Stack(1, 64)); }

} // namespace loop
