// Reads what facts_writer.cpp writes. Every byte may be wrong: what does not fit is refused, and
// the error names the place in the facts.

#include "analysis/facts_indices.h"
#include "analysis/facts_shape.h"
#include "analysis/json_format.h"

namespace looplint {

namespace {
constexpr size_t kDeepest = 2000; // values in values; sources do not go near it

class Reader {
  public:
    Reader(std::string_view bytes, const std::string& source) : rest_(bytes), source_(source) {}

    [[noreturn]] void fail(const std::string& expectation) const {
        std::string place;
        for (const Part* part = innermost_; part; part = part->around)
            place = (part->key ? (part->around ? "." : ": ") + std::string(part->key)
                               : "[" + std::to_string(part->index) + "]") +
                    place;
        throw FormatError(source_ + place + ": " + expectation);
    }

    /// The line at the beginning: `form` and the version.
    void heading(std::string_view form, const char* what, const char* again) {
        const std::string_view line = rest_.substr(0, rest_.find('\n'));
        const bool isForm = line.starts_with(form) && line.size() > form.size();
        if (!isForm || line.size() == rest_.size()) fail(std::string("expected ") + what);
        if (line.substr(form.size()) != " " + std::to_string(kFactsVersion))
            fail("expected version " + std::to_string(kFactsVersion) + "; " + again +
                 " again with this looplint");
        rest_.remove_prefix(line.size() + 1);
    }
    uint64_t number(uint64_t highest) {
        uint64_t value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            if (rest_.empty()) fail("expected more: the file ends here");
            const auto byte = static_cast<uint8_t>(rest_.front());
            rest_.remove_prefix(1);
            value |= uint64_t{byte & 0x7Fu} << shift;
            if (byte >= 0x80) continue;
            if (value > highest) break;
            return value;
        }
        fail("expected a number up to " + std::to_string(highest));
    }
    /// How many elements follow; each takes a byte at least.
    size_t count() {
        const uint64_t count = number(UINT32_MAX);
        if (count > rest_.size()) fail("expected more: the file ends before the last element");
        return count;
    }
    std::string_view text() {
        const size_t size = count();
        const std::string_view text = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return text;
    }
    /// `take(text)` gets each name.
    template <class Take>
    void names(Take take) {
        const Part part(*this, "names");
        const size_t size = count();
        for (size_t i = 0; i < size; ++i) take(text());
    }
    void names(bool isKept) {
        std::vector<std::string_view> texts;
        names([&](std::string_view text) { texts.push_back(text); });
        names_ = Name::all(texts, isKept);
    }
    /// The member that comes first in UnitFacts.
    Name unit() {
        std::vector<std::string_view> all;
        names([&](std::string_view text) { all.push_back(text); });
        const bool hasUnit = number(UINT32_MAX) & 1;
        if (!hasUnit) return {};
        const Part part(*this, "unit");
        if (all.empty()) fail("expected an index into names, of which there are none");
        return Name(all[number(all.size() - 1)]);
    }
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
        if (names_.empty()) fail("expected an index into names, of which there are none");
        name = names_[number(names_.size() - 1)];
    }
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

  private:
    /// Where the reader is, while it is there.
    struct Part {
        Part(Reader& reader, const char* key, uint32_t index = 0)
            : reader(reader),
              around(reader.innermost_),
              key(key),
              index(index),
              depth(around ? around->depth + 1 : 1) {
            reader.innermost_ = this;
        }
        ~Part() { reader.innermost_ = around; }
        Part(const Part&) = delete;

        Reader& reader;
        const Part* around;
        const char* key; // null: an element
        uint32_t index, depth;
    };
    /// The members of one fact that are there.
    struct Members {
        Reader& reader;
        uint64_t bits;

        template <class T>
        void operator()(const char* key, T& member) {
            if (bits & 1) {
                const Part part(reader, key);
                reader.read(member);
            }
            bits >>= 1;
        }
        void finish() const {
            if (bits)
                reader.fail("expected no members but those of version " +
                            std::to_string(kFactsVersion));
        }
    };

    std::string_view rest_;
    const std::string& source_;
    std::vector<Name> names_;
    const Part* innermost_ = nullptr;
};
} // namespace

UnitFacts readFacts(std::string_view bytes, const std::string& source, bool isKept) {
    Reader reader(bytes, source);
    reader.heading(kFactsForm, "looplint facts", "extract the unit");
    reader.names(isKept);
    UnitFacts facts;
    reader.read(facts);
    reader.end();
    for (const FunctionFact& function : facts.functions) checkIndices(function, source);
    return facts;
}

Name unitOf(std::string_view bytes, const std::string& source) {
    Reader reader(bytes, source);
    reader.heading(kFactsForm, "looplint facts", "extract the unit");
    return reader.unit();
}

std::vector<UnitFacts> readProgram(std::string_view bytes, const std::string& source, bool isKept) {
    Reader reader(bytes, source);
    reader.heading(kProgramForm, "a looplint program", "link the program");
    std::vector<UnitFacts> units(reader.count());
    for (size_t i = 0; i < units.size(); ++i)
        units[i] = readFacts(reader.text(), source + ": units[" + std::to_string(i) + "]", isKept);
    reader.end();
    return units;
}

} // namespace looplint
