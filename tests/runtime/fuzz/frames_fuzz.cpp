// Any bytes, read as a client's WebSocket frames, whole and byte by byte.
#include <cstdio>
#include <cstdlib>
#include <string>

#include "frames.h"

using loop::http::FrameReader;
using loop::http::Incoming;

namespace {

constexpr std::size_t most = 1000;

std::string read(std::string_view input, std::size_t step) {
    FrameReader reader(most);
    std::string seen, rest;
    for (;;) {
        std::string_view unused = rest;
        const auto frame = reader.next(unused);
        rest.erase(0, rest.size() - unused.size());
        if (frame) {
            if (frame->data.size() > most) std::abort();
            seen.append(std::to_string(static_cast<int>(frame->kind))).append(" ");
            seen.append(std::to_string(frame->code)).append(" ").append(frame->data).append("\n");
            if (frame->kind == Incoming::Kind::error || frame->kind == Incoming::Kind::close)
                return seen;
            continue;
        }
        if (input.empty()) return seen;
        rest.append(input.substr(0, step));
        input.remove_prefix(std::min(step, input.size()));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    if (read(input, input.size() + 1) != read(input, 1)) {
        std::fprintf(stderr, "not so: the cuts make no difference\n");
        std::abort();
    }
    return 0;
}
