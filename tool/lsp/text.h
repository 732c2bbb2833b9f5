#pragma once
// Text: the contents of an open file, positions in it, and edits of it. Inside looplint a place is
// a 1-based line and a 1-based column in bytes; on the wire it is a 0-based line and a number of
// code units, of the encoding that was agreed on.

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace looplint::lsp {

using nlohmann::json;

enum class Encoding { Utf8, Utf16, Utf32 };

/// Code units of `text`. Bytes that are no UTF-8 count as one unit each.
size_t unitsOf(std::string_view text, Encoding encoding);
/// How many bytes of `line` its first `units` code units take; all of them if it has fewer.
size_t bytesOf(std::string_view line, size_t units, Encoding encoding);

class Text {
  public:
    explicit Text(std::string text = {}) : text_(std::move(text)) {}

    const std::string& str() const { return text_; }
    /// A line without its end, 0-based; empty beyond the last one.
    std::string_view line(size_t number) const;
    /// The offset of a position; one beyond the end of its line, or of the text, is that end.
    size_t offsetOf(const json& position, Encoding encoding) const;
    json positionOf(size_t offset, Encoding encoding) const;
    /// An element of didChange's contentChanges. Throws json::exception if it is none.
    void apply(const json& change, Encoding encoding);

  private:
    const std::vector<size_t>& starts() const; // of the lines

    std::string text_;
    mutable std::vector<size_t> starts_; // empty: not known
};

/// The range of the name or operator at a place; `length` in bytes, 0: as long as the name is.
json rangeAt(const Text& text, uint32_t line, uint32_t column, Encoding encoding,
             uint32_t length = 0);

} // namespace looplint::lsp
