#include "exchange.h"

#include "session.h"

namespace loop::http {

Coroutine<std::optional<std::string>> Exchange::next() {
    if (session == nullptr) throw HttpDisconnectError("the request has been answered already");
    return Session::next_piece(session->shared_from_this(), shared_from_this());
}

} // namespace loop::http
