#pragma once
// The formats that reports can be written in.

#include "report/report.h"

#include <span>

namespace looplint {

struct Format {
    std::string_view name;
    std::string (*write)(const ReportInput&);
};

std::span<const Format> allFormats();
/// Null if there is none of that name.
const Format* findFormat(std::string_view name);
/// "text, json, …"
std::string formatNames();

} // namespace looplint
