#include "analysis/merge_blocks.h"

#include <algorithm>

namespace looplint {

namespace {
class Merge {
  public:
    explicit Merge(List<Block>& blocks)
        : blocks_(blocks), ways_(blocks.size()), isGone_(blocks.size()), exit_(blocks.size() - 1) {
        for (const Block& block : blocks_)
            for (uint32_t next : block.successors) ++ways_[next];
    }

    void run() {
        for (uint32_t i = 0; i < blocks_.size(); ++i)
            while (!isGone_[i] && absorbNext(i)) {
            }
        renumber();
    }

  private:
    bool absorbNext(uint32_t at) {
        Block& block = blocks_[at];
        if (block.condition || block.successors.size() != 1) return false;
        const uint32_t next = block.successors[0];
        if (next == at || next == 0 || ways_[next] != 1) return false;
        Block& absorbed = blocks_[next];
        const bool isEmpty = block.begin == block.end, isNextEmpty = absorbed.begin == absorbed.end;
        if (!isEmpty && !isNextEmpty && block.end != absorbed.begin) return false;
        if (isEmpty) block.begin = absorbed.begin;
        if (!isNextEmpty) block.end = absorbed.end;
        if (isEmpty && isNextEmpty) block.end = block.begin;
        block.successors = std::move(absorbed.successors);
        block.condition = std::move(absorbed.condition);
        isGone_[next] = true;
        if (next == exit_) exit_ = at;
        return true;
    }

    void renumber() {
        std::vector<uint32_t> numbers(blocks_.size());
        List<Block> kept;
        const auto keep = [&](uint32_t i) {
            numbers[i] = static_cast<uint32_t>(kept.size());
            kept.push_back(std::move(blocks_[i]));
        };
        for (uint32_t i = 0; i < blocks_.size(); ++i)
            if (!isGone_[i] && i != exit_) keep(i);
        keep(exit_);
        for (Block& block : kept)
            for (uint32_t& next : block.successors) next = numbers[next];
        blocks_ = std::move(kept);
    }

    List<Block>& blocks_;
    std::vector<uint32_t> ways_; // into each block
    std::vector<bool> isGone_;
    size_t exit_;
};
} // namespace

void mergeBlocks(List<Block>& blocks) {
    if (blocks.size() > 1) Merge(blocks).run();
}

} // namespace looplint
