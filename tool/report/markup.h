#pragma once
// Text in XML and HTML.

#include <string>

namespace looplint {

/// `text` with <, >, &, " and ' escaped, and without the control characters that XML forbids.
std::string escapedMarkup(const std::string& text);

} // namespace looplint
