// Matches — what a route's `{name:type}` segments stood for in this request's path.
//
//     app.http_router.add({"GET"}, "/users/{id:int}", get_user);
//     auto id = matches.at<std::int64_t>("id");
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace loop {

class Matches {
  public:
    // `datetime` segments: the wall clock they name, read as UTC.
    using DateTime = std::chrono::sys_seconds;
    // str and path: string, int: int64, float: double, datetime: DateTime, or monostate when the
    // segment has no format and is not an ISO 8601 time.
    using Value = std::variant<std::monostate, std::string, std::int64_t, double, DateTime>;

    // Throws KeyError if the route has no such name, TypeError if it is of another type.
    template <class T>
    const T& at(std::string_view name) const {
        const Value& value = find(name);
        if (const T* typed = std::get_if<T>(&value)) return *typed;
        throw_wrong_type(name);
    }
    // A `str` or `path` segment.
    const std::string& operator[](std::string_view name) const { return at<std::string>(name); }
    bool is_none(std::string_view name) const { return find(name).index() == 0; }

    void add(std::string_view name, Value value) {
        values_.emplace_back(std::string(name), std::move(value));
    }
    void clear() { values_.clear(); }
    bool empty() const { return values_.empty(); }
    std::size_t size() const { return values_.size(); }

  private:
    const Value& find(std::string_view name) const;
    [[noreturn]] void throw_wrong_type(std::string_view name) const;

    std::vector<std::pair<std::string, Value>> values_;
};

} // namespace loop
