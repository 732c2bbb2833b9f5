// One unit of plain code, as most units of a program are. The region is repeated per class.
#include "common.h"

namespace app {

static int callsOfUnit = 0;

int lookUpOfUnit(const std::string& key) {
    ++callsOfUnit;
    if (key.size() > 8) return lookUpOfNext(key.substr(8));
    return static_cast<int>(key.size());
}

//--- repeated
struct TokenCopyOfUnit {
    std::string text;
    int line = 0;
};

class ReaderCopyOfUnit {
  public:
    explicit ReaderCopyOfUnit(std::string text) : text_(std::move(text)) {}
    std::vector<TokenCopyOfUnit> all() {
        std::vector<TokenCopyOfUnit> tokens;
        while (!atEnd()) {
            skip();
            if (atEnd()) break;
            tokens.push_back(next());
        }
        return tokens;
    }

  private:
    bool atEnd() const { return at_ >= text_.size(); }
    static bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n'; }
    static bool isWord(char c) { return (c >= 'a' && c <= 'z') || c == '_'; }
    void skip() {
        while (!atEnd() && isSpace(text_[at_])) {
            if (text_[at_] == '\n') ++line_;
            ++at_;
        }
    }
    TokenCopyOfUnit next() {
        const auto begin = at_;
        if (!isWord(text_[at_])) return {std::string(1, text_[at_++]), line_};
        while (!atEnd() && isWord(text_[at_])) ++at_;
        return {text_.substr(begin, at_ - begin), line_};
    }

    std::string text_;
    unsigned long at_ = 0;
    int line_ = 1;
};

class NodeCopyOfUnit {
  public:
    virtual ~NodeCopyOfUnit() = default;
    virtual int value(const std::map<std::string, int>& names) const = 0;
    virtual std::string text() const = 0;
};
class LeafCopyOfUnit : public NodeCopyOfUnit {
  public:
    explicit LeafCopyOfUnit(TokenCopyOfUnit token) : token_(std::move(token)) {}
    int value(const std::map<std::string, int>& names) const override {
        auto found = names.find(token_.text);
        if (found != names.end()) return found->second;
        return lookUpOfUnit(token_.text);
    }
    std::string text() const override { return token_.text; }

  private:
    TokenCopyOfUnit token_;
};
class SumCopyOfUnit : public NodeCopyOfUnit {
  public:
    void add(std::unique_ptr<NodeCopyOfUnit> part) { parts_.push_back(std::move(part)); }
    int value(const std::map<std::string, int>& names) const override {
        int sum = 0;
        for (const auto& part : parts_) sum += part->value(names);
        return clampTo(sum, -1000, 1000);
    }
    std::string text() const override {
        std::vector<std::string> texts;
        for (const auto& part : parts_) texts.push_back(part->text());
        return joined(texts, '+');
    }

  private:
    std::vector<std::unique_ptr<NodeCopyOfUnit>> parts_;
};

static std::unique_ptr<NodeCopyOfUnit> parseCopyOfUnit(const std::string& text) {
    auto sum = std::make_unique<SumCopyOfUnit>();
    for (TokenCopyOfUnit& token : ReaderCopyOfUnit(text).all())
        if (token.text != "+") sum->add(std::make_unique<LeafCopyOfUnit>(std::move(token)));
    return sum;
}
static int evaluateCopyOfUnit(const std::string& text, std::function<void(int)> then) {
    static std::map<std::string, int> names;
    const std::unique_ptr<NodeCopyOfUnit> node = parseCopyOfUnit(text);
    const int value = node->value(names);
    names[node->text()] = value;
    if (then) then(value);
    return value;
}
void testsCopyOfUnit() {
    int total = 0;
    evaluateCopyOfUnit("a + b", [&total](int value) { total += value; });
    evaluateCopyOfUnit("c", [&total](int value) { total -= value; });
    callsOfUnit += clampTo(total, 0, 10);
}
//--- end

class CalculatorOfUnit : public Component {
  public:
    explicit CalculatorOfUnit(boost::asio::io_context& io) : io_(io) {}
    void start() override {
        isRunning_ = true;
        runOn(io_, [this] { step(); });
    }

  private:
    void step() {
        testsCopyOfUnit();
        if (lookUpOfUnit("x") > 3) notifyOfNext(io_, 1);
    }
    boost::asio::io_context& io_;
};

std::unique_ptr<Component> makeOfUnit(boost::asio::io_context& io) {
    return std::make_unique<CalculatorOfUnit>(io);
}

void notifyOfUnit(boost::asio::io_context& io, int event) {
    boost::asio::post(io, [event] { callsOfUnit += event; });
}

} // namespace app
