#pragma once
// Checker: the child that stays for one unit of an open file and checks it each time it is asked
// to. It knows what the server's session knew when it was forked, and what it was sent since; once
// that is not enough, another one takes its place.

#include "lsp/jobs.h"
#include "session.h"

namespace looplint::lsp {

class Checker {
  public:
    explicit Checker(Jobs& jobs) : jobs_(&jobs) {}

    bool isThere() const { return job_ != 0; }
    bool isBusy() const { return isBusy_; }
    Clock::time_point lastAsked() const { return asked_; }
    /// Whether it can be asked about a text that starts with `preamble`.
    bool knows(const std::string& preamble, uint64_t epoch) const {
        return job_ != 0 && preamble_ == preamble && epoch_ == epoch;
    }
    void started(JobId job, const std::string& preamble, uint64_t epoch);
    /// Has it check once more; `versions` are those of `texts`.
    void ask(const OpenTexts& texts, const std::map<std::string, int64_t>& versions);
    /// It has said all about what it was asked.
    void answered();
    /// What another child has told the server.
    void tell(std::string_view news);
    void stop();
    /// Its process has ended.
    void ended() { job_ = 0, isBusy_ = false; }

  private:
    Jobs* jobs_;
    JobId job_ = 0;
    bool isBusy_ = false;
    std::string preamble_;
    uint64_t epoch_ = 0;
    Clock::time_point asked_;
    std::map<std::string, int64_t> known_; // versions of the texts that it has
    std::vector<std::string> news_;        // that it was not sent yet
};

} // namespace looplint::lsp
