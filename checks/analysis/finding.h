#pragma once
// Finding: what a check says. A plain value; reporters and editors need nothing else.

#include "analysis/entity.h"
#include "analysis/location.h"

#include <optional>
#include <string>
#include <vector>

namespace looplint {

/// A secondary place of a finding: where the object was bound, how the code gets there.
struct Note {
    Location at;
    std::string message;

    friend auto operator<=>(const Note&, const Note&) = default;
};

/// Replaces `length` bytes at `offset` (0-based) of a file by `text`.
struct Edit {
    Name file;
    uint32_t offset = 0;
    uint32_t length = 0;
    std::string text;

    friend auto operator<=>(const Edit&, const Edit&) = default;
};

struct Fix {
    std::string description;
    std::vector<Edit> edits; // sorted, not overlapping

    friend auto operator<=>(const Fix&, const Fix&) = default;
};

/// Who is in a finding: the object, its loop, who runs that, and who comes to it from elsewhere.
/// Empty: not known.
struct Scene {
    std::string object, loop;
    Location bound;      // where the object gets its loop
    std::string home;    // "the thread started in 'ns::Server::start'"
    Location run;        // where the loop is run there
    std::string away;    // the context of the use
    uint32_t way = 0;    // the first of the notes that lead there …
    uint32_t wayEnd = 0; // … and the one behind the last

    friend auto operator<=>(const Scene&, const Scene&) = default;
};

struct Finding {
    std::string check;
    Location at;
    std::string message;
    std::vector<Note> notes;
    uint32_t level = 0; // 0 provable, 1 likely, 2 contract hygiene
    Entity subject;     // the object it is about: one finding per object and cause
    Name type;          // canonical name of the bound type
    std::optional<Fix> fix;
    Scene scene;
    bool wantsParent = false; // the object is a member that should be a child of what it is in

    friend auto operator<=>(const Finding&, const Finding&) = default;
};

/// Sorts by place, then check, and keeps one finding per object and check.
void sortAndDedupe(std::vector<Finding>& findings);

} // namespace looplint
