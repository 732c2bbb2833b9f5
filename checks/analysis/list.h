#pragma once
// List: a vector in the space of one pointer. Facts have millions of lists, most of them empty.
// Adding to one may move what is in it, as with a vector.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <new>
#include <utility>

namespace looplint {

template <class T>
class List {
  public:
    using value_type = T;
    using iterator = T*;
    using const_iterator = const T*;

    List() = default;
    List(std::initializer_list<T> values) : List(values.begin(), values.end()) {}
    template <class Iterator>
    List(Iterator first, Iterator last) {
        reserve(static_cast<size_t>(last - first));
        for (; first != last; ++first) push_back(*first);
    }
    List(const List& other) : List(other.begin(), other.end()) {}
    List(List&& other) noexcept : block_(std::exchange(other.block_, nullptr)) {}
    List& operator=(List other) noexcept {
        std::swap(block_, other.block_);
        return *this;
    }
    ~List() {
        clear();
        ::operator delete(block_);
    }

    size_t size() const { return block_ ? block_->size : 0; }
    bool empty() const { return size() == 0; }
    T* begin() { return items(); }
    T* end() { return items() + size(); }
    const T* begin() const { return items(); }
    const T* end() const { return items() + size(); }
    auto rbegin() const { return std::make_reverse_iterator(end()); }
    auto rend() const { return std::make_reverse_iterator(begin()); }
    T& operator[](size_t i) { return items()[i]; }
    const T& operator[](size_t i) const { return items()[i]; }
    T& front() { return items()[0]; }
    const T& front() const { return items()[0]; }
    T& back() { return items()[size() - 1]; }
    const T& back() const { return items()[size() - 1]; }

    void reserve(size_t capacity) {
        if (capacity > (block_ ? block_->capacity : 0)) move(capacity);
    }
    void resize(size_t size) {
        reserve(size);
        while (this->size() > size) pop_back();
        while (this->size() < size) emplace_back();
    }
    template <class... Arguments>
    T& emplace_back(Arguments&&... arguments) {
        if (size() == (block_ ? block_->capacity : 0)) {
            T made(std::forward<Arguments>(arguments)...); // it may be one of these
            move(std::max<size_t>(2 * size(), 1));
            return *std::construct_at(items() + block_->size++, std::move(made));
        }
        return *std::construct_at(items() + block_->size++, std::forward<Arguments>(arguments)...);
    }
    void push_back(const T& value) { emplace_back(value); }
    void push_back(T&& value) { emplace_back(std::move(value)); }
    void pop_back() { std::destroy_at(items() + --block_->size); }
    void erase(T* at) {
        std::move(at + 1, end(), at);
        pop_back();
    }
    void clear() {
        std::destroy(begin(), end());
        if (block_) block_->size = 0;
    }

    friend bool operator==(const List& a, const List& b) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end());
    }

  private:
    struct alignas(8) Block { // the elements follow it
        uint32_t size = 0, capacity = 0;
    };

    T* items() const {
        static_assert(alignof(T) <= alignof(Block));
        return reinterpret_cast<T*>(block_ ? block_ + 1 : nullptr);
    }
    void move(size_t capacity) {
        void* const memory = ::operator new(sizeof(Block) + capacity * sizeof(T));
        auto* const larger = new (memory) Block{0, static_cast<uint32_t>(capacity)};
        T* into = reinterpret_cast<T*>(larger + 1);
        for (T& item : *this) std::construct_at(into + larger->size++, std::move(item));
        clear();
        ::operator delete(std::exchange(block_, larger));
    }

    Block* block_ = nullptr;
};

/// A List or a vector.
template <class T>
concept ListLike = requires(T& list) { list.reserve(list.size()); };

} // namespace looplint
