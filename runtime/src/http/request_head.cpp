#include "request_head.h"

#include "percent.h"

#include <algorithm>

namespace loop::http {

namespace {

char lowered(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

// The part of `target` that routing sees; empty for one that is neither a path nor a URL.
std::string_view origin_form(std::string_view target) {
    if (target.find('#') != target.npos) return {}; // a fragment is the client's own
    if (target.starts_with('/') || target == "*") return target;
    const auto scheme = target.find("://");
    if (scheme == std::string_view::npos || scheme == 0) return {};
    const auto slash = target.find_first_of("/?", scheme + 3);
    return slash == std::string_view::npos ? std::string_view("/") : target.substr(slash);
}

} // namespace

void RequestHead::clear() {
    method.clear();
    target.clear();
    path.clear();
    raw_path = query = {};
    fields.clear();
    text_.clear();
    sizes_.clear();
}

void RequestHead::add_field(std::string_view name, std::string_view value) {
    const auto start = text_.size();
    text_.append(name);
    std::transform(text_.begin() + static_cast<std::ptrdiff_t>(start), text_.end(),
                   text_.begin() + static_cast<std::ptrdiff_t>(start), lowered);
    text_.append(value);
    sizes_.emplace_back(name.size(), value.size());
}

bool RequestHead::seal() {
    std::string_view rest = text_;
    for (const auto& [name, value] : sizes_) {
        fields.push_back({rest.substr(0, name), rest.substr(name, value)});
        rest.remove_prefix(name + value);
    }
    return split_target();
}

bool RequestHead::split_target() {
    const auto origin = origin_form(target);
    if (origin.empty() || (origin == "*" && method != "OPTIONS")) return false;
    const auto mark = origin.find('?');
    raw_path = origin.substr(0, mark);
    if (mark != std::string_view::npos) query = origin.substr(mark + 1);
    if (raw_path.empty()) raw_path = "/"; // http://host?query
    append_unquoted(path, raw_path);
    return true;
}

const FieldView* RequestHead::find(std::string_view name) const {
    const auto found = std::ranges::find(fields, name, &FieldView::name);
    return found == fields.end() ? nullptr : &*found;
}

} // namespace loop::http
