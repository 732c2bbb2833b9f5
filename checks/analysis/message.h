#pragma once
// Message: the text of a finding or note, declared once, where it is emitted. It describes the
// situation: lower case, no full stop, code in quotes, a hint after the semicolon.

#include <initializer_list>
#include <string>
#include <string_view>

namespace looplint {

struct Message {
    std::string_view text; // "{0}", "{1}", … stand for the arguments

    /// The text with its arguments filled in.
    template <class... Args>
    std::string operator()(const Args&... args) const {
        return fill({std::string(args)...});
    }

  private:
    std::string fill(std::initializer_list<std::string> args) const;
};

} // namespace looplint
