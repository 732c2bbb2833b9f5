#pragma once
// What headers_test reads off real headers: the names they declare, and the functions that take a
// loop or something that lives on one.

#include "declared_names.h"

#include <map>
#include <set>
#include <string>

namespace looplint::testing {

/// Adds the names that a unit with this text declares. Its errors, one a line; empty if there are
/// none. `flags` are separated by spaces; the file is only thought up.
std::string addNames(const std::string& text, const std::string& flags, DeclaredNames& names);

/// The functions of a unit that have a parameter which points to one of `records`, each with the
/// name of the first such record.
std::map<std::string, std::string> functionsOn(const std::set<std::string>& records,
                                               const std::string& text, const std::string& flags);

} // namespace looplint::testing
