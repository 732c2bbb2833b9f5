#pragma once
// A finding as a picture, in SVG: on the left the thread that runs the loop, the loop and the
// object that is bound to it; on the right the way that somebody else comes to the object, by
// calls, starts of threads and hand-overs. The last edge is the offending one.

#include "analysis/finding.h"

#include <functional>
#include <string>

namespace looplint {

/// What the picture needs of a page's style.
extern const char* const kPictureStyle;

/// `placeOf` shows a place in full.
std::string pictureOf(const Finding& finding,
                      const std::function<std::string(const Location&)>& placeOf);

} // namespace looplint
