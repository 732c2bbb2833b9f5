#pragma once
// Name: an interned string. Facts are made of some hundred thousand distinct strings used millions
// of times; a Name is a number, equal names are the same number, and order is that of the text, so
// that output never depends on who came first. Names live as long as the process.

#include <compare>
#include <cstdint>
#include <functional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace looplint {

class Name {
  public:
    Name() = default;
    /// Interns `text`. Safe from any thread.
    Name(std::string_view text);
    Name(const std::string& text) : Name(std::string_view(text)) {}
    Name(const char* text) : Name(std::string_view(text)) {}
    /// Interns many at once, which is faster; without a copy if the texts are kept as long as the
    /// process lives.
    static std::vector<Name> all(const std::vector<std::string_view>& texts, bool isKept);

    const std::string& str() const;
    /// The same, for a look at it: no string has to be made.
    std::string_view text() const;
    bool empty() const { return index_ == 0; }
    explicit operator bool() const { return !empty(); }
    /// Which of all names it is, by no order that means anything: for tables by name.
    uint32_t index() const { return index_; }
    /// How many there are by now.
    static size_t count();

    friend bool operator==(Name a, Name b) { return a.index_ == b.index_; }
    friend std::strong_ordering operator<=>(Name a, Name b) {
        if (a.index_ == b.index_) return std::strong_ordering::equal;
        return a.text() < b.text() ? std::strong_ordering::less : std::strong_ordering::greater;
    }
    friend std::ostream& operator<<(std::ostream& out, Name name) { return out << name.text(); }
    friend std::string operator+(const std::string& a, Name b) { return a + b.str(); }
    friend std::string operator+(Name a, const std::string& b) { return a.str() + b; }

  private:
    friend std::hash<Name>;
    uint32_t index_ = 0; // into the pool of all texts; 0: the empty name
};

} // namespace looplint

template <>
struct std::hash<looplint::Name> {
    size_t operator()(looplint::Name name) const noexcept {
        return name.index_; // no two are the same, and neighbours stay so
    }
};
