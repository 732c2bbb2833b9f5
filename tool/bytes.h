#pragma once
// Bytes: a compact binary form for what only looplint itself writes and reads (the cache, and what
// worker processes answer). Numbers in the machine's order, strings with their length in front.

#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace looplint {

/// The bytes are not what their writer wrote.
class DamagedBytes : public std::runtime_error {
  public:
    DamagedBytes() : std::runtime_error("damaged bytes") {}
};

class BytesOut {
  public:
    template <class T>
    void number(T value) {
        static_assert(std::is_arithmetic_v<T> || std::is_enum_v<T>);
        bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
    }
    void text(std::string_view text) {
        number<uint64_t>(text.size());
        bytes_ += text;
    }
    /// `each(element)` writes one element.
    template <class List, class Each>
    void list(const List& list, Each each) {
        number<uint64_t>(list.size());
        for (const auto& element : list) each(element);
    }
    std::string take() { return std::move(bytes_); }

  private:
    std::string bytes_;
};

/// Reads what BytesOut wrote; throws DamagedBytes where the bytes end early.
class BytesIn {
  public:
    explicit BytesIn(std::string_view bytes) : rest_(bytes) {}

    template <class T>
    T number() {
        T value;
        std::memcpy(&value, take(sizeof value).data(), sizeof value);
        return value;
    }
    std::string_view text() { return take(number<uint64_t>()); }
    /// `each()` reads one element.
    template <class Each>
    void list(Each each) {
        const auto count = number<uint64_t>();
        if (count > rest_.size()) throw DamagedBytes(); // an element has at least one byte
        for (uint64_t i = 0; i < count; ++i) each();
    }
    bool atEnd() const { return rest_.empty(); }
    std::string_view rest() const { return rest_; }

  private:
    std::string_view take(uint64_t size) {
        if (size > rest_.size()) throw DamagedBytes();
        const std::string_view taken = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return taken;
    }
    std::string_view rest_;
};

} // namespace looplint
