#pragma once
// What `looplint prove` found out about each sample, as a table and as JSON.

#include <llvm/Support/raw_ostream.h>

#include <string>
#include <vector>

namespace looplint {

/// One column of a sample's row: a tick, a cross, or not applicable; and the line it is about.
struct Proof {
    enum State { NotApplicable, Holds, Fails } state = NotApplicable;
    unsigned line = 0; // 0: about no line

    static Proof of(bool holds, unsigned line = 0) { return {holds ? Holds : Fails, line}; }
};

struct SampleProof {
    std::string sample;
    Proof found;  // the checker finds what it should, at the line
    Proof raised; // the running program reports the object of that very line
    Proof fixed;  // the checker's fix changes a copy of the source
    Proof silent; // the checker finds nothing in it
    Proof works;  // it compiles, does what it should, and reports nothing
    std::vector<std::string> differences; // one clear line each
    std::string failure;                  // why it could not be proved at all; empty if it could

    bool holds() const { return differences.empty() && failure.empty(); }
};

/// `colour`: ticks green and crosses red, for a terminal.
void printTable(const std::vector<SampleProof>& proofs, llvm::raw_ostream& out, bool colour);
void printJson(const std::vector<SampleProof>& proofs, llvm::raw_ostream& out);

} // namespace looplint
