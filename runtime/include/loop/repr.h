// repr.h — values as Python's repr() shows them inside "<Future finished result=...>".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

#include <boost/core/demangle.hpp>

namespace loop {

/// 'text', shortened in the middle to 30 characters as Python's reprlib does.
std::string repr_text(std::string_view text);
/// ValueError('boom'), TimeoutError()
std::string repr_exception(const std::exception_ptr& error);

template <class T>
std::string repr(const T& value) {
    if constexpr (std::is_same_v<T, bool>)
        return value ? "True" : "False";
    else if constexpr (std::is_same_v<T, std::monostate>)
        return "None";
    else if constexpr (std::is_arithmetic_v<T>)
        return std::to_string(value);
    else if constexpr (std::is_convertible_v<const T&, std::string_view>)
        return repr_text(std::string_view(value));
    else
        return "<" + boost::core::demangle(typeid(T).name()) + ">";
}
template <class T>
std::string repr(const std::optional<T>& value) {
    return value ? repr(*value) : "None";
}

} // namespace loop
