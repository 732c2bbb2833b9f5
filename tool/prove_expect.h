#pragma once
// A sample's expect.json: what the checker says about it, what the runtime says, and what the
// program does before and after the checker's fix.

#include <optional>
#include <string>
#include <vector>

namespace looplint {

struct ExpectedFinding {
    std::string check;
    std::string file; // relative to the sample
    unsigned line = 0;
};

/// The error that the running program raises about an object defined at `file`:`line`.
struct ExpectedError {
    std::string file;
    unsigned line = 0;
    std::string message; // a part of it
};

/// One HTTP request to a sample that is a server, and what must come back.
struct Request {
    std::string method;
    std::string path;
    std::string body;
    unsigned status = 0;
    std::string contains; // of the answer's body; may be empty
};

/// What a program is asked to do, and what it must say.
struct Behaviour {
    std::vector<Request> drive;      // empty: the program ends by itself
    std::vector<std::string> output; // lines (or parts of lines), in this order
};

struct Expectation {
    std::vector<ExpectedFinding> findings;
    std::optional<ExpectedError> raises;
    std::string guard; // "asio", "uv", "qt"; empty for programs on the loop runtime
    Behaviour behaviour;
    Behaviour fixed; // after the checker's fix
};

/// Reads expect.json. Throws FormatError, or UsageError if it cannot be read.
Expectation readExpectation(const std::string& path);

} // namespace looplint
