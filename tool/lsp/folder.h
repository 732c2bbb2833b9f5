#pragma once
// Folder: one workspace folder of the server: its session, and which of the session's work is done
// when. A change of a file is checked at once (folder_checks.cpp). The index comes after what is
// open, the other programs last.

#include "lsp/checker.h"
#include "lsp/jobs.h"
#include "lsp/text.h"
#include "session.h"

namespace looplint::lsp {

struct Document {
    std::string uri;
    int64_t version = 0;
    Text text;
};
using Documents = std::map<std::string, Document>; // by path

/// What a folder tells the server.
struct FolderEvents {
    std::function<void()> onFindings; // they may have changed
    std::function<void()> onViews;
    std::function<void(size_t done, size_t total)> onProgress; // of the index; total at its end
    std::function<void(const std::string& text, bool isError)> onProblem;
};

class Folder {
  public:
    Folder(std::string root, const Options& options, const Documents& documents, Jobs& jobs,
           FolderEvents events);
    Folder(const Folder&) = delete;
    ~Folder(); // ends its jobs

    Session& session() { return session_; }
    /// Reads the settings again, and checks all open files anew.
    void load();

    void opened(const std::string& path);
    void changed(const std::string& path);
    void saved(const std::string& path);
    void closed(const std::string& path);
    /// Something in the project changed on disk.
    void changedOnDisk();

    using Then = std::function<void()>;
    /// Once the text that the file has now was checked, or cannot be; at once if it was.
    void whenChecked(const std::string& path, Then then);
    /// The same, once what is shown beside findings is there too.
    void whenViewed(const std::string& path, Then then);
    /// Once there is nothing more to find out.
    void whenComplete(Then then);
    /// The version of the open file that the findings are about; nothing if none was looked at.
    std::optional<int64_t> checkedVersion(const std::string& path) const;
    bool isComplete() const;

    void findFix(const Finding& finding, std::function<void(std::optional<Fix>)> then);
    void findCalls(const std::string& id, bool isInto,
                   std::function<void(std::vector<ViewCall>)> then);

    /// Starts what is due; yields when the next thing will be.
    Clock::time_point tick();

  private:
    struct Unit {
        explicit Unit(Jobs& jobs) : checker(jobs) {}
        bool isBusy() const { return check || checker.isBusy(); }

        bool isDirty = true;
        Clock::time_point due, started;
        JobId check = 0, precompile = 0;
        Checker checker;                         // for all but the first check
        std::map<std::string, int64_t> checking; // versions of the texts that are being checked
        std::optional<int64_t> precompiled;      // the text whose head was last precompiled
        int crashes = 0;
    };
    struct File {
        std::string unit; // that is checked for it; empty: there is none
        int64_t checked = INT64_MIN, viewed = INT64_MIN; // versions
        std::vector<std::pair<int64_t, Then>> waiting, waitingForViews;
    };

    OpenTexts texts() const;
    void makeDirty(const std::string& unit, Clock::duration delay);
    void assign(const std::string& path);
    void advance(const std::string& path, Unit& unit);
    void startCheck(const std::string& path, Unit& unit);
    void startChecker(const std::string& path, Unit& unit, const std::string& preamble);
    void takeCheck(const std::string& path, std::string_view message);
    bool isShown(const Unit& unit) const;
    void stop(Unit& unit);
    void startPrecompile(const std::string& path, Unit& unit);
    void endCheck(const std::string& path, const std::string& failure);
    void startIndex();
    void startRest();
    void take(std::string_view message);
    void release(File& file);
    void releaseComplete();
    bool isBusy() const;
    JobId start(Jobs::Job job);
    Jobs::Job job(std::function<void(const Jobs::Emit&)> work,
                  std::function<void(const std::string&)> onEnd);

    const Documents& documents_;
    Jobs& jobs_;
    FolderEvents events_;
    Session session_;
    std::map<std::string, Unit> units_; // of open files
    std::map<std::string, File> files_; // open
    std::vector<Then> whenComplete_;
    std::set<JobId> started_;
    JobId index_ = 0, rest_ = 0;
    bool isIndexWanted_ = true;
    bool isRestLost_ = false; // its process died; once more when something changes
    Clock::time_point indexDue_{};
    std::map<std::string, std::optional<Fix>> fixes_; // of the texts as they are
};

} // namespace looplint::lsp
