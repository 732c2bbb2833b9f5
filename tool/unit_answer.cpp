#include "unit_answer.h"

#include "driver.h"

#include <csignal>

namespace looplint {

void UnitAnswer::write(BytesOut& out) const {
    out.text(facts), out.list(errors, [&](const std::string& error) { out.text(error); });
    out.number(isLost), out.number(isOnPreamble), out.text(difference);
}

UnitAnswer UnitAnswer::read(BytesIn& in) {
    UnitAnswer answer;
    answer.facts = in.text();
    in.list([&] { answer.errors.emplace_back(in.text()); });
    answer.isLost = in.number<bool>(), answer.isOnPreamble = in.number<bool>();
    answer.difference = in.text();
    return answer;
}

static void allocateForEver() {
    std::vector<std::unique_ptr<char[]>> all;
    for (;;) {
        all.push_back(std::make_unique<char[]>(1 << 20));
        std::memset(all.back().get(), 1, 1 << 20);
    }
}

void failOnPurpose(const std::string& fault, const std::string& unit) {
    const auto [kind, name] = llvm::StringRef(fault).split(':');
    if (fault.empty() || !llvm::StringRef(unit).contains(name)) return;
    if (kind == "crash") std::raise(SIGSEGV);
    if (kind == "allocate") allocateForEver();
    for (volatile bool forever = true; kind == "spin" && forever;) {
    }
}

std::string answerFor(const clang::tooling::CompileCommand& command, const Preamble* preamble,
                      const Store* store, const std::string& fault) {
    failOnPurpose(fault, command.Filename);
    UnitResult result = extractUnit(
        command, {}, {.preamble = preamble, .isLast = true, .isRecorded = store != nullptr});
    UnitAnswer answer{.facts = writeFacts(result.facts),
                      .errors = std::move(result.problem.errors),
                      .isLost = result.problem.isLost,
                      .isOnPreamble = preamble && result.difference.empty(),
                      .difference = std::move(result.difference)};
    BytesOut out;
    result.read.write(out), answer.write(out);
    std::string bytes = out.take();
    if (store && !answer.isLost) store->put("units", unitKey(command), bytes);
    return bytes;
}

} // namespace looplint
