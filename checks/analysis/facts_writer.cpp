// Facts as bytes: a line that names the form and its version, the names, then the unit. A name is
// its index among the names; a number takes seven bits a byte, the lowest first; a fact is a number
// with one bit for each of its members that does not have its default value, then these members; a
// body, and the mentions it begins with, have their size before them.

#include "analysis/facts_shape.h"

#include <unordered_map>

namespace looplint {

namespace {
std::string heading(std::string_view form) {
    return std::string(form) + " " + std::to_string(kFactsVersion) + "\n";
}

class Bytes {
  public:
    void number(uint64_t value) {
        for (; value >= 0x80; value >>= 7) bytes_ += static_cast<char>(value | 0x80);
        bytes_ += static_cast<char>(value);
    }
    void text(const std::string& text) {
        number(text.size());
        bytes_ += text;
    }
    void append(const std::string& bytes) { bytes_ += bytes; }
    std::string take() { return std::move(bytes_); }

  private:
    std::string bytes_;
};

/// Which members of a fact do not have their default value.
class Presence {
  public:
    template <class T>
    void operator()(const char*, T& member) {
        bool isThere = false;
        if constexpr (requires { member.has_value(); })
            isThere = member.has_value();
        else if constexpr (requires { member.size(); })
            isThere = !member.empty();
        else
            isThere = !(member == T{});
        bits_ |= uint64_t{isThere} << count_++;
    }
    uint64_t bits() const { return bits_; }

  private:
    uint64_t bits_ = 0;
    int count_ = 0;
};

class Writer {
  public:
    template <class T>
    void write(T& fact) {
        if constexpr (std::is_enum_v<T>) {
            out_.number(static_cast<uint64_t>(fact));
        } else {
            Presence presence;
            describe(presence, fact);
            out_.number(presence.bits());
            describe(*this, fact);
        }
    }
    void write(uint32_t& value) { out_.number(value); }
    void write(bool&) {} // that it is there says all
    void write(Name& name) {
        const auto [entry, isNew] = indices_.try_emplace(name, indices_.size());
        if (isNew) texts_.text(name.str());
        out_.number(entry->second);
    }
    void write(Body& body) {
        if (!body.isStored()) return writeSized(const_cast<BodyFacts&>(body.facts()));
        BodyFacts whole = body.facts();
        whole.mentions = body.mentions();
        writeSized(whole);
    }
    void write(Mentions& mentions) { writeSized(mentions); }
    template <ListLike T>
    void write(T& list) {
        out_.number(list.size());
        for (auto& element : list) write(element);
    }
    template <class T>
    void write(std::optional<T>& member) {
        write(*member);
    }

    template <class T>
    void operator()(const char*, T& member) {
        Presence presence;
        presence("", member);
        if (presence.bits()) write(member);
    }

    std::string take(const std::string& heading) {
        Bytes whole;
        whole.append(heading);
        whole.number(indices_.size());
        whole.append(texts_.take());
        whole.append(out_.take());
        return whole.take();
    }

  private:
    template <class T>
    void writeSized(T& fact) {
        Bytes outer = std::exchange(out_, {});
        write<T>(fact);
        const std::string bytes = out_.take();
        out_ = std::move(outer);
        out_.text(bytes);
    }

    Bytes out_, texts_;
    std::unordered_map<Name, size_t> indices_;
};
} // namespace

std::string writeFacts(const UnitFacts& facts) {
    Writer writer;
    writer.write(const_cast<UnitFacts&>(facts)); // describe only reads through a Writer
    return writer.take(heading(kFactsForm));
}

void writeProgram(size_t count, const std::function<std::string(size_t)>& unit,
                  const std::function<void(std::string_view)>& write) {
    const auto number = [](uint64_t value) {
        Bytes bytes;
        bytes.number(value);
        return bytes.take();
    };
    write(heading(kProgramForm) + number(count));
    for (size_t i = 0; i < count; ++i) {
        const std::string facts = unit(i);
        write(number(facts.size()));
        write(facts);
    }
}

std::string writeProgram(const std::vector<std::string>& units) {
    std::string whole;
    writeProgram(
        units.size(), [&](size_t i) { return units[i]; },
        [&](std::string_view bytes) { whole += bytes; });
    return whole;
}

} // namespace looplint
