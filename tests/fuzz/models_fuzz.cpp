// Models from anywhere: read or refused, never a crash.

#include "analysis/json_format.h"
#include "models/model.h"

using namespace looplint;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    Models models;
    try {
        models.add({reinterpret_cast<const char*>(data), size}, "fuzz");
    } catch (const FormatError&) {
    }
    return 0;
}
