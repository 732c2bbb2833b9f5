#include "analysis/facts_reader.h"

namespace looplint {

void FactsReader::fail(const std::string& expectation) const {
    std::string place;
    for (const Part* part = innermost_; part; part = part->around)
        place = (part->key ? (part->around ? "." : ": ") + std::string(part->key)
                           : "[" + std::to_string(part->index) + "]") +
                place;
    throw FormatError(source_ + place + ": " + expectation);
}

void FactsReader::heading(std::string_view form, const char* what, const char* again) {
    const std::string_view line = rest_.substr(0, rest_.find('\n'));
    const bool isForm = line.starts_with(form) && line.size() > form.size();
    if (!isForm || line.size() == rest_.size()) fail(std::string("expected ") + what);
    if (line.substr(form.size()) != " " + std::to_string(kFactsVersion))
        fail("expected version " + std::to_string(kFactsVersion) + "; " + again +
             " again with this looplint");
    rest_.remove_prefix(line.size() + 1);
}

uint64_t FactsReader::longNumber(uint64_t highest) {
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

size_t FactsReader::count() {
    const uint64_t count = number(UINT32_MAX);
    if (count > rest_.size()) fail("expected more: the file ends before the last element");
    return count;
}

std::string_view FactsReader::text() {
    const size_t size = count();
    const std::string_view text = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return text;
}

std::vector<std::string_view> FactsReader::names() {
    const Part part(*this, "names");
    std::vector<std::string_view> names(count());
    for (std::string_view& name : names) name = text();
    return names;
}

Name FactsReader::unit() {
    const std::vector<std::string_view> all = names();
    const bool hasUnit = number(UINT32_MAX) & 1;
    if (!hasUnit) return {};
    const Part part(*this, "unit");
    if (all.empty()) fail("expected an index into names, of which there are none");
    return Name(all[number(all.size() - 1)]);
}

void FactsReader::read(Body& body) {
    const std::string_view bytes = text(), after = rest_;
    if (isLate_) {
        const size_t offset = static_cast<size_t>(bytes.data() - unit_->bytes.data());
        body = Body(*unit_, static_cast<uint32_t>(offset), static_cast<uint32_t>(bytes.size()),
                    innermost_->index);
        return;
    }
    rest_ = bytes;
    body = bodyFacts();
    rest_ = after;
}

/// A size comes first, so that they can be left where they are.
void FactsReader::read(Mentions& mentions) {
    const std::string_view bytes = text(), after = rest_;
    if (isLate_) return;
    rest_ = bytes;
    read<Mentions>(mentions);
    end();
    rest_ = after;
}

BodyFacts FactsReader::bodyFacts() {
    BodyFacts facts;
    read(facts);
    end();
    const std::string lacking = lackOf(facts);
    if (!lacking.empty()) fail("expected " + lacking);
    return facts;
}

BodyFacts FactsReader::bodyOf(uint32_t function) {
    const Part list(*this, "functions");
    const Part element(*this, nullptr, function);
    return bodyFacts();
}

Mentions FactsReader::mentionsOf(uint32_t function) {
    const Part list(*this, "functions");
    const Part element(*this, nullptr, function);
    Mentions mentions;
    const bool isThere = number(UINT32_MAX) & 1; // the member that comes first in BodyFacts
    const Part part(*this, "mentions");
    if (isThere) read(mentions);
    return mentions;
}

Mentions Body::mentions() const {
    if (!unit_) return facts().mentions;
    return FactsReader(bytes(), unit_->source, unit_).mentionsOf(function_);
}

const BodyFacts& Body::read() const {
    static const BodyFacts empty;
    if (!unit_) return empty;
    facts_ = std::make_shared<const BodyFacts>(
        FactsReader(bytes(), unit_->source, unit_, true).bodyOf(function_));
    return *facts_;
}

std::string_view Body::bytes() const { return unit_->bytes.substr(offset_, size_); }

UnitFacts readFacts(std::string_view bytes, const std::string& source, bool isKept) {
    StoredUnit passing{bytes, source, {}};
    StoredUnit& unit = isKept ? *new StoredUnit(passing) : passing; // kept as long as the bytes
    FactsReader reader(bytes, source, &unit, isKept);
    reader.heading(kFactsForm, "looplint facts", "extract the unit");
    unit.names = Name::all(reader.names(), isKept);
    UnitFacts facts;
    reader.read(facts);
    reader.end();
    return facts;
}

Name unitOf(std::string_view bytes, const std::string& source) {
    FactsReader reader(bytes, source);
    reader.heading(kFactsForm, "looplint facts", "extract the unit");
    return reader.unit();
}

std::vector<UnitFacts> readProgram(std::string_view bytes, const std::string& source, bool isKept) {
    FactsReader reader(bytes, source);
    reader.heading(kProgramForm, "a looplint program", "link the program");
    std::vector<UnitFacts> units(reader.count());
    for (size_t i = 0; i < units.size(); ++i)
        units[i] = readFacts(reader.text(), source + ": units[" + std::to_string(i) + "]", isKept);
    reader.end();
    return units;
}

} // namespace looplint
