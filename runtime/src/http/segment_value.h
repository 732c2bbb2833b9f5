// The values of typed path segments, read as Python reads them: surrounding blanks, a leading `+`
// and underscores between digits are allowed. Nothing is returned for what does not convert.
#pragma once

#include "loop/matches.h"

#include <optional>
#include <string>
#include <string_view>

namespace loop::http {

// An integer of 64 bits; a longer one does not convert.
std::optional<Matches::Value> integer_of(std::string_view text);
// A decimal number, `inf` or `nan`.
std::optional<Matches::Value> floating_of(std::string_view text);
// With a format: strptime's, which must use up the text. Without: ISO 8601, and monostate (a match
// with no value) for anything else.
std::optional<Matches::Value> datetime_of(std::string_view text, const std::string& format);

} // namespace loop::http
