// The parts of the language server that need no server: frames, texts and their positions, URIs.

#include "lsp/rpc.h"
#include "lsp/text.h"
#include "lsp/transport.h"
#include "lsp/uri.h"

#include <gtest/gtest.h>

namespace looplint::lsp {

namespace {

json change(uint32_t line, uint32_t from, uint32_t endLine, uint32_t to, const char* text) {
    return {{"range",
             {{"start", {{"line", line}, {"character", from}}},
              {"end", {{"line", endLine}, {"character", to}}}}},
            {"text", text}};
}

TEST(Transport, AFrameCutAnywhereIsTheSameFrame) {
    const std::string bytes = frame("{\"a\":1}") + frame("") + frame("xyz");
    for (size_t step = 1; step <= bytes.size(); ++step) {
        FrameReader reader;
        std::vector<std::string> bodies;
        for (size_t at = 0; at < bytes.size(); at += step) {
            reader.feed(std::string_view(bytes).substr(at, step));
            while (const auto item = reader.next()) {
                EXPECT_EQ(item->error, "");
                bodies.push_back(item->body);
            }
        }
        EXPECT_EQ(bodies, (std::vector<std::string>{"{\"a\":1}", "", "xyz"})) << step;
    }
}

TEST(Transport, WhatIsNoFrameIsSaidOnceAndTheNextFrameIsFound) {
    FrameReader reader;
    reader.feed("garbage\r\n\r\nmore garbage" + frame("good"));
    EXPECT_EQ(reader.next()->error, "expected 'Content-Length: N', not 'garbage'");
    EXPECT_EQ(reader.next()->body, "good");
    EXPECT_FALSE(reader.next());
}

TEST(Text, PositionsCountUnitsOfTheEncoding) {
    const std::string line = "a\xc3\xa4\xf0\x9f\x99\x82z"; // a, two bytes, four bytes, z
    EXPECT_EQ(unitsOf(line, Encoding::Utf8), 8u);
    EXPECT_EQ(unitsOf(line, Encoding::Utf16), 5u);
    EXPECT_EQ(unitsOf(line, Encoding::Utf32), 4u);
    EXPECT_EQ(bytesOf(line, 4, Encoding::Utf16), 7u);
    EXPECT_EQ(bytesOf(line, 99, Encoding::Utf32), line.size());
    EXPECT_EQ(unitsOf("\xff\xc3", Encoding::Utf16), 2u); // no UTF-8
}

TEST(Text, EditsAreMadeInOrder) {
    Text text("one\ntwo\r\nthree");
    text.apply(change(1, 0, 1, 3, "zwei"), Encoding::Utf16);
    text.apply(change(2, 5, 9, 0, "!"), Encoding::Utf16); // beyond the end: the end
    text.apply(change(0, 99, 1, 0, " "), Encoding::Utf16);
    EXPECT_EQ(text.str(), "one zwei\r\nthree!");
    EXPECT_EQ(text.line(0), "one zwei");
    EXPECT_EQ(text.positionOf(11, Encoding::Utf8), (json{{"line", 1}, {"character", 1}}));
    text.apply({{"text", "all"}}, Encoding::Utf16);
    EXPECT_EQ(text.str(), "all");
    EXPECT_THROW(text.apply(json::object(), Encoding::Utf16), json::exception);
}

TEST(Uri, PathsAndBack) {
    EXPECT_EQ(pathOf("file:///a%20b/x%2By.cpp"), "/a b/x+y.cpp");
    EXPECT_EQ(pathOf("file:///a/./b/../c.cpp"), "/a/c.cpp");
    EXPECT_EQ(pathOf("untitled:1"), std::nullopt);
    EXPECT_EQ(pathOf("file://host/x"), std::nullopt);
    EXPECT_EQ(pathOf("file:///100%"), "/100%");
    EXPECT_EQ(pathOf(uriOf("/\xc3\xa4 #?%/x.cpp")), "/\xc3\xa4 #?%/x.cpp");
}

TEST(Rpc, ARequestThatNobodyAnswersIsAnsweredAsAnError) {
    Rpc rpc;
    rpc.isInitialized = true;
    rpc.on("forgotten", [](const json&, Reply) {});
    rpc.handle(R"({"jsonrpc":"2.0","id":7,"method":"forgotten"})");
    EXPECT_NE(rpc.out().find("\"id\":7"), std::string::npos) << rpc.out();
    EXPECT_NE(rpc.out().find("came to no answer"), std::string::npos);
}

} // namespace

} // namespace looplint::lsp
