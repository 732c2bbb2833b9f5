// Responses as bytes on the wire: status line, header fields, chunks.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "loop/response.h"
#include "request_parser.h"

namespace loop::http {

// What the request decides about the form of its response.
struct ResponseForm {
    unsigned version = 11;
    bool head_only = false; // the request's method is HEAD
    bool closes = false;    // the connection ends after this response
};

// How the body follows the head.
struct Framing {
    bool body = true;     // false: no bytes may follow
    bool chunked = false; // else as many bytes as `length`, or up to the connection's end
    std::optional<std::uint64_t> length;
    bool closes = false;
};

// "OK", "Not Found", …; empty for a status that has no name.
std::string_view reason(unsigned status);

// Appends status line and fields: the default ones (whole lines), the response's with names in
// lower case, then what frames the body. ValueError for a field that would break the head, or a
// content-length that is no number.
Framing append_head(std::string& out, const Response& response, const ResponseForm& form,
                    std::string_view default_lines);

// Appends bytes of the body; none for an empty piece. `append_end` ends a chunked body.
// `append_chunk_line` is what goes before a piece that is sent from elsewhere.
void append_chunk_line(std::string& out, std::size_t size);
void append_piece(std::string& out, const Framing& framing, std::string_view bytes);
void append_end(std::string& out, const Framing& framing);

// A whole answer to a request that never reached the application; to a HEAD without its text.
void append_rejection(std::string& out, const Rejection& rejection, std::string_view default_lines,
                      bool head_only);

} // namespace loop::http
