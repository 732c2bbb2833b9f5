#include "path_pattern.h"

#include "loop/errors.h"
#include "segment_value.h"

#include <algorithm>
#include <array>
#include <optional>

namespace loop::http {

namespace {

// Cuts the first segment off `rest`; `rest` is empty after the last one, and `more` false.
std::string_view cut_segment(std::string_view& rest, bool& more) {
    const auto slash = rest.find('/');
    const auto part = rest.substr(0, slash);
    more = slash != std::string_view::npos;
    rest = more ? rest.substr(slash + 1) : std::string_view();
    return part;
}

} // namespace

PathPattern::PathPattern(std::string_view path) {
    if (path.empty() || path.front() != '/')
        throw ValueError("Paths must be absolute: '" + std::string(path) + "'");
    auto rest = path.substr(1);
    ends_with_slash_ = rest.ends_with('/');
    if (ends_with_slash_) rest.remove_suffix(1);
    for (bool more = true; more;) segments_.push_back(parse_segment(cut_segment(rest, more)));
    const auto is_path = [](const Segment& segment) { return segment.kind == Kind::path; };
    if (std::any_of(segments_.begin(), segments_.end() - 1, is_path) ||
        (ends_with_slash_ && is_path(segments_.back())))
        throw ValueError("A path segment must be the last: '" + std::string(path) + "'");
}

PathPattern::Segment PathPattern::parse_segment(std::string_view text) {
    if (!text.starts_with('{')) {
        if (text.find_first_of("{}") != std::string_view::npos)
            throw ValueError("Literal segment contains invalid characters: '" + std::string(text) +
                             "'");
        return {.text = std::string(text)};
    }
    if (!text.ends_with('}') || text.size() == 2)
        throw ValueError("Invalid substitution segment: '" + std::string(text) + "'");
    const auto inside = text.substr(1, text.size() - 2);
    const auto colon = inside.find(':');
    if (colon == std::string_view::npos) return {.kind = Kind::str, .text = std::string(inside)};
    const auto second = inside.find(':', colon + 1);
    Segment segment{.kind = kind_of(inside.substr(colon + 1, second - colon - 1)),
                    .text = std::string(inside.substr(0, colon))};
    if (second != std::string_view::npos) segment.format = inside.substr(second + 1);
    return segment;
}

PathPattern::Kind PathPattern::kind_of(std::string_view type) {
    static constexpr std::array<std::pair<std::string_view, Kind>, 5> kinds{
        {{"str", Kind::str},
         {"int", Kind::integer},
         {"float", Kind::floating},
         {"datetime", Kind::datetime},
         {"path", Kind::path}}};
    for (const auto& [name, kind] : kinds)
        if (name == type) return kind;
    throw TypeError("Unknown type: '" + std::string(type) +
                    "'; expected str, int, float, datetime or path");
}

bool PathPattern::is_literal() const {
    return std::ranges::all_of(segments_, [](auto& s) { return s.kind == Kind::literal; });
}

bool PathPattern::convert(const Segment& segment, std::string_view part, Matches& matches) {
    std::optional<Matches::Value> value;
    switch (segment.kind) {
    case Kind::literal:
        return part == segment.text;
    case Kind::integer:
        value = integer_of(part);
        break;
    case Kind::floating:
        value = floating_of(part);
        break;
    case Kind::datetime:
        value = datetime_of(part, segment.format);
        break;
    case Kind::str:
    case Kind::path:
        value = std::string(part);
        break;
    }
    if (value) matches.add(segment.text, std::move(*value));
    return value.has_value();
}

bool PathPattern::match(std::string_view path, Matches& matches) const {
    matches.clear();
    if (path.empty() || path.front() != '/') return false;
    auto rest = path.substr(1);
    const bool takes_rest = segments_.back().kind == Kind::path;
    if (!takes_rest) {
        if (rest.ends_with('/') != ends_with_slash_) return false;
        if (ends_with_slash_) rest.remove_suffix(1);
    }
    bool more = true;
    for (const Segment& segment : segments_) {
        if (!more) return false;
        if (segment.kind == Kind::path) return convert(segment, rest, matches);
        if (!convert(segment, cut_segment(rest, more), matches)) return false;
    }
    return !more;
}

} // namespace loop::http
