#include "prove_table.h"

#include <llvm/Support/JSON.h>

#include <algorithm>

namespace looplint {

namespace {

struct Column {
    const char* name;
    Proof SampleProof::* proof;
};

constexpr Column kColumns[] = {{"found", &SampleProof::found},
                               {"raised", &SampleProof::raised},
                               {"fixed", &SampleProof::fixed},
                               {"silent", &SampleProof::silent},
                               {"works", &SampleProof::works}};
constexpr unsigned kWidth = 8;

void printCell(const Proof& proof, llvm::raw_ostream& out, bool colour) {
    const std::string line = proof.line == 0 ? "" : " " + std::to_string(proof.line);
    out << " | ";
    if (colour && proof.state != Proof::NotApplicable)
        out.changeColor(proof.state == Proof::Holds ? llvm::raw_ostream::GREEN
                                                    : llvm::raw_ostream::RED);
    out << (proof.state == Proof::NotApplicable ? "-"
            : proof.state == Proof::Holds       ? "✓"
                                                : "✗")
        << line;
    if (colour) out.resetColor();
    // A tick is one column wide, whatever its bytes.
    out.indent(kWidth - 1 - std::min<size_t>(line.size(), kWidth - 1));
}

std::string padded(llvm::StringRef text, size_t width) {
    return text.str() + std::string(width - std::min(width, text.size()), ' ');
}

void printRow(const SampleProof& proof, size_t width, llvm::raw_ostream& out, bool colour) {
    out << padded(proof.sample, width);
    for (const Column& column : kColumns) printCell(proof.*column.proof, out, colour);
    out << '\n';
}

llvm::json::Value toJson(const Proof& proof) {
    if (proof.state == Proof::NotApplicable) return nullptr;
    llvm::json::Object cell{{"holds", proof.state == Proof::Holds}};
    if (proof.line != 0) cell["line"] = proof.line;
    return cell;
}

} // namespace

void printTable(const std::vector<SampleProof>& proofs, llvm::raw_ostream& out, bool colour) {
    size_t width = llvm::StringRef("sample").size();
    for (const SampleProof& proof : proofs) width = std::max(width, proof.sample.size());
    out << padded("sample", width);
    for (const Column& column : kColumns) out << " | " << padded(column.name, kWidth);
    out << '\n' << std::string(width, '-');
    for (size_t i = 0; i < std::size(kColumns); ++i) out << "-+-" << std::string(kWidth, '-');
    out << '\n';
    for (const SampleProof& proof : proofs) printRow(proof, width, out, colour);
}

void printJson(const std::vector<SampleProof>& proofs, llvm::raw_ostream& out) {
    llvm::json::Array samples;
    for (const SampleProof& proof : proofs) {
        llvm::json::Object row{{"sample", proof.sample},
                               {"differences", llvm::json::Array(proof.differences)}};
        for (const Column& column : kColumns) row[column.name] = toJson(proof.*column.proof);
        if (!proof.failure.empty()) row["failure"] = proof.failure;
        samples.push_back(std::move(row));
    }
    const llvm::json::Object document{{"version", 1}, {"samples", std::move(samples)}};
    out << llvm::formatv("{0:2}", llvm::json::Value(llvm::json::Object(document))) << '\n';
}

} // namespace looplint
