// A filter stands on another bufferevent, which is no loop, and keeps it alive by itself.
#include <event.h>

void filtered(event_base* base) {
    bufferevent* ends[2];
    bufferevent_pair_new(base, 0, ends);
    bufferevent* coder = bufferevent_filter_new(ends[1], nullptr, nullptr, 0, nullptr, nullptr);
    bufferevent_free(ends[0]);
    bufferevent_free(coder);
}
