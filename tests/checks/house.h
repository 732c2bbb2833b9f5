#pragma once
// House: what ties code, pages and tests together. Each question is a function of a folder, so
// that it can be asked of a wrong one too. Answers are one line per fault; empty: none.

#include "analysis/check.h"
#include "case_file.h"

#include <string>
#include <vector>

namespace looplint::testing {

/// A text file of the repository. Generated files and build folders are none.
struct SourceFile {
    std::string path; // below the root
    std::string text;
};
std::vector<SourceFile> sourceFiles(const std::string& root);

/// What a check lacks: its page, its corpus folder with basic.cpp and near_misses.cpp.
std::string missingParts(const Check& check, const std::string& root);

/// Messages that `source` declares and no want quotes: the longest part between two arguments
/// must be in one.
std::string unquotedMessages(const SourceFile& source, const std::vector<Want>& wants);

/// C++ files of checks/, tool/ and runtime/ that are longer than 400 lines.
std::string longFiles(const std::vector<SourceFile>& files);

/// NOTE(ref: x) without its NOTE(def: x), and two defs of one name.
std::string danglingNotes(const std::vector<SourceFile>& files);

/// Files that speak of the handles of the working papers instead of the thing itself.
std::string paperHandles(const std::vector<SourceFile>& files);

} // namespace looplint::testing
