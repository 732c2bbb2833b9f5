// Header fields of a request or a response, in order.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace loop {

// A field's name and value. The server writes names in lower case.
using Header = std::pair<std::string, std::string>;
using Headers = std::vector<Header>;

} // namespace loop
