// Preambles: a unit is parsed on one unless it could see a difference. What the headers of a
// library say to each other through macros is what decides.

#include "driver_fixture.h"

namespace looplint::testing {

namespace {

TEST_F(LibraryDriver, WhichOfTwoHeadersDefinesAMacroAlikeDoesNotMatter) {
    header("first.h", "#pragma once\n#define KNOWN 1\n");
    header("second.h", "#pragma once\n#define KNOWN 1\n");
    header("user.h",
           "#pragma once\n#ifdef KNOWN\nusing User = int;\n#else\nusing User = long;\n#endif\n");
    for (const char* name : {"a", "b", "c"})
        unit(name, "#include <first.h>\n#include <second.h>\n#include <user.h>\n");
    unit("d", "#include <second.h>\n#include <user.h>\nUser user;\n");
    EXPECT_EQ(fallBacks(), 0u);
    unit("e", "#include <user.h>\n#include <second.h>\nUser other;\n");
    EXPECT_EQ(fallBacks(), 1u);
}

TEST_F(LibraryDriver, AHeaderThatDefinesAMacroOnlyIfNoOtherDidIsSeen) {
    header("first.h",
           "#pragma once\n#ifndef ZERO\n#endif\n#ifndef KNOWN\n#define KNOWN 1\n#endif\n");
    header("second.h",
           "#pragma once\n#ifndef ZERO\n#endif\n#ifndef KNOWN\n#define KNOWN 1\n#endif\n");
    header("user.h", "#pragma once\n#ifdef KNOWN\nusing User = int;\n#endif\n");
    for (const char* name : {"a", "b", "c"})
        unit(name, "#include <user.h>\n#include <first.h>\n#include <second.h>\n");
    EXPECT_EQ(fallBacks(), 0u);
    unit("d", "#include <second.h>\n#include <user.h>\n");
    EXPECT_EQ(fallBacks(), 1u);
}

TEST_F(LibraryDriver, WhoWouldDefineAMacroOnlyMattersIfNobodyDidBefore) {
    header("definer.h", "#pragma once\n#define KNOWN 1\n");
    header("heir.h",
           "#pragma once\n#ifndef ZERO\n#endif\n#ifndef KNOWN\n#define KNOWN 0\n#endif\n");
    header("user.h",
           "#pragma once\n#if KNOWN\nusing User = long;\n#else\nusing User = int;\n#endif\n");
    // In the preamble the heir comes after the user, in some units before it.
    for (const char* name : {"a", "b", "c"})
        unit(name, "#include <definer.h>\n#include <user.h>\n#include <heir.h>\n");
    unit("d", "#include <definer.h>\n#include <heir.h>\n#include <user.h>\n");
    EXPECT_EQ(fallBacks(), 0u);
    unit("e", "#include <heir.h>\n");
    unit("f", "#include <heir.h>\n#include <user.h>\nUser user_f;\n");
    EXPECT_EQ(fallBacks(), 2u);
}

TEST_F(LibraryDriver, AnHeirThatDefinesAMacroAlikeIsAsGoodAsAnother) {
    header("definer.h",
           "#pragma once\n#ifndef ZERO\n#endif\n#ifndef KNOWN\n#define KNOWN 1\n#endif\n");
    header("heir.h",
           "#pragma once\n#ifndef ZERO\n#endif\n#ifndef KNOWN\n#define KNOWN 1\n#endif\n");
    header("user.h",
           "#pragma once\n#ifdef KNOWN\nusing User = int;\n#else\nusing User = long;\n#endif\n");
    for (const char* name : {"a", "b", "c"})
        unit(name, "#include <definer.h>\n#include <heir.h>\n#include <user.h>\n");
    unit("d", "#include <heir.h>\n#include <definer.h>\n#include <user.h>\n");
    EXPECT_EQ(fallBacks(), 0u);
    unit("e", "#include <user.h>\n#include <heir.h>\n");
    EXPECT_EQ(fallBacks(), 1u);
}

TEST_F(LibraryDriver, HeadersThatAreIncludedForTheirMacrosAreLeftToTheUnits) {
    header("words.h", "#ifndef spawn\n#define spawn (1)\n#endif\n"); // not as guards do
    header("unwords.h", "#undef spawn\n");
    header("api.h", "#pragma once\nstruct Api { int spawn(); };\n");
    for (const char* name : {"a", "b", "c"})
        unit(name, "#include <api.h>\nint of_" + std::string(name) +
                       "(Api api) { return api.spawn(); }\n");
    unit("d", "#include <api.h>\n#include <words.h>\nint word = spawn;\n#include <unwords.h>\n");
    EXPECT_EQ(fallBacks(), 0u);
}

TEST_F(LibraryDriver, AMacroThatGuardsAPartOfAHeaderIsAMacroLikeAnother) {
    header("part.h", "#ifndef KNOWN\n#define KNOWN 1\n#endif\nusing Part = int;\n"); // no guard
    header("user.h",
           "#pragma once\n#ifdef KNOWN\nusing User = int;\n#else\nusing User = long;\n#endif\n");
    for (const char* name : {"a", "b", "c"})
        unit(name, "#include <part.h>\n#include <user.h>\nPart p;\n");
    EXPECT_EQ(fallBacks(), 0u);
    unit("d", "#include <user.h>\n#include <part.h>\nUser user;\n");
    EXPECT_EQ(fallBacks(), 1u);
}

TEST_F(LibraryDriver, AGuardThatAnotherHeaderDefinesIsAMacroLikeAnother) {
    header("guarded.h", "#ifndef GUARDED_H\n#define GUARDED_H\nusing Guarded = int;\n#endif\n");
    header("instead.h",
           "#pragma once\n#ifndef GUARDED_H\n#define GUARDED_H\nusing Guarded = long;\n#endif\n");
    for (const char* name : {"a", "b", "c"})
        unit(name, "#include <guarded.h>\n#include <instead.h>\nGuarded g;\n");
    EXPECT_EQ(fallBacks(), 0u);
    unit("d", "#include <instead.h>\n#include <guarded.h>\nGuarded g;\n");
    EXPECT_EQ(fallBacks(), 1u);
}

constexpr const char* kSizes = "#pragma once\n#if defined(LIMIT)\n#define SIZE LIMIT\n#else\n"
                               "#define SIZE 1024\n#endif\nusing Sized = int;\n";

TEST_F(LibraryDriver, AConditionMattersToThoseWhoNameWhatItDefines) {
    header("limit.h", "#pragma once\n#define LIMIT 7\n");
    header("sizes.h", kSizes);
    for (const char* name : {"a", "b", "c"})
        unit(name, "#include <limit.h>\n#include <sizes.h>\nSized of;\n");
    unit("d", "#include <sizes.h>\n#include <limit.h>\nSized of;\n");
    EXPECT_EQ(fallBacks(), 0u);
    unit("e", "#include <sizes.h>\n#include <limit.h>\nint size = SIZE;\n");
    unit("f", "#include <sizes.h>\n#if SIZE == 1024\nSized other;\n#endif\n");
    EXPECT_EQ(fallBacks(), 2u);
}

TEST_F(LibraryDriver, AConditionMattersToHeadersThatNameWhatItDefines) {
    header("limit.h", "#pragma once\n#define LIMIT 7\n");
    header("sizes.h", kSizes);
    header("user.h", "#pragma once\n#include <sizes.h>\nstruct User { char of[SIZE]; };\n");
    for (const char* name : {"a", "b", "c"})
        unit(name, "#include <limit.h>\n#include <sizes.h>\n#include <user.h>\nUser of;\n");
    unit("d", "#include <sizes.h>\n#include <limit.h>\n#include <user.h>\n");
    EXPECT_EQ(fallBacks(), 1u);
}

TEST_F(LibraryDriver, WhatAHeaderIsHandedByMacroIsTheIncludersAffair) {
    header("number.h", "#pragma once\n#define NUMBER() 3\n");
    header("body.h", "#define OWN() VALUE\nstruct JOIN { int value = OWN(); };\n#undef OWN\n");
    header("one.h", "#pragma once\n#define JOIN One\n#define VALUE 1\n#include <body.h>\n#undef "
                    "JOIN\n#undef VALUE\n");
    header("two.h", "#pragma once\n#include <number.h>\n#define JOIN Two\n#define VALUE "
                    "NUMBER()\n#include <body.h>\n#undef JOIN\n#undef VALUE\n");
    for (const char* name : {"a", "b", "c"})
        unit(name, "#include <one.h>\n#include <two.h>\nOne one;\nTwo two;\n");
    unit("d", "#include <two.h>\n#include <one.h>\nTwo two;\n");
    EXPECT_EQ(fallBacks(), 0u);
}

TEST_F(LibraryDriver, AMacroThatIsGoneInTheEndIsSeenWhereItIsNot) {
    header("word.h", "#pragma once\n#define spawn 5\n");
    header("unword.h", "#pragma once\n#undef spawn\n");
    for (const char* name : {"a", "b", "c"}) unit(name, "#include <word.h>\n#include <unword.h>\n");
    EXPECT_EQ(fallBacks(), 0u);
    unit("d", "#include <word.h>\nint word = spawn;\n");
    unit("e", "#include <word.h>\n#if spawn\nloop::Event *more;\n#endif\n");
    EXPECT_EQ(fallBacks(), 2u);
}

constexpr const char* kShow = "template <class T> int show(T value) { return describe(value); }\n";

TEST_F(LibraryDriver, WhatASpecializationUsesIsFoundWhereItIsMade) {
    header("thing.h", "#pragma once\nnamespace n { struct Thing {}; int describe(Thing); }\n");
    for (const char* name : {"a", "b", "c"})
        unit(name,
             kShow + std::string("#include <thing.h>\nint of_") + name + " = show(n::Thing());\n");
    EXPECT_EQ(fallBacks(), 0u);
}

TEST_F(LibraryDriver, WhatComesAfterASpecializationIsNotFoundByIt) {
    header("thing.h", "#pragma once\nnamespace n { struct Thing {}; }\n");
    header("describe.h",
           "#pragma once\n#include <thing.h>\nnamespace n { int describe(Thing); }\n");
    for (const char* name : {"a", "b", "c"})
        unit(name, "#include <thing.h>\n#include <describe.h>\n");
    unit("d",
         "#include <thing.h>\nlong describe(...);\n"
         "template <class T> struct Show { decltype(describe(T())) of; };\nShow<n::Thing> shown;\n"
         "#include <describe.h>\n");
    EXPECT_EQ(fallBacks(), 1u);
}

TEST_F(LibraryDriver, AUsingDeclarationOfWhatIsThereAnyhowIsNotNeeded) {
    header("plain.h", "#pragma once\nextern \"C\" int count();\n");
    header("names.h",
           "#pragma once\n#include <plain.h>\nnamespace n { using ::count; int only(); }\n");
    header("wrapped.h", "#pragma once\n#include <names.h>\nusing n::count;\nusing n::only;\n");
    for (const char* name : {"a", "b", "c"}) unit(name, "#include <wrapped.h>\nint of = only();\n");
    unit("d", "#include <names.h>\nint of = count();\n");
    EXPECT_EQ(fallBacks(), 0u);
    unit("e", "#include <names.h>\nint only(...);\nint of = only();\n");
    EXPECT_EQ(fallBacks(), 1u);
}

} // namespace

} // namespace looplint::testing
