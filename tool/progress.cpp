#include "progress.h"

#include <llvm/Support/Format.h>
#include <llvm/Support/Process.h>
#include <llvm/Support/raw_ostream.h>

namespace looplint {

using namespace std::chrono_literals;

void Progress::start(size_t total) {
    total_ = total;
    start_ = shown_ = Clock::now();
    isTerminal_ = llvm::sys::Process::StandardErrIsDisplayed();
}

void Progress::step() {
    ++done_;
    const auto now = Clock::now();
    if (!isShown_ || now - shown_ < (isTerminal_ ? 100ms : 10s)) return;
    shown_ = now;
    show();
}

void Progress::show() {
    const double seconds = std::chrono::duration<double>(shown_ - start_).count();
    const double rate = static_cast<double>(done_) / seconds;
    llvm::raw_ostream& out = llvm::errs();
    out << (isTerminal_ ? "\r\033[K" : "") << "looplint: " << done_ << " of " << total_
        << " units, " << llvm::format("%.1f", rate) << " a second, "
        << static_cast<size_t>(static_cast<double>(total_ - done_) / rate) << " s left";
    if (!isTerminal_) out << "\n";
    out.flush();
    hasLine_ = isTerminal_;
}

void Progress::end() {
    if (hasLine_) llvm::errs() << "\r\033[K";
    hasLine_ = false;
}

} // namespace looplint
