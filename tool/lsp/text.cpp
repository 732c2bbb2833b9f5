#include "lsp/text.h"

#include <algorithm>

namespace looplint::lsp {

namespace {

/// The length in bytes of the character at `at`, and the units it takes.
std::pair<size_t, size_t> characterAt(std::string_view text, size_t at, Encoding encoding) {
    const auto lead = static_cast<unsigned char>(text[at]);
    size_t length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    for (size_t i = 1; i < length; ++i)
        if (at + i >= text.size() || (static_cast<unsigned char>(text[at + i]) & 0xC0) != 0x80)
            length = 1;
    if (encoding == Encoding::Utf8) return {length, length};
    return {length, encoding == Encoding::Utf16 && length == 4 ? 2 : 1};
}

bool isName(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c < 0; }

} // namespace

size_t unitsOf(std::string_view text, Encoding encoding) {
    if (encoding == Encoding::Utf8) return text.size();
    size_t units = 0;
    for (size_t at = 0; at < text.size();) {
        const auto [length, count] = characterAt(text, at, encoding);
        at += length, units += count;
    }
    return units;
}

size_t bytesOf(std::string_view line, size_t units, Encoding encoding) {
    size_t at = 0;
    for (size_t seen = 0; at < line.size() && seen < units;) {
        const auto [length, count] = characterAt(line, at, encoding);
        at += length, seen += count;
    }
    return at;
}

const std::vector<size_t>& Text::starts() const {
    if (!starts_.empty()) return starts_;
    starts_.push_back(0);
    for (size_t at = text_.find('\n'); at != text_.npos; at = text_.find('\n', at + 1))
        starts_.push_back(at + 1);
    return starts_;
}

std::string_view Text::line(size_t number) const {
    if (number >= starts().size()) return {};
    const size_t begin = starts()[number];
    std::string_view line = std::string_view(text_).substr(begin, text_.find('\n', begin) - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

size_t Text::offsetOf(const json& position, Encoding encoding) const {
    const auto number = position.at("line").get<uint64_t>();
    const auto units = position.at("character").get<uint64_t>();
    if (number >= starts().size()) return text_.size();
    return starts()[number] + bytesOf(line(number), units, encoding);
}

json Text::positionOf(size_t offset, Encoding encoding) const {
    offset = std::min(offset, text_.size());
    const auto next = std::ranges::upper_bound(starts(), offset);
    const auto number = static_cast<size_t>(next - starts().begin()) - 1;
    const std::string_view before =
        std::string_view(text_).substr(starts()[number], offset - starts()[number]);
    return {{"line", number}, {"character", unitsOf(before, encoding)}};
}

void Text::apply(const json& change, Encoding encoding) {
    const auto text = change.at("text").get<std::string>();
    const auto range = change.find("range");
    if (range == change.end() || range->is_null()) {
        text_ = text;
    } else {
        const size_t begin = offsetOf(range->at("start"), encoding),
                     end = std::max(begin, offsetOf(range->at("end"), encoding));
        text_.replace(begin, end - begin, text);
    }
    starts_.clear();
}

json rangeAt(const Text& text, uint32_t line, uint32_t column, Encoding encoding, uint32_t length) {
    const size_t number = line ? line - 1 : 0;
    const std::string_view code = text.line(number);
    const size_t begin = std::min<size_t>(column ? column - 1 : 0, code.size());
    size_t end = begin + length;
    if (!length) {
        while (end < code.size() && isName(code[end])) ++end;
        if (end == begin) ++end;
    }
    end = std::min(end, code.size());
    const auto position = [&](size_t at) -> json {
        return {{"line", number}, {"character", unitsOf(code.substr(0, at), encoding)}};
    };
    return {{"start", position(begin)}, {"end", position(end)}};
}

} // namespace looplint::lsp
