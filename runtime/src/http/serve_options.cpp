#include <array>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <string_view>

#include "loop/affinity_action.h"
#include "loop/serve.h"

namespace loop {

namespace {

// A program's arguments, taken one by one. Ends the process with 2 and a line on stderr when they
// are not what was expected.
class Arguments {
  public:
    Arguments(int count, const char* const* values)
        : at_(values + (count > 0)), end_(values + count) {
        if (count > 0) program_ = std::string_view(values[0]);
        program_ = program_.substr(program_.rfind('/') + 1);
    }

    bool next(std::string_view& name) {
        if (at_ == end_) return false;
        name = name_ = *at_++;
        return true;
    }
    std::string value() {
        if (at_ == end_) fail("option " + std::string(name_) + " needs a value");
        return *at_++;
    }
    template <class Number>
    Number number(Number least = 0, Number most = std::numeric_limits<Number>::max()) {
        const auto text = value();
        const char* end = text.data() + text.size();
        Number read = 0;
        const auto [stop, error] = std::from_chars(text.data(), end, read);
        if (error != std::errc() || stop != end || read < least || read > most)
            fail("option " + std::string(name_) + ": expected a number from " +
                 std::to_string(least) + " to " + std::to_string(most) + ", got '" + text + "'");
        return read;
    }
    std::chrono::milliseconds seconds() { return std::chrono::seconds(number<std::uint32_t>()); }
    void affinity() {
        const auto text = value();
        if (text != "raise" && text != "log" && text != "abort")
            fail("option --affinity: expected raise, log or abort, got '" + text + "'");
        on_affinity_error(text == "log"     ? AffinityAction::log
                          : text == "abort" ? AffinityAction::abort
                                            : AffinityAction::raise);
    }
    [[noreturn]] void fail(const std::string& what) const {
        std::fprintf(stderr, "%.*s: %s\n", static_cast<int>(program_.size()), program_.data(),
                     what.c_str());
        std::exit(2);
    }
    std::string_view program() const { return program_; }

  private:
    const char* const* at_;
    const char* const* end_;
    std::string_view program_ = "serve";
    std::string_view name_;
};

struct Option {
    std::string_view name, value, meaning;
    void (*set)(ServeOptions&, Arguments&);
};

using O = ServeOptions;
using A = Arguments;

constexpr std::array options{
    Option{"--host", "HOST", "name or address to bind; empty: all interfaces",
           [](O& o, A& a) { o.host = a.value(); }},
    Option{"--port", "N", "0: any free one",
           [](O& o, A& a) { o.port = a.number<std::uint16_t>(); }},
    Option{"--loop", "KIND", "auto, asio, uv, or one registered by name",
           [](O& o, A& a) { o.loop = a.value(); }},
    Option{"--workers", "N", "threads, each with a loop of its own",
           [](O& o, A& a) { o.workers = a.number(1U, 1024U); }},
    Option{"--lifespan", "on|off|auto", "whether startup and shutdown handlers run",
           [](O& o, A& a) { o.lifespan = a.value(); }},
    Option{"--debug", "", "debug mode, and the page /__loops__", [](O& o, A&) { o.debug = true; }},
    Option{"--affinity", "raise|log|abort", "what an affinity error does",
           [](O&, A& a) { a.affinity(); }},
    Option{"--log-level", "LEVEL", "debug, info, warning, error or off",
           [](O& o, A& a) { o.log_level = a.value(); }},
    Option{"--access-log", "", "one line per response on stdout",
           [](O& o, A&) { o.access_log = true; }},
    Option{"--no-access-log", "", "none", [](O& o, A&) { o.access_log = false; }},
    Option{"--backlog", "N", "connections that wait to be accepted",
           [](O& o, A& a) { o.backlog = a.number(1, 1 << 20); }},
    Option{"--timeout-keep-alive", "SECONDS", "for an idle connection",
           [](O& o, A& a) { o.keep_alive = a.seconds(); }},
    Option{"--timeout-graceful-shutdown", "SECONDS", "for requests in flight; 0: as they need",
           [](O& o, A& a) { o.graceful_shutdown = a.seconds(); }},
    Option{"--limit-concurrency", "N", "connections per worker; requests on more get a 503",
           [](O& o, A& a) { o.limits.concurrency = a.number<std::size_t>(); }},
    Option{"--limit-max-requests", "N", "the server stops after so many",
           [](O& o, A& a) { o.limits.requests = a.number<std::size_t>(); }},
    Option{"--limit-target", "BYTES", "of a request's URL, else 414",
           [](O& o, A& a) { o.limits.target = a.number<std::size_t>(1); }},
    Option{"--limit-header", "BYTES", "of a request's head, else 431",
           [](O& o, A& a) { o.limits.header = a.number<std::size_t>(1); }},
    Option{"--limit-body", "BYTES", "of a request's body, else 413",
           [](O& o, A& a) { o.limits.body = a.number<std::size_t>(); }},
    Option{"--limit-message", "BYTES", "of a WebSocket's message",
           [](O& o, A& a) { o.limits.message = a.number<std::size_t>(); }},
    Option{"--limit-pipelined", "N", "answers in a row to requests sent ahead",
           [](O& o, A& a) { o.limits.pipelined = a.number<std::size_t>(); }},
    Option{"--limit-header-time", "SECONDS", "for a request's head, else 408",
           [](O& o, A& a) { o.limits.header_time = a.seconds(); }},
    Option{"--limit-body-time", "SECONDS", "of waiting for a body, else 408",
           [](O& o, A& a) { o.limits.body_time = a.seconds(); }},
    Option{"--limit-write-time", "SECONDS", "of waiting for a client to read",
           [](O& o, A& a) { o.limits.write_time = a.seconds(); }},
    Option{"--limit-rate", "BYTES", "per second, below which these times do not grow",
           [](O& o, A& a) { o.limits.rate = a.number<std::size_t>(); }},
};

[[noreturn]] void print_help(std::string_view program) {
    std::printf("usage: %.*s [OPTION]...\n", static_cast<int>(program.size()), program.data());
    for (const Option& option : options) {
        std::string left(option.name);
        left.append(" ").append(option.value);
        std::printf("  %-38s %s\n", left.c_str(), option.meaning.data());
    }
    std::exit(0);
}

} // namespace

ServeOptions serve_options(int argc, const char* const* argv, ServeOptions defaults) {
    Arguments arguments(argc, argv);
    for (std::string_view name; arguments.next(name);) {
        if (name == "--help") print_help(arguments.program());
        bool known = false;
        for (const Option& option : options)
            if (option.name == name) known = true, option.set(defaults, arguments);
        if (!known) arguments.fail("unknown option '" + std::string(name) + "'");
    }
    return defaults;
}

} // namespace loop
