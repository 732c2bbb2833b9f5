// Closing a listening socket resets what it has not handed over: between the last accept() and the
// close there is always time for one more client, which takes itself for connected. So the socket
// is first made deaf to new ones, by a packet filter that drops their SYN, and closed when the
// handshakes of the others have had time to end.
#include "handshakes.h"

#include <linux/filter.h>
#include <sys/socket.h>

namespace loop {

bool ignore_new_handshakes(int fd) noexcept {
    constexpr unsigned flags_offset = 13, syn = 0x02, drop = 0,
                       keep = 0xffffffff; // of TCP's header
    sock_filter program[] = {
        BPF_STMT(BPF_LD | BPF_B | BPF_ABS, flags_offset),
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, syn, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, drop),
        BPF_STMT(BPF_RET | BPF_K, keep),
    };
    const sock_fprog filter{4, program};
    return ::setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &filter, sizeof filter) == 0;
}

} // namespace loop
