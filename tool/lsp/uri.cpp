#include "lsp/uri.h"

#include <cctype>
#include <filesystem>

namespace looplint::lsp {

static int digitOf(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    const int lower = std::tolower(static_cast<unsigned char>(c));
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::optional<std::string> pathOf(std::string_view uri) {
    if (!uri.starts_with("file://")) return std::nullopt;
    uri.remove_prefix(7);
    if (uri.starts_with("localhost/")) uri.remove_prefix(9);
    if (!uri.starts_with('/')) return std::nullopt;
    std::string path;
    for (size_t i = 0; i < uri.size(); ++i) {
        const bool isEscape = uri[i] == '%' && i + 2 < uri.size() && digitOf(uri[i + 1]) >= 0 &&
                              digitOf(uri[i + 2]) >= 0;
        if (!isEscape) {
            path += uri[i];
            continue;
        }
        path += static_cast<char>(digitOf(uri[i + 1]) * 16 + digitOf(uri[i + 2]));
        i += 2;
    }
    if (path.find('\0') != path.npos) return std::nullopt;
    return std::filesystem::path(path).lexically_normal().string();
}

std::string uriOf(std::string_view path) {
    static constexpr char kDigits[] = "0123456789ABCDEF";
    std::string uri = "file://";
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) || std::string_view("/-._~+@").find(c) != std::string_view::npos)
            uri += c;
        else
            uri += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
    }
    return uri;
}

} // namespace looplint::lsp
