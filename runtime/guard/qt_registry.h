// What the Qt guard knows: each living QObject's thread and the stack that made it, in the order of
// their making.
//
// What it reports:
//   before-application  when the QCoreApplication is made: every object of the program's (not of
//                       Qt's own) that was there before it, except children of such objects.
//   wrong-thread        Qt's own warnings about timers, notifiers, children and threads, with the
//                       stack that Qt does not show (before-application, if no application exists).
// Thread-safe: Qt calls the hooks on the thread that makes or destroys the object.
#pragma once

#include "loop/guard/report.h"

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

class QObject;

namespace loop::guard::qt {

struct Record {
    std::uint64_t number = 0;
    Stack created;
    std::string thread;
};

class Registry {
  public:
    // Lives for ever: static QObjects are destroyed late.
    static Registry& instance();

    void made(QObject* object);
    void gone(QObject* object);
    void application_starts();
    // Reports `text` if it is one of Qt's warnings about loops and threads.
    void warned(const std::string& text);

  private:
    bool is_early(const QObject* object, const Record& record, std::uint64_t application) const;

    mutable std::mutex mutex_;
    std::map<const QObject*, Record> objects_;
    std::uint64_t next_number_ = 0;
};

} // namespace loop::guard::qt
