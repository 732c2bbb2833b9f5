#pragma once
// FactsReader: reads what facts_writer.cpp writes. Every byte may be wrong: what does not fit is
// refused, and the error names the place in the facts.

#include "analysis/facts_indices.h"
#include "analysis/facts_shape.h"
#include "analysis/json_format.h"

#include <algorithm>

namespace looplint {

/// A unit whose bodies are read from its bytes when they are asked for.
struct StoredUnit {
    std::string_view bytes;
    std::string source; // for errors
    std::vector<Name> names;
};

class FactsReader {
  public:
    /// All of them must outlive the reader. Names are those of `unit`; if `isLate`, bodies are only
    /// noted, and mentions left out.
    FactsReader(std::string_view bytes, const std::string& source, const StoredUnit* unit = nullptr,
                bool isLate = false)
        : rest_(bytes), source_(source), unit_(unit), isLate_(isLate) {}

    [[noreturn]] void fail(const std::string& expectation) const;
    /// The line at the beginning: `form` and the version.
    void heading(std::string_view form, const char* what, const char* again);
    uint64_t number(uint64_t highest) {
        if (!rest_.empty() &&
            static_cast<uint8_t>(rest_.front()) <= std::min<uint64_t>(highest, 0x7F)) {
            const auto byte = static_cast<uint8_t>(rest_.front()); // as nearly all are
            rest_.remove_prefix(1);
            return byte;
        }
        return longNumber(highest);
    }
    /// How many elements follow; each takes a byte at least.
    size_t count();
    std::string_view text();
    std::vector<std::string_view> names();
    /// The member that comes first in UnitFacts.
    Name unit();
    void end() const {
        if (!rest_.empty()) fail("expected nothing after it");
    }

    template <class T>
    void read(T& fact) {
        if constexpr (std::is_enum_v<T>) {
            fact = static_cast<T>(number(static_cast<uint64_t>(lastOf(fact))));
        } else {
            Members members{*this, number(UINT32_MAX)};
            describe(members, fact);
            members.finish();
        }
    }
    void read(uint32_t& value) { value = static_cast<uint32_t>(number(UINT32_MAX)); }
    void read(bool& value) { value = true; }
    void read(Name& name) {
        const size_t known = unit_ ? unit_->names.size() : 0;
        if (known == 0) fail("expected an index into names, of which there are none");
        name = unit_->names[number(known - 1)];
    }
    void read(Body& body);
    void read(Mentions& mentions);
    template <ListLike T>
    void read(T& list) {
        if (innermost_ && innermost_->depth > 2 * kDeepest)
            fail("expected at most " + std::to_string(kDeepest) + " levels of nesting");
        const size_t size = count();
        list.reserve(size);
        for (size_t i = 0; i < size; ++i) {
            const Part part(*this, nullptr, static_cast<uint32_t>(i));
            read(list.emplace_back());
        }
    }
    template <class T>
    void read(std::optional<T>& member) {
        read(member.emplace());
    }
    /// What stands in the function with that number: a body, or the mentions it begins with.
    BodyFacts bodyOf(uint32_t function);
    Mentions mentionsOf(uint32_t function);

  private:
    static constexpr size_t kDeepest = 2000; // values in values; sources do not go near it

    /// Where the reader is, while it is there.
    struct Part {
        Part(FactsReader& reader, const char* key, uint32_t index = 0)
            : reader(reader),
              around(reader.innermost_),
              key(key),
              index(index),
              depth(around ? around->depth + 1 : 1) {
            reader.innermost_ = this;
        }
        ~Part() { reader.innermost_ = around; }
        Part(const Part&) = delete;

        FactsReader& reader;
        const Part* around;
        const char* key; // null: an element
        uint32_t index, depth;
    };
    /// The members of one fact that are there.
    struct Members {
        FactsReader& reader;
        uint64_t bits;

        template <class T>
        void operator()(const char* key, T& member) {
            if (bits & 1) {
                const Part part(reader, key);
                reader.read(member);
            }
            bits >>= 1;
        }
        void operator()(const char*, Body& body) {
            if (bits & 1) reader.read(body);
            bits >>= 1;
        }
        void finish() const {
            if (bits)
                reader.fail("expected no members but those of version " +
                            std::to_string(kFactsVersion));
        }
    };

    uint64_t longNumber(uint64_t highest);
    BodyFacts bodyFacts();

    std::string_view rest_;
    const std::string& source_;
    const StoredUnit* unit_;
    bool isLate_;
    const Part* innermost_ = nullptr;
};

} // namespace looplint
