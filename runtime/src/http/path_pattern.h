// A route's path: literal segments and `{name}`, `{name:type}`, `{name:type:format}` substitutions.
// Matching works on the decoded path, is case-sensitive, and a trailing slash is significant.
#pragma once

#include "loop/matches.h"

#include <string>
#include <string_view>
#include <vector>

namespace loop::http {

class PathPattern {
  public:
    // Throws ValueError for a relative path, an unclosed substitution or a literal with braces, and
    // TypeError for an unknown type.
    explicit PathPattern(std::string_view path);

    // Whether `path` matches; `matches` then holds one value for each substitution.
    bool match(std::string_view path, Matches& matches) const;
    // A pattern without substitutions matches exactly one path: its own.
    bool is_literal() const;

  private:
    enum class Kind { literal, str, integer, floating, datetime, path };
    struct Segment {
        Kind kind = Kind::literal;
        std::string text; // the literal, or the substitution's name
        std::string format;
    };

    static Segment parse_segment(std::string_view text);
    static Kind kind_of(std::string_view type);
    static bool convert(const Segment& segment, std::string_view part, Matches& matches);

    std::vector<Segment> segments_;
    bool ends_with_slash_ = false;
};

} // namespace loop::http
