// Which functions are left out of the analysis: plain ones, and no way to what matters.

#include "analysis/relevance.h"
#include "routes.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include <unistd.h>

namespace looplint::testing {

namespace {
/// The names of the functions of a text that are not plain.
std::set<std::string> relevantIn(const std::string& text) {
    const std::filesystem::path file = std::filesystem::temp_directory_path() /
                                       ("looplint-relevance-" + std::to_string(getpid()) + ".cpp");
    std::ofstream(file) << text;
    CaseFile source;
    source.units = {file.string()};
    source.flags = {"-std=c++20", "-isystem", LOOPLINT_TESTS_DIR "/corpus/include"};
    const std::vector<UnitFacts> units = extractCases({source}, 1)[0];
    std::filesystem::remove(file);
    EXPECT_FALSE(units[0].hasErrors) << text;
    const Program program({&units[0]});
    std::set<std::string> names;
    for (const FunctionFact* function : relevantFunctions(program, Models::builtin()))
        names.insert(function->name.str());
    return names;
}

using Names = std::set<std::string>;
const std::string kAsio = "#include <asio.h>\n#include <functional>\n#include <string>\n";

TEST(Relevance, PlainCodeIsLeftOut) {
    EXPECT_EQ(relevantIn(R"(
        #include <string>
        #include <vector>
        enum class Kind { Word, Space };
        struct Token { std::string text; Kind kind; Token* next; };
        struct Reader {
            explicit Reader(std::string text) : text_(std::move(text)) {}
            bool atEnd() const { return at_ >= text_.size(); }
            std::vector<Token> all() {
                std::vector<Token> tokens;
                while (!atEnd()) tokens.push_back({text_.substr(at_++, 1), Kind::Word, nullptr});
                return tokens;
            }
            std::string text_;
            unsigned at_ = 0;
        };
        int count(const std::string& text) { return static_cast<int>(Reader(text).all().size()); }
    )"),
              Names{});
}
TEST(Relevance, WhatTouchesAModelledTypeIsNot) {
    EXPECT_EQ(relevantIn(kAsio + R"(
        struct Server { boost::asio::io_context* io; int count; };
        boost::asio::io_context& of(Server& server) { return *server.io; }
        int count(const Server& server) { return server.count; }
        void pass(Server* from, Server*& to) { to = from; }
        int plain(int count) { return count + 1; }
    )"),
              (Names{"of", "count", "pass"}));
}
TEST(Relevance, NorIsWhatNamesAVariableThatNoUnitDefines) {
    EXPECT_EQ(relevantIn(kAsio + R"(
        struct Server { boost::asio::io_context* io; };
        extern boost::asio::io_context& shared;
        extern Server server;
        extern int number;
        boost::asio::io_context& io() { return shared; }
        auto& one() { return server; }
        auto& plain() { return number; }
    )"),
              (Names{"io", "one"}));
}
TEST(Relevance, NorAreItsCallersAndTheMethodsOfItsClass) {
    EXPECT_EQ(relevantIn(kAsio + R"(
        boost::asio::io_context& io();
        void stop() { io().stop(); }
        struct App {
            void quit() { stop(); }
            void idle() {}
        };
        void end(App& app) { app.quit(); }
        void sum(int& to) { ++to; }
    )"),
              (Names{"stop", "App::quit", "App::idle", "end"}));
}
TEST(Relevance, NorAreThoseThatCallItThroughABase) {
    EXPECT_EQ(relevantIn(kAsio + R"(
        boost::asio::io_context& io();
        struct Base { virtual void run() = 0; };
        struct Plain : Base { void run() override { ++count; } int count = 0; };
        struct Stops : Base { void run() override { io().stop(); } };
        void all(Base& base) { base.run(); }
        int count(const Plain& plain) { return plain.count; }
    )"),
              (Names{"Stops::run", "all"}));
}
TEST(Relevance, NorIsWhatGivesOrCallsCallables) {
    EXPECT_EQ(relevantIn(kAsio + R"(
        void plain() {}
        void call(void (*callback)(int)) { callback(1); }
        struct Slot { void (*callback)(int); };
        void set(Slot& slot, const Slot& from) { slot = from; }
        void keep(std::function<void()>& to, const std::function<void()>& from) { to = from; }
        void gives() { auto lambda = [] { plain(); }; (void)lambda; }
    )"),
              (Names{"call", "Slot::operator=", "set", "keep", "gives", "gives::lambda"}));
}
TEST(Relevance, NorIsWhatNamesAHandleThatIsANumber) {
    EXPECT_EQ(relevantIn(R"(
        #include <pthread.h>
        void* body(void*);
        struct Worker { pthread_t thread; int count; };
        void start(Worker& worker) { pthread_create(&worker.thread, nullptr, body, nullptr); }
        pthread_t idOf(const Worker& worker) { return worker.thread; }
        struct Other { int count; };
        int countOf(const Other& other) { return other.count; }
    )"),
              (Names{"start", "idOf"}));
}
TEST(Relevance, NorAreMainInitialisersAndCoroutines) {
    EXPECT_EQ(relevantIn("int number();\nint made = number();\nint main() { return made; }\n"),
              (Names{"main", "made"}));
}
} // namespace

} // namespace looplint::testing
