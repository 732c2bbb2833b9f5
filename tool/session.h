#pragma once
// Session: one project folder as an editor has it open: its units, what is known of them, and what
// follows from it. Knows no protocol; and whoever includes this knows no Clang.
//
//   - All parsing happens in child processes. A session is a value in the server that a child
//     inherits as it is at the fork; what the child finds out it emits as messages, and the
//     server's session takes them up. So a crash of the parser costs one file.
//   - Each open file that is compiled has a preamble of its own (open_preamble.h), kept in the
//     store: a keystroke costs the rest of the file, and a restart costs nothing. The child that
//     checks on a preamble stays, and with it the memory that it has: on a machine where a fresh
//     page is dear, that is more than half of a keystroke. Between two of them it gets ahead with
//     the next parse (head_start.h).
//   - The other units come from the store's entries, those of the command line (driver.h); until
//     they are all there, a program is what is open.
//   - Findings are kept by program: a check replaces those of the programs its unit belongs to.

#include "analysis/finding.h"
#include "config.h"
#include "options.h"
#include "view.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>

namespace looplint {

class HeadStart;

/// The contents of open files, by absolute path.
using OpenTexts = std::map<std::string, std::string>;
using Emit = std::function<void(std::string_view)>;
using Receive = std::function<std::optional<std::string>()>;

class Session {
  public:
    /// `options`: those of the command line; files in them are ignored.
    Session(std::string root, Options options);
    ~Session();
    Session(const Session&) = delete;

    const std::string& root() const;
    const Config& config() const;
    /// Reads database, configuration, models and baseline. What is wrong: one line each, for the
    /// user. Everything that was known is forgotten; open files must be checked again.
    std::vector<std::string> load();
    /// Whether the file is one of those that load() reads.
    bool isSetting(const std::string& file) const;

    // What there is to do. `unit` is always the path of a unit.
    /// The unit to check for an open file: itself, or one that includes it; nothing if it cannot be
    /// compiled. Adds files that the database does not list, with the flags it would give them.
    std::optional<std::string> unitFor(const std::string& file, const OpenTexts& texts);
    bool includes(const std::string& unit, const std::string& file) const;
    bool needsPreamble(const std::string& unit, const OpenTexts& texts);
    bool isIndexed() const;
    bool needsRest() const; // a program was not analysed yet
    /// The preamble that the text starts with, as a path; empty if there is none yet.
    std::string preambleOf(const std::string& unit, const OpenTexts& texts) const;
    /// Another number than before if a child that stays no longer knows what the server knows,
    /// beside what is sent to it.
    uint64_t epoch() const;
    /// The unit is no longer open: what the disk has counts again, once it is indexed anew.
    void close(const std::string& unit);
    /// A child died on it.
    void dropPreamble(const std::string& unit);

    // In a child process.
    void precompile(const std::string& unit, const OpenTexts& texts, const Emit& emit) const;
    void check(const std::string& unit, const OpenTexts& texts, const Emit& emit);
    /// check() for each CheckRequest, until there are no more or the preamble does not hold any
    /// longer. Texts: those of the requests.
    void keepChecking(const std::string& unit, const Receive& receive, const Emit& emit);
    void analyzeRest(const OpenTexts& texts, const Emit& emit);
    void index(const Emit& emit) const;
    void findFix(const Finding& finding, const std::string& unit, const OpenTexts& texts,
                 const Emit& emit) const;
    void findCalls(const std::string& id, bool isInto, const Emit& emit);

    // In the server, before a child is forked: facts that came as bytes are read.
    void prepare(const std::string& exceptUnit = {});

    /// What a message changed.
    struct News {
        bool findings = false, views = false, indexed = false;
        bool facts = false;   // other children that stay must know them
        bool checked = false; // a request was met
        std::optional<std::pair<size_t, size_t>> progress; // of the index: done, total
        std::string problem;                               // for the user
        std::optional<std::optional<Fix>> fix;
        std::optional<std::vector<ViewCall>> calls;
    };
    News take(std::string_view message);

    /// All findings that are reported, in order.
    std::vector<Finding> findings(const OpenTexts& texts) const;
    /// Null if the file was not looked at.
    const FileView* view(const std::string& file) const;
    const std::vector<ViewReference>* references(const std::string& file) const;
    /// Makes `finding` known; it is not reported again. Throws UsageError.
    void addToBaseline(const Finding& finding);
    /// The path of a page of a check; empty if there is no place for it.
    std::string pagePath(const std::string& check) const;

    struct State; // session_state.h

  private:
    bool check(const std::string& unit, const OpenTexts& texts, const Emit& emit,
               HeadStart* headStart);

    std::unique_ptr<State> state_;
};

/// Does what the first parse of a process does once, here, so that children need not.
void warmUp();

} // namespace looplint
