#include "loop/event_loop.h"
#include "loop/net_operations.h"
#include "socket_address.h"

namespace loop {

Connection::Connection(EventLoop& loop, int fd, SourceLocation created)
    : descriptor_(loop.backend().adopt(fd)), loop_id_(loop.id()), created_(created) {}

Connection::~Connection() { descriptor_->close(); }

void Connection::close() noexcept {
    if (!is_open()) return;
    descriptor_->close();
    for (IoWait* waiting : {waiting_[0], waiting_[1]})
        if (waiting) waiting->closed();
}

std::string Connection::repr() const {
    return is_open() ? "<Stream " + peer_name(fd()) + ">" : "<Stream closed>";
}

} // namespace loop
