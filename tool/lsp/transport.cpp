#include "lsp/transport.h"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace looplint::lsp {

static constexpr std::string_view kHeader = "content-length:";

static bool equalsHeader(std::string_view text) {
    return std::equal(text.begin(), text.end(), kHeader.begin(), kHeader.end(), [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) == b;
    });
}

/// The number in the header of that block of lines; what is wrong with it otherwise.
static std::optional<size_t> lengthIn(std::string_view block, std::string& error) {
    std::optional<size_t> length;
    while (!block.empty()) {
        const size_t end = std::min(block.find('\n'), block.size());
        std::string_view line = block.substr(0, end);
        block.remove_prefix(std::min(end + 1, block.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.size() < kHeader.size() || !equalsHeader(line.substr(0, kHeader.size()))) {
            if (line.find(':') == line.npos)
                return error = "expected 'Content-Length: N', not '" +
                               std::string(line.substr(0, 40)) + "'",
                       std::nullopt;
            continue; // Content-Type and the like
        }
        line.remove_prefix(kHeader.size());
        while (line.starts_with(' ')) line.remove_prefix(1);
        size_t number = 0;
        const auto [at, code] = std::from_chars(line.data(), line.data() + line.size(), number);
        if (code != std::errc{} || at != line.data() + line.size())
            return error = "Content-Length: expected a number, not '" +
                           std::string(line.substr(0, 40)) + "'",
                   std::nullopt;
        length = number;
    }
    if (!length) error = "a header without Content-Length";
    return length;
}

/// Forgets `skipped` bytes; the next frame is searched for.
std::optional<FrameReader::Item> FrameReader::lose(std::string error, size_t skipped) {
    buffer_.erase(0, skipped);
    isLost_ = true;
    return Item{{}, std::move(error)};
}

/// Drops what stands before the next header; false if none is there yet.
bool FrameReader::findHeader() {
    for (size_t at = 0; at + kHeader.size() <= buffer_.size(); ++at)
        if (equalsHeader(std::string_view(buffer_).substr(at, kHeader.size()))) {
            buffer_.erase(0, at);
            isLost_ = false;
            return true;
        }
    if (buffer_.size() > kHeader.size()) buffer_.erase(0, buffer_.size() - kHeader.size());
    return false;
}

std::optional<FrameReader::Item> FrameReader::next() {
    if (isLost_ && !findHeader()) return std::nullopt;
    size_t end = buffer_.find("\r\n\r\n"), gap = 4;
    if (const size_t bare = buffer_.find("\n\n"); bare < end) end = bare, gap = 2;
    if (end == buffer_.npos) {
        if (buffer_.size() <= kLargestHeader) return std::nullopt;
        return lose("a header of more than " + std::to_string(kLargestHeader) + " bytes",
                    kLargestHeader);
    }
    std::string error;
    const std::optional<size_t> length = lengthIn(std::string_view(buffer_).substr(0, end), error);
    if (!length) return lose(error, std::min(end + gap, buffer_.size()));
    if (*length > kLargestBody)
        return lose("Content-Length: " + std::to_string(*length) + " is more than " +
                        std::to_string(kLargestBody),
                    end + gap);
    if (buffer_.size() - end - gap < *length) return std::nullopt;
    Item item{buffer_.substr(end + gap, *length), {}};
    buffer_.erase(0, end + gap + *length);
    return item;
}

std::string frame(std::string_view body) {
    return "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

} // namespace looplint::lsp
