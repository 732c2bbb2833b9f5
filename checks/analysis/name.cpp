#include "analysis/name.h"

#include <mutex>
#include <unordered_set>

namespace looplint {

namespace {
struct Pool {
    std::mutex mutex;
    std::unordered_set<std::string> texts; // node based: addresses are stable
};

Pool& pool() {
    static Pool& pool = *new Pool; // never destroyed: names outlive every static object
    return pool;
}
} // namespace

const std::string& Name::emptyText() {
    static const std::string& text = *new std::string;
    return text;
}

Name::Name(std::string_view text) {
    if (text.empty()) return;
    std::lock_guard lock(pool().mutex);
    text_ = &*pool().texts.emplace(text).first;
}

} // namespace looplint
