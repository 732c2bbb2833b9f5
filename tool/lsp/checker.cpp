#include "lsp/checker.h"

#include "session_request.h"

namespace looplint::lsp {

void Checker::started(JobId job, const std::string& preamble, uint64_t epoch) {
    job_ = job, preamble_ = preamble, epoch_ = epoch;
    known_.clear(), news_.clear();
}

void Checker::ask(const OpenTexts& texts, const std::map<std::string, int64_t>& versions) {
    CheckRequest request{.news = std::exchange(news_, {})};
    for (const auto& [path, text] : texts) {
        const auto [known, isNew] = known_.try_emplace(path, versions.at(path));
        if (!isNew && known->second == versions.at(path)) continue;
        known->second = versions.at(path);
        request.texts[path] = text;
    }
    std::erase_if(known_, [&](const auto& known) {
        const bool isClosed = !texts.contains(known.first);
        if (isClosed) request.texts[known.first] = std::nullopt;
        return isClosed;
    });
    isBusy_ = true;
    asked_ = Clock::now();
    jobs_->send(job_, request.write());
}

void Checker::answered() {
    isBusy_ = false;
    jobs_->rest(job_);
}

void Checker::tell(std::string_view news) {
    if (job_) news_.emplace_back(news);
}

void Checker::stop() {
    jobs_->cancel(std::exchange(job_, 0));
    isBusy_ = false;
}

} // namespace looplint::lsp
