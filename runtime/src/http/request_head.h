// What a request says before its body: the record behind a Scope. One per connection, filled anew
// for each request unless a handler still holds the last one.
#pragma once

#include "loop/scope.h"

#include <string>
#include <string_view>
#include <vector>

namespace loop::http {

struct RequestHead {
    std::string type = "http";
    std::string method;
    std::string target;               // as sent
    std::string path;                 // decoded, without the query
    std::string_view raw_path, query; // parts of `target`
    unsigned version = 11;            // 10 or 11
    std::string client, server;       // "host:port"

    // Fields in order, names in lower case. Valid once `seal` was called.
    std::vector<FieldView> fields;

    void clear();
    void add_field(std::string_view name, std::string_view value);
    // Builds the views of `fields`, and splits the target. Returns false for a target that is
    // neither a path, an absolute URL, nor the `*` of OPTIONS.
    bool seal();
    // The first field of this name (in lower case), or nothing.
    const FieldView* find(std::string_view name) const;

  private:
    bool split_target();

    std::string text_; // all names and values, one after the other
    std::vector<std::pair<std::size_t, std::size_t>> sizes_;
};

} // namespace loop::http
