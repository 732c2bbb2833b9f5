#pragma once
// Reading JSON that someone else wrote: every access says what it expects, and an error names the
// input, the place in it and the expectation: `asio.json: bound[3].type: expected a string`.

#include <nlohmann/json.hpp>

#include <stdexcept>
#include <string>
#include <vector>

namespace looplint {

/// Bad input. what() is one complete line for the user.
class FormatError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// Parses `text`; a syntax error names `source`, line and column.
nlohmann::json parseJson(std::string_view text, const std::string& source);

/// A position in a parsed document. Cheap to copy; the document must outlive it.
class JsonPlace {
  public:
    JsonPlace(const nlohmann::json& root, std::string source);

    std::string string() const;
    bool boolean() const;
    uint32_t number() const;
    bool isString() const { return value_->is_string(); }
    bool isObject() const { return value_->is_object(); }

    /// The member `key`, which must be there.
    JsonPlace at(const std::string& key) const;
    bool has(const std::string& key) const;
    /// The elements of an array.
    std::vector<JsonPlace> elements() const;
    /// The members of an object, in document order of the keys.
    std::vector<std::pair<std::string, JsonPlace>> members() const;
    std::vector<std::string> strings() const;
    /// Refuses members that are not in `known`: a misspelt key must not be ignored.
    void onlyKeys(std::initializer_list<std::string_view> known) const;

    [[noreturn]] void fail(const std::string& expectation) const;
    const nlohmann::json& raw() const { return *value_; }

  private:
    JsonPlace(const nlohmann::json* value, std::string path);

    const nlohmann::json* value_;
    std::string path_; // "source: a.b[2]"
};

} // namespace looplint
