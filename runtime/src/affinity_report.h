// affinity_report.h — LOOP_REPORT=file: each affinity error as one JSON line, for tools.
#pragma once

#include "loop/affinity_error.h"

namespace loop {

/// No-op without LOOP_REPORT. A file that cannot be written is one line on stderr, once.
void report_affinity_error(const AffinityError& error) noexcept;

} // namespace loop
