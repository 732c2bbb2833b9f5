#include "analysis/json_format.h"

#include <algorithm>

namespace looplint {

static constexpr int kDeepest = 2000; // readers recurse; sources do not go near it

nlohmann::json parseJson(std::string_view text, const std::string& source) {
    const auto refuseDeep = [&](int depth, nlohmann::json::parse_event_t, nlohmann::json&) {
        if (depth > kDeepest)
            throw FormatError(source + ": expected at most " + std::to_string(kDeepest) +
                              " levels of nesting");
        return true;
    };
    try {
        return nlohmann::json::parse(text, refuseDeep);
    } catch (const nlohmann::json::parse_error& error) {
        const auto end = text.begin() + std::min(error.byte, text.size());
        const auto line = 1 + std::count(text.begin(), end, '\n');
        throw FormatError(
            source + ":" + std::to_string(line) + ": not valid JSON: " +
            std::string(error.what()).substr(std::string(error.what()).rfind(": ") + 2));
    }
}

JsonPlace::JsonPlace(const nlohmann::json& root, std::string source)
    : value_(&root), path_(std::move(source)) {}

JsonPlace::JsonPlace(const nlohmann::json* value, std::string path)
    : value_(value), path_(std::move(path)) {}

void JsonPlace::fail(const std::string& expectation) const {
    throw FormatError(path_ + ": " + expectation);
}

std::string JsonPlace::string() const {
    if (!value_->is_string()) fail("expected a string");
    return value_->get<std::string>();
}

bool JsonPlace::boolean() const {
    if (!value_->is_boolean()) fail("expected true or false");
    return value_->get<bool>();
}

uint32_t JsonPlace::number() const {
    if (!value_->is_number_unsigned() || value_->get<uint64_t>() > UINT32_MAX)
        fail("expected a whole number from 0 to 4294967295");
    return value_->get<uint32_t>();
}

bool JsonPlace::has(const std::string& key) const {
    if (!value_->is_object()) fail("expected an object");
    return value_->contains(key);
}

JsonPlace JsonPlace::at(const std::string& key) const {
    if (!has(key)) fail("expected a member \"" + key + "\"");
    return {&(*value_)[key],
            path_ + (path_.ends_with(']') || path_.find(": ") != path_.npos ? "." : ": ") + key};
}

std::vector<JsonPlace> JsonPlace::elements() const {
    if (!value_->is_array()) fail("expected a list");
    std::vector<JsonPlace> places;
    for (size_t i = 0; i < value_->size(); ++i)
        places.push_back(JsonPlace(&(*value_)[i], path_ + "[" + std::to_string(i) + "]"));
    return places;
}

std::vector<std::pair<std::string, JsonPlace>> JsonPlace::members() const {
    if (!value_->is_object()) fail("expected an object");
    std::vector<std::pair<std::string, JsonPlace>> places;
    for (const auto& [key, value] : value_->items()) places.emplace_back(key, at(key));
    return places;
}

std::vector<std::string> JsonPlace::strings() const {
    std::vector<std::string> texts;
    for (const JsonPlace& element : elements()) texts.push_back(element.string());
    return texts;
}

void JsonPlace::onlyKeys(std::initializer_list<std::string_view> known) const {
    for (const auto& [key, place] : members()) {
        if (std::find(known.begin(), known.end(), key) != known.end()) continue;
        std::string names;
        for (std::string_view name : known)
            names += (names.empty() ? "" : ", ") + std::string(name);
        place.fail("unknown member; known are: " + names);
    }
}

} // namespace looplint
