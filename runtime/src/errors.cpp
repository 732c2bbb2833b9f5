#include "loop/errors.h"

#include <cstring>
#include <typeinfo>

#include <cxxabi.h>

#include <boost/core/demangle.hpp>

#include "loop/affinity_error.h"

namespace loop {
namespace {

std::string class_name(const std::type_info& type) {
    std::string name = boost::core::demangle(type.name());
    return name.starts_with("loop::") ? name.substr(6) : name;
}

/// What an exception_ptr holds: calls visit(std::exception), or other(type name).
template <class Visit, class Other>
std::string inspect(const std::exception_ptr& error, Visit visit, Other other) {
    try {
        std::rethrow_exception(error);
    } catch (const std::exception& e) {
        return visit(e);
    } catch (const CancelledError&) {
        return other("CancelledError");
    } catch (...) {
        const std::type_info* type = __cxxabiv1::__cxa_current_exception_type();
        return other(type ? class_name(*type) : "unknown exception");
    }
}

} // namespace

OSError::OSError(int code) : OSError(code, std::strerror(code)) {}
OSError::OSError(int code, const std::string& text)
    : std::runtime_error("[Errno " + std::to_string(code) + "] " + text), code_(code) {}

std::string type_name(const std::exception& error) {
    if (auto* affinity = dynamic_cast<const AffinityError*>(&error)) return affinity->python_type();
    return class_name(typeid(error));
}

std::string type_name(const std::exception_ptr& error) {
    return inspect(
        error, [](const std::exception& e) { return type_name(e); },
        [](std::string name) { return name; });
}

std::string message_of(const std::exception_ptr& error) {
    return inspect(
        error, [](const std::exception& e) { return std::string(e.what()); },
        [](const std::string&) { return std::string(); });
}

std::string describe(const std::exception_ptr& error) {
    std::string message = message_of(error);
    return message.empty() ? type_name(error) : type_name(error) + ": " + message;
}

} // namespace loop
