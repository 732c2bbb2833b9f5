#pragma once
// Patterns that the user gives: lists of globs as in clang-tidy's --checks ("-*,loop-static-*"),
// and regular expressions.

#include <string>

namespace looplint {

/// Whether `name` is in the list; the last glob that matches decides. An empty list has nothing.
bool inGlobs(const std::string& globs, const std::string& name);

/// Whether `text` matches one glob; '*' matches any characters, '/' too.
bool matchesGlob(const std::string& glob, const std::string& text);

/// Throws UsageError if a glob of `option` is none, or names a check of ours that does not exist.
void refuseUnknownChecks(const std::string& globs, const std::string& option);

/// The error for a name that is no check: names those that are.
[[noreturn]] void failUnknownCheck(const std::string& name, const std::string& option);

/// Throws UsageError if `glob`, of `option`, is none.
void refuseBadGlob(const std::string& glob, const std::string& option);

/// Throws UsageError if the value of `option` is no regular expression. An empty one means none.
void refuseBadRegex(const std::string& regex, const std::string& option);

} // namespace looplint
