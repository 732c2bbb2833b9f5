#pragma once
// What follows from a name alone, worked out once: facts name the same few functions and types
// again and again, and asking a text is slow.

#include "analysis/name.h"

#include <vector>

namespace looplint {

/// Answers to one yes-or-no question. Not for several threads: keep it thread_local.
class NameMemo {
  public:
    template <class Ask>
    bool operator()(Name name, Ask ask) {
        if (name.index() >= answers_.size()) answers_.resize(name.index() + name.index() / 2 + 64);
        const char known = answers_[name.index()];
        if (known) return known == kYes;
        const bool answer = ask(name.text());
        answers_[name.index()] = answer ? kYes : kNo;
        return answer;
    }

  private:
    static constexpr char kNo = 1, kYes = 2;
    std::vector<char> answers_;
};

/// "ns::X::X" and "ns::X::~X" of "ns::X".
Name constructorOf(Name type);
bool isConstructorOf(Name function, Name type);
Name destructorOf(Name type);

} // namespace looplint
