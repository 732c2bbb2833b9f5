#include "analysis/name.h"

#include <array>
#include <atomic>
#include <mutex>
#include <stdexcept>
#include <vector>

namespace looplint {

namespace {
/// Texts never move, so that they can be read without the lock: they lie in chunks, and a chunk is
/// there before the first Name of it is. They are found by an open hash table of their indices.
class Pool {
  public:
    Pool() : table_(1 << 12) { add({}); } // the empty name is number 0

    uint32_t intern(std::string_view text) {
        std::lock_guard lock(mutex_);
        return intern(text, std::hash<std::string_view>{}(text));
    }
    /// The table is larger than any cache: what comes next is fetched meanwhile.
    std::vector<uint32_t> intern(const std::vector<std::string_view>& texts) {
        constexpr size_t kAhead = 16;
        std::vector<size_t> hashes(texts.size());
        std::vector<uint32_t> indices(texts.size());
        std::lock_guard lock(mutex_);
        for (size_t ahead = 0; ahead < texts.size() + kAhead; ++ahead) {
            if (ahead < texts.size()) {
                hashes[ahead] = std::hash<std::string_view>{}(texts[ahead]);
                __builtin_prefetch(&table_[hashes[ahead] & (table_.size() - 1)]);
            }
            const size_t i = ahead - kAhead;
            if (ahead >= kAhead && !texts[i].empty()) indices[i] = intern(texts[i], hashes[i]);
        }
        return indices;
    }

    const std::string& operator[](uint32_t index) const {
        return chunks_[index / kChunkSize].load(std::memory_order_acquire)[index % kChunkSize];
    }

  private:
    uint32_t intern(std::string_view text, size_t hash) {
        const auto tag = static_cast<uint32_t>(hash >> 32);
        for (size_t at = hash & (table_.size() - 1);; at = (at + 1) & (table_.size() - 1)) {
            Slot& slot = table_[at];
            if (slot.index == 0) {
                const uint32_t index = add(text);
                slot = {index, tag};
                hashes_.push_back(hash);
                if (size_ * 2 > table_.size()) grow();
                return index;
            }
            if (slot.tag == tag && (*this)[slot.index] == text) return slot.index;
        }
    }

    static constexpr size_t kChunkSize = 1 << 13, kChunks = 1 << 15;
    struct Slot {
        uint32_t index = 0; // 0: free
        uint32_t tag = 0;   // of the hash, so that few texts are compared
    };

    uint32_t add(std::string_view text) {
        const uint32_t index = size_++;
        if (index == kChunks * kChunkSize) throw std::length_error("too many names");
        std::atomic<std::string*>& chunk = chunks_[index / kChunkSize];
        if (!chunk.load(std::memory_order_relaxed))
            chunk.store(new std::string[kChunkSize], std::memory_order_release);
        chunk.load(std::memory_order_relaxed)[index % kChunkSize] = text;
        return index;
    }

    void grow() {
        std::vector<Slot> larger(table_.size() * 2);
        for (const Slot& slot : table_) {
            if (slot.index == 0) continue;
            size_t at = hashes_[slot.index - 1] & (larger.size() - 1);
            while (larger[at].index != 0) at = (at + 1) & (larger.size() - 1);
            larger[at] = slot;
        }
        table_ = std::move(larger);
    }

    std::mutex mutex_;
    std::vector<Slot> table_; // its size is a power of two
    std::vector<size_t> hashes_;
    uint32_t size_ = 0;
    std::array<std::atomic<std::string*>, kChunks> chunks_{};
};

Pool& pool() {
    static Pool& pool = *new Pool; // never destroyed: names outlive every static object
    return pool;
}
} // namespace

std::vector<Name> Name::all(const std::vector<std::string_view>& texts) {
    const std::vector<uint32_t> indices = pool().intern(texts);
    std::vector<Name> names(texts.size());
    for (size_t i = 0; i < names.size(); ++i) names[i].index_ = indices[i];
    return names;
}

Name::Name(std::string_view text) : index_(text.empty() ? 0 : pool().intern(text)) {}

const std::string& Name::str() const { return pool()[index_]; }

} // namespace looplint
