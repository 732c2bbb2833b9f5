#pragma once
// Dependencies: everything on disk that a result was made from, so that it can be told whether the
// result still holds: the files that were read, and the names that were looked for in vain (a new
// header earlier on the include path changes a unit without changing any file it read).

#include "bytes.h"

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

struct stat;

namespace looplint {

/// What a file looked like when it was read. `modified` is in nanoseconds; 0 if the file had
/// changed so shortly before that its time says nothing.
struct FileStamp {
    uint64_t size = 0;
    int64_t modified = 0;
    uint64_t content = 0; // hash

    friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

/// The time to remember a file or folder by: 0 if it changed within the last two seconds, as a
/// second change within the clock's step would not show.
int64_t modifiedOf(const struct stat& status);

uint64_t hashOf(std::string_view bytes);

struct Dependencies {
    std::map<std::string, FileStamp> files; // by absolute path
    /// By folder that was there: its time, and the names that were not in it.
    struct Absent {
        int64_t modified = 0;
        std::set<std::string> names;
    };
    std::map<std::string, Absent> absent;

    void add(const Dependencies& other);
    void write(BytesOut& out) const;
    static Dependencies read(BytesIn& in);
};

/// Files as they are on disk now. Each is looked at once: a result is judged against one moment.
class DiskState {
  public:
    /// Costs one stat per file and folder that was not asked for before; contents are read only of
    /// files whose size or time is another than before.
    bool isCurrent(const Dependencies& dependencies);
    /// How many files were looked at.
    size_t statCount() const { return statuses_.size(); }

  private:
    struct Status {
        bool exists = false;
        uint64_t size = 0;
        int64_t modified = 0;
        uint64_t content = 0;
        bool isHashed = false;
    };
    Status& statusOf(const std::string& path);
    bool isCurrent(const std::string& path, const FileStamp& stamp);
    bool isStillAbsent(const std::string& folder, const Dependencies::Absent& absent);

    std::unordered_map<std::string, Status> statuses_;
};

/// The stamp of a file whose contents were just read. Throws nothing; a file that is gone has no
/// time.
FileStamp stampOf(const std::string& path, std::string_view contents);

} // namespace looplint
