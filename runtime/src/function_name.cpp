// Compilers spell source_location::function_name() in full: return type, parameters, template
// arguments. asyncio's reprs show the qualified name alone; this cuts it out.
#include <string_view>

#include "loop/coroutine.h"

namespace loop {
namespace {

/// Drops "[T = int]" or "[with T = int]" at the end.
std::string_view without_bindings(std::string_view text) {
    auto bracket = text.find(" [");
    return bracket == text.npos ? text : text.substr(0, bracket);
}

bool closes(char c) { return c == ')' || c == '>' || c == '}'; }
bool opens(char c) { return c == '(' || c == '<' || c == '{'; }

/// Where the bracket that ends at `end` began.
std::size_t opening_of(std::string_view text, std::size_t end) {
    int depth = 0;
    for (std::size_t i = end + 1; i-- > 0;) {
        if (closes(text[i])) ++depth;
        if (opens(text[i]) && --depth == 0) return i;
    }
    return 0;
}

/// Drops "(int, char*) const noexcept" at the end.
std::string_view without_parameters(std::string_view text) {
    auto close = text.rfind(')');
    auto lambda = text.rfind('>');
    if (close == text.npos || (lambda != text.npos && lambda > close)) return text;
    return text.substr(0, opening_of(text, close));
}

/// Drops "static loop::Coroutine<int> " before the name.
std::string_view without_return_type(std::string_view text) {
    int depth = 0;
    for (std::size_t i = text.size(); i-- > 0;) {
        if (closes(text[i])) ++depth;
        if (opens(text[i])) --depth;
        if (text[i] == ' ' && depth == 0) return text.substr(i + 1);
    }
    return text;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != text.npos; at += to.size())
        text.replace(at, from.size(), to);
}

/// "Queue<int>::get" is "Queue::get"; "<lambda(int)>" is "<lambda>".
void simplify_angles(std::string& text) {
    std::string out;
    int depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '<' && depth++ == 0 && text.compare(i, 7, "<lambda") == 0)
            out += "<lambda>";
        else if (text[i] == '>' && depth > 0)
            --depth;
        else if (depth == 0)
            out += text[i];
    }
    text = out;
}

} // namespace

std::string function_name(const SourceLocation& where) {
    std::string_view full = without_bindings(where.function_name());
    if (full.find("__static_initialization_and_destruction") != full.npos) return "";
    std::string name(without_return_type(without_parameters(full)));
    replace_all(name, "(anonymous class)::operator()", "<lambda>");
    replace_all(name, "(anonymous namespace)::", "");
    replace_all(name, "{anonymous}::", "");
    simplify_angles(name);
    replace_all(name, "<lambda>::operator()", "<lambda>");
    return name;
}

std::string function_repr(const SourceLocation& where) {
    std::string name = function_name(where);
    if (name.starts_with("loop::")) {
        name.erase(0, 6);
        replace_all(name, "::", ".");
    }
    return name + "()";
}

std::string place_repr(const SourceLocation& where) {
    return std::string(where.file_name()) + ":" + std::to_string(where.line());
}

} // namespace loop
