#include "analysis/name.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <mutex>
#include <stdexcept>

namespace looplint {

namespace {
/// Texts never move, so that they can be read without the lock: their entries lie in chunks, and a
/// chunk is there before the first Name of it is. They are found by an open hash table.
class Pool {
  public:
    Pool() : table_(1 << 12) { add({}, true); } // the empty name is number 0

    uint32_t intern(std::string_view text) {
        std::lock_guard lock(mutex_);
        return intern(text, hashOf(text), false);
    }
    /// The table is larger than any cache: what comes next is fetched meanwhile.
    std::vector<uint32_t> intern(const std::vector<std::string_view>& texts, bool isKept) {
        constexpr size_t kAhead = 16;
        std::vector<uint32_t> hashes(texts.size()), indices(texts.size());
        std::lock_guard lock(mutex_);
        for (size_t ahead = 0; ahead < texts.size() + kAhead; ++ahead) {
            if (ahead < texts.size()) {
                hashes[ahead] = hashOf(texts[ahead]);
                __builtin_prefetch(&table_[hashes[ahead] & (table_.size() - 1)]);
            }
            const size_t i = ahead - kAhead;
            if (ahead >= kAhead && !texts[i].empty())
                indices[i] = intern(texts[i], hashes[i], isKept);
        }
        return indices;
    }

    std::string_view text(uint32_t index) const {
        const Entry& entry = at(index);
        return {entry.data, entry.size};
    }
    /// Most names are never asked for as a string: it is made when the first asks.
    const std::string& str(uint32_t index) const {
        const Entry& entry = at(index);
        const std::string* known = entry.string.load(std::memory_order_acquire);
        if (known) return *known;
        const auto* made = new std::string(entry.data, entry.size);
        if (entry.string.compare_exchange_strong(known, made, std::memory_order_acq_rel))
            return *made;
        delete made; // another thread was faster
        return *known;
    }

  private:
    static constexpr size_t kChunkSize = 1 << 13, kChunks = 1 << 15, kBlock = 1 << 16;
    struct Entry {
        const char* data = nullptr;
        uint32_t size = 0;
        mutable std::atomic<const std::string*> string = nullptr;
    };
    struct Slot {
        uint32_t index = 0; // 0: free
        uint32_t hash = 0;
    };

    static uint32_t hashOf(std::string_view text) {
        const size_t hash = std::hash<std::string_view>{}(text);
        return static_cast<uint32_t>(hash ^ (hash >> 32));
    }
    const Entry& at(uint32_t index) const {
        return chunks_[index / kChunkSize].load(std::memory_order_acquire)[index % kChunkSize];
    }

    uint32_t intern(std::string_view text, uint32_t hash, bool isKept) {
        for (size_t at = hash & (table_.size() - 1);; at = (at + 1) & (table_.size() - 1)) {
            Slot& slot = table_[at];
            if (slot.index == 0) {
                const uint32_t index = add(text, isKept);
                slot = {index, hash};
                if (size_ * 2 > table_.size()) grow();
                return index;
            }
            if (slot.hash == hash && this->text(slot.index) == text) return slot.index;
        }
    }

    uint32_t add(std::string_view text, bool isKept) {
        const uint32_t index = size_++;
        if (index == kChunks * kChunkSize) throw std::length_error("too many names");
        std::atomic<Entry*>& chunk = chunks_[index / kChunkSize];
        if (!chunk.load(std::memory_order_relaxed))
            chunk.store(new Entry[kChunkSize], std::memory_order_release);
        Entry& entry = chunk.load(std::memory_order_relaxed)[index % kChunkSize];
        entry.data = isKept ? text.data() : copy(text);
        entry.size = static_cast<uint32_t>(text.size());
        return index;
    }

    /// Into blocks that are never freed.
    const char* copy(std::string_view text) {
        if (text.size() > left_) {
            left_ = std::max(kBlock, text.size());
            block_ = new char[left_];
        }
        char* const at = block_;
        std::memcpy(at, text.data(), text.size());
        block_ += text.size(), left_ -= text.size();
        return at;
    }

    void grow() {
        std::vector<Slot> larger(table_.size() * 2);
        for (const Slot& slot : table_) {
            if (slot.index == 0) continue;
            size_t at = slot.hash & (larger.size() - 1);
            while (larger[at].index != 0) at = (at + 1) & (larger.size() - 1);
            larger[at] = slot;
        }
        table_ = std::move(larger);
    }

    std::mutex mutex_;
    std::vector<Slot> table_; // its size is a power of two
    uint32_t size_ = 0;
    char* block_ = nullptr; // where the next text goes, and how much room is there
    size_t left_ = 0;
    std::array<std::atomic<Entry*>, kChunks> chunks_{};
};

Pool& pool() {
    static Pool& pool = *new Pool; // never destroyed: names outlive every static object
    return pool;
}
} // namespace

std::vector<Name> Name::all(const std::vector<std::string_view>& texts, bool isKept) {
    const std::vector<uint32_t> indices = pool().intern(texts, isKept);
    std::vector<Name> names(texts.size());
    for (size_t i = 0; i < names.size(); ++i) names[i].index_ = indices[i];
    return names;
}

Name::Name(std::string_view text) : index_(text.empty() ? 0 : pool().intern(text)) {}

const std::string& Name::str() const { return pool().str(index_); }

std::string_view Name::text() const { return pool().text(index_); }

} // namespace looplint
