// WebSocket frames, by Boost.Beast's frame code, from bytes that somebody else reads (RFC 6455).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <boost/beast/websocket/detail/frame.hpp>
#include <boost/beast/websocket/detail/mask.hpp>

namespace loop::http {

// What a client has sent, once it is whole.
struct Incoming {
    enum class Kind { text, binary, ping, pong, close, error };
    Kind kind;
    std::string data;       // of a message, ping or pong
    std::uint16_t code = 0; // of a close (0: it gave none); of an error: what to close with
};

class FrameReader {
  public:
    // A message beyond `most` bytes is an error with code 1009.
    explicit FrameReader(std::size_t most) : most_(most) {}
    FrameReader(const FrameReader&) = delete;
    FrameReader& operator=(const FrameReader&) = delete;

    // The next one, or nothing if more bytes are needed; drops from `input` what was used up. After
    // an error or a close there is nothing more to read.
    std::optional<Incoming> next(std::string_view& input);

  private:
    using Header = boost::beast::websocket::detail::frame_header;
    using Opcode = boost::beast::websocket::detail::opcode;

    bool read_header(std::string_view& input);
    std::uint16_t refusal() const;
    std::uint16_t refusal_of_control() const;
    void take_payload(std::string_view& input);
    std::optional<Incoming> frame_ended();
    Incoming control_ended(Opcode op);
    Incoming message_ended();

    std::size_t most_;
    std::optional<Header> header_; // of the frame that is being read
    std::uint64_t left_ = 0;       // of its payload
    boost::beast::websocket::detail::prepared_key key_{};
    std::string control_, message_;
    std::optional<Opcode> begun_; // of the message that is being read
    boost::beast::websocket::detail::utf8_checker utf8_;
    bool is_utf8_ = true;
};

// Appends a frame's head, unmasked as a server sends it.
void append_frame_head(std::string& out, boost::beast::websocket::detail::opcode op,
                       std::uint64_t size);
// Whether a close frame may carry it.
bool is_sendable_close_code(std::uint16_t code);
// A close frame's payload.
std::string close_payload(std::uint16_t code);
// The answer to a handshake's key.
std::string web_socket_accept(std::string_view key);
// Whether the key is base64 of 16 bytes.
bool is_web_socket_key(std::string_view key);

} // namespace loop::http
