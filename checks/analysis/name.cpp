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
    Pool() : table_(1 << 12) { add({}, 0, true); } // the empty name is number 0

    uint32_t intern(std::string_view text) {
        std::lock_guard lock(mutex_);
        return intern(text, hashOf(text), false);
    }
    /// The tables are larger than any cache: what comes next is fetched meanwhile.
    std::vector<uint32_t> intern(const std::vector<std::string_view>& texts, bool isKept) {
        constexpr size_t kAhead = 12;
        std::vector<uint32_t> hashes(texts.size()), indices(texts.size());
        std::lock_guard lock(mutex_);
        for (size_t at = 0; at < texts.size() + 2 * kAhead; ++at) {
            if (at < texts.size()) {
                hashes[at] = hashOf(texts[at]);
                __builtin_prefetch(&slotOf(hashes[at]));
            }
            const size_t next = at - kAhead, now = next - kAhead;
            if (at >= kAhead && next < texts.size())
                __builtin_prefetch(&this->at(slotOf(hashes[next])));
            if (at >= 2 * kAhead && !texts[now].empty())
                indices[now] = intern(texts[now], hashes[now], isKept);
        }
        return indices;
    }

    size_t count() {
        std::lock_guard lock(mutex_);
        return size_;
    }
    std::string_view text(uint32_t index) const {
        const Entry& entry = at(index);
        return {entry.data, entry.size};
    }
    /// Most names are never asked for as a string: it is made when the first asks.
    const std::string& str(uint32_t index) const {
        Strings* strings = made(strings_[index / kChunkSize], [] { return new Strings{}; });
        return *made((*strings)[index % kChunkSize],
                     [&] { return new const std::string(text(index)); });
    }

  private:
    static constexpr size_t kChunkSize = 1 << 13, kChunks = 1 << 15, kBlock = 1 << 16;
    struct Entry {
        const char* data = nullptr;
        uint32_t size = 0, hash = 0;
    };
    using Strings = std::array<std::atomic<const std::string*>, kChunkSize>;

    /// What is there, or what `make` makes.
    template <class T, class Make>
    static T* made(std::atomic<T*>& there, Make make) {
        T* known = there.load(std::memory_order_acquire);
        if (known) return known;
        T* const made = make();
        if (there.compare_exchange_strong(known, made, std::memory_order_acq_rel)) return made;
        delete made; // another thread was faster
        return known;
    }

    static uint32_t hashOf(std::string_view text) {
        const size_t hash = std::hash<std::string_view>{}(text);
        return static_cast<uint32_t>(hash ^ (hash >> 32));
    }
    const Entry& at(uint32_t index) const {
        return chunks_[index / kChunkSize].load(std::memory_order_acquire)[index % kChunkSize];
    }

    /// The slot where the search for a hash begins; the next is the one behind it.
    uint32_t& slotOf(uint32_t hash) { return table_[hash & (table_.size() - 1)]; }

    uint32_t intern(std::string_view text, uint32_t hash, bool isKept) {
        for (uint32_t probe = hash;; ++probe) {
            uint32_t& slot = slotOf(probe);
            if (slot == 0) {
                const uint32_t index = slot = add(text, hash, isKept);
                if (size_ * 2 > table_.size()) grow();
                return index;
            }
            if (at(slot).hash == hash && this->text(slot) == text) return slot;
        }
    }

    uint32_t add(std::string_view text, uint32_t hash, bool isKept) {
        const uint32_t index = size_++;
        if (index == kChunks * kChunkSize) throw std::length_error("too many names");
        std::atomic<Entry*>& chunk = chunks_[index / kChunkSize];
        if (!chunk.load(std::memory_order_relaxed))
            chunk.store(new Entry[kChunkSize], std::memory_order_release);
        Entry& entry = chunk.load(std::memory_order_relaxed)[index % kChunkSize];
        entry.data = isKept ? text.data() : copy(text);
        entry.size = static_cast<uint32_t>(text.size()), entry.hash = hash;
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
        table_.assign(table_.size() * 2, 0);
        for (uint32_t index = 1; index < size_; ++index) {
            uint32_t probe = at(index).hash;
            while (slotOf(probe) != 0) ++probe;
            slotOf(probe) = index;
        }
    }

    std::mutex mutex_;
    std::vector<uint32_t> table_; // indices, 0 where it is free; its size is a power of two
    uint32_t size_ = 0;
    char* block_ = nullptr; // where the next text goes, and how much room is there
    size_t left_ = 0;
    std::array<std::atomic<Entry*>, kChunks> chunks_{};
    mutable std::array<std::atomic<Strings*>, kChunks> strings_{}; // of the texts asked for as such
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

size_t Name::count() { return pool().count(); }

std::string_view Name::text() const { return pool().text(index_); }

} // namespace looplint
