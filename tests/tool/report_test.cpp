// Reporters: what they write for findings that are odd, or none.

#include "report/report.h"

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

namespace looplint::testing {

namespace {
using nlohmann::json;

Finding finding() {
    Finding finding;
    finding.check = "loop-static-object";
    finding.at = {"/src/a.cpp", 2, 8};
    finding.message = "'\xc3\xa9v\xc3\xa9nement' is \"bad\"";
    finding.notes = {{{"/usr/include/b.h", 7, 1}, "held here"}};
    finding.subject = {"c:@event", ""};
    return finding;
}

ReportInput inputFor(const std::vector<Finding>& findings) {
    return {.findings = findings,
            .source =
                [](Name file) {
                    return file == Name("/src/a.cpp")
                               ? std::string("// one\n\xc3\xa9\xc3\xa9\xc3\xa9 event;\n")
                               : std::string();
                },
            .isError = {},
            .root = "/src"};
}

TEST(Reports, NothingFoundIsAnEmptyReport) {
    const std::vector<Finding> none;
    EXPECT_EQ(reportText(inputFor(none)), "");
    EXPECT_EQ(json::parse(reportJson(inputFor(none)))["findings"], json::array());
    EXPECT_EQ(json::parse(reportSarif(inputFor(none)))["runs"][0]["results"], json::array());
}
TEST(Reports, GithubEscapesWhatItsCommandsCannotHold) {
    const std::vector<Finding> findings{finding()};
    EXPECT_EQ(
        reportGithub(inputFor(findings)),
        "::warning file=a.cpp,line=2,col=8,title=loop-static-object::'\xc3\xa9v\xc3\xa9nement' "
        "is \"bad\"%0A/usr/include/b.h:7: held here\n");
}
TEST(Reports, GitlabHasWhatItsSchemaAsksForAndEachFingerprintOnce) {
    const std::vector<Finding> findings{finding(), finding()};
    const json issues = json::parse(reportGitlab(inputFor(findings)));
    ASSERT_EQ(issues.size(), 2u);
    for (const json& issue : issues) {
        EXPECT_TRUE(issue["description"].is_string());
        EXPECT_EQ(issue["check_name"], "loop-static-object");
        EXPECT_EQ(issue["severity"], "major");
        EXPECT_EQ(issue["location"]["path"], "a.cpp");
        EXPECT_EQ(issue["location"]["lines"]["begin"], 2);
    }
    EXPECT_NE(issues[0]["fingerprint"], issues[1]["fingerprint"]);
}
TEST(Reports, JunitAndHtmlEscapeMarkup) {
    std::vector<Finding> findings{finding()};
    findings[0].message = "<a> & \x01";
    for (auto* report : {reportJunit, reportHtml}) {
        const std::string text = report(inputFor(findings));
        EXPECT_NE(text.find("&lt;a&gt; &amp; "), text.npos);
        EXPECT_EQ(text.find('\x01'), text.npos);
    }
    EXPECT_NE(reportJunit(inputFor(findings)).find("failures=\"1\""), std::string::npos);
    EXPECT_NE(reportJunit(inputFor(std::vector<Finding>{})).find("tests=\"1\" failures=\"0\""),
              std::string::npos);
}
TEST(Reports, TextShowsTheLineWithACaretUnderTheColumn) {
    const std::vector<Finding> findings{finding()};
    EXPECT_EQ(reportText(inputFor(findings)),
              "a.cpp:2:8: warning: '\xc3\xa9v\xc3\xa9nement' is \"bad\" [loop-static-object]\n"
              "    2 | \xc3\xa9\xc3\xa9\xc3\xa9 event;\n"
              "      |     ^\n"
              "/usr/include/b.h:7:1: note: held here\n");
}
TEST(Reports, SarifCountsCharactersNotBytes) {
    const std::vector<Finding> findings{finding()};
    const json result = json::parse(reportSarif(inputFor(findings)))["runs"][0]["results"][0];
    EXPECT_EQ(result["locations"][0]["physicalLocation"]["region"]["startColumn"], 5);
    EXPECT_EQ(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "a.cpp");
    EXPECT_EQ(result["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"],
              "file:///usr/include/b.h");
    EXPECT_TRUE(result["partialFingerprints"].contains("primaryLocationLineHash"));
}
TEST(Reports, ADifferentObjectHasADifferentFingerprint) {
    Finding other = finding();
    other.subject = {"c:@other", ""};
    const std::vector<Finding> findings{finding(), other};
    const json results = json::parse(reportSarif(inputFor(findings)))["runs"][0]["results"];
    EXPECT_NE(results[0]["partialFingerprints"], results[1]["partialFingerprints"]);
}
TEST(Reports, PathsWithSpacesAreUris) {
    Finding odd = finding();
    odd.at.file = "/src/my file%.cpp";
    const std::vector<Finding> findings{odd};
    const json result = json::parse(reportSarif(inputFor(findings)))["runs"][0]["results"][0];
    EXPECT_EQ(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
              "my%20file%25.cpp");
}
TEST(Reports, TextThatIsNoUtf8IsStillJson) {
    Finding odd = finding();
    odd.message = "caf\xe9";
    const std::vector<Finding> findings{odd};
    EXPECT_EQ(json::parse(reportJson(inputFor(findings)))["findings"][0]["message"],
              "caf\xef\xbf\xbd");
    EXPECT_EQ(
        json::parse(reportSarif(inputFor(findings)))["runs"][0]["results"][0]["message"]["text"],
        "caf\xef\xbf\xbd");
}
TEST(Reports, ALineThatIsNoLongerThereIsLeftOut) {
    Finding gone = finding();
    gone.at.line = 99;
    const std::vector<Finding> findings{gone};
    EXPECT_EQ(reportText(inputFor(findings)).find(" | "), std::string::npos);
    Finding beyond = finding();
    beyond.at.column = 500;
    const std::vector<Finding> columns{beyond};
    EXPECT_NE(reportText(inputFor(columns)).find("a.cpp:2:500: warning"), std::string::npos);
    EXPECT_NO_THROW(reportSarif(inputFor(columns)));
}
} // namespace

} // namespace looplint::testing
