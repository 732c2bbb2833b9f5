#pragma once
// Session's state, and the messages that a child sends to it. For session*.cpp only.

#include "baseline.h"
#include "driver.h"
#include "open_preamble.h"
#include "session.h"

namespace looplint {

/// The first byte of a message.
enum class MessageKind : char {
    Preamble = 'P',   // unit, and the preamble if there can be one
    Programs = 'F',   // keys of all programs, and the findings of some
    View = 'V',       // JSON by file
    References = 'R', // unit, JSON
    Facts = 'U',      // unit, facts, headers; from an open file
    Indexed = 'I',    // the same; from disk
    IndexEnd = 'D',
    Progress = 'N',
    Problem = 'E',
    Fix = 'X',
    Calls = 'C',
    Checked = 'K'
};

/// What a child says of one program. `key` names its units.
struct ProgramNews {
    uint64_t key = 0;
    std::vector<Finding> findings;
};

struct KnownUnit {
    clang::tooling::CompileCommand command;
    std::optional<UnitFacts> facts;
    std::string unread;            // facts as bytes, newer than `facts`
    uint64_t hash = 0;             // of the facts as the disk has them
    std::set<std::string> headers; // of the project
    std::optional<OpenPreamble> preamble;
    std::string noPreambleFor; // a head that cannot be precompiled
    bool isOpen = false;       // its facts are those of an open file
    bool isListed = true;      // by the database

    /// Whether its text can be parsed on its preamble.
    bool isOnPreamble(const OpenTexts& texts) const;
};

struct Session::State {
    std::string root;
    Options options;
    Config config;
    Models models;
    std::string baselineFile, cache;
    Baseline baseline;
    std::map<std::string, KnownUnit> units;
    std::map<uint64_t, std::vector<Finding>> programs; // findings by key
    std::vector<uint64_t> keys;                        // of all programs, as last told
    std::map<std::string, FileView> views;
    std::map<std::string, std::vector<ViewReference>> references;
    std::vector<std::string> settings; // files
    bool isIndexed = false;
    uint64_t epoch = 0;

    /// The units whose facts are known, and the programs that they make up.
    struct Linked {
        std::vector<UnitFacts> units;
        std::vector<KnownUnit*> owners; // of units
        std::vector<std::vector<size_t>> programs;
        std::vector<uint64_t> keys;
    };
    /// In a child: takes the facts out of `units`.
    Linked link();
    /// Puts them back.
    static void unlink(Linked linked);
    std::optional<Store> store() const;
};

} // namespace looplint
