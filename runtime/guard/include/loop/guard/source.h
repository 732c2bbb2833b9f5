// Places as people read them: FILE:LINE from the program's debug information, by the
// llvm-symbolizer that is on the PATH or that LOOP_SYMBOLIZER names (an empty LOOP_SYMBOLIZER: do
// not look). Without one, or without debug information, a place reads module+0xoffset. Slow (it
// starts a process); only called when there is something to report.
#pragma once

#include "loop/guard/place.h"

#include <cstdio>
#include <cstdlib>

namespace loop::guard {

namespace detail {

inline std::string shell_quoted(const std::string& text) {
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

inline std::string offset_text(const ModuleOffset& at) {
    std::array<char, 24> text{};
    std::snprintf(text.data(), text.size(), "0x%llx", static_cast<unsigned long long>(at.offset));
    return text.data();
}

// "CODE '/bin/x' 0x12" as one word of the shell.
inline std::string query(const char* kind, const ModuleOffset& at) {
    return " " + shell_quoted(std::string(kind) + " \"" + at.module + "\" " + offset_text(at));
}

inline const std::string& symbolizer() {
    static const std::string found = [] {
        const char* named = std::getenv("LOOP_SYMBOLIZER");
        if (named) return *named ? shell_quoted(named) : std::string();
        std::string search = "\"$(false";
        for (int version = 22; version >= 19; --version)
            search += " || command -v llvm-symbolizer-" + std::to_string(version);
        return search + " || command -v llvm-symbolizer || echo true)\"";
    }();
    return found;
}

// The symbolizer's answer, line by line; empty if there is none to ask. LD_PRELOAD is taken out of
// its environment: the guard is for this program, not for that one.
inline std::vector<std::string> ask_symbolizer(const std::string& queries) {
    std::vector<std::string> lines;
    if (symbolizer().empty()) return lines;
    const std::string command = "unset LD_PRELOAD; " + symbolizer() + queries + " 2>/dev/null";
    FILE* answer = popen(command.c_str(), "re");
    if (!answer) return lines;
    std::array<char, 4096> line{};
    while (std::fgets(line.data(), static_cast<int>(line.size()), answer)) {
        lines.emplace_back(line.data());
        while (!lines.back().empty() && lines.back().back() == '\n') lines.back().pop_back();
    }
    pclose(answer);
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

// Where the variable that `object` is (a part of) is defined.
inline std::string source_of_object(const ModuleOffset& object) {
    const auto line = detail::first_own_line(detail::ask_symbolizer(detail::query("DATA", object)));
    return line.empty() ? detail::module_text(object) : line;
}

// The innermost frame in the program's own sources; empty for an empty stack.
inline std::string source_of_stack(const std::vector<ModuleOffset>& frames) {
    if (frames.empty()) return {};
    std::string queries;
    for (ModuleOffset frame : frames) {
        --frame.offset; // a return address is after its call
        queries += detail::query("CODE", frame);
    }
    const auto line = detail::first_own_line(detail::ask_symbolizer(queries));
    return line.empty() ? detail::module_text(frames.front()) : line;
}

} // namespace loop::guard
