// What a guard says, and to whom: a readable message on stderr and, with LOOP_REPORT=file, one JSON
// line appended to that file. LOOP_GUARD chooses what happens after it:
//   log    (default) the program goes on
//   throw  std::logic_error with the message is thrown where the object is used; a report that is
//          made in a destructor or while the program ends cannot be thrown, and is only logged
//   abort  std::abort()
// Thread-safe. The JSON is written by hand, because a header that is included into every unit of
// a foreign program should not bring a JSON library along.
#pragma once

#include "loop/guard/place.h"
#include "loop/guard/source.h"

#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <pthread.h>
#include <stdexcept>
#include <string>
#include <unistd.h>

namespace loop::guard {

struct Report {
    const char* kind;             // different-loop, never-run, wrong-thread, before-application
    std::string complaint;        // what is wrong, after the object's name and loop
    std::string type;             // of the object, as its library calls it
    const void* object = nullptr; // null if it is not known which one
    Stack created;                // empty if the object was not seen being made
    std::string loop;             // the one that the object is bound to; may be empty
    Stack use;
    std::string running;   // the loop that runs at the use; may be empty
    std::string thread;    // of the use
    bool throwable = true; // false where nothing can catch: in destructors, at exit
};

inline std::string thread_name() {
    if (gettid() == getpid()) return "MainThread";
    return "Thread-" + std::to_string(gettid());
}

inline std::string hex(const void* address) {
    std::array<char, 24> text{};
    std::snprintf(text.data(), text.size(), "%p", address);
    return text.data();
}

namespace detail {

inline std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (static_cast<unsigned char>(c) >= 0x20) {
            out += c;
            continue;
        }
        std::array<char, 8> escape{};
        std::snprintf(escape.data(), escape.size(), "\\u%04x", static_cast<unsigned>(c));
        out += escape.data();
    }
    return out + '"';
}

inline std::string json(const ModuleOffset& at) {
    return "{\"module\":" + quoted(at.module) + ",\"offset\":" + std::to_string(at.offset) + "}";
}

inline std::string json(const Stack& stack, const void* object = nullptr) {
    std::string out = "{\"frames\":[";
    const char* separator = "";
    for (const ModuleOffset& frame : frames_of(stack)) {
        out += separator + json(frame);
        separator = ",";
    }
    out += "]";
    if (object && is_static(object)) out += ",\"symbol\":" + json(module_of(object));
    return out + "}";
}

inline std::string json(const Report& report, const std::string& message) {
    return "{\"version\":1,\"kind\":" + quoted(report.kind) + ",\"message\":" + quoted(message) +
           ",\"object\":{\"type\":" + quoted(report.type) +
           ",\"created\":" + json(report.created, report.object) +
           ",\"loop\":" + quoted(report.loop) + "},\"use\":" + json(report.use) +
           ",\"running\":" + quoted(report.running) + ",\"thread\":" + quoted(report.thread) +
           "}\n";
}

// One write() on an O_APPEND descriptor, so that lines of several threads and processes stay whole.
inline void append_line(const char* path, const std::string& line) {
    const int file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (file < 0 || write(file, line.data(), line.size()) != static_cast<ssize_t>(line.size()))
        std::fprintf(stderr, "loop guard: cannot append to LOOP_REPORT=%s: %m\n", path);
    if (file >= 0) close(file);
}

// "steady_timer at main.cpp:3 ", as much of it as is known.
inline std::string subject(const Report& report) {
    if (!report.object) return {};
    const std::string made = is_static(report.object) ? source_of_object(module_of(report.object))
                                                      : source_of_stack(frames_of(report.created));
    return report.type + (made.empty() ? " " + hex(report.object) : " at " + made) + " ";
}

inline void act(const Report& report, const std::string& message) {
    const char* action = std::getenv("LOOP_GUARD");
    if (!action) return;
    const std::string_view name = action;
    if (name == "abort") std::abort();
    if (name == "throw" && report.throwable) throw std::logic_error(message);
    if (name != "log" && name != "throw")
        std::fprintf(stderr, "loop guard: LOOP_GUARD=%s: expected log, throw or abort\n", action);
}

} // namespace detail

// Writes the report, then does what LOOP_GUARD says. Throws only if that is `throw`.
inline void publish(const Report& report) {
    const std::string message = detail::subject(report) + report.complaint;
    const std::string used = source_of_stack(frames_of(report.use));
    std::fprintf(stderr, "loop guard: %s\n", message.c_str());
    if (!used.empty())
        std::fprintf(stderr, "  used at %s on %s\n", used.c_str(), report.thread.c_str());
    if (const char* path = std::getenv("LOOP_REPORT"); path && *path)
        detail::append_line(path, detail::json(report, message));
    detail::act(report, message);
}

} // namespace loop::guard
