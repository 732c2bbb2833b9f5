#pragma once
// Files that are compiled into the tool: the models (`asio.json`) and the checks' pages
// (`loop_static_object.md`), by file name.

#include <span>
#include <string_view>

namespace looplint {

struct EmbeddedFile {
    std::string_view name;
    std::string_view text;
};

std::span<const EmbeddedFile> embeddedFiles();

} // namespace looplint
