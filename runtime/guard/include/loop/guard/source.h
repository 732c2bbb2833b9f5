// Places as people read them: FILE:LINE from the program's debug information, by the
// llvm-symbolizer that is on the PATH or that LOOP_SYMBOLIZER names (an empty LOOP_SYMBOLIZER: do
// not look). Without one, or without debug information, a place reads module+0xoffset. Slow (it
// starts a process); only called when there is something to report.
#pragma once

#include "loop/guard/place.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

namespace loop::guard {

namespace detail {

inline std::string offset_text(const ModuleOffset& at) {
    std::array<char, 24> text{};
    std::snprintf(text.data(), text.size(), "0x%llx", static_cast<unsigned long long>(at.offset));
    return text.data();
}

// One question to the symbolizer: CODE "/bin/x" 0x12
inline std::string query(const char* kind, const ModuleOffset& at) {
    return std::string(kind) + " \"" + at.module + "\" " + offset_text(at);
}

// By name, newest first. Versions before 15 do not know the lines of variables.
inline std::vector<std::string> symbolizers() {
    if (const char* named = std::getenv("LOOP_SYMBOLIZER")) return {named};
    std::vector<std::string> names;
    for (int version = 22; version >= 15; --version)
        names.push_back("llvm-symbolizer-" + std::to_string(version));
    names.emplace_back("llvm-symbolizer");
    return names;
}

// This process's environment without LD_PRELOAD: the guard is for this program only.
inline std::vector<char*> environment_of_child() {
    std::vector<char*> result;
    for (char** entry = environ; *entry; ++entry)
        if (std::strncmp(*entry, "LD_PRELOAD=", 11) != 0) result.push_back(*entry);
    result.push_back(nullptr);
    return result;
}

// Starts the first symbolizer that there is, with the questions as its arguments and `output` as
// its stdout. Returns its process, or 0.
inline pid_t start_symbolizer(const std::vector<std::string>& queries, int output) {
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&files, output, 1);
    posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
    std::vector<char*> child_environment = environment_of_child();
    pid_t child = 0;
    for (const std::string& program : symbolizers()) {
        std::vector<char*> arguments{const_cast<char*>(program.c_str())};
        for (const std::string& text : queries)
            arguments.push_back(const_cast<char*>(text.c_str()));
        arguments.push_back(nullptr);
        if (posix_spawnp(&child, program.c_str(), &files, nullptr, arguments.data(),
                         child_environment.data()) == 0)
            break;
        child = 0;
    }
    posix_spawn_file_actions_destroy(&files);
    return child;
}

inline std::string read_to_end(int file) {
    std::string text;
    std::array<char, 4096> part{};
    for (;;) {
        const ssize_t size = read(file, part.data(), part.size());
        if (size > 0) text.append(part.data(), static_cast<std::size_t>(size));
        if (size == 0 || (size < 0 && errno != EINTR)) return text;
    }
}

// The symbolizer's answer, line by line; empty if there is none to ask.
inline std::vector<std::string> ask_symbolizer(const std::vector<std::string>& queries) {
    std::array<int, 2> pipe_ends{};
    if (pipe2(pipe_ends.data(), O_CLOEXEC) != 0) return {};
    const pid_t child = start_symbolizer(queries, pipe_ends[1]);
    close(pipe_ends[1]);
    std::istringstream answer(child ? read_to_end(pipe_ends[0]) : std::string());
    close(pipe_ends[0]);
    if (child) waitpid(child, nullptr, 0);
    std::vector<std::string> lines;
    for (std::string line; std::getline(answer, line);) lines.push_back(line);
    return lines;
}

// Whether "/a/b.cpp:3:1" is a line of the program's own: it has a number, and the file is neither
// a system header nor the guard.
inline bool is_own_line(const std::string& line) {
    if (line.empty() || line[0] != '/' || line.rfind("/usr/", 0) == 0) return false;
    if (line.find("/loop/guard/") != std::string::npos) return false;
    const auto colon = line.find(':');
    return colon != std::string::npos && line[colon + 1] > '0' && line[colon + 1] <= '9';
}

inline std::string first_own_line(const std::vector<std::string>& lines) {
    for (const std::string& line : lines)
        if (is_own_line(line)) return line;
    return {};
}

inline std::string module_text(const ModuleOffset& at) { return at.module + "+" + offset_text(at); }

} // namespace detail

// Where the variable that `object` is (a part of) is defined; its name, if only that is known.
inline std::string source_of_object(const ModuleOffset& object) {
    const auto answer = detail::ask_symbolizer({detail::query("DATA", object)});
    if (const auto line = detail::first_own_line(answer); !line.empty()) return line;
    if (answer.empty() || answer[0].empty() || answer[0] == "??")
        return detail::module_text(object);
    return "'" + answer[0] + "' in " + object.module;
}

// The innermost frame in the program's own sources; empty for an empty stack.
inline std::string source_of_stack(const std::vector<ModuleOffset>& frames) {
    if (frames.empty()) return {};
    std::vector<std::string> queries;
    for (ModuleOffset frame : frames) {
        --frame.offset; // a return address is after its call
        queries.push_back(detail::query("CODE", frame));
    }
    const auto line = detail::first_own_line(detail::ask_symbolizer(queries));
    return line.empty() ? detail::module_text(frames.front()) : line;
}

} // namespace loop::guard
