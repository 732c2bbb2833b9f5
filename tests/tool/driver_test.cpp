// The driver: preambles, cache and worker processes change what a run costs, never what it says.

#include "driver_fixture.h"

#include <filesystem>
#include <fstream>
#include <random>

namespace fs = std::filesystem;

namespace looplint::testing {

namespace {

TEST_F(Driver, PreambleCacheAndJobsDoNotChangeFindings) {
    const std::string plain = plainly();
    EXPECT_NE(plain.find("'d' (loop::Event)"), plain.npos);
    EXPECT_EQ(run(settings(false)), plain);
    EXPECT_EQ(counts.preambles, 1u);
    EXPECT_EQ(counts.fellBack, 0u);
    RunSettings one = settings();
    one.jobs = 1;
    EXPECT_EQ(run(one), plain);
    EXPECT_EQ(run(settings()), plain);
    EXPECT_EQ(counts.cached, 4u);
}

TEST_F(Driver, AChangedFileIsReadAgainAndTheRestIsNot) {
    run(settings());
    std::ofstream(folder.path() + "/b.cpp") << "#include \"event.h\"\n";
    const std::string changed = run(settings());
    EXPECT_EQ(counts.cached, 3u);
    EXPECT_EQ(changed, plainly());
}

TEST_F(Driver, ANewHeaderInFrontOfAnOldOneIsSeen) {
    fs::create_directory(folder.path() + "/first"), fs::create_directory(folder.path() + "/second");
    folder.write("second/inner.h", "using Inner = int;\n");
    const std::string path =
        folder.write("e.cpp", "#include \"event.h\"\n#include <inner.h>\nInner e;\n");
    commands.emplace_back(folder.path(), path,
                          std::vector<std::string>{"clang++", "-I" + folder.path(), "-Ifirst",
                                                   "-Isecond", "-c", path},
                          "");
    const std::string before = run(settings());
    EXPECT_EQ(before.find("'e' (loop::Event)"), before.npos);
    folder.write("first/inner.h", "#include \"../event.h\"\nusing Inner = loop::Event;\n");
    const std::string after = run(settings());
    EXPECT_NE(after.find("'e' (loop::Event)"), after.npos);
}

TEST_F(Driver, AUnitThatCouldSeeADifferenceIsParsedPlainly) {
    add("e", "#define NDEBUG 1\n#include <cassert>\n");
    add("f", "#include <vector>\n#ifdef assert\n#error\n#endif\n");
    const std::string plain = plainly();
    RunSettings one = settings(false);
    one.jobs = 1; // all wait for the preamble
    EXPECT_EQ(run(one), plain);
    EXPECT_EQ(counts.fellBack, 2u);
    EXPECT_TRUE(problems.empty());
}

TEST_F(Driver, ACrashLosesItsUnitOnly) {
    for (const char* kind : {"crash", "spin", "allocate"}) {
        RunSettings faulty = settings(false);
        faulty.unitFault = std::string(kind) + ":b.cpp";
        faulty.limits = {.time = std::chrono::seconds(20), .memory = 1ULL << 30};
        if (kind == std::string("spin")) faulty.limits.time = std::chrono::seconds(5);
        const std::string found = run(faulty);
        ASSERT_EQ(problems.size(), 1u) << kind;
        EXPECT_TRUE(problems[0].isLost) << kind;
        EXPECT_TRUE(problems[0].unit.ends_with("b.cpp")) << kind;
        EXPECT_EQ(found.find("'b' (loop::Event)"), found.npos);
        EXPECT_NE(found.find("'a' (loop::Event)"), found.npos);
    }
}

TEST_F(Driver, APreambleThatCannotBeMadeCostsTimeOnly) {
    const std::string right = plainly();
    RunSettings faulty = settings(false);
    faulty.unitFault = "crash:.pch";
    EXPECT_EQ(run(faulty), right);
    EXPECT_EQ(counts.preambles, 0u);
    ASSERT_EQ(counts.unmade.size(), 1u);
    EXPECT_TRUE(counts.unmade[0].first.ends_with("a.cpp"));
    EXPECT_TRUE(counts.unmade[0].second.starts_with("crashed"));
    EXPECT_TRUE(problems.empty());
}

TEST_F(Driver, DamagedEntriesAreEntriesThatAreNotThere) {
    const std::string right = run(settings());
    std::mt19937 random(11);
    for (int round = 0; round < 12; ++round) {
        for (const fs::directory_entry& entry :
             fs::recursive_directory_iterator(folder.path() + "/cache")) {
            if (!entry.is_regular_file() || entry.file_size() == 0) continue;
            if (random() % 3 == 0) {
                fs::resize_file(entry.path(), random() % entry.file_size());
                continue;
            }
            std::fstream file(entry.path(), std::ios::in | std::ios::out | std::ios::binary);
            const auto at = static_cast<std::streamoff>(random() % entry.file_size());
            file.seekg(at);
            const char byte = static_cast<char>(file.get() ^ (1 << random() % 8));
            file.seekp(at).put(byte);
        }
        EXPECT_EQ(run(settings()), right) << round;
    }
}

TEST_F(Driver, ACacheThatCannotBeWrittenIsNoCache) {
    RunSettings nowhere = settings();
    nowhere.cacheFolder = folder.path() + "/event.h/cache";
    EXPECT_EQ(run(nowhere), plainly());
}

} // namespace

} // namespace looplint::testing
