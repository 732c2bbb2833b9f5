// Percent-encoding of URL paths.
#pragma once

#include <string>
#include <string_view>

namespace loop::http {

// Appends `text` decoded; a `%` that no two hex digits follow stands for itself.
void append_unquoted(std::string& out, std::string_view text);
// Appends `text` with everything but letters, digits and `_.-~/` encoded.
void append_quoted(std::string& out, std::string_view text);

// Appends `text` so that it stays one line of a log: what is not printable ASCII, a quote or a
// percent sign is written as %XX.
void append_printable(std::string& out, std::string_view text);

} // namespace loop::http
