// .looplint from anywhere: read or refused, never a crash.

#include "config.h"
#include "options.h"

#include <cstdio>
#include <string>

#include <unistd.h>

using namespace looplint;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    static const std::string file = "/tmp/looplint-fuzz-" + std::to_string(getpid());
    std::FILE* out = std::fopen(file.c_str(), "wb");
    std::fwrite(data, 1, size, out);
    std::fclose(out);
    try {
        readConfig(file);
    } catch (const UsageError&) {
    }
    std::remove(file.c_str());
    return 0;
}
