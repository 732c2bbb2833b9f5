#pragma once
// Transport: JSON-RPC's frames on a byte stream, "Content-Length: N\r\n\r\n" and N bytes. What is
// no frame is said once, and skipped up to the next header.

#include <optional>
#include <string>
#include <string_view>

namespace looplint::lsp {

class FrameReader {
  public:
    static constexpr size_t kLargestBody = 256u << 20, kLargestHeader = 8u << 10;

    void feed(std::string_view bytes) { buffer_ += bytes; }

    struct Item {
        std::string body;
        std::string error; // what was wrong, if this is no frame
    };
    /// The next whole frame or error; nothing until there are more bytes.
    std::optional<Item> next();

  private:
    std::optional<Item> lose(std::string error, size_t skipped);
    bool findHeader();

    std::string buffer_;
    bool isLost_ = false; // looking for the next header
};

/// A frame around `body`.
std::string frame(std::string_view body);

} // namespace looplint::lsp
