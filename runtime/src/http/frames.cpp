#include "frames.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include <boost/beast/core/detail/base64.hpp>
#include <boost/beast/websocket/detail/hybi13.hpp>
#include <boost/endian/conversion.hpp>

namespace loop::http {

namespace ws = boost::beast::websocket;
namespace detail = boost::beast::websocket::detail;

std::optional<Incoming> FrameReader::next(std::string_view& input) {
    for (;;) {
        if (!header_) {
            if (!read_header(input)) return std::nullopt;
            if (const auto code = refusal())
                return Incoming{.kind = Incoming::Kind::error, .data = {}, .code = code};
        }
        take_payload(input);
        if (left_ > 0) return std::nullopt;
        if (auto whole = frame_ended()) return whole;
    }
}

// False if it is not all there. Lengths and the key are as RFC 6455, 5.2 says.
bool FrameReader::read_header(std::string_view& input) {
    if (input.size() < 2) return false;
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(input[i]); };
    Header header{};
    header.op = static_cast<Opcode>(byte(0) & 0x0f);
    header.fin = byte(0) & 0x80;
    header.rsv1 = byte(0) & 0x40;
    header.rsv2 = byte(0) & 0x20;
    header.rsv3 = byte(0) & 0x10;
    header.mask = byte(1) & 0x80;
    header.len = byte(1) & 0x7f;
    const std::size_t wide = header.len == 126 ? 2 : header.len == 127 ? 8 : 0;
    const std::size_t size = 2 + wide + (header.mask ? 4 : 0);
    if (input.size() < size) return false;
    if (wide > 0) header.len = 0;
    for (std::size_t i = 0; i < wide; ++i) header.len = header.len << 8 | byte(2 + i);
    if (header.mask) std::memcpy(key_.data(), input.data() + 2 + wide, key_.size());
    input.remove_prefix(size);
    header_ = header;
    left_ = header.len;
    return true;
}

// The close code for a frame that no client may send, or 0.
std::uint16_t FrameReader::refusal() const {
    const Header& header = *header_;
    if (!header.mask || header.rsv1 || header.rsv2 || header.rsv3 || is_reserved(header.op))
        return ws::close_code::protocol_error;
    if (is_control(header.op))
        return header.fin && header.len <= 125 ? 0 : ws::close_code::protocol_error;
    if ((header.op == Opcode::cont) != begun_.has_value()) return ws::close_code::protocol_error;
    if (header.len > most_ - message_.size()) return ws::close_code::too_big;
    return 0;
}

void FrameReader::take_payload(std::string_view& input) {
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(left_, input.size()));
    std::string& out = is_control(header_->op) ? control_ : message_;
    const std::size_t before = out.size();
    out.append(input.substr(0, count));
    input.remove_prefix(count);
    detail::mask_inplace(boost::asio::buffer(out.data() + before, count), key_);
    left_ -= count;
    const Opcode op = header_->op == Opcode::cont ? *begun_ : header_->op;
    if (op == Opcode::text)
        is_utf8_ =
            is_utf8_ && utf8_.write(reinterpret_cast<std::uint8_t*>(out.data()) + before, count);
}

std::optional<Incoming> FrameReader::frame_ended() {
    const Header header = *std::exchange(header_, std::nullopt);
    if (is_control(header.op)) return control_ended(header.op);
    if (header.op != Opcode::cont) begun_ = header.op;
    if (!is_utf8_)
        return Incoming{
            .kind = Incoming::Kind::error, .data = {}, .code = ws::close_code::bad_payload};
    if (!header.fin) return std::nullopt;
    return message_ended();
}

Incoming FrameReader::control_ended(Opcode op) {
    const std::string payload = std::exchange(control_, {});
    if (op == Opcode::ping) return {Incoming::Kind::ping, payload};
    if (op == Opcode::pong) return {Incoming::Kind::pong, payload};
    ws::close_reason reason;
    boost::beast::error_code error;
    detail::read_close(reason, boost::asio::buffer(payload), error);
    if (error == ws::error::bad_close_payload)
        return {Incoming::Kind::error, {}, ws::close_code::bad_payload};
    if (error) return {Incoming::Kind::error, {}, ws::close_code::protocol_error};
    return {Incoming::Kind::close, {}, reason.code};
}

Incoming FrameReader::message_ended() {
    const bool is_text = *begun_ == Opcode::text;
    begun_.reset();
    if (is_text && !utf8_.finish()) return {Incoming::Kind::error, {}, ws::close_code::bad_payload};
    utf8_.reset();
    return {is_text ? Incoming::Kind::text : Incoming::Kind::binary, std::exchange(message_, {})};
}

void append_frame_head(std::string& out, detail::opcode op, std::uint64_t size) {
    detail::frame_header header{};
    header.op = op;
    header.fin = true;
    header.len = size;
    detail::fh_buffer bytes;
    detail::write(bytes, header);
    out.append(static_cast<const char*>(bytes.data().data()), bytes.size());
}

bool is_sendable_close_code(std::uint16_t code) {
    return detail::is_valid_close_code(code) && code < 5000;
}

std::string close_payload(std::uint16_t code) {
    std::string bytes(2, '\0');
    boost::endian::store_big_u16(reinterpret_cast<unsigned char*>(bytes.data()), code);
    return bytes;
}

std::string web_socket_accept(std::string_view key) {
    detail::sec_ws_accept_type accept;
    detail::make_sec_ws_accept(accept, {key.data(), key.size()});
    return {accept.data(), accept.size()};
}

bool is_web_socket_key(std::string_view key) {
    namespace base64 = boost::beast::detail::base64;
    std::array<char, 24> bytes{};
    if (key.size() != base64::encoded_size(16)) return false;
    const auto [written, read] = base64::decode(bytes.data(), key.data(), key.size());
    return written == 16 && read == 22 && key.ends_with("==");
}

} // namespace loop::http
