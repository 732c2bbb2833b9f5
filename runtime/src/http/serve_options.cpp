#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <string_view>

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
    std::uint16_t port() {
        const auto text = value();
        std::uint16_t port = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
        if (error != std::errc() || end != text.data() + text.size())
            fail("option --port: expected a number from 0 to 65535, got '" + text + "'");
        return port;
    }
    [[noreturn]] void fail(const std::string& what) const {
        std::fprintf(stderr, "%.*s: %s\n", static_cast<int>(program_.size()), program_.data(),
                     what.c_str());
        std::exit(2);
    }

  private:
    const char* const* at_;
    const char* const* end_;
    std::string_view program_ = "serve";
    std::string_view name_;
};

} // namespace

ServeOptions serve_options(int argc, const char* const* argv, ServeOptions defaults) {
    Arguments arguments(argc, argv);
    for (std::string_view name; arguments.next(name);) {
        if (name == "--host")
            defaults.host = arguments.value();
        else if (name == "--port")
            defaults.port = arguments.port();
        else if (name == "--loop")
            defaults.loop = arguments.value();
        else if (name == "--lifespan")
            defaults.lifespan = arguments.value();
        else if (name == "--log-level")
            defaults.log_level = arguments.value();
        else if (name == "--no-access-log")
            defaults.access_log = false;
        else
            arguments.fail("unknown option '" + std::string(name) + "'");
    }
    return defaults;
}

} // namespace loop
