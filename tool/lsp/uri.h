#pragma once
// File URIs and paths.

#include <optional>
#include <string>
#include <string_view>

namespace looplint::lsp {

/// The absolute path without dots that a file URI names; nothing for another URI.
std::optional<std::string> pathOf(std::string_view uri);
std::string uriOf(std::string_view path);

} // namespace looplint::lsp
