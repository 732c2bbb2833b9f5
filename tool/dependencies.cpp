#include "dependencies.h"

#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/xxhash.h>

#include <ctime>
#include <sys/stat.h>

namespace looplint {

uint64_t hashOf(std::string_view bytes) { return llvm::xxh3_64bits(llvm::StringRef(bytes)); }

static int64_t exactly(const struct stat& status) {
    return status.st_mtim.tv_sec * 1'000'000'000LL + status.st_mtim.tv_nsec;
}

int64_t modifiedOf(const struct stat& status) {
    return std::time(nullptr) - status.st_mtim.tv_sec < 2 ? 0 : exactly(status);
}

FileStamp stampOf(const std::string& path, std::string_view contents) {
    FileStamp stamp{.size = contents.size(), .content = hashOf(contents)};
    struct stat status;
    if (stat(path.c_str(), &status) != 0) return stamp;
    if (static_cast<uint64_t>(status.st_size) == stamp.size) stamp.modified = modifiedOf(status);
    return stamp;
}

void Dependencies::add(const Dependencies& other) {
    files.insert(other.files.begin(), other.files.end());
    for (const auto& [folder, missed] : other.absent) {
        Absent& mine = absent.try_emplace(folder, missed).first->second;
        if (mine.modified != missed.modified) mine.modified = 0;
        mine.names.insert(missed.names.begin(), missed.names.end());
    }
}

void Dependencies::write(BytesOut& out) const {
    out.list(files, [&](const auto& file) {
        out.text(file.first);
        out.number(file.second.size), out.number(file.second.modified);
        out.number(file.second.content);
    });
    out.list(absent, [&](const auto& folder) {
        out.text(folder.first);
        out.number(folder.second.modified);
        out.list(folder.second.names, [&](const std::string& name) { out.text(name); });
    });
}

Dependencies Dependencies::read(BytesIn& in) {
    Dependencies result;
    in.list([&] {
        const std::string path(in.text());
        FileStamp stamp;
        stamp.size = in.number<uint64_t>(), stamp.modified = in.number<int64_t>();
        stamp.content = in.number<uint64_t>();
        result.files.emplace_hint(result.files.end(), path, stamp);
    });
    in.list([&] {
        Absent& absent = result.absent[std::string(in.text())];
        absent.modified = in.number<int64_t>();
        in.list([&] { absent.names.insert(std::string(in.text())); });
    });
    return result;
}

DiskState::Status& DiskState::statusOf(const std::string& path) {
    const auto [entry, isNew] = statuses_.try_emplace(path);
    if (!isNew) return entry->second;
    struct stat status;
    if (stat(path.c_str(), &status) == 0) {
        entry->second.exists = true;
        entry->second.size = static_cast<uint64_t>(status.st_size);
        entry->second.modified = exactly(status);
    }
    return entry->second;
}

bool DiskState::isCurrent(const std::string& path, const FileStamp& stamp) {
    Status& now = statusOf(path);
    if (!now.exists || now.size != stamp.size) return false;
    if (stamp.modified && now.modified == stamp.modified) return true;
    if (!now.isHashed) {
        auto buffer = llvm::MemoryBuffer::getFile(path);
        if (!buffer) return false;
        now.content = hashOf((*buffer)->getBuffer());
        now.isHashed = true;
    }
    return now.content == stamp.content;
}

bool DiskState::isStillAbsent(const std::string& folder, const Dependencies::Absent& absent) {
    const Status& now = statusOf(folder);
    if (!now.exists) return true; // then nothing is in it
    if (absent.modified && now.modified == absent.modified) return true;
    for (const std::string& name : absent.names)
        if (statusOf(folder + "/" + name).exists) return false;
    return true;
}

bool DiskState::isCurrent(const Dependencies& dependencies) {
    for (const auto& [path, stamp] : dependencies.files)
        if (!isCurrent(path, stamp)) return false;
    for (const auto& [folder, absent] : dependencies.absent)
        if (!isStillAbsent(folder, absent)) return false;
    return true;
}

} // namespace looplint
