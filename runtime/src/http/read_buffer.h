// The bytes that a connection has received and not yet used: one block, reused for all requests.
#pragma once

#include <cstring>
#include <span>
#include <string_view>
#include <vector>

namespace loop::http {

class ReadBuffer {
  public:
    std::string_view bytes() const { return {block_.data() + begin_, end_ - begin_}; }
    bool empty() const { return begin_ == end_; }
    // Keeps only the last `count` bytes.
    void keep(std::size_t count) {
        begin_ = count == 0 ? 0 : end_ - count;
        if (count == 0) end_ = 0;
    }
    // Room for more, behind what is there; the block grows if little is left. Its owner bounds that
    // by what it lets lie.
    std::span<char> room() {
        if (begin_ != 0) compact();
        if (block_.size() - end_ < block_.size() / 4 || block_.empty())
            block_.resize(block_.empty() ? 8192 : block_.size() * 2);
        return std::span(block_).subspan(end_);
    }
    void filled(std::size_t count) { end_ += count; }

  private:
    void compact() {
        std::memmove(block_.data(), block_.data() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
    }

    std::vector<char> block_;
    std::size_t begin_ = 0, end_ = 0;
};

} // namespace loop::http
