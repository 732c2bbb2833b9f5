#include "qt_registry.h"

#include <QCoreApplication>
#include <QObject>
#include <QThread>
#include <algorithm>
#include <iterator>
#include <vector>

namespace loop::guard::qt {

namespace {

// The parts of Qt's warnings that tell of an object on the wrong thread or without a loop.
constexpr std::string_view kWarnings[] = {
    "can only be used with threads started with QThread",
    "Can only be used with threads started with QThread",
    "cannot be started from another thread",
    "cannot be stopped from another thread",
    "cannot be enabled from another thread",
    "cannot be disabled from another thread",
    "Cannot create children for a parent that is in a different thread",
    "Cannot set parent, new parent is in a different thread",
    "is not the object's thread",
    "Cannot be used without QApplication",
};

bool is_affinity_warning(std::string_view text) {
    return std::any_of(std::begin(kWarnings), std::end(kWarnings), [&](std::string_view part) {
        return text.find(part) != std::string_view::npos;
    });
}

// The object that the warning names, as in "(Parent is QTimer(0x55d0), ..."; null if it names none.
const QObject* object_in(const std::string& text) {
    const auto parent = text.find("(Parent is ");
    if (parent == std::string::npos) return nullptr;
    const auto address = text.find("(0x", parent + 1);
    if (address == std::string::npos) return nullptr;
    return reinterpret_cast<const QObject*>(std::stoull(text.substr(address + 1), nullptr, 16));
}

std::string_view file_name(const std::string& path) {
    return std::string_view(path).substr(path.rfind('/') + 1);
}

// Whether the program made it: the first frame outside of Qt is not the loader's or the C
// library's.
bool is_made_by_program(const Stack& stack) {
    for (const ModuleOffset& frame : frames_of(stack)) {
        const auto name = file_name(frame.module);
        if (name.substr(0, 5) == "libQt") continue;
        return name.substr(0, 3) != "ld-" && name.substr(0, 7) != "libc.so";
    }
    return false;
}

std::string name_of(const QThread* thread) { return "QThread " + hex(thread); }

Report early_object(const QObject* object, const Record& record) {
    return {"before-application",
            "was made before the QCoreApplication: no event loop serves it yet",
            object->metaObject()->className(),
            object,
            record.created,
            name_of(object->thread()),
            here(),
            "",
            record.thread,
            /*throwable=*/false};
}

} // namespace

Registry& Registry::instance() {
    static auto* const registry = new Registry;
    return *registry;
}

void Registry::made(QObject* object) {
    Record record{0, here(), thread_name()};
    const std::lock_guard lock(mutex_);
    record.number = next_number_++;
    objects_[object] = record;
}

void Registry::gone(QObject* object) {
    const std::lock_guard lock(mutex_);
    objects_.erase(object);
}

// Objects that came after the application are its own: it is still being constructed.
bool Registry::is_early(const QObject* object, const Record& record,
                        std::uint64_t application) const {
    if (record.number >= application || object == QThread::currentThread()) return false;
    if (objects_.count(object->parent())) return false;
    return is_made_by_program(record.created);
}

void Registry::application_starts() {
    std::vector<std::pair<std::uint64_t, Report>> reports;
    {
        const std::lock_guard lock(mutex_);
        const auto application = objects_.find(QCoreApplication::instance());
        if (application == objects_.end()) return;
        for (const auto& [object, record] : objects_)
            if (is_early(object, record, application->second.number))
                reports.emplace_back(record.number, early_object(object, record));
    }
    std::sort(reports.begin(), reports.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& [number, report] : reports) publish(report);
}

void Registry::warned(const std::string& text) {
    if (!is_affinity_warning(text)) return;
    Report report{QCoreApplication::instance() ? "wrong-thread" : "before-application", text};
    report.type = "QObject";
    report.use = here();
    report.running = name_of(QThread::currentThread());
    report.thread = thread_name();
    report.object = object_in(text);
    {
        const std::lock_guard lock(mutex_);
        const auto known = objects_.find(static_cast<const QObject*>(report.object));
        if (known != objects_.end()) report.created = known->second.created;
        if (known != objects_.end()) report.loop = name_of(known->first->thread());
    }
    publish(report);
}

} // namespace loop::guard::qt
