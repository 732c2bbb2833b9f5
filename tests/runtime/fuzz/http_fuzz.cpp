// Any bytes, read as HTTP requests: the same requests come out however the bytes are cut, and all
// that comes out is in order.
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "request_parser.h"

using loop::http::RequestHead;
using loop::http::RequestParser;
using Progress = RequestParser::Progress;

namespace {

void require(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "not so: %s\n", what);
    std::abort();
}

void check(const RequestHead& head, const std::string& body, const loop::ServeLimits& limits) {
    require(!head.method.empty() && !head.raw_path.empty(), "a request has a method and a path");
    require(head.target.size() <= limits.target, "the target is within its limit");
    require(body.size() <= limits.body, "the body is within its limit");
    unsigned ends = 0;
    for (const auto& [name, value] : head.fields) {
        require(!name.empty(), "a field has a name");
        require(value.find_first_of("\r\n") == value.npos, "a value has one line");
        ends += name == "content-length" || name == "transfer-encoding";
    }
    require(ends <= 1, "where a request ends is said once");
}

// What is read of the input, as one text.
std::string read(std::string_view input, std::size_t step) {
    const loop::ServeLimits limits{.target = 512, .header = 2048, .body = 2048};
    std::string seen, rest;
    for (unsigned requests = 0; requests < 64; ++requests) {
        RequestHead head;
        std::string body;
        RequestParser parser(limits, head, body);
        Progress progress = Progress::more;
        for (;;) {
            std::string_view unused = rest;
            progress = parser.feed(unused);
            require(unused.size() <= rest.size(), "no bytes come from nowhere");
            rest.erase(0, rest.size() - unused.size());
            if (progress != Progress::more || input.empty()) break;
            rest.append(input.substr(0, step));
            input.remove_prefix(std::min(step, input.size()));
        }
        if (progress == Progress::rejected) {
            require(parser.rejection().status >= 400, "a rejection has a status");
            return seen + "rejected";
        }
        if (progress == Progress::more) return seen + (parser.is_header_done() ? "body" : "head");
        check(head, body, limits);
        seen.append(head.method).append(" ").append(head.target).append("\n").append(body);
        seen += "\n";
    }
    return seen;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::string whole = read(input, input.size() + 1);
    const std::string bytewise = read(input, 1);
    // What is refused may be refused a request earlier, when more is seen at once; not the reverse.
    const bool refused = whole.ends_with("rejected") || bytewise.ends_with("rejected");
    if (!refused) require(whole == bytewise, "the cuts make no difference");
    return 0;
}
