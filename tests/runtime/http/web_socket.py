"""A WebSocket client that can also do what no client should."""

import base64
import hashlib
import os
import struct

TEXT, BINARY, CLOSE, PING, PONG, CONTINUATION = 1, 2, 8, 9, 10, 0
GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


def handshake(path, key=None, version="13", headers=""):
    key = key or base64.b64encode(os.urandom(16)).decode()
    return (f"GET {path} HTTP/1.1\r\nhost: test\r\nconnection: keep-alive, Upgrade\r\n"
            f"upgrade: websocket\r\nsec-websocket-version: {version}\r\n"
            f"sec-websocket-key: {key}\r\n{headers}\r\n").encode()


def accept_of(key):
    return base64.b64encode(hashlib.sha1(key.encode() + GUID).digest()).decode()


def frame(opcode, payload=b"", fin=True, masked=True, reserved=0, length=None):
    """`length` pretends to another one than the payload's."""
    length = len(payload) if length is None else length
    head = bytes([(0x80 if fin else 0) | reserved << 4 | opcode])
    mask_bit = 0x80 if masked else 0
    if length <= 125:
        head += bytes([mask_bit | length])
    elif length < 65536:
        head += bytes([mask_bit | 126]) + struct.pack(">H", length)
    else:
        head += bytes([mask_bit | 127]) + struct.pack(">Q", length)
    if not masked:
        return head + payload
    mask = os.urandom(4)
    return head + mask + bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload))


def close_frame(code, reason=b""):
    return frame(CLOSE, struct.pack(">H", code) + reason)


def read_frame(client):
    """Opcode and payload of the next frame, which must be whole and unmasked."""
    first, second = client.take(2)
    assert first & 0xf0 == 0x80 and second & 0x80 == 0, (first, second)
    length = second
    if length == 126:
        length, = struct.unpack(">H", client.take(2))
    elif length == 127:
        length, = struct.unpack(">Q", client.take(8))
    return first & 0x0f, client.take(length)


def close_code(payload):
    return struct.unpack(">H", payload[:2])[0]
