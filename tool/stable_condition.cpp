#include "stable_condition.h"

#include <llvm/ADT/StringExtras.h>

namespace looplint {

namespace {

using Value = std::optional<bool>; // none: not settled

class Reader {
  public:
    Reader(llvm::StringRef text, llvm::function_ref<Value(llvm::StringRef)> isDefined)
        : rest_(text), isDefined_(isDefined) {}

    Value any() {
        Value value = all();
        while (take("||")) {
            const Value next = all();
            value = value == true || next == true     ? Value(true)
                    : value == false && next == false ? Value(false)
                                                      : std::nullopt;
        }
        return value;
    }
    bool atEnd() { return skip().empty(); }

  private:
    Value all() {
        Value value = one();
        while (take("&&")) {
            const Value next = one();
            value = value == false || next == false ? Value(false)
                    : value == true && next == true ? Value(true)
                                                    : std::nullopt;
        }
        return value;
    }
    Value one() {
        Value value;
        if (skip().starts_with("!") && !rest_.starts_with("!=")) {
            take("!");
            const Value negated = one();
            return negated ? Value(!*negated) : std::nullopt;
        }
        if (take("(")) {
            value = any();
            if (!take(")")) return rest_ = "", std::nullopt;
        } else if (skip().starts_with("defined")) {
            take("defined");
            const bool hasParenthesis = take("(");
            const llvm::StringRef name =
                skip().take_while([](char c) { return llvm::isAlnum(c) || c == '_'; });
            rest_ = rest_.drop_front(name.size());
            if (hasParenthesis) take(")");
            value = isDefined_(name);
        }
        return skipOther() ? std::nullopt : value;
    }
    /// Skips what is not understood, up to the end of the operand; whether there was something.
    bool skipOther() {
        int depth = 0;
        bool found = false;
        for (; !skip().empty(); rest_ = rest_.drop_front(), found = true) {
            if (depth == 0 &&
                (rest_.starts_with("&&") || rest_.starts_with("||") || rest_[0] == ')'))
                return found;
            depth += (rest_[0] == '(') - (rest_[0] == ')');
        }
        return found;
    }
    llvm::StringRef skip() { return rest_ = rest_.ltrim(" \t\\\r\n"); }
    bool take(llvm::StringRef text) { return skip(), rest_.consume_front(text); }

    llvm::StringRef rest_;
    llvm::function_ref<Value(llvm::StringRef)> isDefined_;
};

} // namespace

std::optional<bool>
stableValue(llvm::StringRef condition,
            llvm::function_ref<std::optional<bool>(llvm::StringRef)> isDefined) {
    Reader reader(condition, isDefined);
    const Value value = reader.any();
    return reader.atEnd() ? value : std::nullopt;
}

} // namespace looplint
