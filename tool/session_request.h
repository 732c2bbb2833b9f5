#pragma once
// CheckRequest: what the server sends to a child that stays, to have its unit checked once more.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace looplint {

struct CheckRequest {
    /// Contents of open files that are new to the child, by path; nothing: closed.
    std::map<std::string, std::optional<std::string>> texts;
    std::vector<std::string> news; // messages of other children, for Session::take()

    std::string write() const;
    static CheckRequest read(std::string_view bytes);
};

} // namespace looplint
