#include "loop/info.h"

#include <boost/core/demangle.hpp>

#include "loop/errors.h"

namespace loop {

Info::Value& Info::operator[](std::string_view key) {
    const auto found = values_.find(key);
    if (found != values_.end()) return found->second;
    return values_.emplace(std::string(key), Value()).first->second;
}

void Info::erase(std::string_view key) {
    const auto found = values_.find(key);
    if (found != values_.end()) values_.erase(found);
}

void* Info::find(std::string_view key, const std::type_info& wanted, bool reads_only) const {
    const auto found = values_.find(key);
    if (found == values_.end() || found->second.empty()) throw KeyError(std::string(key));
    const Value& value = found->second;
    if (*value.type_ != wanted)
        throw TypeError("info['" + std::string(key) + "'] is " +
                        boost::core::demangle(value.type_->name()) + ", not " +
                        boost::core::demangle(wanted.name()));
    if (value.constant_ && !reads_only)
        throw TypeError("info['" + std::string(key) + "'] is a reference to const " +
                        boost::core::demangle(wanted.name()));
    return value.object_.get();
}

} // namespace loop
