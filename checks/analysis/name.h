#pragma once
// Name: an interned string. Facts are made of a few thousand distinct strings used millions of
// times; a Name is one pointer, equal names are the same pointer, and order is that of the text,
// so that output never depends on addresses. Names live as long as the process.

#include <compare>
#include <functional>
#include <ostream>
#include <string>
#include <string_view>

namespace looplint {

class Name {
  public:
    Name() = default;
    /// Interns `text`. Safe from any thread.
    Name(std::string_view text);
    Name(const std::string& text) : Name(std::string_view(text)) {}
    Name(const char* text) : Name(std::string_view(text)) {}

    const std::string& str() const { return text_ ? *text_ : emptyText(); }
    bool empty() const { return !text_; }
    explicit operator bool() const { return !empty(); }

    friend bool operator==(Name a, Name b) { return a.text_ == b.text_; }
    friend std::strong_ordering operator<=>(Name a, Name b) {
        if (a.text_ == b.text_) return std::strong_ordering::equal;
        return a.str().compare(b.str()) < 0 ? std::strong_ordering::less
                                            : std::strong_ordering::greater;
    }
    friend std::ostream& operator<<(std::ostream& out, Name name) { return out << name.str(); }
    friend std::string operator+(const std::string& a, Name b) { return a + b.str(); }
    friend std::string operator+(Name a, const std::string& b) { return a.str() + b; }

  private:
    friend std::hash<Name>;
    static const std::string& emptyText();
    const std::string* text_ = nullptr; // null: the empty name
};

} // namespace looplint

template <>
struct std::hash<looplint::Name> {
    size_t operator()(looplint::Name name) const noexcept {
        return std::hash<const void*>{}(name.text_);
    }
};
